"""Products as the insurer sends them, already checked, before they are rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class IncomingGuarantee(NamedTuple):
    """One line of a table. `heading` is a known code, or the words of a free heading;
    `expression` the canonical spelling of the guarantee; `kind` a `CareKind`, empty when nobody
    could tell; `source` where the line comes from, empty when it is the version's own."""

    heading: str
    label: str
    expression: str
    note: str
    kind: str = ""
    source: str = ""


class IncomingCeiling(NamedTuple):
    """Euros that several kinds of care share. `expression` and `then` are canonical spellings;
    `then` is empty when nothing is paid any more."""

    name: str
    kinds: list[str]
    expression: str
    then: str


@dataclass(frozen=True, slots=True)
class IncomingOption:
    """One column of a table, its lines and the ceilings they share, in order."""

    code: str
    name: str
    guarantees: tuple[IncomingGuarantee, ...]
    ceilings: tuple[IncomingCeiling, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingVersion:
    """The tables of a product between two dates, both included."""

    valid_from: date
    valid_to: date | None
    source: str
    options: tuple[IncomingOption, ...]


class IncomingActiveTariff(NamedTuple):
    """What an option costs an employee who works, a month, in euros, both dates included."""

    option_code: str
    valid_from: date
    valid_to: date | None
    monthly: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class IncomingProduct:
    """A product with its tables, and the tariffs of its employees if it has any."""

    code: str
    name: str
    responsible: bool
    versions: tuple[IncomingVersion, ...]
    active_tariffs: tuple[IncomingActiveTariff, ...] = ()
