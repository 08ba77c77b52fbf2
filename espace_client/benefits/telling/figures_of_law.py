"""The figures of the law that a step used: what each is, since when, who says so, how sure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.figures import NBSP, percentage, plain_number, to_the_cent
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence, Measure, Value
from espace_client.benefits.telling.glossary import in_full
from espace_client.kernel.french import short_date

DOUBTS = {Confidence.SURE: "", Confidence.CHECK: "à vérifier", Confidence.INVENTED: "inventé"}


class Figure(NamedTuple):
    """« 70 % », what it is, « depuis le 01/01/2019 », its source, and the doubt that is on it.

    `doubt` is empty for what was read in the text of law, else « à vérifier » or « inventé ».
    """

    value: str
    label: str
    when: str
    source: str
    doubt: str

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        doubt = f" ({self.doubt})" if self.doubt else ""
        source = f"Source{NBSP}: {self.source}"
        return f"{self.value}{doubt}{NBSP}: {self.label}, {self.when}. {source}."


def figures_of(values: Iterable[Value]) -> tuple[Figure, ...]:
    """Each figure once, in the order in which the step used them."""
    return tuple(_figure(value) for value in dict.fromkeys(values))


@lru_cache(maxsize=1024)
def _figure(value: Value) -> Figure:
    return Figure(
        value=_written(value),
        label=_label(value.parameter),
        when=_when(value),
        source=in_full(value.source).rstrip("."),
        doubt=DOUBTS[value.confidence],
    )


def _label(parameter: str) -> str:
    """The name that the file of figures gives. An insurer's file may hold one that ours has not."""
    known = shipped_law().parameters.get(parameter)
    label = known.label if known else "chiffre du fichier de l’assureur"
    first, second = label[:1], label[1:2]
    return label if second.isupper() else first.lower() + label[1:]


def _written(value: Value) -> str:
    match value.measure:
        case Measure.EUROS:
            return to_the_cent(value.amount)
        case Measure.PERCENT | Measure.POINTS:
            return percentage(value.amount)
        case Measure.YEARS:
            return f"{plain_number(value.amount)}{NBSP}ans"
        case Measure.COUNT:
            return plain_number(value.amount)
    return plain_number(value.amount)


def _when(value: Value) -> str:
    if value.valid_to is None:
        return f"depuis le {short_date(value.valid_from)}"
    return f"du {short_date(value.valid_from)} au {short_date(value.valid_to)}"
