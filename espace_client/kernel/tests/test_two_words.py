"""The two words of a member: plain, in agreement, and the same for ever."""

import hashlib
from importlib.resources import files

import pytest

from espace_client.kernel.two_words import two_words

DATA = files("espace_client.kernel").joinpath("data")


def lines(name: str) -> list[list[str]]:
    text = DATA.joinpath(name).read_text("utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.promise("I4.15")
def test_there_are_enough_words_and_none_twice() -> None:
    nouns = [noun for noun, _gender in lines("seal_nouns.txt")]
    adjectives = [masculine for masculine, _feminine in lines("seal_adjectives.txt")]
    assert len(nouns) >= 500
    assert len(adjectives) >= 300
    assert len({*nouns, *adjectives}) == len(nouns) + len(adjectives)


def test_the_lists_are_frozen() -> None:
    """Another list would give everybody other words: docs/decisions/0020."""
    digest = hashlib.sha256()
    for name in ("seal_nouns.txt", "seal_adjectives.txt"):
        digest.update(DATA.joinpath(name).read_bytes())
    assert digest.hexdigest()[:16] == "13ab7938bb0de498"


def test_the_adjective_agrees_with_the_noun() -> None:
    genders = dict(lines("seal_nouns.txt"))
    pairs = lines("seal_adjectives.txt")
    masculine, feminine = ({pair[place] for pair in pairs} for place in (0, 1))
    for start in range(2000):
        noun, adjective = two_words(hashlib.sha256(str(start).encode()).digest()).split()
        assert adjective in (feminine if genders[noun] == "f" else masculine)


def test_many_people_have_many_phrases() -> None:
    phrases = {two_words(hashlib.sha256(str(n).encode()).digest()) for n in range(2000)}
    assert len(phrases) > 1980
