"""How the product writes dates and lists: in full, in French, in the time of Paris."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from espace_client.kernel.clock import PARIS

NBSP = "\u00a0"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_DATE = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
_BREAKS = re.compile(r" (?=[;:!?»%€])|(?<=«) ")


def spaced(text: str) -> str:
    """*text* of a file with the no-break spaces of French: before « ; : ! ? » % € », in quotes."""
    return _BREAKS.sub(NBSP, text)


def date_in_words(day: date) -> str:
    """« 1er avril 2022 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def with_dates_in_words(text: str) -> str:
    """*text* of a file with its dates in words: « du 30/08/1990 » becomes « du 30 août 1990 »."""
    return _DATE.sub(lambda found: date_in_words(date(*map(int, found.groups()[::-1]))), text)


def month_in_words(day: date) -> str:
    """« avril 2022 »."""
    return f"{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def day_in_words(day: date) -> str:
    """« mardi 19 avril 2022 »."""
    return f"{_DAYS[day.weekday()]} {date_in_words(day)}"


def moment_in_words(moment: datetime) -> str:
    """« jeudi 24 mars 2022 à 9 h 05 », in Paris."""
    there = moment.astimezone(PARIS)
    return f"{day_in_words(there.date())} à {there.hour}{NBSP}h{NBSP}{there.minute:02d}"


def short_moment(moment: datetime) -> str:
    """« 24/03/2022, 9 h 05 », in Paris: for whoever reads many."""
    there = moment.astimezone(PARIS)
    return f"{short_date(there.date())}, {there.hour}{NBSP}h{NBSP}{there.minute:02d}"


def short_date(day: date) -> str:
    """« 31/12/2022 », for a card or a table."""
    return f"{day:%d/%m/%Y}"


def enumeration(items: Sequence[str]) -> str:
    """« Jeanne », « Jeanne et Karim », « Jeanne, Karim et Léa »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def grouped_digits(number: str) -> str:
    """« 4820 1937 »: a number that is read aloud four digits at a time."""
    return NBSP.join(number[i : i + 4] for i in range(0, len(number), 4))
