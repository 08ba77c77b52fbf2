"""Reading files of figures: shape, dates, sources. What is wrong is said with file and line.

    charge.consultation:
      label: "Participation forfaitaire"
      measure: euros
      values:
        - {from: 2019-01-01, value: "1.00", source: "…", confidence: sure}
        - {from: 2024-05-15, value: "2.00", source: "…", confidence: sure}

A value holds until the next one begins; `to` ends the last one (a yearly figure is not known
beyond its year). An insurer's own file has the same form (`merging`).
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from espace_client.benefits.law.values import Confidence, Measure, Parameter, Value
from espace_client.kernel.marked_yaml import Marked, marked_yaml

SHIPPED = Path(__file__).parent / "figures"
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT = re.compile(r"\d{1,7}(?:\.\d{1,2})?")
A_DAY = timedelta(days=1)


def read_figures(*paths: Path) -> dict[str, Parameter]:
    """The parameters of these files, by name. Raises Unreadable."""
    parameters: dict[str, Parameter] = {}
    for path in paths:
        for name, entry in marked_yaml(path).entries().items():
            if name in parameters:
                entry.wrong(f"Le paramètre « {name} » est déjà dans un autre fichier.")
            parameters[name] = _parameter(name, entry)
    return parameters


def _parameter(name: str, entry: Marked) -> Parameter:
    if not _NAME.fullmatch(name):
        entry.wrong(f"« {name} » n’est pas un nom de paramètre : minuscules, « _ » et points.")
    fields = entry.fields(obligatory=("label", "measure", "values"))
    label = fields["label"].text.strip()
    if not label:
        fields["label"].wrong("Donnez un nom français à ce paramètre.")
    measure = fields["measure"].read(Measure, f"une mesure. Les mesures sont {', '.join(Measure)}")
    rows = tuple(_value(name, measure, row) for row in fields["values"].items())
    parameter = Parameter(name, label, measure, each_until_the_next(rows))
    if found := problems(parameter):
        fields["values"].wrong(f"Paramètre « {name} » : {found[0]}")
    return parameter


def _value(name: str, measure: Measure, row: Marked) -> Value:
    fields = row.fields(obligatory=("from", "value", "source", "confidence"), optional=("to",))
    if not fields["value"].is_quoted:
        fields["value"].wrong("Écrivez la valeur entre guillemets : elle reste exacte.")
    source = fields["source"].text.strip()
    if not source:
        fields["source"].wrong("Dites d’où vient cette valeur, ou « inventé ».")
    kinds = f"une confiance. Écrivez {', '.join(Confidence)}"
    return Value(
        parameter=name,
        amount=fields["value"].read(_amount, "un nombre exact, comme 12.50"),
        measure=measure,
        valid_from=fields["from"].read(_day, "une date, comme 2026-01-31"),
        valid_to=fields["to"].read(_day, "une date, comme 2026-12-31") if "to" in fields else None,
        source=source,
        confidence=fields["confidence"].read(Confidence, kinds),
    )


def each_until_the_next(rows: tuple[Value, ...]) -> tuple[Value, ...]:
    """The same values, each of which no end is said ending the day before the next begins."""
    ended = [
        one if one.valid_to else one._replace(valid_to=following.valid_from - A_DAY)
        for one, following in pairwise(rows)
    ]
    return (*ended, *rows[-1:])


def problems(parameter: Parameter) -> list[str]:
    """What is wrong in the dates and sources of one parameter: French sentences."""
    found = [] if parameter.values else ["il n’a aucune valeur."]
    for value in parameter.values:
        if not value.source:
            found.append(f"la valeur du {value.valid_from:%d/%m/%Y} n’a pas de source.")
        if value.valid_to and value.valid_to < value.valid_from:
            found.append(f"la valeur du {value.valid_from:%d/%m/%Y} finit avant de commencer.")
    for one, following in pairwise(parameter.values):
        if one.valid_from >= following.valid_from:
            found.append(f"deux valeurs ne se suivent pas au {following.valid_from:%d/%m/%Y}.")
        elif one.valid_to is None or one.valid_to >= following.valid_from:
            found.append(f"deux valeurs se recouvrent au {following.valid_from:%d/%m/%Y}.")
        elif one.valid_to + A_DAY < following.valid_from:
            found.append(f"il manque une valeur avant le {following.valid_from:%d/%m/%Y}.")
    return found


def _amount(text: str) -> Decimal:
    if not _AMOUNT.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
