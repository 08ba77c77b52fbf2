"""How long a contract can be read after it has ended, and who was covered when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from espace_client.kernel.periods import years_after

# Somebody who has left keeps reading access for 24 months (product B.2.2, D.15).
READABLE_YEARS_AFTER_END = 2

# How long a certificate made today may be shown: « usually one year » (product B.11). Our choice.
CERTIFICATE_YEARS = 1

# The card of the next year can be had from the first of that month (product B.12).
NEXT_CARD_MONTH = 12

# A card sent to a professional opens for 24 hours (product B.12). How many leave in a day, and how
# soon again to one mailbox, is our choice: a mailbox that somebody typed is nobody's to fill.
CARD_SHOWN_FOR = timedelta(minutes=10)  # on a screen that is not its owner's
CARD_LINK_LIFETIME = timedelta(hours=24)
CARDS_SENT_A_DAY, WAIT_BETWEEN_CARDS = 5, timedelta(seconds=60)
CARD_LINKS_KEPT = timedelta(days=30)  # after their end; the history keeps what happened
CARD_TOKEN_GROUPS = 7  # of four characters of 30: 137 bits; the promise is at least 128


def earliest_readable_end(on: date) -> date:
    """A contract or a cover that ended on this day or later can still be read *on* that day."""
    return years_after(on, -READABLE_YEARS_AFTER_END)


def last_readable_day(end: date) -> date:
    """The last day on which a contract or a cover that ended on *end* can be read: 24 months later,
    to the day; the 29 February too where that day is the 28th."""
    day = years_after(end, READABLE_YEARS_AFTER_END)
    following = day + timedelta(days=1)
    return following if earliest_readable_end(following) <= end else day


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody whose last cover has ended: they read for 24 months, and nothing new begins."""

    ended_on: date

    @property
    def readable_until(self) -> date:
        """The last day of reading."""
        return last_readable_day(self.ended_on)

    def is_over(self, on: date) -> bool:
        """Whether nothing can be read any more on that day."""
        return on > self.readable_until


def departure(last_end: date | None, *, on: date) -> Departure | None:
    """The departure of whoever has *last_end* as the last day of their last cover (None: it runs,
    or there never was one). None too up to that day."""
    return Departure(last_end) if last_end and last_end < on else None


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, both ends included. `last` is None while no end is known."""

    first: date
    last: date | None

    def within(self, other: "Period") -> "Period | None":
        """The days that both have; None if there is not one."""
        first = max(self.first, other.first)
        lasts = [last for last in (self.last, other.last) if last is not None]
        last = min(lasts, default=None)
        return None if last is not None and last < first else Period(first, last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def years_to_read(
    covers: Sequence[Period], versions: Sequence[Period], *, today: date
) -> tuple[int, ...]:
    """The calendar years, up to this one, whose last day of cover has a table: newest first.

    What is read of a year is the table of the last day of cover in it, or of today.
    """
    known = [one for one in covers if one.first <= today]
    if not known:
        return ()
    return tuple(
        year
        for year in range(today.year, min(one.first for one in known).year - 1, -1)
        if (last := _last_day_of(year, known, today)) and any(last in one for one in versions)
    )


def _last_day_of(year: int, covers: Sequence[Period], today: date) -> date | None:
    whole = Period(date(year, 1, 1), min(today, date(year, 12, 31)))
    days = [inside.last for one in covers if (inside := one.within(whole)) and inside.last]
    return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Cover:
    """One person covered by one contract. The two periods are the cover's and the contract's."""

    person: UUID
    contract: UUID
    cover: Period
    agreed: Period

    @property
    def period(self) -> Period | None:
        """The days of the cover: never more than those of the contract."""
        return self.cover.within(self.agreed)


@dataclass(frozen=True, slots=True)
class Covered:
    """A cover that a certificate names, with the days to tell."""

    cover: Cover
    period: Period


def covered_over(covers: Iterable[Cover], *, first: date, last: date) -> list[Covered]:
    """Who is covered for one day at least between two days, both included.

    Over a period each is told with the first and the last day of cover within it. At a date the
    whole cover is told, since when and until when, because one day says nothing more.
    """
    asked = Period(first, last)
    found = []
    for cover in covers:
        if cover.period and (inside := cover.period.within(asked)):
            found.append(Covered(cover, cover.period if first == last else inside))
    return found


def last_covers(covers: Iterable[Cover]) -> list[Cover]:
    """Of each person in each contract, the cover that begins last. One that never covered a day
    does not count."""
    found: dict[tuple[UUID, UUID], Cover] = {}
    for cover in covers:
        key = cover.person, cover.contract
        if cover.period and (key not in found or found[key].cover.first < cover.cover.first):
            found[key] = cover
    return list(found.values())


def ended_on(cover: Cover, *, on: date) -> date | None:
    """The last day of a cover that is over *on* that day: the day after it at the earliest."""
    last = cover.period.last if cover.period else None
    return last if last is not None and last < on else None


def relied_upon_until(covered: Iterable[Covered], *, last: date, today: date) -> date | None:
    """The last day on which a certificate may be shown: a year after it was made, and no cover
    that it names may have ended since. One that had ended before is told with its end, which stays
    true. None for a certificate of days gone by, which all stay true."""
    if last < today:
        return None
    ends = [one.cover.period.last for one in covered if one.cover.period]
    return min(
        [years_after(today, CERTIFICATE_YEARS), *(end for end in ends if end and end >= today)]
    )


def card_years(on: date) -> tuple[int, ...]:
    """The calendar years whose card can be had on that day."""
    return (on.year, on.year + 1) if on.month >= NEXT_CARD_MONTH else (on.year,)


def days_on_card(period: Period | None, *, year: int, on: date) -> Period | None:
    """The days for which the card of *year* names somebody; None when it does not.

    This year's card names who is covered *on* that day, next year's who will be covered in it.
    """
    if period is None or (year == on.year and period.within(Period(on, on)) is None):
        return None
    return period.within(Period(date(year, 1, 1), date(year, 12, 31)))
