"""Comparing names as a card prints them with names as people type them (product B.3.2)."""

import re
import unicodedata

_WITHOUT_PARTS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_OPENED = {"œ": "oe", "æ": "ae", "ß": "ss", **_WITHOUT_PARTS}
_LETTERS = str.maketrans({**_OPENED, **{k.upper(): v for k, v in _OPENED.items() if k not in "ıß"}})


def matching_key(name: str) -> str:
    """The form under which two spellings of one name are equal.

    Upper case, no accent, ligatures opened, apostrophes and hyphens as blanks, one blank at a
    time. Particles are kept: « D'Orléans-Lefèvre » gives « D ORLEANS LEFEVRE ».
    """
    opened = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(c for c in opened if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare).upper().split())


def same_name(typed: str, *, known: str) -> bool:
    """Whether *typed* names *known*. Blanks do not count: « D ORLEANS » is « DORLEANS »."""
    key = matching_key(typed).replace(" ", "")
    return bool(key) and key == matching_key(known).replace(" ", "")


def same_first_name(typed: str, *, known: str) -> bool:
    """Whether *typed* is one of the first names *known* (« Jeanne Marie Louise »), or all of them.

    « Jean-Pierre » is one first name, typed « Jean Pierre » or « Jean-Pierre ». The first token
    alone is accepted too, because many people use it: « Marie » for « Marie-Louise ».
    """
    key = matching_key(typed).replace(" ", "")
    if not key:
        return False
    official = [matching_key(part).replace(" ", "") for part in re.split(r"[\s,;]+", known)]
    tokens = matching_key(known).split()
    accepted = {*official, "".join(tokens), *tokens[:1]}
    return key in accepted
