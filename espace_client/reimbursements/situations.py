"""What somebody may say of themselves that changes what the Sécurité sociale pays."""

from collections.abc import Mapping
from enum import StrEnum

from espace_client.benefits.acts.act import Tariff
from espace_client.benefits.acts.families import Family
from espace_client.benefits.reckoning.care import Exemption, Patient, Regime

_MODERATE_MEDICINE = {Family.MEDICINE_MODERATE, Family.MEDICINE_WEAK}
"""A pension of invalidity does not pay them whole (from memory, to be checked): it is not asked."""
YES, NO, UNKNOWN = "oui", "non", "ne_sais_pas"


class Situation(StrEnum):
    """One of them. Source of each: domain rules 5.3."""

    LOCAL = "alsace_moselle"  # the local scheme of Alsace-Moselle
    INVALID = "invalidite"  # a pension of invalidity: the whole base is paid
    WAR = "pension_militaire"  # a military pension: no daily charge in hospital


def situations(answers: Mapping[str, str]) -> frozenset[Situation]:
    """Those that were ticked."""
    return frozenset(map(Situation, filter(None, answers.get("situation", "").split(","))))


def situated(patient: Patient, answers: Mapping[str, str]) -> Patient:
    """*patient* under the scheme that was ticked."""
    if Situation.LOCAL in situations(answers):
        return patient._replace(regime=Regime.ALSACE_MOSELLE)
    return patient


def exemption_of(answers: Mapping[str, str]) -> Exemption:
    """Why the Sécurité sociale pays the whole base, as far as the answers say."""
    if answers.get("whole") == YES:
        return Exemption.LONG_TERM_ILLNESS
    if Situation.INVALID in situations(answers):
        return Exemption.INVALIDITY
    return Exemption.NONE


def asked_with(family: Family, tariff: Tariff) -> tuple[Situation, ...]:
    """Those that matter for an act: the Sécurité sociale has a base for it."""
    if family is Family.PATIENT_CHARGE or not (tariff.base or tariff.base_is_price):
        return ()
    if family in _MODERATE_MEDICINE:
        return (Situation.LOCAL,)
    return (Situation.LOCAL, Situation.INVALID)
