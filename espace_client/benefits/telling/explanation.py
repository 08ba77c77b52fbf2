"""From an answer to the tree that a member reads."""

from dataclasses import replace

from espace_client.benefits.acts.act import Act
from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.telling.context import Context, Told
from espace_client.benefits.telling.figures_of_law import Figure, figures_of, figures_of_act
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


def explain(answer: Answer, *, act: Act | None = None) -> Explanation:
    """*answer* told: the price at the root, who pays what under it, the reasons under each.

    Steps of nothing are left out, unless they are the only reason of what stands above them. A
    figure or a word is explained where it comes first. With *act*, the base says its source too.
    Never fails: each Rule has its sentences.
    """
    return _explained(Context(answer, answer.steps, None, act), _Seen())


def _explained(context: Context, seen: _Seen) -> Explanation:
    step = context.step
    is_whole = step.rule is Rule.PRICE
    children = [one for one in step.children if one.amount or is_whole] or step.children[:1]
    if len(children) == 1 and not is_whole and not children[0].children:
        return _as_one(context, context.below(children[0]), seen)
    one = _made(context, told(context), seen)
    return replace(
        one, children=tuple(_explained(context.below(child), seen) for child in children)
    )


def _as_one(context: Context, reason: Context, seen: _Seen) -> Explanation:
    """A step with one reason is told with it: the amount is not repeated."""
    one = _made(reason, told(reason), seen)
    return replace(one, rule=context.step.rule, title=told(context).title)


def _made(context: Context, parts: Told, seen: _Seen) -> Explanation:
    step = context.step
    figures = tuple(one for one in _figures(context) if one not in seen.figures)
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


def _figures(context: Context) -> tuple[Figure, ...]:
    """Those of the law; before them that of the act, where its base is told."""
    figures = figures_of(context.step.values)
    if context.step.rule is Rule.BASE_SHARE and context.act:
        return (*figures_of_act(context.act, context.answer.care), *figures)
    return figures
