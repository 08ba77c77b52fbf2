"""From an answer to the tree that a member reads."""

from collections.abc import Iterable, Iterator

from espace_client.benefits.acts.act import Act
from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.telling.context import Context
from espace_client.benefits.telling.figures_of_law import Figure, figures_of, figures_of_act
from espace_client.benefits.telling.glossary import meanings
from espace_client.benefits.telling.tree import Explanation
from espace_client.benefits.telling.words import aside, told
from espace_client.benefits.telling.workings import working

__all__ = ["Explanation", "Seen", "explain"]


class Seen:
    """What was told further up, or in an answer before, and needs not be told again."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._figures: set[Figure] = set()
        self._quotes: set[str] = set()

    def new_figures(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        new = [one for one in dict.fromkeys(figures) if one not in self._figures]
        self._figures.update(new)
        return tuple(new)

    def new_quote(self, quote: str) -> str:
        new = "" if quote in self._quotes else quote
        self._quotes.add(quote)
        return new


def explain(answer: Answer, *, act: Act | None = None, seen: Seen | None = None) -> Explanation:
    """*answer* told: the price at the root, who pays what under it, the reasons under each.

    Steps of nothing are left out, unless they are the only reason of what stands above them; what
    a counter says is kept, as a sentence of the step above. A figure or a word is explained where
    it comes first. With *act*, the base says its source too; *seen* goes on from one answer to the
    next. Never fails: each Rule has its words.
    """
    return _explained(Context(answer, answer.steps, act=act), seen or Seen())


def _explained(context: Context, seen: Seen) -> Explanation:
    """The step of *context*, told with the reason under it as long as there is only one."""
    chain = [context]
    reasons = _reasons(context)
    while len(reasons) == 1 and context.step.rule is not Rule.PRICE:
        chain += reasons
        reasons = _reasons(chain[-1])
    silent = [one for link in chain for one in _silent(link)]
    parts = told(chain[-1])
    aside_sentences = (sentence for one in silent for sentence in aside(one))
    figures = seen.new_figures(_figures([*chain, *silent]))
    quote = seen.new_quote(parts.quote)
    return Explanation(
        rule=context.step.rule,
        title=told(context).title,
        amount=context.step.amount,
        sentences=(*parts.sentences, *aside_sentences, *_doubts(figures)),
        working=next(filter(None, map(working, reversed(chain))), ""),
        figures=figures,
        quote=quote,
        words=meanings((quote,), seen.words),
        children=tuple(_explained(child, seen) for child in reasons),
    )


def _doubts(figures: Iterable[Figure]) -> list[str]:
    """Said beside the amount, not only beside the source."""
    found = dict.fromkeys(figure.doubt for figure in figures if figure.doubt)
    return [f"Un chiffre utilisé ici est {doubt}." for doubt in found]


def _reasons(context: Context) -> list[Context]:
    """What is told under a step: what counts for something, else the first that does not."""
    step = context.step
    children = [one for one in step.children if one.amount or step.rule is Rule.PRICE]
    return [context.below(child) for child in children or step.children[:1]]


def _silent(context: Context) -> list[Context]:
    """The counters under a step that changed nothing this time: they say what is left."""
    told_already = [reason.step for reason in _reasons(context)]
    return [
        context.below(child)
        for child in context.step.children
        if child.counter and not any(child is one for one in told_already)
    ]


def _figures(contexts: Iterable[Context]) -> Iterator[Figure]:
    """Those of the law; before them that of the act, where its base is told."""
    for one in contexts:
        if one.step.rule is Rule.BASE_SHARE and one.act:
            yield from figures_of_act(one.act, one.answer.care)
        yield from figures_of(one.step.values)
