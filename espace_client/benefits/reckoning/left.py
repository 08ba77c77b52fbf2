"""Why something is left to the member: a reason for every cent of it."""

from collections.abc import Iterable
from decimal import Decimal

from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.insurer import Part
from espace_client.benefits.reckoning.social_security import Share
from espace_client.benefits.reckoning.steps import Rule, Step
from espace_client.kernel.money import NOTHING

_LIMITS = frozenset({Rule.COUNT_USED_UP, Rule.EUROS_USED_UP, Rule.SHARED_CEILING})


def reasons_left(care: Care, share: Share, part: Part, left: Decimal) -> tuple[Step, ...]:
    """What the law leaves, what leaving the care path costs, what limits that are used up took
    away, then what exceeds the base (or has none), then the base itself. They sum to *left*."""
    steps = share.charge_steps
    rest = left - share.charges
    lost = share.standard - share.gross
    if lost:
        rest -= lost
        steps = (*steps, Step(Rule.OUT_OF_PATH, lost))
    if not rest:
        return steps
    if part.cut:
        for step in _cut_by_limits(part.steps, rest):
            steps = (*steps, step)
            rest -= step.amount
    above = care.price - share.base
    if rest <= above:
        return (*steps, Step(Rule.EXCESS_LEFT, rest)) if rest else steps
    steps = (*steps, Step(Rule.BASE_LEFT, rest - above))
    return (*steps, Step(Rule.EXCESS_LEFT, above)) if above else steps


def _cut_by_limits(insurer_steps: Iterable[Step], most: Decimal) -> list[Step]:
    """What each limit left to the member: what it took away, less what the floor of the law gave
    back, and never more than *most* in all."""
    steps = list(insurer_steps)
    given_back = sum((step.amount for step in steps if step.rule is Rule.FLOOR_OF_LAW), NOTHING)
    cuts = []
    for step in steps:
        if step.rule in _LIMITS and step.amount:
            cut = -step.amount
            restored = min(cut, given_back)
            given_back -= restored
            cut = min(cut - restored, most)
            most -= cut
            if cut:
                cuts.append(step._replace(amount=cut))
    return cuts
