"""Which documents may be asked for, in which situation, and why: the `pieces.yaml` of a kind.

The member reads the list before sending; an adviser may ask for these alone. Any other one needs
the reason of a supervisor, and is counted (product D.6).

    documents:
      identity:
        label: Copie d’une pièce d’identité
        why: Pour corriger votre nom ou votre date de naissance, nous devons les lire.
    situations:
      - when: {reason: wrong, line: [name, birth_date]}
        needed: [identity]
        helpful: []

`when: {reason: "*"}` holds for any answer to that question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ANYTHING = "*"


class PiecesError(ValueError):
    """The file cannot be used as it stands: the message names the place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A document that may be asked for: its code, what it is called, why it is wanted."""

    code: str
    label: str
    why: str
    needed: bool = True
    """Without it nothing is sent; otherwise it only helps."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What holds for it: each named answer has one of these values."""

    when: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    helpful: tuple[str, ...]

    def fits(self, answers: Mapping[str, Any]) -> bool:
        """Whether these answers are that situation. An answer that is a list fits with one."""
        return all(_fits(_given(answers, name), values) for name, values in self.when.items())


def _fits(given: set[str], values: tuple[str, ...]) -> bool:
    return bool(given - {"", "None"}) if values == (ANYTHING,) else bool(given & set(values))


def _given(answers: Mapping[str, Any], name: str) -> set[str]:
    said = answers.get(name)
    return {str(one) for one in said} if isinstance(said, list) else {str(said)}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The rules of one kind."""

    documents: Mapping[str, Piece]
    situations: tuple[Situation, ...]

    def asked(self, answers: Mapping[str, Any]) -> tuple[Piece, ...]:
        """The documents of the situations that these answers are: the needed ones first, each
        once."""
        fitting = [one for one in self.situations if one.fits(answers)]
        needed = dict.fromkeys(code for one in fitting for code in one.needed)
        helpful = dict.fromkeys(code for one in fitting for code in one.helpful)
        pieces = [self.documents[code] for code in needed]
        rest = [code for code in helpful if code not in needed]
        return (*pieces, *(_only_helps(self.documents[code]) for code in rest))

    def may_ask(self, code: str, answers: Mapping[str, Any]) -> bool:
        """Whether an adviser may ask for it without a supervisor."""
        return any(piece.code == code for piece in self.asked(answers))


def _only_helps(piece: Piece) -> Piece:
    return Piece(piece.code, piece.label, piece.why, needed=False)


NO_PIECES = Pieces({}, ())


def read_pieces(path: Path) -> Pieces:
    """The rules of a file. Raises PiecesError for a code that no document has, or a key that
    nobody knows."""
    source = yaml.safe_load(path.read_text("utf-8"))
    _only(source, {"documents", "situations"}, path)
    documents = {
        code: Piece(code, entry["label"], entry["why"])
        for code, entry in (source.get("documents") or {}).items()
    }
    situations = tuple(_situation(entry, path) for entry in source.get("situations") or [])
    for one in situations:
        for code in (*one.needed, *one.helpful):
            if code not in documents:
                raise PiecesError(f"{path}: no document is called {code!r}.")
    return Pieces(documents, situations)


def _situation(entry: Mapping[str, Any], path: Path) -> Situation:
    _only(entry, {"when", "needed", "helpful"}, path)
    when = {
        name: tuple(str(one) for one in (value if isinstance(value, list) else [value]))
        for name, value in (entry.get("when") or {}).items()
    }
    return Situation(when, tuple(entry.get("needed") or ()), tuple(entry.get("helpful") or ()))


def _only(entry: Mapping[str, Any], known: set[str], path: Path) -> None:
    if unknown := set(entry) - known:
        raise PiecesError(f"{path}: nobody knows {', '.join(sorted(unknown))}.")
