"""What must see a mutant: every shipped case, its sum and its steps, read anew for each.

Nothing of the rules may run before the mutant is there, or its work would be the untouched one's:
files are only composed here, and the law is made again so that no cache knows it.
"""

import os
from collections.abc import Iterable
from unittest.mock import patch

from mutmut.mutation import trampoline

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.cases.case import Case
from espace_client.benefits.cases.reading import SHIPPED, case_from
from espace_client.benefits.cases.running import State, run
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.reading import SHIPPED as FIGURES
from espace_client.benefits.law.reading import read_figures
from espace_client.benefits.reckoning import insurer
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Step
from espace_client.kernel.marked_yaml import marked_yaml

_PARAMETERS = read_figures(*sorted(FIGURES.glob("*.yaml")))
_CATALOGUE = shipped_catalogue()
_NODES = [node for file in sorted(SHIPPED.glob("*.yaml")) for node in marked_yaml(file).items()]


def fresh_law() -> Law:
    """The shipped figures, as a law that nobody asked yet."""
    return Law(_PARAMETERS)


def rules_are_in() -> str:
    """Where the rules that run were read from."""
    return insurer.__file__


def all_is_right(only: Iterable[int] | None = None) -> bool:
    """Whether every case comes out (those of these numbers), and is the sum of its steps."""
    law = fresh_law()
    numbers = range(len(_NODES)) if only is None else only
    return all(_is_right(case_from(_NODES[number]), law) for number in numbers)


def cases_by_function() -> dict[str, list[int]]:
    """Which cases call each function that holds mutants: no other can see one of it."""
    found: dict[str, list[int]] = {}
    for number in range(len(_NODES)):
        for name in _called_by(number):
            found.setdefault(name, []).append(number)
    return found


def _called_by(number: int) -> set[str]:
    called: set[str] = set()

    def note(name: str, **_more: object) -> None:
        called.add(name)

    with (
        patch.object(trampoline, "record_trampoline_hit", note),
        patch.dict(os.environ, MUTANT_UNDER_TEST="stats"),
    ):
        assert all_is_right([number])
    return called


def _is_right(case: Case, law: Law) -> bool:
    if run(case, law, _CATALOGUE).state is not State.RIGHT:
        return False
    cares = [line.ask(law, _CATALOGUE) for line in case.lines]
    return all(_sums_up(one.steps) for one in settle(cares, case.cover, case.used, law).answers)


def _sums_up(step: Step) -> bool:
    if not step.children:
        return True
    total = sum(child.amount for child in step.children)
    return step.amount == total and all(map(_sums_up, step.children))
