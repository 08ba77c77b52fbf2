"""An explanation as plain text: for a letter, an adviser's screen, a terminal."""

from collections.abc import Iterable, Iterator

from espace_client.benefits.figures import NBSP
from espace_client.benefits.telling.explanation import Explanation

SOURCES = "Les chiffres de la loi et leurs sources"
_INDENT = "  "


def as_text(explanation: Explanation) -> str:
    """The three amounts first, then the reasons, a step deeper a step further to the right; the
    figures of the law and their sources at the end."""
    lines = [*_lines(explanation, 0)]
    if sources := sources_of(explanation):
        lines += ["", f"{SOURCES}{NBSP}:", *(f"{_INDENT}{source}" for source in sources)]
    return "\n".join(lines) + "\n"


def lines_of(one: Explanation) -> tuple[str, ...]:
    """What one step says: its sentences, its sum on paper, the contract's own sentence."""
    lines = [" ".join(one.sentences)] if one.sentences else []
    if one.working:
        lines.append(f"Calcul{NBSP}: {one.working}")
    if one.quote:
        lines.append(f"Votre contrat dit{NBSP}: «{NBSP}{one.quote}{NBSP}»")
    return (*lines, *_explained(one.words))


def sources_of(explanation: Explanation) -> tuple[str, ...]:
    """The figures of the law that were used, then what is in capitals in their sources."""
    figures = (figure.sentence for figure in explanation.all_figures)
    return (*figures, *_explained(explanation.words_of_figures))


def _explained(words: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{word}{NBSP}: {meaning}." for word, meaning in words)


def _lines(one: Explanation, depth: int) -> Iterator[str]:
    margin = _INDENT * depth
    yield f"{margin}{one.title}{NBSP}: {one.euros}"
    inside = margin + _INDENT
    yield from (f"{inside}{line}" for line in lines_of(one))
    for child in one.children:
        yield from _lines(child, depth + 1)
    if one.sum:
        yield f"{inside}Soit {one.sum}"
