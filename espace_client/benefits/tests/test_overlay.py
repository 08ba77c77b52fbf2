"""An official file over a shipped act: on each day, whoever speaks of that day is heard."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.act import Basket, Tariff
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.overlay import DatedRow, closed, overlaid
from espace_client.benefits.law.values import Confidence

FIRST = date(2026, 1, 1)
LIMIT = Decimal("999.00")
days = st.integers(0, 60).map(lambda day: FIRST + timedelta(days=day))
spans = st.lists(
    st.tuples(days, st.none() | st.integers(0, 20)), max_size=5, unique_by=lambda s: s[0]
)


def dated(start: date, length: int | None, number: int) -> DatedRow:
    end = None if length is None else start + timedelta(days=length)
    return DatedRow(start, end, Decimal(number), None, None, None, "official", Confidence.SURE)


def as_shipped(row: DatedRow) -> Tariff:
    return Tariff(
        row.valid_from, row.valid_to, row.base, None, Basket.CAPPED, LIMIT,
        CareKind.DENTAL_CAPPED, "shipped", Confidence.CHECK,
    )  # fmt: skip


def of_day(tariffs: list, on: date):
    holding = [
        one for one in tariffs if one.valid_from <= on and (not one.valid_to or on <= one.valid_to)
    ]
    assert len(holding) <= 1
    return holding[0] if holding else None


@given(official=spans, known=spans)
def test_each_day_has_the_tariff_of_whoever_speaks_of_it(official: list, known: list) -> None:
    rows = [dated(start, length, 100 + n) for n, (start, length) in enumerate(official)]
    shipped = [
        as_shipped(row)
        for row in closed([dated(start, length, n) for n, (start, length) in enumerate(known)])
    ]
    tariffs = overlaid(rows, shipped, CareKind.DENTAL_FREE)
    for one, following in pairwise(tariffs):
        assert one.valid_to is not None
        assert one.valid_to < following.valid_from
    heard = closed(rows)
    for on in (FIRST + timedelta(days=day) for day in range(-1, 90)):
        row, before, now = of_day(heard, on), of_day(shipped, on), of_day(tariffs, on)
        expected = row or before
        assert (now and now.base) == (expected and expected.base)
        assert (now and now.source) == (expected and expected.source)
        if row:
            assert now.basket is (Basket.CAPPED if before else Basket.FREE)
            assert now.limit == (LIMIT if before else None)
