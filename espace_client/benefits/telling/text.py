"""An explanation as plain text: for a letter, an adviser's screen, a terminal."""

from collections.abc import Iterator

from espace_client.benefits.figures import NBSP
from espace_client.benefits.telling.explanation import Explanation

_INDENT = "  "


def as_text(explanation: Explanation) -> str:
    """The three amounts first, then the reasons, a step deeper a step further to the right."""
    return "\n".join(_lines(explanation, 0)) + "\n"


def _lines(one: Explanation, depth: int) -> Iterator[str]:
    margin = _INDENT * depth
    yield f"{margin}{one.title}{NBSP}: {one.euros}"
    inside = margin + _INDENT
    if one.sentences:
        yield inside + " ".join(one.sentences)
    if one.working:
        yield f"{inside}Calcul{NBSP}: {one.working}"
    if one.quote:
        yield f"{inside}Votre contrat dit{NBSP}: «{NBSP}{one.quote}{NBSP}»"
    yield from (f"{inside}{figure.sentence}" for figure in one.figures)
    yield from (f"{inside}{word}{NBSP}: {meaning}." for word, meaning in one.words)
    for child in one.children:
        yield from _lines(child, depth + 1)
    if one.sum:
        yield f"{inside}Soit {one.sum}"
