"""What the yearly statement of reimbursements says (product B.11): person by person, line by line.

A line counts on the day it was paid. So each line stands in one year and no other, and the sums can
be compared with the statements of a bank. A year that is over still changes when a line is
cancelled or corrected: the statements that count it are then withdrawn (operations/withdrawing.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from espace_client.benefits.figures import to_the_cent
from espace_client.contracts.certificate_words import names
from espace_client.documents.content import Draft, Section, Table
from espace_client.documents.kinds import name_kind
from espace_client.documents.parts import insurer_section
from espace_client.documents.proofs import Said, initials
from espace_client.kernel.french import date_in_words, short_date
from espace_client.kernel.money import NOTHING
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement

KIND = name_kind("care_statement", gettext_lazy("Relevés de remboursements"))
_PREFIX = "RR"


@dataclass(frozen=True, slots=True)
class WantedStatement:
    """Of whose care, and of which calendar year, somebody wants a statement."""

    people: frozenset[UUID]
    year: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What was spent, and who paid it. Euros, to the cent."""

    spent: Decimal = NOTHING
    basic: Decimal = NOTHING
    complementary: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        """What the person paid in the end."""
        return self.spent - self.basic - self.complementary

    @property
    def in_euros(self) -> tuple[str, str, str, str]:
        """The four amounts of a row."""
        spent, basic, complementary = self.spent, self.basic, self.complementary
        return (
            to_the_cent(spent),
            to_the_cent(basic),
            to_the_cent(complementary),
            to_the_cent(self.left),
        )


def sums_of(lines: Iterable[Reimbursement]) -> Sums:
    """The sums of some lines."""
    spent = basic = complementary = NOTHING
    for one in lines:
        spent, basic = spent + one.spent, basic + one.basic
        complementary += one.complementary
    return Sums(spent, basic, complementary)


def draft(
    people: Sequence[Person], lines: Sequence[Reimbursement], *, first: date, last: date
) -> Draft:
    """The statement of *people*: the *lines*, all paid from *first* to *last*, which are two days
    of one year. Those that were cancelled are counted in a note, and nowhere else."""
    counted = [one for one in lines if one.cancelled_on is None]
    return Draft(
        kind=KIND,
        prefix=_PREFIX,
        title=_("Relevé annuel des remboursements"),
        template="reimbursements/statement.typ",
        about=_("pour %(names)s, année %(year)d") % {"names": names(people), "year": first.year},
        printed=(
            Section(paragraphs=tuple(_how(first, last, cancelled=len(lines) - len(counted)))),
            *(_person(one, counted) for one in people),
            *((_everybody(counted),) if len(people) > 1 else ()),
            insurer_section(),
        ),
        said=Said(
            initials=tuple(initials(one.first_name, one.name) for one in people),
            first=first,
            last=last,
            valid_until=None,
        ),
        concerns={one.pk: one.paid_on for one in counted if one.paid_on},
        amounts=tuple(f"{one.spent} {one.basic} {one.complementary}" for one in counted),
        care_of=frozenset(one.pk for one in people),
    )


def _how(first: date, last: date, *, cancelled: int) -> Iterable[str]:
    yield _("Ce relevé dit les soins payés du %(first)s au %(last)s.") % {
        "first": date_in_words(first),
        "last": date_in_words(last),
    }
    yield _(
        "C’est le jour du paiement qui compte, pas le jour du soin. Un soin reçu en décembre et"
        " payé en janvier est dans le relevé de l’année suivante."
    )
    if cancelled:
        yield ngettext(
            "Un remboursement annulé n’est pas compté.",
            "%(count)d remboursements annulés ne sont pas comptés.",
            cancelled,
        ) % {"count": cancelled}
    if (last.month, last.day) != (12, 31):
        yield _("L’année n’est pas finie : des soins peuvent encore s’ajouter.")


def _person(person: Person, counted: Sequence[Reimbursement]) -> Section:
    mine = [one for one in counted if one.person_id == person.pk]
    born = ((_("Date de naissance"), person.birth_date),)
    if not mine:
        return Section(
            heading=str(person), paragraphs=(_("Aucun soin payé pendant ces jours."),), facts=born
        )
    return Section(
        heading=str(person),
        facts=born,
        table=Table(
            caption=_("Soins de %(person)s") % {"person": person},
            head=(_("Soin"), _("Reçu le"), _("Payé le"), *_amounts()),
            rows=tuple(map(_row, mine)),
            foot=(_("Total"), "", "", *sums_of(mine).in_euros),
            amounts=4,
        ),
    )


def _amounts() -> tuple[str, str, str, str]:
    return (
        _("Dépensé"),
        _("Sécurité sociale"),
        _("Complémentaire"),
        _("Resté à payer"),
    )


def _row(line: Reimbursement) -> tuple[str, ...]:
    paid_on = short_date(line.paid_on) if line.paid_on else ""
    return (line.care, short_date(line.cared_on), paid_on, *sums_of([line]).in_euros)


def _everybody(counted: Sequence[Reimbursement]) -> Section:
    amounts = sums_of(counted).in_euros
    return Section(
        heading=_("Total de toutes ces personnes"),
        facts=tuple(zip(_amounts(), amounts, strict=True)),
    )
