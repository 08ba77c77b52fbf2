"""Who loses something outside the coordinated care path."""

from datetime import date

import pytest

from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Patient
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.tests.stories import care, cover, found


@pytest.mark.parametrize(
    ("birth", "paid", "charged"),
    [
        (date(2010, 5, 2), "21.00", False),  # 15 years old, until tomorrow
        (date(2010, 5, 1), "9.00", True),  # 16 that day; no participation before 18
    ],
)
def test_a_child_has_no_path_to_leave(birth: date, paid: str, charged: bool) -> None:
    asked = care("30.00", "30.00", patient=Patient("lou", birth), in_path=False)
    answer = reimburse(asked, cover(), NOTHING_USED, shipped_law())
    assert str(answer.social_security) == paid
    assert bool(found(answer, Rule.OUT_OF_PATH)) is charged
