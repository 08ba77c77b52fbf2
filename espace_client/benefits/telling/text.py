"""An explanation as plain text: for a letter, an adviser's screen, a terminal."""

from collections.abc import Iterator

from espace_client.benefits.figures import NBSP
from espace_client.benefits.telling.explanation import Explanation

_INDENT = "  "


def as_text(explanation: Explanation) -> str:
    """The three amounts first, then the reasons, a step deeper a step further to the right."""
    return "\n".join(_lines(explanation, 0)) + "\n"


def lines_of(one: Explanation) -> tuple[str, ...]:
    """What one step says: its sentences, its sum on paper, the contract's own sentence."""
    lines = [" ".join(one.sentences)] if one.sentences else []
    if one.working:
        lines.append(f"Calcul{NBSP}: {one.working}")
    if one.quote:
        lines.append(f"Votre contrat dit{NBSP}: «{NBSP}{one.quote}{NBSP}»")
    return tuple(lines)


def notes_of(one: Explanation) -> tuple[str, ...]:
    """What stands under it in small: figures of the law, words explained."""
    words = (f"{word}{NBSP}: {meaning}." for word, meaning in one.words)
    return (*(figure.sentence for figure in one.figures), *words)


def _lines(one: Explanation, depth: int) -> Iterator[str]:
    margin = _INDENT * depth
    yield f"{margin}{one.title}{NBSP}: {one.euros}"
    inside = margin + _INDENT
    yield from (f"{inside}{line}" for line in (*lines_of(one), *notes_of(one)))
    for child in one.children:
        yield from _lines(child, depth + 1)
    if one.sum:
        yield f"{inside}Soit {one.sum}"
