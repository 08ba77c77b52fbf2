"""A text without its accents, capitals and kinds of spaces, that remembers where it came from."""

import unicodedata
from dataclasses import dataclass

_AS = {"œ": "oe", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "*": "×"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what patterns see; `origins[i]` is the index of its character i in the original."""

    text: str
    origins: tuple[int, ...]


def fold(original: str) -> Folded:
    """Fold *original*: lower case, no accents, every run of spaces as one, none at the ends."""
    letters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(original):
        for letter in _folded_letters(character):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            origins.append(index)
    while letters and letters[-1] == " ":
        letters.pop()
        origins.pop()
    return Folded("".join(letters), (*origins, len(original)))


def _folded_letters(character: str) -> str:
    if character.isspace():
        return " "
    lower = character.casefold()
    bare = unicodedata.normalize("NFD", _AS.get(lower, lower))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
