"""The people of a case: one, or several by name where a family shares a counter."""

from dataclasses import dataclass
from datetime import date

from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.words import REGIMES
from espace_client.benefits.reckoning.care import Patient, Regime
from espace_client.kernel.marked_yaml import Marked

_ALONE = "l’assuré"
_BORN = date(1950, 5, 2)  # somebody of whom the case says nothing: retired, as most members


@dataclass(frozen=True, slots=True)
class People:
    """The people of a case, by name."""

    by_name: dict[str, Patient]

    def named(self, node: Marked | None, care: Marked) -> Patient:
        """Whom the care is for: the only one, or the one that « pour » names."""
        if node is None and len(self.by_name) == 1:
            return next(iter(self.by_name.values()))
        if node is None:
            care.wrong(f"Dites pour qui : pour: {' ou '.join(self.by_name)}.")
        return scalars.word(node, self.by_name)


def read_people(fields: dict[str, Marked]) -> People:
    """« personne » or « personnes » of a case, or a retired person. Raises Unreadable."""
    if "personnes" in fields:
        named = fields["personnes"].entries()
        return People({name: _patient(name, node) for name, node in named.items()})
    if "personne" in fields:
        return People({_ALONE: _patient(_ALONE, fields["personne"])})
    return People({_ALONE: Patient(_ALONE, _BORN)})


def _patient(name: str, node: Marked) -> Patient:
    fields = node.fields(obligatory=(), optional=("naissance", "regime"))
    return Patient(
        name,
        scalars.day(fields["naissance"]) if "naissance" in fields else _BORN,
        scalars.word(fields["regime"], REGIMES) if "regime" in fields else Regime.GENERAL,
    )
