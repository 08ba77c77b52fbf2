"""One case: a person, a contract, what was used before, lines of care, what each must pay, and what
is left of the contract then."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.reckoning.uses import Uses


@dataclass(frozen=True, slots=True)
class ExpectedStep:
    """One named amount, in euros, in one branch: the Sécurité sociale's, the insurer's or what is
    left. Where the branch has several steps of that name, their sum."""

    branch: Rule
    rule: Rule
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Expected:
    """What each pays, in euros, and the steps that the actuary found worth naming."""

    social_security: Decimal
    insurer: Decimal
    left: Decimal
    others: Decimal
    steps: tuple[ExpectedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedLeft:
    """What is left of a line of the contract, or of a ceiling that lines share, once the care of
    the case is settled: euros and units, None where there is no such limit, and the day when it
    gives something back, None when it never does. `…_in_all` are the whole limits, None where the
    case does not say them."""

    of: CoverLine | SharedCeiling
    patient: Patient
    on: date
    part: str
    euros: Decimal | None
    euros_in_all: Decimal | None
    count: int | None
    count_in_all: int | None
    renews_on: date | None
    file_line: int


class Ask(Protocol):
    """What is asked of the engine. It waits for the law and the acts: an insurer brings its own."""

    def __call__(self, law: Law, catalogue: Catalogue) -> Care | Stay: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of care of a case, and where it stands in its file."""

    ask: Ask
    expected: Expected
    on: date
    file_line: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    name: str
    source: str
    file_line: int
    cover: Cover
    used: Uses
    lines: tuple[Line, ...]
    left: tuple[ExpectedLeft, ...] = ()
    note: str = ""
