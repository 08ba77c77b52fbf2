"""The one clock of the product.

Verbs never read it: the moment is an argument. The doors (pages, jobs, commands) ask it once and
pass the answer on. The demo and the tests replace its source, so that every page can be seen as
it was on 24 March 2022.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def system_time() -> datetime:
    """The machine's own time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place where the machine is asked


_source: Callable[[], datetime] = system_time


def use(source: Callable[[], datetime]) -> None:
    """Read the time from *source* from now on (an aware moment, in any zone)."""
    global _source
    _source = source


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source().astimezone(UTC)


def today() -> date:
    """The calendar date in Paris: rules of law are written in legal time, not in UTC."""
    return date_in_paris(now())


def date_in_paris(moment: datetime) -> date:
    """The calendar date that *moment* falls on in Paris."""
    return moment.astimezone(PARIS).date()
