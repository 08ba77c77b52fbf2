"""Two at once really are two at once: read-then-write loses, a constraint does not."""

import pytest
from django.db import IntegrityError, transaction

from espace_client.contracts.models import Product
from tests.bench.two_clients import at_once, succeeded, twice

pytestmark = pytest.mark.django_db(transaction=True)


def create():
    with transaction.atomic():
        if not Product.objects.filter(name="P").exists():
            return Product.objects.create(code="p", name="P", responsible=True)
    raise LookupError


def test_a_double_click_runs_twice_and_a_constraint_lets_one_win():
    outcomes = twice(create)
    assert len(succeeded(outcomes)) == 1
    assert Product.objects.count() == 1


def test_the_two_meet_between_reading_and_writing():
    """Without the constraint both would win: the helper does provoke the race."""
    races = 0
    for _ in range(20):
        races += any(isinstance(outcome, IntegrityError) for outcome in twice(create))
        Product.objects.all().delete()
    assert races


def test_outcomes_come_in_the_order_of_the_actions():
    assert at_once(lambda: 1, lambda: 2) == [1, 2]


@pytest.mark.django_db
def test_it_refuses_to_work_inside_a_transaction():
    with transaction.atomic(), pytest.raises(AssertionError, match="transaction=True"):
        twice(create)
