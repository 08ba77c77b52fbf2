"""No small change of the rules moves a cent unseen by the cases. Long: `make audit`."""

import tomllib
from pathlib import Path

import pytest

from tests.mutants.judging import KILLED, SURVIVED, judge_all
from tests.mutants.workshop import MUTATED, ROOT

UNSEEN = Path(__file__).with_name("unseen.toml")

type Change = tuple[str, str, str]


def known() -> dict[Change, str]:
    """The changes that are known to be unseen, and why."""
    listed = tomllib.loads(UNSEEN.read_text("utf-8")).get("mutant", [])
    return {(one["function"], one["was"], one["now"]): one["why"] for one in listed}


@pytest.mark.audit
def test_the_rounding_itself_cannot_change_unseen() -> None:
    found = judge_all("money")
    assert found
    assert {one.verdict for one in found} == {KILLED}


@pytest.mark.audit
@pytest.mark.promise("I5.14")
def test_no_mutant_moves_a_cent_unseen() -> None:
    found = judge_all()
    assert len(found) > 2_000
    unseen = {
        (one.mutant.function, one.mutant.was, one.mutant.now)
        for one in found
        if one.verdict == SURVIVED
    }
    reasons = known()
    assert all(reasons.values())
    new = sorted(unseen - set(reasons))
    assert not new, "\n".join(f"{function}\n  - {was}\n  + {now}" for function, was, now in new)
    assert not set(reasons) - unseen, "listed and gone"


def test_every_rule_is_judged_or_says_why_not() -> None:
    """A new module of rules joins the mutants, or is listed here with a reason."""
    not_judged = {
        "__init__",  # words
        "steps",  # shapes without code
        "hospitalisation",  # puts the lines of a stay together: what each is paid is judged
        "responsible",  # tells an insurer what its contract says too much of: it pays nothing
    }
    judged = {Path(name).stem for name in MUTATED if "reckoning" in name}
    there = {file.stem for file in (ROOT / "espace_client/benefits/reckoning").glob("*.py")}
    assert there == judged | not_judged
