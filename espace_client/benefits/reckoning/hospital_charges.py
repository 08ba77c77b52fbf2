"""What the law leaves to the patient of a hospital: of the tariff, each day, in the emergency room.

Source: domain rules 5.2 and 5.3; L174-4, R174-5, R160-16 and L160-13 CSS.
"""

from collections import Counter as Tally
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, Regime
from espace_client.benefits.reckoning.figures_of_the_day import rate_named
from espace_client.benefits.reckoning.steps import Rule, Step
from espace_client.kernel.money import NOTHING, cents

_NO_DAILY_CHARGE = frozenset(
    {Exemption.MATERNITY, Exemption.NEWBORN, Exemption.WORK_ACCIDENT, Exemption.SOLIDARITY}
)
_REDUCED_EMERGENCY = frozenset({Exemption.LONG_TERM_ILLNESS, Exemption.MATERNITY})


class OfTariff(NamedTuple):
    """What the Sécurité sociale pays of the tariff of a stay, why, and the heavy act's charge."""

    paid: Decimal
    steps: tuple[Step, ...]
    heavy_charge: Decimal = NOTHING


def of_tariff(
    tariff: Decimal,
    *,
    days: int,
    heavy_act: bool,
    exemption: Exemption,
    regime: Regime,
    on: date,
    law: Law,
) -> OfTariff:
    """80 % of the tariff; all of it with an exemption; all but a flat charge with a heavy act; and
    all of what falls on the days after the 30th. Raises NoValue.

    A stay has one tariff: what falls on a day is an equal part of it (our reading of « none from
    the 31st day », domain rules 5.2).
    """
    in_force = rate_named(law, "rate.hospital", regime, on)
    share = cents(tariff * in_force.factor)
    step, missing = Step(Rule.BASE_SHARE, share, in_force.as_values), tariff - share
    if not missing:
        return OfTariff(share, (step,))
    if exemption is not Exemption.NONE:
        return OfTariff(tariff, (step, Step(Rule.WHOLE_BASE, missing)))
    if heavy_act:
        threshold, charge = law.value("heavy_act.threshold", on), law.value("heavy_act.charge", on)
        owed = min(charge.amount, tariff)
        whole = Step(Rule.WHOLE_BASE, missing, (threshold,))
        charged = Step(Rule.HEAVY_ACT_CHARGE, -owed, (charge,))
        return OfTariff(tariff - owed, (step, whole, charged), owed)
    limit = law.value("hospital.days_charged", on)
    free_days = days - int(limit.amount)
    if free_days <= 0:
        return OfTariff(share, (step,))
    added = cents(missing * free_days / days)
    return OfTariff(share + added, (step, Step(Rule.LONG_STAY, added, (limit,))))


def daily_charge(
    admitted: date, days: int, *, psychiatry: bool, exemption: Exemption, regime: Regime, law: Law
) -> tuple[Decimal, tuple[Value, ...]]:
    """The daily charge (FJH) of a whole stay, in euros, and its figures: each day at its own, the
    day of discharge included, without end. Raises NoValue.

    None for day surgery, for some exemptions, nor in Alsace-Moselle.
    """
    if days == 1 or exemption in _NO_DAILY_CHARGE or regime is Regime.ALSACE_MOSELLE:
        return NOTHING, ()
    name = "hospital.day.psychiatry" if psychiatry else "hospital.day"
    tally = Tally(law.value(name, admitted + timedelta(days=number)) for number in range(days))
    return sum((value.amount * number for value, number in tally.items()), NOTHING), tuple(tally)


def emergency_visit(
    on: date,
    patient: Patient,
    law: Law,
    *,
    exemption: Exemption = Exemption.NONE,
    reference: str = "",
) -> Care:
    """A visit to the emergency room that no admission followed, as a line of care: its flat charge
    (FPU), that the Sécurité sociale leaves whole. Raises NoValue.

    Reduced with a long-term illness or in maternity; who else has it is not known (domain rules
    5.3, CHECK). A visit that an admission followed bears none: there is nothing to ask.
    """
    charge = emergency_charge(on, exemption, law)
    return Care(
        on=on,
        price=charge.amount,
        base=charge.amount,
        family=Family.PATIENT_CHARGE,
        kind=CareKind.EMERGENCY,
        patient=patient,
        exemption=exemption,
        reference=reference,
    )


def emergency_charge(on: date, exemption: Exemption, law: Law) -> Value:
    """The flat charge of such a visit (FPU) on that day, with its source. Raises NoValue."""
    reduced = exemption in _REDUCED_EMERGENCY
    return law.value("emergency.visit.reduced" if reduced else "emergency.visit", on)
