"""Finding acts by plain words. The index is made once; a search is look-ups in dictionaries.

Each word that was typed stands for the words of the index that are it, that begin with it, or
that look like it when nothing else does. An act is worth the sum of what its words are worth: a
rare word more than a frequent one, a word of its plain name more than one of its official label.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from math import log
from typing import Protocol

from espace_client.benefits.acts.spelling import sounds_in

_OF_PLAIN, _OF_WORDS, _OF_LABEL = 3.0, 2.5, 1.0
_BEGINS, _LOOKS_LIKE = 0.7, 0.5
_WHOLE_NAME = 1000.0
_ALIKE = 0.75
_SHORTEST_BEGINNING = 3
_LONGEST, _MOST_WORDS = 200, 12  # what somebody may type: more would only cost time


class Named(Protocol):
    """What can be found: an act, or what has the same names."""

    @property
    def code(self) -> str:
        """Which one it is."""
        ...

    @property
    def plain(self) -> str:
        """Its plain name."""
        ...

    @property
    def label(self) -> str:
        """Its official name; empty if it has no other."""
        ...

    @property
    def words(self) -> Sequence[str]:
        """What else people call it."""
        ...


class Index:
    """Acts by their words. `usual` is what an act is worth for being often asked for."""

    def __init__(self, acts: Iterable[Named], usual: Mapping[str, float]) -> None:
        postings: dict[str, dict[str, float]] = defaultdict(dict)
        self._named: dict[tuple[str, ...], list[str]] = defaultdict(list)
        count = 0
        for act in acts:
            count += 1
            for name in (act.plain, act.code):
                self._named[sounds_in(name)[:_MOST_WORDS]].append(act.code)
            for word, worth in _words_of(act):
                found = postings[word]
                found[act.code] = max(worth, found.get(act.code, 0.0))
        self._postings = dict(postings)
        self._vocabulary = sorted(postings)
        self._count = count
        self._usual = usual

    def best(self, words: str) -> list[str]:
        """Codes of the acts that *words* may mean, best first."""
        scores = self.scores(words)
        for code in scores:
            scores[code] += self._usual.get(code, 0.0)
        for code in self._named.get(_typed(words), ()):
            scores[code] += _WHOLE_NAME
        return sorted(scores, key=lambda code: (-scores[code], code))

    def scores(self, words: str) -> dict[str, float]:
        """What each act is worth for *words*; those that share none of them are not there."""
        scores: dict[str, float] = defaultdict(float)
        for word in _typed(words):
            for code, worth in self._worth(word).items():
                scores[code] += worth
        return scores

    def _worth(self, typed: str) -> dict[str, float]:
        """What each act is worth for one word that was typed."""
        worth: dict[str, float] = {}
        for word, likeness in self._meant_by(typed):
            postings = self._postings[word]
            rarity = log(1 + self._count / len(postings))
            for code, weight in postings.items():
                worth[code] = max(worth.get(code, 0.0), likeness * weight * rarity)
        return worth

    def _meant_by(self, typed: str) -> Iterator[tuple[str, float]]:
        found = False
        if typed in self._postings:
            yield typed, 1.0
            found = True
        if len(typed) >= _SHORTEST_BEGINNING:
            start = bisect_left(self._vocabulary, typed)
            rest = (self._vocabulary[i] for i in range(start, len(self._vocabulary)))
            for word in takewhile(lambda word: word.startswith(typed), rest):
                if word != typed:
                    yield word, _BEGINS
                    found = True
        if not found:
            yield from self._that_look_like(typed)

    def _that_look_like(self, typed: str) -> Iterator[tuple[str, float]]:
        if len(typed) <= _SHORTEST_BEGINNING or any(c.isdigit() for c in typed):
            return
        matcher = SequenceMatcher(b=typed, autojunk=False)
        for word in self._vocabulary:
            if abs(len(word) - len(typed)) > 3:
                continue
            matcher.set_seq1(word)
            if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
                continue
            if (ratio := matcher.ratio()) >= _ALIKE:
                yield word, _LOOKS_LIKE * ratio


def _typed(words: str) -> tuple[str, ...]:
    return sounds_in(words[:_LONGEST])[:_MOST_WORDS]


def _words_of(act: Named) -> Iterator[tuple[str, float]]:
    official = act.plain == act.label and not act.words  # it has no plain name of its own
    for text, worth in (
        (act.plain, _OF_LABEL if official else _OF_PLAIN),
        (" ".join(act.words), _OF_WORDS),
        (act.label, _OF_LABEL),
        (act.code, _OF_PLAIN),
    ):
        for word in sounds_in(text):
            yield word, worth
