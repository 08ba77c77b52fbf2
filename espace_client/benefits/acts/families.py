"""Families of care: what the law distinguishes to choose a rate and a flat charge.

Source: domain rules 5.2 and 5.3.
"""

from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """One rate of the Sécurité sociale."""

    DOCTOR = "doctor"
    DENTAL = "dental"
    ORTHODONTICS = "orthodontics"
    PARAMEDICAL = "paramedical"
    LABORATORY = "laboratory"
    MEDICINE_IRREPLACEABLE = "medicine_irreplaceable"
    MEDICINE_MAJOR = "medicine_major"
    MEDICINE_MODERATE = "medicine_moderate"
    MEDICINE_WEAK = "medicine_weak"
    HOMEOPATHY = "homeopathy"
    DEVICE = "device"
    TRANSPORT = "transport"
    SPA = "spa"
    SPA_FEES = "spa_fees"
    HOSPITAL = "hospital"
    PSYCHOLOGIST = "psychologist"
    NOT_REFUNDED = "not_refunded"  # by the Sécurité sociale: it has no base


class FlatCharge(StrEnum):
    """What the patient always pays on a line, and no responsible contract may pay."""

    NONE = "none"
    CONSULTATION = "consultation"  # participation forfaitaire
    BOX = "box"  # franchise on a box of medicine
    PARAMEDICAL_ACT = "paramedical_act"  # franchise
    JOURNEY = "journey"  # franchise on transport


class FamilyLaw(NamedTuple):
    """Which figures of the law a family of care obeys."""

    rate: str
    charge: FlatCharge
    follows_path: bool  # whether leaving the coordinated care path costs points
    obligatory: bool  # whether a responsible contract must pay its ticket modérateur


_CHARGES = {
    Family.DOCTOR: FlatCharge.CONSULTATION,
    Family.LABORATORY: FlatCharge.CONSULTATION,
    Family.PARAMEDICAL: FlatCharge.PARAMEDICAL_ACT,
    Family.TRANSPORT: FlatCharge.JOURNEY,
    Family.MEDICINE_IRREPLACEABLE: FlatCharge.BOX,
    Family.MEDICINE_MAJOR: FlatCharge.BOX,
    Family.MEDICINE_MODERATE: FlatCharge.BOX,
    Family.MEDICINE_WEAK: FlatCharge.BOX,
}
_OPTIONAL = {
    Family.MEDICINE_MODERATE,
    Family.MEDICINE_WEAK,
    Family.HOMEOPATHY,
    Family.SPA,
    Family.SPA_FEES,
    Family.NOT_REFUNDED,
}
FAMILIES = {
    family: FamilyLaw(
        rate=f"rate.{family}",
        charge=_CHARGES.get(family, FlatCharge.NONE),
        follows_path=family is Family.DOCTOR,
        obligatory=family not in _OPTIONAL,
    )
    for family in Family
}
