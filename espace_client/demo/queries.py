"""Reading the demo's mailbox."""

import re
from collections.abc import Iterator
from typing import Any

from espace_client.demo.models import KeptMail

_LINK = re.compile(r"https?://[^\s<>\"«»]+")
_AFTER_A_LINK = ".,;:!?)"


def latest_mails(*, limit: int = 200) -> list[KeptMail]:
    """What left, the newest first, all mailboxes together."""
    return list(KeptMail.objects.order_by("-id")[:limit])


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
