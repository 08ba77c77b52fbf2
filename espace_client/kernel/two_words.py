"""Two plain French words, such as « mésange tranquille », that stand for 64 random bits.

The lists are ours. They leave out what sounds like something else, what one would not call a
person, and rare words: the two are read aloud over the telephone. They are frozen: another list
would give everybody other words (docs/decisions/0020).
"""

from functools import cache
from importlib.resources import files

_BYTES = 4  # of the digest, for each word


def two_words(digest: bytes) -> str:
    """The noun and the adjective, in agreement, that *digest* (eight bytes or more) chooses."""
    nouns, adjectives = _lines("seal_nouns.txt"), _lines("seal_adjectives.txt")
    noun, gender = nouns[int.from_bytes(digest[:_BYTES]) % len(nouns)]
    choice = int.from_bytes(digest[_BYTES : 2 * _BYTES])
    masculine, feminine = adjectives[choice % len(adjectives)]
    return f"{noun} {feminine if gender == 'f' else masculine}"


@cache
def _lines(name: str) -> tuple[tuple[str, str], ...]:
    text = files("espace_client.kernel").joinpath("data", name).read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return tuple((first, second) for first, second in pairs)
