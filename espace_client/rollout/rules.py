"""What a move is expected to be: its parameters, each with its source. Pure.

No figure of a real move was to be had: whoever has some puts them here, or in a settings file of
theirs (`rehearse --parameters`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

INVENTED = "inventé"
SEED = 2022  # the same forecast, whoever makes it
HORIZON = timedelta(days=60)
ACTIVE_MONTHS = 24  # « actif » (product B.1.3): signed in during the 24 months before the launch
DEFAULT_CAPACITY = 40  # calls an hour; invented
OPEN_HOURS = range(9, 17)  # when waves leave and calls are taken; invented
_SATURDAY = 5


class NotParameters(ValueError):
    """The settings hold a key that is none, or a value that is no share."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A share between 0 and 1, its words and where it comes from."""

    code: str
    value: float
    words: str
    source: str = INVENTED


PARAMETERS: Mapping[str, Parameter] = {
    one.code: one
    for one in (
        Parameter("seen", 0.85, "Ouvrent l’espace après le message, tôt ou tard"),
        Parameter("seen_a_day", 0.35, "Chaque jour, de ceux qui l’ouvriront"),
        Parameter("given", 0.90, "Donnent une adresse e-mail, de ceux qui l’ouvrent"),
        Parameter("verified", 0.92, "La vérifient, de ceux qui la donnent"),
        Parameter("verified_a_day", 0.80, "Chaque jour, de ceux qui la vérifieront"),
        Parameter("migrated", 0.98, "Finissent, de ceux qui la vérifient"),
        Parameter("calls", 0.06, "Appellent, de ceux à qui un message part"),
        Parameter("calls_first_hour", 0.50, "Des appels, dans l’heure qui suit"),
        Parameter("calls_second_hour", 0.30, "Des appels, dans l’heure d’après"),
    )
}


def parameters_with(changes: Mapping[str, float], *, source: str) -> dict[str, Parameter]:
    """The parameters, some with a value of one's own, which comes from *source*."""
    if unknown := set(changes) - set(PARAMETERS):
        raise NotParameters(", ".join(sorted(unknown)))
    if wrong := [code for code, value in changes.items() if not _is_a_share(value)]:
        raise NotParameters(", ".join(wrong))
    changed = {
        code: replace(PARAMETERS[code], value=value, source=source)
        for code, value in changes.items()
    }
    known = {**PARAMETERS, **changed}
    if known["calls_first_hour"].value + known["calls_second_hour"].value > 1:
        raise NotParameters("calls_first_hour, calls_second_hour")
    return known


def _is_a_share(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value <= 1


def is_worked(day: date) -> bool:
    """Whether waves leave and calls are taken on that day: from Monday to Friday."""
    return day.weekday() < _SATURDAY
