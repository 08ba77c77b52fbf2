"""A line of « Mes documents »: its words and its addresses, and how they become HTML."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from espace_client.documents.models import Withdrawal
from espace_client.home.papers import DOCUMENT, Paper
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.emails import masked
from espace_client.kernel.french import date_in_words, day_in_words, moment_in_words
from espace_client.ui.rows import filled

_ANY = UUID(int=0)


class Row(NamedTuple):
    """One line. Whatever it does not say is empty."""

    title: str
    number: str
    whose: str  # which one a link leads to, for whoever hears the links alone
    told: str  # « Date : …. Numéro », « Courrier du …. Référence »; its number follows
    withdrawn: str  # that it was, and why
    replaced_by: str  # the number of a newer one
    for_whom: str  # « Pour Jeanne Martin, au 1er mars 2022 »
    pdf: str  # its address
    pdf_words: str
    screen: str  # the address where it is read; empty for what carried a code


def written(papers: Iterable[Paper]) -> list[SafeString]:
    """The papers as lines of HTML, in their order."""
    return [_written(_document(one) if one.source == DOCUMENT else _message(one)) for one in papers]


def _written(row: Row) -> SafeString:
    said = {name: value for name, value in row._asdict().items() if value}
    return filled("home/paper_row.html", said)


def message_in_words(*, at: datetime, letter: bool, address: str, in_doubt: bool) -> str:
    """« Courrier du mardi 1er mars 2022. Référence », « E-mail du …, envoyé à j***@orange.fr.
    Référence »: what stands before it; whether it left at all, when nobody knows."""
    if letter:
        told = gettext("Courrier du %(day)s.") % {"day": day_in_words(date_in_paris(at))}
    else:
        said = {"moment": moment_in_words(at), "masked": masked(address)}
        told = gettext("E-mail du %(moment)s, envoyé à %(masked)s.") % said
    cut = gettext("L’envoi a été coupé : il est peut-être parti.") if in_doubt else ""
    return " ".join(filter(None, (told, cut, gettext("Référence"))))


def _document(paper: Paper) -> Row:
    size = {"size": paper.kilobytes}
    return Row(
        title=paper.title,
        number=paper.number,
        whose=f"{paper.title} {paper.number}",
        told=gettext("Date : %(moment)s. Numéro") % {"moment": moment_in_words(paper.at)},
        withdrawn=_withdrawn(paper.withdrawn_at, paper.withdrawn_because),
        replaced_by=paper.replaced_by,
        for_whom=paper.about[:1].upper() + paper.about[1:],
        pdf=_address("documents:download", paper.id),
        pdf_words=gettext("Télécharger (PDF, %(size)s Ko)") % size,
        screen=_address("documents:document", paper.id),
    )


def _message(paper: Paper) -> Row:
    printed = paper.is_letter and not paper.credential
    one, many = "Télécharger (PDF, %(pages)s page)", "Télécharger (PDF, %(pages)s pages)"
    pages = ngettext(one, many, paper.size) % {"pages": paper.size} if printed else ""
    return Row(
        title=paper.title,
        number=paper.number,
        whose=f"{paper.title} {paper.number}",
        told=message_in_words(
            at=paper.at, letter=paper.is_letter, address=paper.about, in_doubt=paper.in_doubt
        ),
        withdrawn="",
        replaced_by="",
        for_whom="",
        pdf=_address("documents:letter", paper.id) if printed else "",
        pdf_words=pages,
        screen="" if paper.credential else _address("documents:message", paper.id),
    )


def _withdrawn(at: datetime | None, because: str) -> str:
    if at is None:
        return ""
    said = {"day": date_in_words(date_in_paris(at)), "because": Withdrawal(because).label}
    return gettext("Annulé le %(day)s : %(because)s. Ne le montrez plus.") % said


def _address(page: str, paper: UUID) -> str:
    before, after = _around(page)
    return f"{before}{paper}{after}"


@cache
def _around(page: str) -> tuple[str, str]:
    """What stands before and after the key in the address of *page*, worked out once."""
    before, after = reverse(page, args=[_ANY]).split(str(_ANY))
    return before, after
