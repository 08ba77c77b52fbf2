"""Why something is left to the member: a reason for every cent of it."""

from decimal import Decimal

from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.insurer import Part
from espace_client.benefits.reckoning.social_security import Share
from espace_client.benefits.reckoning.steps import Rule, Step, step
from espace_client.kernel.money import NOTHING

_LIMITS = frozenset({Rule.COUNT_USED_UP, Rule.EUROS_USED_UP, Rule.SHARED_CEILING})


def reasons_left(care: Care, share: Share, part: Part, left: Decimal) -> tuple[Step, ...]:
    """What the law leaves, what leaving the care path costs, what limits that are used up took
    away, then what exceeds the base (or has none), then the base itself. They sum to *left*."""
    steps, rest = share.charge_steps, left
    if share.charges > rest:  # another insurer paid a part of them
        return _at_most(steps, rest)
    if share.charges:
        rest -= share.charges
    if share.gross is not share.standard and (lost := min(rest, share.standard - share.gross)):
        rest -= lost
        steps = (*steps, Step(Rule.OUT_OF_PATH, lost))
    if not rest:
        return steps
    if part.cut:
        cuts, rest = _cut_by_limits(part, rest)
        steps += cuts
    above = care.price - share.base
    if rest <= above:
        return (*steps, step((Rule.EXCESS_LEFT, rest, (), None, (), None))) if rest else steps
    steps = (*steps, step((Rule.BASE_LEFT, rest - above, (), None, (), None)))
    return (*steps, step((Rule.EXCESS_LEFT, above, (), None, (), None))) if above else steps


def _at_most(steps: tuple[Step, ...], rest: Decimal) -> tuple[Step, ...]:
    kept = []
    for one in steps:
        amount = min(one.amount, rest)
        rest -= amount
        if amount:
            kept.append(one._replace(amount=amount))
    return tuple(kept)


def _cut_by_limits(part: Part, rest: Decimal) -> tuple[tuple[Step, ...], Decimal]:
    """What each limit left to the member: what it took away, less what the floor of the law gave
    back, and never more than *rest* in all. Also what is left to explain of *rest*."""
    given_back, cuts = part.given_back, []
    for one in part.steps:
        if one.rule in _LIMITS and one.amount:
            cut = -one.amount
            if given_back:
                cut, given_back = max(NOTHING, cut - given_back), max(NOTHING, given_back - cut)
            if cut > rest:
                cut = rest
            if cut:
                rest -= cut
                cuts.append(step((one.rule, cut, (), one.line, (), one.counter)))
    return tuple(cuts), rest
