"""The insurer's own figures over those that are shipped.

A value of theirs takes the place of the shipped one of the same date, or begins a new one; each
holds until the next date of either file. What the law is sure of stays: only a figure to be checked
or invented may change, and a later date may follow a sure one that has no end.
Source: domain rules 0.1 (« CHECK » is configurable) and X2.
"""

from collections.abc import Mapping
from itertools import pairwise

from espace_client.benefits.law.reading import A_DAY, problems
from espace_client.benefits.law.values import Confidence, Parameter, Value


class RefusedFigure(ValueError):
    """The insurer's file says something it may not; the sentence names the figure and the day."""


def merged(
    shipped: Mapping[str, Parameter], theirs: Mapping[str, Parameter]
) -> tuple[dict[str, Parameter], frozenset[str]]:
    """All parameters, theirs first, and the names of those that they changed.

    Raises RefusedFigure.
    """
    parameters = dict(shipped)
    changed = set()
    for name, own in theirs.items():
        if name not in shipped:
            raise RefusedFigure(
                f"Le paramètre « {name} » n’existe pas. "
                "La commande « espace-client figures » en donne la liste."
            )
        parameters[name] = _one(shipped[name], own)
        if parameters[name].values != shipped[name].values:
            changed.add(name)
    return parameters, frozenset(changed)


def _one(shipped: Parameter, own: Parameter) -> Parameter:
    if own.measure is not shipped.measure:
        raise RefusedFigure(
            f"Le paramètre « {own.name} » se compte en « {shipped.measure} », "
            f"pas en « {own.measure} »."
        )
    by_start = {value.valid_from: value for value in shipped.values}
    for value in own.values:
        if not _says_the_same(shipped, value):
            _check(shipped, value)
            by_start[value.valid_from] = value
    values = tuple(by_start[start] for start in sorted(by_start))
    parameter = Parameter(shipped.name, shipped.label, shipped.measure, _cut(values))
    if found := problems(parameter):
        raise RefusedFigure(f"Paramètre « {own.name} » : {found[0]}")
    return parameter


def _cut(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Each ends before the next begins, whichever file says so."""
    ended = [
        one._replace(valid_to=following.valid_from - A_DAY)
        if one.valid_to is None or one.valid_to >= following.valid_from
        else one
        for one, following in pairwise(values)
    ]
    return (*ended, *values[-1:])


def _says_the_same(shipped: Parameter, value: Value) -> bool:
    known = _on_the_day_of(value, shipped)
    return known is not None and (known.valid_from, known.amount, known.confidence) == (
        value.valid_from,
        value.amount,
        value.confidence,
    )


def _check(shipped: Parameter, value: Value) -> None:
    known = _on_the_day_of(value, shipped)
    if known is None or known.confidence is not Confidence.SURE:
        return
    later_than_all = known.valid_to is None and value.valid_from > known.valid_from
    if not later_than_all:
        raise RefusedFigure(
            f"Le paramètre « {shipped.name} » est sûr au {value.valid_from:%d/%m/%Y} : "
            f"{known.amount} ({known.source}). Retirez cette valeur de votre fichier, "
            "ou dites-nous la source qui la contredit."
        )


def _on_the_day_of(value: Value, shipped: Parameter) -> Value | None:
    for known in shipped.values:
        if known.valid_from <= value.valid_from <= (known.valid_to or value.valid_from):
            return known
    return None
