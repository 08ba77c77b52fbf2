"""Why a card is asked for again, and when it is printed without an adviser. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why somebody wants another card."""

    LOST = "lost"
    STOLEN = "stolen"
    NEVER_CAME = "never_came"
    DAMAGED = "damaged"
    WRONG = "wrong"


class Line(StrEnum):
    """What is wrong on a card."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    PEOPLE = "people"
    OTHER = "other"


class SameAddress(StrEnum):
    """Whether the postal address of the file is right."""

    YES = "yes"
    NO = "no"


_PLAIN = frozenset({Why.LOST, Why.NEVER_CAME, Why.DAMAGED})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides whether a card is printed at once: the reason; whether the address is the right
    one, with no change of it under way and no card come back from it; whether another card was
    printed lately."""

    why: Why
    same_address: bool
    address_in_question: bool
    printed_lately: bool


def prints_alone(asked: Circumstances) -> bool:
    """Whether no adviser needs to look (product B.13): an error must be mended first, a theft and a
    second card within months are looked at, an address in question is cleared up first."""
    return (
        asked.why in _PLAIN
        and asked.same_address
        and not asked.address_in_question
        and not asked.printed_lately
    )
