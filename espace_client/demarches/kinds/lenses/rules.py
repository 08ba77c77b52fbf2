"""What decides about lenses that the Sécurité sociale does not reimburse. Pure.

Source: domain rules 7.1 (LE3 to LE6). Durations are figures of the law: the caller looks them up at
the day of the prescription, or of the purchase.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from espace_client.kernel.periods import months_after

_YEAR = 12  # months


class Refunded(StrEnum):
    """Whether the Sécurité sociale reimburses them."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Sold(StrEnum):
    """By whom."""

    OPTICIAN = "optician"
    ONLINE = "online"


class What(StrEnum):
    """What was bought."""

    DAILY = "daily"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    RIGID = "rigid"
    CARE = "care"  # products to clean them, which contracts rarely pay


class Invoice(StrEnum):
    """In whose name it is."""

    WEARER = "wearer"
    OTHER = "other"


def last_day_of_prescription(prescribed_on: date, *, years: Decimal) -> date:
    """The last day on which lenses can be bought with it."""
    return months_after(prescribed_on, int(years) * _YEAR)


def age_on(birth: date, on: date) -> int:
    """Whole years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What says whether nobody need look at it. Euros, to the cent."""

    amount: Decimal
    below: Decimal
    refunded: Refunded
    what: What
    invoice: Invoice
    readable: bool
    sent_before: bool
    has_account: bool


def accepted_alone(case: Circumstances) -> bool:
    """Whether automation accepts: something is owed, less than the insurer's threshold, everything
    is plain. It never refuses: whatever is not plain waits for an adviser (product B.15)."""
    return (
        0 < case.amount < case.below
        and case.refunded is Refunded.NO
        and case.what is not What.CARE
        and case.invoice is Invoice.WEARER
        and case.readable
        and not case.sent_before
        and case.has_account
    )
