"""The answer: three amounts, and the tree of named steps that leads to them.

The root is the price; each step's amount is the sum of its children's, to the cent, all the way
down. A step is as light as possible, since every reimbursement carries its reasons: the words come
from `telling`, when somebody reads them.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import CoverLine, SharedCeiling
from espace_client.benefits.reckoning.uses import Use

if TYPE_CHECKING:
    from espace_client.benefits.reckoning.stay import Stay


class Rule(StrEnum):
    """The name of a step. Each has its French sentences in `telling`."""

    PRICE = "price"  # the root
    SOCIAL_SECURITY = "social_security"  # what the Sécurité sociale pays in the end
    BASE_SHARE = "base_share"  # rate × base
    WHOLE_BASE = "whole_base"  # what an exemption, or a heavy act, adds
    LONG_STAY = "long_stay"  # what the days after the 30th of a stay add
    OUT_OF_PATH = "out_of_path"  # what leaving the care path takes away
    CONSULTATION_CHARGE = "consultation_charge"  # participation forfaitaire
    FRANCHISE = "franchise"
    HEAVY_ACT_CHARGE = "heavy_act_charge"  # PAT
    HOSPITAL_DAYS = "hospital_days"  # FJH
    DAYS_IN_SHARE = "days_in_share"  # 0: the FJH is counted in the ticket modérateur of the stay
    STAY = "stay"  # the stay itself, beside its daily charge and its heavy act
    INSURER = "insurer"  # what the insurer pays in the end
    GUARANTEE = "guarantee"  # what the line of the contract gives
    COUNT_USED_UP = "count_used_up"  # taken away: the number of units is used up
    EUROS_USED_UP = "euros_used_up"  # taken away: the euros of the line are used up
    SHARED_CEILING = "shared_ceiling"  # taken away: the euros of several lines are used up
    OTHER_INSURER = "other_insurer"  # taken away: another insurer paid before
    FLOOR_OF_LAW = "floor_of_law"  # added: a responsible contract must pay it
    NO_GUARANTEE = "no_guarantee"  # 0: the contract has no line for this care
    PAID_BY_OTHERS = "paid_by_others"  # what another insurer paid
    LEFT = "left"  # what the member pays in the end
    BASE_LEFT = "base_left"  # part of the base that nobody pays
    EXCESS_LEFT = "excess_left"  # above the base (dépassement), that nobody pays


class Counter(NamedTuple):
    """How full a counter is: euros, or units where the step is COUNT_USED_UP.

    `most` is where it ends, `used` what was used before, `taken` what this line takes of it.
    """

    most: Decimal | int
    used: Decimal | int
    taken: Decimal | int


class Step(NamedTuple):
    """One named amount, in euros. Taken away: negative.

    `values` are the figures of the law it used, `line` the line of the contract, `counter` what
    the limit was, before and after.
    """

    rule: Rule
    amount: Decimal
    values: tuple[Value, ...] = ()
    line: CoverLine | SharedCeiling | None = None
    children: tuple["Step", ...] = ()
    counter: Counter | None = None


type _Fields = tuple[
    Rule,
    Decimal,
    tuple[Value, ...],
    CoverLine | SharedCeiling | None,
    tuple[Step, ...],
    Counter | None,
]
step: Callable[[_Fields], Step] = partial(tuple.__new__, Step)
"""A step from a tuple of all its fields: half the cost of calling Step, and a line makes ten."""


class Answer(NamedTuple):
    """What is paid for one line of care, by whom, why, and what it uses of which counter.

    `social_security` + `insurer` + `others` + `left` = the price, which is that of `steps`.
    """

    care: "Care | Stay"
    social_security: Decimal
    insurer: Decimal
    others: Decimal
    left: Decimal
    steps: Step
    uses: tuple[Use, ...]


type _Answered = tuple["Care | Stay", Decimal, Decimal, Decimal, Decimal, Step, tuple[Use, ...]]
answer: Callable[[_Answered], Answer] = partial(tuple.__new__, Answer)
"""An answer from a tuple of all its fields, as `step` makes a step."""
