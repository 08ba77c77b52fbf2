"""Running cases: what is computed beside what is expected, to the cent."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from espace_client.benefits.acts.act import NoTariff
from espace_client.benefits.acts.catalogue import Catalogue, UnknownAct
from espace_client.benefits.cases.case import Case, Expected, ExpectedLeft, ExpectedStep
from espace_client.benefits.cases.reading import read_cases
from espace_client.benefits.cases.words import BRANCHES, STEPS
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.reckoning.cover import Cover, SharedCeiling
from espace_client.benefits.reckoning.remaining import remaining, remaining_of_shared
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.reckoning.uses import Uses
from espace_client.kernel.marked_yaml import Unreadable


class State(StrEnum):
    """How a case ended, as it is printed."""

    RIGHT = "ok"
    DIFFERENT = "ÉCART"
    IMPOSSIBLE = "IMPOSSIBLE"  # a figure or an act is not known on that day
    UNREADABLE = "ILLISIBLE"


class Difference(NamedTuple):
    """One amount that is not the expected one, in euros; or a number or a day, of what is left.
    None where there is none: a step not found, a limit that the contract does not set."""

    what: str
    expected: Decimal | int | date | None
    got: Decimal | int | date | None


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
        answers, used = settle(cares, case.cover, case.used, law)
        left = [found for one in case.left for found in _left(one, case.cover, used, law)]
    except (NoValue, NoTariff, UnknownAct) as error:
        return Outcome(case.name, place, State.IMPOSSIBLE, reason=str(error))
    several = len(answers) > 1
    differences = tuple(
        one._replace(what=f"ligne {line.file_line}, {one.what}") if several else one
        for line, answer in zip(case.lines, answers, strict=True)
        for one in _differences(line.expected, answer)
    )
    found = (*differences, *left)
    return Outcome(case.name, place, State.DIFFERENT if found else State.RIGHT, found)


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


def _left(wanted: ExpectedLeft, cover: Cover, used: Uses, law: Law) -> Iterator[Difference]:
    """What is left once the care of the case is settled, beside what is expected."""
    who, birth = wanted.patient.who, wanted.patient.birth
    if isinstance(wanted.of, SharedCeiling):
        got = remaining_of_shared(wanted.of, who, on=wanted.on, used=used, cover=cover)
    else:
        got = remaining(
            wanted.of, who, on=wanted.on, used=used, law=law, cover=cover,
            part=wanted.part, birth=birth,
        )  # fmt: skip
    in_all = [
        ("euros_en_tout", wanted.euros_in_all, got.euros_in_all),
        ("nombre_en_tout", wanted.count_in_all, got.count_in_all),
    ]
    for what, expected, found in (
        *(one for one in in_all if one[1] is not None),
        ("euros", wanted.euros, got.euros),
        ("nombre", wanted.count, got.count),
        ("renouvellement", wanted.renews_on, got.renews_on),
    ):
        if expected != found:
            yield Difference(f"ensuite, ligne {wanted.file_line}, {what}", expected, found)


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
