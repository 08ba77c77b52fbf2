"""The acts that are known, and how people find them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from espace_client.benefits.acts.act import Act, Basket, NoTariff
from espace_client.benefits.acts.examples import Example, Examples
from espace_client.benefits.acts.groups import Browsing, Group, Question, read_groups
from espace_client.benefits.acts.layers import laid_over
from espace_client.benefits.acts.reading import SHIPPED, read_acts
from espace_client.benefits.acts.search import Index

_MOST_FOUND = 12
_GROUPS = SHIPPED / "browsing" / "groups.yaml"
_EXAMPLES = SHIPPED / "browsing" / "examples.yaml"
_MOST_USUAL, _LESS_EACH = 2.0, 0.1


class UnknownAct(LookupError):
    """No act has that code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Aucun acte ne porte le code « {code} ». Vérifiez-le, ou cherchez l’acte par son nom."
        )
        self.code = code


class Catalogue:
    """Every act, by code and by words. Made once per process."""

    def __init__(self, acts: Mapping[str, Act], browsing: Browsing, examples: Examples) -> None:
        self._acts = acts
        self._examples = examples
        self._groups = browsing.groups
        self._questions = {
            choice.act.code: question
            for question in browsing.questions
            for choice in question.choices
        }

    @cached_property
    def _index(self) -> Index:
        usual: dict[str, float] = {}
        for group in self._groups:
            for place, act in enumerate(group.usual):
                usual[act.code] = max(0.0, _MOST_USUAL - _LESS_EACH * place)
        return Index(self._acts.values(), usual)

    def __iter__(self) -> Iterator[Act]:
        return iter(self._acts.values())

    def find(self, code: str) -> Act:
        """The act of that code, typed in capitals or not. Raises UnknownAct."""
        act = self._acts.get(code) or self._acts.get(code.strip().upper())
        if act is None:
            raise UnknownAct(code)
        return act

    def search(self, words: str, *, on: date) -> tuple[Act, ...]:
        """The acts that *words* may mean and that exist on that day: best first, 12 at most.

        Acts that one question tells apart come once, by the best of them.
        """
        found: list[Act] = []
        asked: set[str] = set()
        for code in self._index.best(words):
            act = self._acts[code]
            question = self._questions.get(code)
            if not exists(act, on) or (question and question.key in asked):
                continue
            if question:
                asked.add(question.key)
            found.append(act)
            if len(found) == _MOST_FOUND:
                break
        return tuple(found)

    def instead_of(self, act: Act, *, on: date, tooth: str = "") -> tuple[Act, ...]:
        """The acts of the 100 % Santé basket of that day that may replace *act*, best first.

        With *tooth* (FDI), those that may be done on it; without, on one of the teeth of *act*.
        """
        teeth = frozenset({tooth}) if tooth else act.teeth
        return tuple(
            other
            for other in (self._acts[code] for code in act.instead)
            if exists(other, on)
            and other.tariff(on).basket is Basket.NOTHING_LEFT
            and (not teeth or not other.teeth or teeth & other.teeth)
        )

    def groups(self) -> tuple[Group, ...]:
        """Acts by profession, for who would rather browse."""
        return self._groups

    def examples(self, on: date) -> tuple[Example, ...]:
        """The worked examples that every insurer must show, with their prices of that day."""
        return tuple(one for one in self._examples.on(on) if one.mandatory)

    def further_examples(self, on: date) -> tuple[Example, ...]:
        """Worked examples of care that the commitment does not name; most prices are invented."""
        return tuple(one for one in self._examples.on(on) if not one.mandatory)

    def question_about(self, act: Act) -> Question | None:
        """What must be asked to tell *act* from its neighbours, or None when nothing must."""
        return self._questions.get(act.code)


def exists(act: Act, on: date) -> bool:
    """Whether the act has a tariff on that day."""
    try:
        act.tariff(on)
    except NoTariff:
        return False
    return True


def catalogue_with(*files: Path) -> Catalogue:
    """The shipped acts and those of the insurer's *files*. Raises UnreadableActs.

    An act of a `.yaml` file takes the place of the shipped one; a `.csv` table, which is what an
    official file is turned into, brings acts and tariffs and leaves the rest as it is.
    """
    acts = read_acts(*sorted(SHIPPED.glob("*.yaml")))
    acts |= read_acts(*(file for file in files if file.suffix == ".yaml"))
    acts = laid_over(acts, *(file for file in files if file.suffix != ".yaml"))
    return Catalogue(acts, read_groups(_GROUPS, acts), Examples(_EXAMPLES, acts))


@cache
def shipped_catalogue() -> Catalogue:
    """The acts that this program brings, before an insurer's own files."""
    return catalogue_with()
