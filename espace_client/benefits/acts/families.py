"""Families of care: what the law distinguishes to choose a rate and a flat charge.

Source: domain rules 5.2 and 5.3.
"""

from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """One rate of the Sécurité sociale."""

    DOCTOR = "doctor"
    IMAGING = "imaging"  # a doctor's, without participation when it is a heavy act
    PATHOLOGY = "pathology"  # a doctor's, never a heavy act
    DENTAL = "dental"
    ORTHODONTICS = "orthodontics"
    PARAMEDICAL = "paramedical"
    LABORATORY = "laboratory"
    SAMPLING = "sampling"  # taking blood for a test of a laboratory
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
    PATIENT_CHARGE = "patient_charge"  # FPU, FJH, PAT: the law leaves the whole base to the patient
    NOT_REFUNDED = "not_refunded"  # by the Sécurité sociale: it has no base


class FlatCharge(StrEnum):
    """What the patient always pays on a line, and no responsible contract may pay."""

    NONE = "none"
    CONSULTATION = "consultation"  # participation forfaitaire
    BOX = "box"  # franchise on a box of medicine
    PARAMEDICAL_ACT = "paramedical_act"  # franchise
    JOURNEY = "journey"  # franchise on transport


class HeavyAct(StrEnum):
    """What an act above the threshold of R160-16 CSS changes (domain rules 5.3, « PAT »)."""

    NEVER = "never"
    CHARGED = "charged"  # one flat charge instead of the ticket modérateur
    FREE = "free"  # imaging: no participation at all


class FamilyLaw(NamedTuple):
    """Which figures of the law a family of care obeys.

    `rate` is the name of its parameter, None where the Sécurité sociale pays nothing; the rate of
    Alsace-Moselle is that name and `.alsace_moselle`. `rate_in_hospital` is that of fees in a stay.
    """

    rate: str | None
    rate_in_hospital: str | None
    charge: FlatCharge
    follows_path: bool  # whether leaving the coordinated care path costs points
    heavy: HeavyAct
    obligatory: bool  # whether a responsible contract must pay its ticket modérateur


_DOCTORS = {Family.DOCTOR, Family.IMAGING, Family.PATHOLOGY}
_CHARGES = {
    Family.DOCTOR: FlatCharge.CONSULTATION,
    Family.IMAGING: FlatCharge.CONSULTATION,
    Family.PATHOLOGY: FlatCharge.CONSULTATION,
    Family.LABORATORY: FlatCharge.CONSULTATION,
    Family.SAMPLING: FlatCharge.CONSULTATION,
    Family.PARAMEDICAL: FlatCharge.PARAMEDICAL_ACT,
    Family.TRANSPORT: FlatCharge.JOURNEY,
    Family.MEDICINE_IRREPLACEABLE: FlatCharge.BOX,
    Family.MEDICINE_MAJOR: FlatCharge.BOX,
    Family.MEDICINE_MODERATE: FlatCharge.BOX,
    Family.MEDICINE_WEAK: FlatCharge.BOX,
}
_HEAVY = {Family.DOCTOR: HeavyAct.CHARGED, Family.IMAGING: HeavyAct.FREE}
_RATES = {
    Family.IMAGING: "rate.doctor",
    Family.PATHOLOGY: "rate.doctor",
    Family.SAMPLING: "rate.laboratory",
    Family.PATIENT_CHARGE: None,
    Family.NOT_REFUNDED: None,
}
_OPTIONAL = {  # R871-2 CSS, 1°: domain rules 4.2
    Family.MEDICINE_MODERATE,
    Family.MEDICINE_WEAK,
    Family.HOMEOPATHY,
    Family.SPA,
    Family.SPA_FEES,
    Family.NOT_REFUNDED,
}


def _law_of(family: Family) -> FamilyLaw:
    rate = _RATES.get(family, f"rate.{family}")
    return FamilyLaw(
        rate=rate,
        rate_in_hospital="rate.hospital" if family in _DOCTORS else rate,
        charge=_CHARGES.get(family, FlatCharge.NONE),
        follows_path=family in _DOCTORS,
        heavy=_HEAVY.get(family, HeavyAct.NEVER),
        obligatory=family not in _OPTIONAL,
    )


FAMILIES = {family: _law_of(family) for family in Family}
