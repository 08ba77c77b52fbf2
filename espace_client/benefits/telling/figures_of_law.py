"""The figures of the law that a step used: what each is, since when, who says so, how sure."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.acts.act import Act, NoTariff, Tariff
from espace_client.benefits.figures import NBSP, percentage, plain_number, to_the_cent
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence, Measure, Value
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.telling.glossary import in_full
from espace_client.kernel.french import short_date

DOUBTS = {Confidence.SURE: "", Confidence.CHECK: "à vérifier", Confidence.INVENTED: "inventé"}
_UNITS = {
    Measure.DAYS: f"{NBSP}jours",
    Measure.MONTHS: f"{NBSP}mois",
    Measure.YEARS: f"{NBSP}ans",
    Measure.DIOPTRES: f"{NBSP}dioptrie",
}
_SAID_TWICE = re.compile(r" \(à vérifier\)| ; à vérifier(?=\))|(?<=[^(]), à vérifier(?=\)|$)")
_UNIT = re.compile(r"(?<=\d) (?=[€%])")


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


def figures_of_act(act: Act, care: Care | Stay) -> tuple[Figure, ...]:
    """The base of *act* on the day of *care*, and its limit price if the law gives one: nothing
    when the care has another base, or the act no tariff on that day."""
    if isinstance(care, Stay):
        return ()
    try:
        tariff = act.tariff(care.on)
    except NoTariff:
        return ()
    base = tariff.base
    if care.optam is Optam.NOT_SIGNED and tariff.base_outside_optam is not None:
        base = tariff.base_outside_optam
    if not base or care.base != base * care.quantity:
        return ()
    named = f"base de remboursement (« {act.plain} »)"
    found = [_of_tariff(base, named, tariff, tariff.confidence_for(care.optam))]
    if tariff.limit is not None:
        most = "prix le plus élevé que la loi permet"
        found.append(_of_tariff(tariff.limit, most, tariff, tariff.confidence))
    return tuple(found)


def _of_tariff(amount: Decimal, label: str, tariff: Tariff, confidence: Confidence) -> Figure:
    return Figure(
        value=to_the_cent(amount),
        label=label,
        when=_when(tariff),
        source=_source(tariff.source),
        doubt=DOUBTS[confidence],
    )


@lru_cache(maxsize=1024)
def _figure(value: Value) -> Figure:
    return Figure(
        value=_written(value),
        label=_label(value.parameter),
        when=_when(value),
        source=_source(value.source),
        doubt=DOUBTS[value.confidence],
    )


def _source(source: str) -> str:
    """In full, without its own « à vérifier »: the figure carries that word already."""
    return _UNIT.sub(NBSP, in_full(_SAID_TWICE.sub("", source)).rstrip("."))


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
    return f"{plain_number(value.amount)}{_UNITS.get(value.measure, '')}"


def _when(value: Value | Tariff) -> str:
    if value.valid_to is None:
        return f"depuis le {short_date(value.valid_from)}"
    return f"du {short_date(value.valid_from)} au {short_date(value.valid_to)}"
