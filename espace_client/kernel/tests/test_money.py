"""One rounding for every euro."""

from decimal import Decimal

import pytest

from espace_client.kernel.money import cents


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("47.376", "47.38"),
        ("0.085", "0.09"),
        ("0.084", "0.08"),
        ("12", "12.00"),
        ("-0.005", "-0.01"),
    ],
)
def test_half_a_cent_goes_up(exact: str, rounded: str) -> None:
    assert str(cents(Decimal(exact))) == rounded
