"""The time that tests live in: 24 March 2022, nine in the morning, until a test moves it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import procrastinate.utils
import pytest
from django.utils import timezone

from espace_client.kernel import clock as product_clock

PARIS = ZoneInfo("Europe/Paris")
LAUNCH = datetime(2022, 3, 24, 9, 0, tzinfo=PARIS)


class Clock:
    """A clock that stands still. Calling it tells the time; tests set it and move it on."""

    def __init__(self, moment: datetime = LAUNCH) -> None:
        self._moment = moment.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._moment

    @property
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self._moment

    @property
    def today(self) -> date:
        """The calendar date in Paris."""
        return self._moment.astimezone(PARIS).date()

    def set(self, moment: datetime | date | str) -> datetime:
        """Make it *moment*: aware, or in Paris. A date alone is nine in the morning."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(9))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=PARIS)
        self._moment = moment.astimezone(UTC)
        return self._moment

    def advance(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Let that much time pass, in elapsed seconds: a change of hour does not count."""
        self._moment += by if by is not None else timedelta(**parts)
        return self._moment


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """The one clock of the test. Sessions and the queue of jobs live by it too."""
    ours = Clock()
    before = product_clock._source
    product_clock.use(ours)
    monkeypatch.setattr(timezone, "now", ours)  # Django's sessions
    monkeypatch.setattr(procrastinate.utils, "utcnow", ours)  # when a job is due
    yield ours
    product_clock.use(before)
