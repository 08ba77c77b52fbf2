"""What the law says on a day."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from espace_client.benefits.law.merging import merged
from espace_client.benefits.law.reading import SHIPPED, read_figures
from espace_client.benefits.law.values import NoValue, Parameter, Value

_MOST_REMEMBERED = 20_000


class Law:
    """All dated parameters. Made once per process; asking it is a look-up in a dictionary.

    `replaced` are the parameters that the insurer's own file changed, for whoever must know.
    """

    __slots__ = ("_known", "parameters", "replaced")

    def __init__(self, parameters: Mapping[str, Parameter], replaced: frozenset[str] = frozenset()):
        self.parameters = parameters
        self.replaced = replaced
        self._known: dict[tuple[str, date], Value] = {}

    def value(self, parameter: str, on: date) -> Value:
        """The figure named *parameter* on that day. Raises NoValue, which names both."""
        try:
            return self._known[parameter, on]
        except KeyError:
            return self._look_up(parameter, on)

    def _look_up(self, name: str, on: date) -> Value:
        parameter = self.parameters.get(name)
        if parameter is None:
            raise NoValue(name, on, "Ce paramètre n’existe pas.")
        for value in reversed(parameter.values):
            if value.valid_from <= on and (value.valid_to is None or on <= value.valid_to):
                if len(self._known) >= _MOST_REMEMBERED:
                    self._known.clear()
                self._known[name, on] = value
                return value
        first, last = parameter.values[0], parameter.values[-1]
        end = f"au {last.valid_to:%d/%m/%Y}" if last.valid_to else "ce jour"
        raise NoValue(name, on, f"Il est connu du {first.valid_from:%d/%m/%Y} {end}.")


@cache
def shipped_law() -> Law:
    """The law as this program brings it, before an insurer's own file."""
    return Law(read_figures(*sorted(SHIPPED.glob("*.yaml"))))


def law_with(insurer_file: Path | None) -> Law:
    """The shipped law, and the insurer's own figures over what of it is not sure.

    Raises Unreadable for a file that is not one of figures, and RefusedFigure for a figure that
    may not be replaced.
    """
    if insurer_file is None:
        return shipped_law()
    return Law(*merged(shipped_law().parameters, read_figures(insurer_file)))
