"""Several answers told as one: a stay, the surgeon's fees, the single room."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.telling.explanation import Explanation, Seen, explain
from espace_client.benefits.telling.left_words import Amounts, three_amounts
from espace_client.kernel.money import NOTHING

_PAYERS = (Rule.SOCIAL_SECURITY, Rule.INSURER, Rule.PAID_BY_OTHERS, Rule.LEFT)


class Named(NamedTuple):
    """An answer, and how it is called among the others: « Le séjour »."""

    name: str
    answer: Answer


def amounts_of(answers: Sequence[Answer]) -> Amounts:
    """Who pays what of them all, in euros."""
    return Amounts(
        social_security=_sum(one.social_security for one in answers),
        insurer=_sum(one.insurer for one in answers),
        others=_sum(one.others for one in answers),
        left=_sum(one.left for one in answers),
    )


def explain_together(title: str, named: Sequence[Named]) -> Explanation:
    """*named* as one tree: the whole price, called *title*, who pays what of it, and under each the
    share in every one of them. A single answer is told alone."""
    seen = Seen()
    told = [(one.name, explain(one.answer, seen=seen)) for one in named]
    if len(told) == 1:
        return told[0][1]
    amounts = amounts_of([one.answer for one in named])
    return Explanation(
        rule=Rule.PRICE,
        title=title,
        amount=_sum(one.amount for _name, one in told),
        sentences=tuple(three_amounts(amounts)),
        children=tuple(_payer(rule, told) for rule in _PAYERS if _title(rule, told)),
    )


def _payer(rule: Rule, told: Sequence[tuple[str, Explanation]]) -> Explanation:
    shares = [
        replace(one, title=name)
        for name, whole in told
        for one in whole.children
        if one.rule is rule
    ]
    return Explanation(
        rule=rule,
        title=_title(rule, told),
        amount=_sum(one.amount for one in shares),
        children=tuple([one for one in shares if one.amount] or shares[:1]),
    )


def _title(rule: Rule, told: Sequence[tuple[str, Explanation]]) -> str:
    """How a payer is called in any of them; empty where it pays in none."""
    found = (one.title for _name, whole in told for one in whole.children if one.rule is rule)
    return next(found, "")


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)
