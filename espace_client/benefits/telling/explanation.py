"""From an answer to the tree that a member reads."""

from dataclasses import replace

from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.telling.context import Context, Told
from espace_client.benefits.telling.figures_of_law import Figure, figures_of
from espace_client.benefits.telling.glossary import meanings
from espace_client.benefits.telling.tree import Explanation
from espace_client.benefits.telling.words import told
from espace_client.benefits.telling.workings import working

__all__ = ["Explanation", "explain"]


class _Seen:
    """What was explained further up, and needs no second explanation."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.figures: set[Figure] = set()


def explain(answer: Answer) -> Explanation:
    """*answer* told: the price at the root, who pays what under it, the reasons under each.

    Steps of nothing are left out, unless they are the only reason of what stands above them. A
    figure or a word is explained where it comes first. Never fails: each Rule has its sentences.
    """
    return _explained(answer.steps, Context(answer, answer.steps, None), _Seen())


def _explained(step: Step, context: Context, seen: _Seen) -> Explanation:
    is_whole = step.rule is Rule.PRICE
    children = [one for one in step.children if one.amount or is_whole] or step.children[:1]
    if len(children) == 1 and not is_whole and not children[0].children:
        return _as_one(context, Context(context.answer, children[0], step), seen)
    one = _made(context, told(context), seen)
    below = (_explained(child, Context(context.answer, child, step), seen) for child in children)
    return replace(one, children=tuple(below))


def _as_one(context: Context, reason: Context, seen: _Seen) -> Explanation:
    """A step with one reason is told with it: the amount is not repeated."""
    one = _made(reason, told(reason), seen)
    return replace(one, rule=context.step.rule, title=told(context).title)


def _made(context: Context, parts: Told, seen: _Seen) -> Explanation:
    step = context.step
    figures = tuple(one for one in figures_of(step.values) if one not in seen.figures)
    seen.figures.update(figures)
    return Explanation(
        rule=step.rule,
        title=parts.title,
        amount=step.amount,
        sentences=parts.sentences,
        working=working(context),
        figures=figures,
        quote=parts.quote,
        words=meanings((parts.quote, *(one.source for one in figures)), seen.words),
    )
