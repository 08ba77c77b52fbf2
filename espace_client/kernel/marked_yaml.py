"""YAML whose every value knows its line and column, so that a refusal can show the place.

A file that people write by hand (figures of the law, cases) is refused with its name, the line,
the column and a sentence that says what to do. Keys that are unknown, missing or written twice are
refused too: PyYAML alone keeps the last of two and says nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class Unreadable(ValueError):
    """A file is not what it should be. `reason` is a French sentence; lines count from 1."""

    def __init__(self, source: str, line: int, column: int, reason: str) -> None:
        super().__init__(f"{source}, ligne {line}, colonne {column} : {reason}")
        self.source, self.line, self.column, self.reason = source, line, column, reason


@dataclass(frozen=True, slots=True)
class Marked:
    """One value of a file: a text, a list or keys with their values."""

    source: str
    node: Node

    def wrong(self, reason: str, *, further: int = 0) -> NoReturn:
        """Refuse the file here, or *further* characters into this value."""
        raise unreadable_at(self.source, self.node, reason, further=further)

    def entries(self) -> dict[str, "Marked"]:
        """Keys and values. Raises Unreadable for a key written twice."""
        if not isinstance(self.node, MappingNode):
            self.wrong("Des clés suivies de leur valeur sont attendues ici.")
        found: dict[str, Marked] = {}
        for key, value in self.node.value:
            if not isinstance(key, ScalarNode):
                raise unreadable_at(self.source, key, "Cette clé n’est pas un simple mot.")
            if key.value in found:
                reason = f"La clé « {key.value} » est en double. Gardez-en une seule."
                raise unreadable_at(self.source, key, reason)
            found[key.value] = Marked(self.source, value)
        return found

    def fields(
        self, *, obligatory: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, "Marked"]:
        """Keys and values, where only these keys are known. Raises Unreadable."""
        found = self.entries()
        known = (*obligatory, *optional)
        for key, _ in self.node.value:
            if key.value not in known:
                reason = f"La clé « {key.value} » est inconnue. Les clés sont {', '.join(known)}."
                raise unreadable_at(self.source, key, reason)
        for name in obligatory:
            if name not in found:
                self.wrong(f"La clé « {name} » manque. Ajoutez-la.")
        return found

    def items(self) -> tuple["Marked", ...]:
        """The elements of a list."""
        if not isinstance(self.node, SequenceNode):
            self.wrong("Une liste est attendue ici. Commencez chaque élément par un tiret.")
        return tuple(Marked(self.source, node) for node in self.node.value)

    @property
    def line(self) -> int:
        """Where it begins, from 1."""
        line: int = self.node.start_mark.line
        return line + 1

    @property
    def is_quoted(self) -> bool:
        return isinstance(self.node, ScalarNode) and self.node.style in ("'", '"')

    @property
    def text(self) -> str:
        """A single value, as it is written."""
        if not isinstance(self.node, ScalarNode):
            self.wrong("Une seule valeur est attendue ici, sur la ligne de sa clé.")
        value: str = self.node.value
        return value

    def read[T](self, reader: Callable[[str], T], expected: str) -> T:
        """*reader* of the text. Its ValueError refuses the file with what was *expected*."""
        text = self.text
        try:
            return reader(text)
        except (ValueError, ArithmeticError):
            self.wrong(f"« {text} » n’est pas {expected}.")


def unreadable_at(source: str, node: Node, reason: str, *, further: int = 0) -> Unreadable:
    """The refusal of a file at a node of it."""
    mark = node.start_mark
    quote = 1 if isinstance(node, ScalarNode) and node.style in ("'", '"') and further else 0
    return Unreadable(source, mark.line + 1, mark.column + 1 + quote + further, reason)


def marked_yaml(path: Path) -> Marked:
    """The content of a file. Raises Unreadable; a file that is not there too."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = "Ce n’est pas du YAML. Regardez les guillemets, les deux-points et les retraits."
        raise Unreadable(path.name, line, column, reason) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        reason = "Ce n’est pas du YAML en UTF-8. Retirez les caractères invisibles."
        raise Unreadable(path.name, 1, 1, reason) from error
    except OSError as error:
        reason = f"Ce fichier ne peut pas être lu ({error.strerror}). Vérifiez son nom."
        raise Unreadable(str(path), 1, 1, reason) from error
    if node is None:
        raise Unreadable(path.name, 1, 1, "Ce fichier est vide.")
    return Marked(path.name, node)
