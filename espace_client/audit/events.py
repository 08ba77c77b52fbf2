"""Declaring what can happen: a name, the exact facts it carries, its French sentence.

Each room has an `events.py` that declares its own; the sentence stands beside the keys, so a new
event is written in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_declared: dict[str, "Event"] = {}


class WrongFacts(TypeError):
    """An event was recorded with other facts than it declares."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can happen. `sentence` is filled with its facts when the history is read."""

    name: str
    keys: frozenset[str]
    sentence: str
    for_staff: bool = False

    def check(self, facts: Mapping[str, object]) -> None:
        """Raise WrongFacts unless *facts* has exactly the declared keys."""
        if facts.keys() != self.keys:
            raise WrongFacts(f"{self.name} carries {sorted(self.keys)}, not {sorted(facts)}")


def declare(name: str, sentence: str, *keys: str, for_staff: bool = False) -> Event:
    """Declare an event named `room.what_happened`. `for_staff`: it says nothing to the member that
    another event does not say better, and is left out of the history they read."""
    if name in _declared:
        raise ValueError(f"{name} is declared twice")
    _declared[name] = event = Event(name, frozenset(keys), sentence, for_staff)
    sentence.format(**dict.fromkeys(keys, ""))  # a sentence with an unknown fact fails at start
    return event


class _Facts(dict[str, object]):
    """The facts of a row. One that was written before its event carried a fact says so."""

    def __missing__(self, key: str) -> str:
        return "(non noté)"


def sentence_of(name: str, facts: Mapping[str, object]) -> str:
    """What happened, in French. An event that is no longer declared shows its name."""
    event = _declared.get(name)
    return event.sentence.format_map(_Facts(facts)) if event else name


def declared() -> Mapping[str, Event]:
    """Every event of the product, by name."""
    return dict(_declared)
