"""The links by which somebody else opens a card: finding them again, and telling of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from espace_client.contracts.rules import CARD_TOKEN_GROUPS
from espace_client.contracts.shared_cards import SharedCard
from espace_client.kernel import emails, spelling, tokens
from espace_client.members.models import Person

SHOWN_AT_A_COUNTER = ("received_card", "received_card_opened")  # in a session: which, and when
_LENGTH = CARD_TOKEN_GROUPS * 4
_TOLD_FOR, _TOLD = timedelta(days=7), 5


def new_token() -> str:
    """A fresh secret for a link that may be read out: « K7P4-3MWT-… »."""
    return spelling.grouped(spelling.new_code(groups=CARD_TOKEN_GROUPS))


def hash_of(raw: str) -> bytes:
    """What is kept of the token, whatever a mail program or a hand made of it."""
    return tokens.token_hash(spelling.cleaned(tokens.cleaned(raw))[:_LENGTH])


def address_of(token: str) -> str:
    """Built on the configured address alone: no header of a visitor can bend it (quality 1.7)."""
    path = reverse("contracts:open_card_link", args=[token])
    return settings.PUBLIC_URL.rstrip("/") + path


def sender_of(person: Person) -> str:
    """« J. Martin »: whoever stands at the counter is recognised, and somebody who was written to
    by mistake learns no more than a doorbell says."""
    return f"{person.first_name[:1]}. {person.name}"


def told(link: SharedCard) -> dict[str, str]:
    """What an event says of a link: the number of the card, and the mailbox as its owner knows it
    again."""
    return {"number": link.document.number, "masked_email": emails.masked(link.email)}


def sealed_token(token: str, *, link: UUID) -> str:
    """The token for the session of whoever sent it: the database holds none in clear."""
    return settings.SEALING_KEYS.seal_bytes(token.encode(), bound_to=_bound_to(link)).hex()


def opened_token(sealed: str, *, link: UUID) -> str:
    """What was sealed for that link."""
    content = settings.SEALING_KEYS.unseal_bytes(bytes.fromhex(sealed), bound_to=_bound_to(link))
    return content.decode()


def link_of(raw: str) -> SharedCard | None:
    """The link that *raw* is the token of, whether it still works or not."""
    return _links().filter(token_hash=hash_of(raw)).first()


def link_by_id(identifier: str) -> SharedCard | None:
    """The link that a session names."""
    return _links().filter(pk=identifier).first()


def link_sent_by(person: UUID, link: UUID) -> SharedCard | None:
    """A link that *person* has sent; None if it is not theirs."""
    return _links().filter(pk=link, person=person).first()


def links_sent_by(person: UUID, *, at: datetime) -> Sequence[SharedCard]:
    """The last links of *person*, for a week, the newest first. One query."""
    mine = _links().filter(person=person, sent_at__gt=at - _TOLD_FOR)
    return list(mine.order_by("-sent_at")[:_TOLD])


def _links() -> QuerySet[SharedCard]:
    return SharedCard.objects.select_related("person", "document").defer("document__content")


def _bound_to(link: UUID) -> str:
    return f"shared_card:{link}"
