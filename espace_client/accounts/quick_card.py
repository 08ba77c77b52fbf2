"""« Ma carte vite »: whom a number and a date of birth mean, and what is kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.conf import settings

from espace_client.accounts.card_codes import CardCode
from espace_client.contracts.cards import cards_of
from espace_client.contracts.queries import people_of_number
from espace_client.kernel import identifiers
from espace_client.members.models import Person
from espace_client.members.queries import holder_of_number

_FIGURES = 8
_MOST = 4  # people of one card born on one day: twins


@dataclass(frozen=True, slots=True)
class TypedCard:
    """What somebody reads on their card. The date of birth is normal (kernel.birth_dates)."""

    number: str
    birth_date: str

    @property
    def key(self) -> str:
        """The number without what people write around it."""
        return identifiers.number_key(self.number).zfill(_FIGURES)

    @property
    def hashed(self) -> bytes:
        """By what the code that leaves for it is found again; nothing can be read from it."""
        said = f"{self.key}:{self.birth_date}"
        return settings.BLIND_INDEX.of(said, purpose="accounts.card_code_asked")


def sealed(typed: TypedCard) -> str:
    """What was typed, for a job or a session: neither keeps it in clear."""
    mark = str(uuid4())
    content = f"{typed.number}|{typed.birth_date}".encode()
    return f"{mark}.{settings.SEALING_KEYS.seal_bytes(content, bound_to=_bound_to(mark)).hex()}"


def unsealed(kept: str) -> TypedCard:
    """What was sealed."""
    mark, _dot, content = kept.partition(".")
    opened = settings.SEALING_KEYS.unseal_bytes(bytes.fromhex(content), bound_to=_bound_to(mark))
    number, _bar, birth_date = opened.decode().rpartition("|")
    return TypedCard(number, birth_date)


def people_meant(typed: TypedCard, *, on: date) -> Sequence[Person]:
    """Who was born on that day and has a card of that number today: the holder, or whom their
    contract covers."""
    holder = holder_of_number(typed.key)
    if holder is None:
        return []
    born = [one for one in people_of_number(holder) if one.birth_date == typed.birth_date]
    return [one for one in born[:_MOST] if one.died_on is None and _has_card(one, typed, on=on)]


def _has_card(person: Person, typed: TypedCard, *, on: date) -> bool:
    return typed.key in {card.member_number for card in cards_of(person.pk, on=on)}


def codes_left_since(person: Person, moment: datetime) -> int:
    """How many codes for the card left to *person* since then."""
    return CardCode.objects.filter(person=person, issued_at__gt=moment).count()


def code_by_id(identifier: str) -> CardCode | None:
    """The code that a session names, with whose card it shows."""
    return CardCode.objects.select_related("person").filter(pk=identifier).first()


def _bound_to(mark: str) -> str:
    return f"quick_card:{mark}"
