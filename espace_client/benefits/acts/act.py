"""One act: what it is, which kind of care, and its tariffs through time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.qualifiers import Optam


class Basket(StrEnum):
    """Whether the law limits the price. Source: domain rules 6.1 and 7.2."""

    NOTHING_LEFT = "nothing_left"  # 100 % Santé, « sans reste à charge »
    CAPPED = "capped"  # tarif maîtrisé
    FREE = "free"  # tarif libre
    NONE = "none"  # no basket: a tariff of the convention, or nothing


class Tariff(NamedTuple):
    """What an act is worth between two dates. Euros, to the cent.

    `base` is what the Sécurité sociale retains (0 when it refunds nothing); `base_outside_optam`
    that of a doctor who did not sign the OPTAM, where it differs; `limit` the limit price of the
    law (PLV, HLF), if any. The basket moves with time, and the kind of care with it.
    `outside_optam_confidence` is how sure that other base is, where it differs from the rest.
    A box of medicine or a blood test has no base of its own here: its price is the base.
    """

    valid_from: date
    valid_to: date | None
    base: Decimal
    base_outside_optam: Decimal | None
    basket: Basket
    limit: Decimal | None
    kind: CareKind
    source: str
    confidence: Confidence
    base_is_price: bool = False  # the law sets the price: whatever is charged is the base
    outside_optam_confidence: Confidence | None = None

    def confidence_for(self, optam: Optam | None) -> Confidence:
        """How sure the tariff is for a doctor of that kind (None: of whom nothing is said)."""
        outside = optam is Optam.NOT_SIGNED and self.base_outside_optam is not None
        return (self.outside_optam_confidence if outside else None) or self.confidence


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a nomenclature (CCAM, NGAP, LPP) or, where the code is not known, of ours.

    `label` is the official name, `plain` how one says it (« Couronne sur une dent de devant »),
    `words` further words that people type to find it. `teeth` are the FDI numbers it may be done
    on, empty if it is not on a tooth. `instead` are the codes of acts of the 100 % Santé basket
    that may replace it, best first. `unit` is the plural French noun of what a line counts
    (« nuits »), empty if a line is always one act.
    """

    code: str
    nomenclature: str
    label: str
    plain: str
    family: Family
    tariffs: tuple[Tariff, ...]
    words: tuple[str, ...] = ()
    teeth: frozenset[str] = frozenset()
    instead: tuple[str, ...] = ()
    unit: str = ""

    def tariff(self, on: date) -> Tariff:
        """The tariff of that day. Raises NoTariff, which names act and day."""
        for tariff in reversed(self.tariffs):
            if tariff.valid_from <= on and (tariff.valid_to is None or on <= tariff.valid_to):
                return tariff
        raise NoTariff(self.code, on)


class NoTariff(LookupError):
    """The act has no known tariff on that day: never a silent zero."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(
            f"L’acte « {code} » n’a pas de tarif connu au {on:%d/%m/%Y}. "
            "Ajoutez-le au fichier des actes, avec sa date et sa source."
        )
        self.code, self.on = code, on
