"""The figures as a table that a jurist reads: what, from when, how much, who says so."""

from collections.abc import Iterable, Iterator
from datetime import date

from espace_client.benefits.figures import NBSP, euros, plain_number
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Confidence, Measure, Parameter, Value

_UNITS = {
    Measure.PERCENT: "%",
    Measure.POINTS: "points",
    Measure.COUNT: "",
    Measure.DAYS: "jours",
    Measure.MONTHS: "mois",
    Measure.YEARS: "ans",
    Measure.DIOPTRES: "dioptries",
}
_CONFIDENCE = {
    Confidence.SURE: "sûr",
    Confidence.CHECK: "à vérifier",
    Confidence.INVENTED: "inventé",
}


def figures_as_text(law: Law, *, name: str = "", on: date | None = None) -> Iterator[str]:
    """Lines of text: the parameters whose name begins with *name*, on that day or through time.

    One that the insurer's own file changed has a star.
    """
    for parameter in _named(law.parameters.values(), name):
        star = " *" if parameter.name in law.replaced else ""
        yield f"{parameter.name}{star} – {parameter.label}"
        values = [value for value in parameter.values if on is None or _holds(value, on)]
        yield from map(_row, values)
        if not values:
            yield "    aucune valeur ce jour-là"


def _row(value: Value) -> str:
    sure = _CONFIDENCE[value.confidence]
    return f"    {_period(value):<28}{amount_of(value):>13}  {sure:<12}{value.source}"


def amount_of(value: Value) -> str:
    """« 4 005 € », « 60 % », « 2 ans »."""
    if value.measure is Measure.EUROS:
        return euros(value.amount)
    return f"{plain_number(value.amount)}{NBSP}{_UNITS[value.measure]}".rstrip(NBSP)


def _named(parameters: Iterable[Parameter], name: str) -> list[Parameter]:
    return sorted(
        (one for one in parameters if one.name.startswith(name)),
        key=lambda parameter: parameter.name,
    )


def _period(value: Value) -> str:
    start = f"du {value.valid_from:%d/%m/%Y}"
    return f"{start} au {value.valid_to:%d/%m/%Y}" if value.valid_to else f"{start} à ce jour"


def _holds(value: Value, on: date) -> bool:
    return value.valid_from <= on <= (value.valid_to or on)
