"""Words as they sound: what lets somebody who types « courone » find a « couronne »."""

import re
from functools import lru_cache
from unicodedata import normalize

from espace_client.benefits.folding import fold

_NO_MEANING = frozenset(
    re.findall(
        r"\w+",
        """
        a ai au aux avec besoin c ce ces chez combien coute d dans de des du en est et ete faire
        fait faut il j je l la le les ma mes mon n on ou par pas plus pour prix qu que rembourse
        remboursement s se ses son sont sur un une veux vos votre voudrais y
        """,
    )
)
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[bcdfgklmnpqrstvxz])h|^h"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"qu|ck|k|c(?=[aoulr])|q"), "k"),
    (re.compile(r"(?<=[a-z]{2}[a-z])e?[sx]$"), ""),
    (re.compile(r"(?<=[a-z]{2}[a-z])e$"), ""),
    (re.compile(r"[ae]i(?!n)"), "e"),  # « molaire » is heard « molère »; not « main », nor « rein »
    (re.compile(r"(.)\1+"), r"\1"),
)


def sounds_in(text: str) -> tuple[str, ...]:
    """The words of *text* that mean something, each as it sounds, in their order."""
    return tuple(
        sound for word in re.findall(r"[^\W_]+", normalize("NFC", text)) if (sound := _sound(word))
    )


@lru_cache(maxsize=50_000)
def _sound(written: str) -> str:
    """How a word sounds; nothing when it means nothing."""
    word = fold(written).text
    if word in _NO_MEANING:
        return ""
    if any(character.isdigit() for character in word):
        return word
    sound = word
    for pattern, instead in _SOUNDS:
        sound = pattern.sub(instead, sound)
    return sound or word
