"""How people browse acts: groups (« Dentiste »), and acts told apart by one question.

groups:
  dentist:
    label: Dentiste
    usual: [HBJD001, HBLD634]
questions:
  denture:
    label: Appareil dentaire en résine
    question: Combien de dents l’appareil remplace-t-il ?
    choices:
      - {label: 1 à 3 dents, act: RESINE-3}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.reading import UnreadableActs, entries_of


class Choice(NamedTuple):
    """One answer to a question, and the act it leads to."""

    label: str
    act: Act


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked before the base of an act is known (« Quels verres ? »)."""

    key: str
    label: str
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Acts of one profession or shop, the most usual first."""

    key: str
    label: str
    usual: tuple[Act, ...]


class Browsing(NamedTuple):
    """How acts are browsed."""

    groups: tuple[Group, ...]
    questions: tuple[Question, ...]


def read_groups(path: Path, acts: Mapping[str, Act]) -> Browsing:
    """Groups and questions of a file. Raises UnreadableActs; so does an act that nobody knows."""
    content = {key: (line, fields) for key, line, fields in entries_of(path)}
    line = 1
    try:
        line, fields = content["groups"]
        groups = tuple(
            Group(key, group["label"], tuple(acts[code] for code in group["usual"]))
            for key, group in fields.items()
        )
        line, fields = content["questions"]
        questions = tuple(
            Question(
                key,
                asked["label"],
                asked["question"],
                tuple(Choice(choice["label"], acts[choice["act"]]) for choice in asked["choices"]),
            )
            for key, asked in fields.items()
        )
    except (KeyError, TypeError) as error:
        raise UnreadableActs(
            path, line, f"« {error} » manque, ou n’est pas un acte connu."
        ) from error
    return Browsing(groups, questions)
