"""One line of care: three amounts and their reasons. Source: domain rules 5.4."""

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.insurer import part_of
from espace_client.benefits.reckoning.left import reasons_left
from espace_client.benefits.reckoning.social_security import share_of
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.reckoning.uses import Uses


def reimburse(care: Care, cover: Cover, used: Uses, law: Law) -> Answer:
    """What is paid for *care* under *cover*, where *used* was used before.

    Euros to the cent: `social_security` + `insurer` + `others` + `left` = `care.price`. Raises
    NoValue, naming the parameter and the day, when the law of that day is not known.
    """
    share = share_of(care, used, law)
    paid = share.paid
    part = part_of(care, cover, share, used, law)
    others = care.others_paid
    if others:
        others = min(others, care.price - paid - part.amount)
    left = care.price - paid - part.amount - others
    children: tuple[Step, ...] = (
        Step(Rule.SOCIAL_SECURITY, paid, (), None, share.steps),
        Step(Rule.INSURER, part.amount, (), None, part.steps),
        Step(Rule.LEFT, left, (), None, reasons_left(care, share, part.steps, left)),
    )
    if others:
        children = (*children[:2], Step(Rule.PAID_BY_OTHERS, others), children[2])
    root = Step(Rule.PRICE, care.price, (), None, children)
    return Answer(care, paid, part.amount, others, left, root, (*share.uses, *part.uses))
