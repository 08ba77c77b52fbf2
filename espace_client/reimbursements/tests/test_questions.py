"""What is asked of an act, and of nobody else: literally, family by family."""

from datetime import date

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.questions import questions_of

pytestmark = pytest.mark.promise("I5.11")

TODAY = date(2026, 11, 26)
OLD = date(1956, 1, 1)

ASKED = {
    "G": ["price", "path", "optam", "whole", "day", "situation"],
    "ZBQK002": ["price", "path", "optam", "whole", "day", "situation"],  # imaging
    "KINESITHERAPIE": ["price", "quantity", "whole", "day", "situation"],
    "INFIRMIER": ["price", "quantity", "whole", "day", "situation"],
    "ANALYSES": ["price", "whole", "day", "situation"],
    "MEDICAMENT-65": ["price", "quantity", "whole", "day", "situation"],
    "MEDICAMENT-100": ["price", "quantity", "day", "situation"],
    "TAXI": ["price", "quantity", "whole", "day", "situation"],
    "BFGA004": ["price", "optam", "whole", "day", "situation"],  # cataract, in a hospital
    "AIDE-AUDITIVE-2": ["price", "quantity", "day", "situation"],
    "LUNETTES-B-SIMPLES": ["price", "day", "situation"],
    "HBLD734": ["price", "tooth", "day", "situation"],
    "OSTEOPATHE": ["price", "quantity", "day"],
    "FORFAIT-URGENCES": ["whole", "day"],  # the law sets its price
}


@pytest.mark.parametrize("code", ASKED)
def test_an_act_asks_what_changes_what_is_paid(code: str) -> None:
    act = catalogue().find(code)
    assert [str(one) for one in questions_of(act, birth=OLD, on=TODAY)] == ASKED[code]


def cover_with(kind: CareKind, sentence: str) -> Cover:
    line = CoverLine(kind, parse(sentence), sentence)
    return Cover((line,), date(2020, 1, 1))


def test_the_side_is_asked_where_the_contract_counts_each_ear() -> None:
    act = catalogue().find("AIDE-AUDITIVE-2")
    each = cover_with(CareKind.HEARING_FREE, "1 700 € par oreille tous les 4 ans")
    asked = questions_of(act, birth=OLD, on=TODAY, cover=each)
    assert "side" in asked
    assert "quantity" not in asked  # « Les deux » says it
    in_all = cover_with(CareKind.HEARING_FREE, "1 700 € par an")
    assert "side" not in questions_of(act, birth=OLD, on=TODAY, cover=in_all)


def test_the_network_is_asked_where_the_contract_names_one() -> None:
    act = catalogue().find("LUNETTES-B-SIMPLES")
    inside = cover_with(
        CareKind.GLASSES_SIMPLE, "200 € par équipement tous les 2 ans, dans le réseau"
    )
    assert "network" in questions_of(act, birth=OLD, on=TODAY, cover=inside)
    anywhere = cover_with(CareKind.GLASSES_SIMPLE, "200 € par équipement tous les 2 ans")
    assert "network" not in questions_of(act, birth=OLD, on=TODAY, cover=anywhere)


def test_leaving_the_care_path_is_not_asked_of_a_child() -> None:
    """Until the day of their sixteenth birthday: it costs them nothing (L162-5-3 CSS)."""
    act = catalogue().find("G")
    assert "path" not in questions_of(act, birth=date(2010, 11, 27), on=TODAY)
    assert "path" in questions_of(act, birth=date(2010, 11, 26), on=TODAY)
