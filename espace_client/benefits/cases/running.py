"""Running cases: what is computed beside what is expected, to the cent."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from espace_client.benefits.acts.act import NoTariff
from espace_client.benefits.acts.catalogue import Catalogue, UnknownAct
from espace_client.benefits.cases.case import Case, Expected, ExpectedStep
from espace_client.benefits.cases.reading import read_cases
from espace_client.benefits.cases.words import BRANCHES, STEPS
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.kernel.marked_yaml import Unreadable


class State(StrEnum):
    """How a case ended, as it is printed."""

    RIGHT = "ok"
    DIFFERENT = "ÉCART"
    IMPOSSIBLE = "IMPOSSIBLE"  # a figure or an act is not known on that day
    UNREADABLE = "ILLISIBLE"


class Difference(NamedTuple):
    """One amount that is not the expected one, in euros; `got` is None for a step not found."""

    what: str
    expected: Decimal
    got: Decimal | None


class Outcome(NamedTuple):
    """What one case gave."""

    name: str
    place: str
    state: State
    differences: tuple[Difference, ...] = ()
    reason: str = ""


def run_files(paths: Iterable[Path], law: Law, catalogue: Catalogue) -> Iterator[Outcome]:
    """Every case of these files, in order."""
    for path in paths:
        for case in read_cases(path):
            if isinstance(case, Unreadable):
                yield Outcome(str(case), f"{case.source}:{case.line}", State.UNREADABLE)
            else:
                yield run(case, law, catalogue)


def run(case: Case, law: Law, catalogue: Catalogue) -> Outcome:
    """One case: its lines are settled together, as those of one batch."""
    place = f"{case.source}:{case.file_line}"
    try:
        cares = [line.ask(law, catalogue) for line in case.lines]
        answers = settle(cares, case.cover, case.used, law).answers
    except (NoValue, NoTariff, UnknownAct) as error:
        return Outcome(case.name, place, State.IMPOSSIBLE, reason=str(error))
    several = len(answers) > 1
    differences = tuple(
        one._replace(what=f"ligne {line.file_line}, {one.what}") if several else one
        for line, answer in zip(case.lines, answers, strict=True)
        for one in _differences(line.expected, answer)
    )
    return Outcome(case.name, place, State.DIFFERENT if differences else State.RIGHT, differences)


def _differences(expected: Expected, answer: Answer) -> Iterator[Difference]:
    for what, wanted, got in (
        ("Sécurité sociale", expected.social_security, answer.social_security),
        ("complémentaire", expected.insurer, answer.insurer),
        ("autres assureurs", expected.others, answer.others),
        ("reste à payer", expected.left, answer.left),
    ):
        if wanted != got:
            yield Difference(what, wanted, got)
    for step in expected.steps:
        got_here = amount_of_step(answer, step)
        if got_here != step.amount:
            yield Difference(_named(step), step.amount, got_here)


def amount_of_step(answer: Answer, wanted: ExpectedStep) -> Decimal | None:
    """The euros of the steps of that name in that branch, or None when there is none."""
    found = [
        step.amount
        for branch in answer.steps.children
        if branch.rule is wanted.branch
        for step in _under(branch)
        if step.rule is wanted.rule
    ]
    return sum(found, Decimal("0.00")) if found else None


def _under(step: Step) -> Iterator[Step]:
    for child in step.children:
        yield child
        yield from _under(child)


def _named(step: ExpectedStep) -> str:
    return f"étape {_word(step.branch, BRANCHES)}.{_word(step.rule, STEPS)}"


def _word(rule: Rule, words: dict[str, Rule]) -> str:
    return next(word for word, one in words.items() if one is rule)
