"""Bare arithmetic and the computation with its reasons give the same amounts, at a known cost."""

import pytest

from espace_client.benefits.reckoning.one_line import reimburse
from tests.load.race import Called, race
from tests.load.reimbursements import CARES, COVER, HOLD, LAW, USED, limit, ours


def test_both_sides_give_the_same_amounts() -> None:
    assert ours() == limit()
    assert len(set(ours())) == len(CARES)


def test_what_was_used_before_counts_on_both_sides() -> None:
    """The mix would be cheap if its counters were empty: lenses and implants have been used."""
    fresh = [reimburse(care, COVER, USED.without(""), LAW).insurer for care in CARES]
    assert [mine[1] for mine in ours()] == [*fresh[:-2], fresh[-2] - 30, fresh[-1] - 80]


@pytest.mark.audit
@pytest.mark.promise("I5.15")
def test_the_reasons_cost_five_times_the_arithmetic_at_most() -> None:
    result = race(Called(ours), Called(limit), rounds=21, count=300)
    assert result.ratio <= HOLD
