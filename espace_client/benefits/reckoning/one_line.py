"""One line of care: three amounts and their reasons. Source: domain rules 5.4."""

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.insurer import part_of
from espace_client.benefits.reckoning.left import reasons_left
from espace_client.benefits.reckoning.social_security import share_of
from espace_client.benefits.reckoning.steps import Answer, Rule, Step, answer, step
from espace_client.benefits.reckoning.uses import Uses


def reimburse(care: Care, cover: Cover, used: Uses, law: Law) -> Answer:
    """What is paid for *care* under *cover*, where *used* was used before.

    Euros to the cent: `social_security` + `insurer` + `others` + `left` = `care.price`. Raises
    NoValue, naming the parameter and the day, when the law of that day is not known.
    """
    share = share_of(care, used, law)
    paid = share.paid
    part = part_of(care, cover, share, used, law)
    insurer, others = part.amount, care.others_paid
    left = care.price - paid - insurer
    children: tuple[Step, ...] = (
        step((Rule.SOCIAL_SECURITY, paid, (), None, share.steps, None)),
        step((Rule.INSURER, insurer, (), None, part.steps, None)),
    )
    if others:
        others = min(others, left)
        left -= others
        children = (*children, Step(Rule.PAID_BY_OTHERS, others))
    reasons = reasons_left(care, share, part, left) if left else ()
    children = (*children, step((Rule.LEFT, left, (), None, reasons, None)))
    root = step((Rule.PRICE, care.price, (), None, children, None))
    return answer((care, paid, insurer, others, left, root, share.uses + part.uses))
