"""One line of care: three amounts and their reasons. Source: domain rules 5.4."""

from decimal import Decimal

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.insurer import given_by
from espace_client.benefits.reckoning.social_security import Share, share_of
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING


def reimburse(care: Care, cover: Cover, used: Uses, law: Law) -> Answer:
    """What is paid for *care* under *cover*, where *used* was used before.

    Euros to the cent: `social_security` + `insurer` + `others` + `left` = `care.price`. Raises
    NoValue, naming the parameter and the day, when the law of that day is not known.
    """
    share = share_of(care, used, law)
    insurer, insurer_steps, uses = _insurer(care, cover, share, law)
    left = care.price - share.paid - insurer - care.others_paid
    root = Step(
        Rule.PRICE,
        care.price,
        children=(
            Step(Rule.SOCIAL_SECURITY, share.paid, children=share.steps),
            Step(Rule.INSURER, insurer, children=insurer_steps),
            *((Step(Rule.PAID_BY_OTHERS, care.others_paid),) if care.others_paid else ()),
            Step(Rule.LEFT, left, children=_left(care, share, left)),
        ),
    )
    return Answer(care, share.paid, insurer, care.others_paid, left, root, (*share.uses, *uses))


def _insurer(
    care: Care, cover: Cover, share: Share, law: Law
) -> tuple[Decimal, tuple[Step, ...], tuple[Use, ...]]:
    line = cover.line_for(care)
    if line is None:
        return NOTHING, (Step(Rule.NO_GUARANTEE, NOTHING),), ()
    given = given_by(line.guarantee, care, share.standard, law)
    steps = [Step(Rule.GUARANTEE, given.amount, given.values, line)]
    most = care.price - max(share.standard, share.gross) - care.others_paid
    amount = given.amount
    if amount > most:
        steps.append(Step(Rule.NO_MORE_THAN_LEFT, most - amount))
        amount = most
    use = Use(
        line.kind, care.patient.who, care.on, amount, care.quantity, care.part, care.reference
    )
    return amount, tuple(steps), (use,)


def _left(care: Care, share: Share, left: Decimal) -> tuple[Step, ...]:
    """Why something is left: what the law leaves, then the base, then what is above the base."""
    steps = list(share.charge_steps)
    lost = share.standard - share.gross
    if lost:
        steps.append(Step(Rule.OUT_OF_PATH, lost))
    rest = left - share.charges - lost
    excess = min(rest, max(NOTHING, care.price - care.base))
    if rest - excess:
        steps.append(Step(Rule.BASE_LEFT, rest - excess))
    if excess:
        steps.append(Step(Rule.EXCESS_LEFT, excess))
    return tuple(steps)
