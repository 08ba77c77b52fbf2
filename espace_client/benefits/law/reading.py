"""Reading files of figures: shape, dates, sources. What is wrong is said with file and name.

    flat_charge.consultation:
      label: Participation forfaitaire
      measure: euros
      values:
        - {from: 2019-01-01, value: "1.00", source: "…", confidence: sure}
        - {from: 2024-05-15, value: "2.00", source: "…", confidence: sure}

A value holds until the next one begins; `to` ends the last one (a yearly figure is not known
beyond its year), or leaves a gap that `problems` reports.
"""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from espace_client.benefits.law.values import Confidence, Measure, Parameter, Value

SHIPPED = Path(__file__).parent / "figures"


class UnreadableFigures(ValueError):
    """A file of figures is not what it should be; the sentence names the file and the figure."""


def read_figures(*paths: Path) -> dict[str, Parameter]:
    """The parameters of these files, by name. Raises UnreadableFigures."""
    parameters: dict[str, Parameter] = {}
    for path in paths:
        for name, fields in _mapping(path).items():
            if name in parameters:
                raise UnreadableFigures(f"{path.name} : « {name} » est en double.")
            parameters[name] = _parameter(path, name, fields)
    return parameters


def _mapping(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise UnreadableFigures(f"{path.name} : ce fichier ne contient pas de paramètres.")
    return content


def _parameter(path: Path, name: str, fields: Any) -> Parameter:
    try:
        measure = Measure(fields["measure"])
        rows = fields["values"]
        values = tuple(_value(name, measure, row, after) for row, after in _with_next(rows))
        parameter = Parameter(name, fields["label"], measure, values)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UnreadableFigures(f"{path.name} : « {name} » n’est pas lisible ({error}).") from error
    if problem := next(iter(problems(parameter)), None):
        raise UnreadableFigures(f"{path.name} : « {name} » : {problem}")
    return parameter


def _with_next(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], date | None]]:
    starts = [row["from"] for row in rows[1:]]
    return list(zip(rows, [*starts, None], strict=True))


def _value(name: str, measure: Measure, row: dict[str, Any], after: date | None) -> Value:
    if not isinstance(row["value"], str):
        raise ValueError("écrivez les valeurs entre guillemets, elles restent exactes")
    day_before = after - timedelta(days=1) if after else None
    return Value(
        parameter=name,
        amount=Decimal(row["value"]),
        measure=measure,
        valid_from=row["from"],
        valid_to=row.get("to", day_before),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
    )


def problems(parameter: Parameter) -> list[str]:
    """What is wrong in the dates and sources of one parameter: French sentences."""
    found = [] if parameter.values else ["il n’a aucune valeur."]
    for value in parameter.values:
        if not value.source.strip():
            found.append(f"la valeur du {value.valid_from:%d/%m/%Y} n’a pas de source.")
        if value.valid_to and value.valid_to < value.valid_from:
            found.append(f"la valeur du {value.valid_from:%d/%m/%Y} finit avant de commencer.")
    for one, following in pairwise(parameter.values):
        if one.valid_to is None or one.valid_to >= following.valid_from:
            found.append(f"deux valeurs se recouvrent au {following.valid_from:%d/%m/%Y}.")
        elif one.valid_to + timedelta(days=1) < following.valid_from:
            found.append(f"il manque une valeur avant le {following.valid_from:%d/%m/%Y}.")
    return found
