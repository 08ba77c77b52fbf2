"""The page that explains the computation is true: each example it shows comes out as it says."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.tests.stories import JEANNE, SPRING, amounts, care, cover

REPOSITORY = Path(__file__).parents[3]
PAGE = REPOSITORY / "docs" / "calculations" / "reimbursement.md"
RECKONING = REPOSITORY / "espace_client" / "benefits" / "reckoning"
OUTSIDE = ", outside the path"


def rows(section: str) -> list[list[str]]:
    """The cells of the last table of a section."""
    text = PAGE.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    table = re.findall(r"^\| (.+) \|$", text.split("\n\n|")[-1], re.MULTILINE)
    return [row.split(" | ") for row in table if not row.startswith("--")]


@pytest.mark.parametrize("row", rows("Worked examples"), ids="-".join)
def test_an_example(row: list[str]) -> None:
    who, on, price, base, sentence, *expected = row
    asked = care(
        price, base, Family(who.removesuffix(OUTSIDE)), CareKind.MEDICAL_FEES,
        on=date.fromisoformat(on), in_path=not who.endswith(OUTSIDE),
    )  # fmt: skip
    contract = cover((CareKind.MEDICAL_FEES, sentence))
    assert list(amounts(reimburse(asked, contract, NOTHING_USED, shipped_law()))) == expected


@pytest.mark.parametrize("row", rows("A stay in hospital"), ids="-".join)
def test_a_stay(row: list[str]) -> None:
    kind, days, tariff, billed, *expected = row
    asked = Stay(SPRING, SPRING + timedelta(days=int(days) - 1), Decimal(tariff), JEANNE,
                 heavy_act=kind == "heavy act")  # fmt: skip
    answer = reimburse_stay(asked, cover(), NOTHING_USED, shipped_law())
    assert str(answer.steps.amount) == billed
    assert list(amounts(answer)) == expected


def test_the_page_shows_enough_and_names_what_exists() -> None:
    assert len(rows("Worked examples")) >= 10
    assert len(rows("A stay in hospital")) == 4
    order = PAGE.read_text(encoding="utf-8").split("## One line of care")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| \d+ \| .+? \| `(\w+)` \|", order, re.MULTILINE))
    assert len(named) >= 7
    assert all((RECKONING / f"{module}.py").exists() for module in named)
