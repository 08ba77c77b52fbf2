"""Euros as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.kernel.typed_euros import NotEuros, euros

WAYS = (
    "{whole}", "{whole},00", "{whole}.00", "{whole},0", " {whole} ", "{whole} €", "{whole}€",
    "{whole}\u00a0€", "{whole} euros", "{whole} EUR", "{whole} euro", "{whole}€00",
)  # fmt: skip


@given(st.integers(0, 999_999), st.sampled_from(WAYS))
def test_however_it_is_typed_it_is_the_same_amount(whole: int, way: str) -> None:
    assert euros(way.format(whole=whole)) == Decimal(whole)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,5", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234", "1234.00"),
        ("12€50", "12.50"),
        ("0,05", "0.05"),
        ("５３９", "539.00"),
    ],
)
def test_thousands_and_cents(typed: str, amount: str) -> None:
    assert str(euros(typed)) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "-5", "1,234", "12,345 €", "5€5", "1e9", "٣", "9" * 13, "NaN", "1..2", "12,5,6"],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotEuros):
        euros(typed)


@given(st.text(max_size=30))
def test_whatever_is_typed_nothing_breaks(typed: str) -> None:
    try:
        amount = euros(typed)
    except NotEuros:
        return
    assert amount >= 0
    assert amount.as_tuple().exponent == -2
