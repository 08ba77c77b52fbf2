"""What is asked of an act, and of nobody else: literally, family by family."""

from datetime import date

import pytest

from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.questions import questions_of

pytestmark = pytest.mark.promise("I5.11")

TODAY = date(2026, 11, 26)
OLD = date(1956, 1, 1)

ASKED = {
    "G": ["price", "path", "optam", "whole"],
    "ZBQK002": ["price", "path", "optam", "whole"],  # imaging
    "KINESITHERAPIE": ["price", "quantity", "whole"],
    "INFIRMIER": ["price", "quantity", "whole"],
    "ANALYSES": ["price", "whole"],
    "MEDICAMENT-65": ["price", "quantity", "whole"],
    "MEDICAMENT-100": ["price", "quantity"],
    "TAXI": ["price", "quantity", "whole"],
    "BFGA004": ["price", "optam", "whole"],  # cataract, in a hospital
    "AIDE-AUDITIVE-2": ["price", "quantity"],
    "LUNETTES-B-SIMPLES": ["price"],
    "HBLD734": ["price", "tooth"],
    "OSTEOPATHE": ["price", "quantity"],
}


@pytest.mark.parametrize("code", ASKED)
def test_an_act_asks_what_changes_what_is_paid(code: str) -> None:
    act = catalogue().find(code)
    assert [str(one) for one in questions_of(act, birth=OLD, on=TODAY)] == ASKED[code]


def test_leaving_the_care_path_is_not_asked_of_a_child() -> None:
    """Until the day of their sixteenth birthday: it costs them nothing (L162-5-3 CSS)."""
    act = catalogue().find("G")
    assert "path" not in questions_of(act, birth=date(2010, 11, 27), on=TODAY)
    assert "path" in questions_of(act, birth=date(2010, 11, 26), on=TODAY)
