"""What somebody need send to be reimbursed, if anything. Pure.

Three answers decide before any document is asked for: who paid what, whether the health card was
read, and how long ago. Source: product B.7 (the four cases of R8).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from espace_client.reimbursements.rules import flow_by


class Paid(StrEnum):
    """Who paid what at the counter."""

    ALL = "all"
    OUR_PART = "our_part"  # the Sécurité sociale paid the professional; the member paid the rest
    NOTHING = "nothing"


class CardRead(StrEnum):
    """Whether the health card (carte Vitale) was read."""

    YES = "yes"
    NO = "no"
    NOT_REFUNDED = "not_refunded"  # care of which the Sécurité sociale pays nothing


class Case(StrEnum):
    """What follows."""

    THIRD_PARTY = "third_party"  # nothing was paid: we pay the professional
    WAIT = "wait"  # the flow is on its way
    FLOW_LATE = "flow_late"  # it should be there: the statement of the Sécurité sociale
    NO_LINK = "no_link"  # nothing comes by itself for that person: the same statement
    PAPER = "paper"  # a paper form went to the Sécurité sociale: its statement, once it came
    OUR_PART = "our_part"  # the paid invoice of our part; the statement would not do
    NOT_REFUNDED = "not_refunded"  # prescription, and an invoice that names the product


AUTOMATIC = frozenset({Case.THIRD_PARTY, Case.WAIT})
"""Nothing is to be sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered. `linked`: the Sécurité sociale sends us what it pays for that person."""

    paid: Paid
    card: CardRead
    cared_on: date
    linked: bool


def case_of(told: Told, *, on: date) -> Case:
    """The case of these answers on that day."""
    if told.paid is Paid.NOTHING:
        return Case.THIRD_PARTY
    if told.card is CardRead.NOT_REFUNDED:
        return Case.NOT_REFUNDED
    if told.paid is Paid.OUR_PART:
        return Case.OUR_PART
    if told.card is CardRead.NO:
        return Case.PAPER
    if not told.linked:
        return Case.NO_LINK
    return Case.WAIT if on <= flow_by(told.cared_on) else Case.FLOW_LATE
