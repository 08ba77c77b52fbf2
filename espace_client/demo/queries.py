"""Reading what the demo kept: mails, text messages, letters."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from espace_client.demo.models import KeptBatch, KeptCardBatch, KeptLetter, KeptMail, KeptText
from espace_client.kernel.spreadsheets import rows_of

_LINK = re.compile(r"https?://[^\s<>\"«»]+")
_AFTER_A_LINK = ".,;:!?)"


def latest_mails(*, to: str = "", limit: int = 200) -> list[KeptMail]:
    """What left, the newest first, to one mailbox or all together. Without the HTML, which weighs
    ten times the rest: a journey that waits for a mail asks every fifth of a second."""
    found = KeptMail.objects.filter(to=to) if to else KeptMail.objects.all()
    return list(found.defer("html").order_by("-id")[:limit])


def latest_texts(*, limit: int = 200) -> list[KeptText]:
    """The text messages that left, the newest first."""
    return list(KeptText.objects.order_by("-id")[:limit])


def latest_batches(*, limit: int = 50) -> list[KeptBatch]:
    """The batches that were printed, the newest first, with their letters."""
    batches = KeptBatch.objects.filter(released=True).defer("pdf")
    return list(batches.prefetch_related("letters").order_by("-number")[:limit])


def printed_letters() -> QuerySet[KeptLetter]:
    """The letters that were printed, the newest first, their batch at hand but not its PDF."""
    return (
        KeptLetter.objects.filter(batch__released=True)
        .select_related("batch")
        .defer("batch__pdf")
        .order_by("-id")
    )


def links_in(text: str) -> list[str]:
    """The addresses written in *text*, in order, without the full stop that may follow."""
    return [found.rstrip(_AFTER_A_LINK) for found in _LINK.findall(text)]


def as_data(mails: list[KeptMail]) -> Iterator[dict[str, Any]]:
    """The mails for a program: a journey that must follow a link reads them here."""
    for mail in mails:
        yield {
            "id": mail.pk,
            "at": mail.at.isoformat(),
            "to": mail.to,
            "subject": mail.subject,
            "text": mail.text,
            "links": links_in(mail.text),
        }


def texts_as_data(texts: list[KeptText]) -> Iterator[dict[str, Any]]:
    """The text messages for a program, which reads a code in them."""
    for text in texts:
        yield {"id": text.pk, "at": text.at.isoformat(), "to": text.to, "text": text.text}


def letters_as_data(letters: Iterable[KeptLetter]) -> Iterator[dict[str, Any]]:
    """The letters for a program. `to` is the name of whom they are for."""
    for letter in letters:
        yield {
            "id": letter.pk,
            "at": letter.batch.at.isoformat(),
            "to": letter.to,
            "postal_lines": letter.postal_lines,
            "subject": letter.subject,
            "text": letter.text,
            "reference": letter.reference,
            "batch": str(letter.batch),
        }


def latest_card_batches(*, limit: int = 20) -> list[tuple[KeptCardBatch, list[dict[str, str]]]]:
    """The files of cards that were printed, the newest first, with their lines."""
    batches = KeptCardBatch.objects.filter(released=True).order_by("-number")[:limit]
    return [(batch, rows_of(bytes(batch.file))) for batch in batches]
