"""The question: one line of care, for one person, on one day."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from espace_client.benefits.acts.act import Act, Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.qualifiers import Network, Optam


class Regime(StrEnum):
    """The scheme of the Sécurité sociale."""

    GENERAL = "general"
    ALSACE_MOSELLE = "alsace_moselle"


class Exemption(StrEnum):
    """Why the Sécurité sociale pays the whole base. Source: domain rules 5.3, last paragraph."""

    NONE = "none"
    LONG_TERM_ILLNESS = "long_term_illness"  # ALD, for care of its protocol
    MATERNITY = "maternity"  # from the 6th month to 12 days after birth
    WORK_ACCIDENT = "work_accident"
    INVALIDITY = "invalidity"
    NEWBORN = "newborn"  # 30 days at most
    SOLIDARITY = "solidarity"  # C2S, AME
    HEAVY_ACT_STAY = "heavy_act_stay"  # fees in a stay whose heavy act has its own charge (PAT)
    PREVENTION = "prevention"  # screenings, obligatory examinations of minors


class Patient(NamedTuple):
    """Whom the care is for. `who` tells people of one contract apart, and nothing more."""

    who: str
    birth: date
    regime: Regime = Regime.GENERAL


class Care(NamedTuple):
    """One line of care. Euros, to the cent; `price` is that of the whole line.

    `base` is what the Sécurité sociale retains for the whole line. `quantity` counts what a flat
    charge or a guarantee counts: acts, boxes, sessions, nights. `part` is the tooth (FDI), the ear
    or the eye, where a guarantee counts by it. `reference` names the line, so that it can be
    cancelled. `others_paid`: what another complementary insurer paid before. `emergency`: a journey
    that bears no franchise.
    """

    on: date
    price: Decimal
    base: Decimal
    family: Family
    kind: CareKind
    patient: Patient
    limit: Decimal | None = None
    basket: Basket = Basket.NONE
    quantity: int = 1
    in_path: bool = True
    in_hospital: bool = False
    emergency: bool = False
    exemption: Exemption = Exemption.NONE
    optam: Optam | None = None
    network: Network | None = None
    part: str = ""
    professional: str = ""
    others_paid: Decimal = Decimal("0.00")
    act: str = ""
    reference: str = ""


def care_for(
    act: Act,
    *,
    on: date,
    price: Decimal,
    patient: Patient,
    optam: Optam | None = None,
    quantity: int = 1,
    **more: Any,
) -> Care:
    """The question about *act* at that price: base, basket and limit are those of the day.

    Raises NoTariff when the act has none on that day.
    """
    tariff = act.tariff(on)
    base = tariff.base
    if optam is Optam.NOT_SIGNED and tariff.base_outside_optam is not None:
        base = tariff.base_outside_optam
    care = Care(
        on=on,
        price=price,
        base=price if tariff.base_is_price else base * quantity,
        family=act.family,
        kind=tariff.kind,
        patient=patient,
        limit=tariff.limit * quantity if tariff.limit is not None else None,
        basket=tariff.basket,
        quantity=quantity,
        optam=optam,
        act=act.code,
    )
    return care._replace(**more)
