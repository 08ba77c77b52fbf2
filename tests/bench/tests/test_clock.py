from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from espace_client.kernel import clock as product_clock
from tests.bench.clock import PARIS


def test_a_test_lives_on_the_morning_of_the_launch():
    assert product_clock.now() == datetime(2022, 3, 24, 9, 0, tzinfo=PARIS)
    assert timezone.now() == product_clock.now()  # noqa: TID251 - Django's own clock


@pytest.mark.parametrize(
    ("moment", "in_utc"),
    [
        (date(2022, 3, 31), datetime(2022, 3, 31, 7, 0, tzinfo=UTC)),
        ("2022-03-26", datetime(2022, 3, 25, 23, 0, tzinfo=UTC)),
        ("2022-03-28T08:30", datetime(2022, 3, 28, 6, 30, tzinfo=UTC)),
        (datetime(2022, 1, 1, 12, tzinfo=UTC), datetime(2022, 1, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_in_paris(clock, moment, in_utc):
    clock.set(moment)
    assert product_clock.now() == in_utc


def test_advancing_counts_elapsed_hours_across_a_change_of_hour(clock):
    clock.set("2022-03-26T12:00")  # the clocks go forward in the following night
    clock.advance(hours=24)
    assert product_clock.now().astimezone(PARIS).hour == 13
    clock.advance(timedelta(days=-1))
    assert clock.today == date(2022, 3, 26)


def test_the_next_test_starts_in_the_morning_of_the_launch_again(clock):
    assert clock.today == date(2022, 3, 24)
