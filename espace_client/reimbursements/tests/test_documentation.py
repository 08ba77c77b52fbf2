"""`docs/calculations/counters.md` tells the truth; its worked example is tried on the portfolio."""

import re

import pytest
from django.conf import settings

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.grammar import Period, Scope, parse
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.reckoning.limits import limits_of
from espace_client.reimbursements.rules import CHARGES

pytestmark = pytest.mark.promise("I5.16")
PAGE = (settings.BASE_DIR / "docs/calculations/counters.md").read_text("utf-8")
UNTIL = {
    "31 December": Period.CIVIL_YEAR,
    "the anniversary of the contract": Period.CONTRACT_YEAR,
    "two years after the day of care": Period.TWO_YEARS,
    "four years after the day of care": Period.FOUR_YEARS,
}


def _rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.split("\n") if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize(("spelling", "counted", "until"), _rows("Which line pays which care"))
def test_what_is_counted_and_until_when(spelling: str, counted: str, until: str) -> None:
    guarantee = parse(spelling.strip("`"), social_security="included")
    limits = limits_of(guarantee)
    in_euros = [one for one in (limits.own, limits.ceiling) if one is not None and one.counted]
    assert {one.period for one in (*in_euros, *limits.counts)} == {UNTIL[until]}
    assert bool(in_euros) == counted.startswith("what we paid")
    assert guarantee.scope is Scope.BENEFICIARY
    line = CoverLine(CareKind.LENSES, guarantee, spelling)
    assert line.own_counter.endswith(".together") == ("kept back" in counted)


def test_what_the_law_kept_back() -> None:
    told = {
        KINDS[code]: said
        for codes, said in _rows("Flat charges of the law")
        for code in re.findall(r"`(\w+)`", codes)
    }
    assert set(told) == set(CHARGES)
    assert len(set(told.values())) == len(set(CHARGES.values()))
    for kind, said in told.items():
        same = {other for other in told if told[other] == said}
        assert {CHARGES[other] for other in same} == {CHARGES[kind]}
