"""What the Sécurité sociale pays: its share of the base, less what the law leaves to the patient.

Source: domain rules 5.4, steps 1 to 4.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import FAMILIES, FlatCharge
from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.steps import Rule, Step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING, cents

_PERCENT = Decimal("0.01")
_NO_CHARGE_FOR = {
    Exemption.MATERNITY,
    Exemption.WORK_ACCIDENT,
    Exemption.SOLIDARITY,
    Exemption.NEWBORN,
}


class Share(NamedTuple):
    """What the Sécurité sociale pays of one line. Euros.

    `standard` is its share as if the care path were followed: what a contract complements.
    `gross` is its share before flat charges; `paid` after them; `charges` their sum.
    """

    standard: Decimal
    gross: Decimal
    charges: Decimal
    paid: Decimal
    steps: tuple[Step, ...]
    charge_steps: tuple[Step, ...]
    uses: tuple[Use, ...]


_NOTHING_PAID = Share(NOTHING, NOTHING, NOTHING, NOTHING, (), (), ())


def share_of(care: Care, used: Uses, law: Law) -> Share:
    """What the Sécurité sociale pays for *care*. Raises NoValue for a day the law does not know."""
    base = min(care.base, care.price)
    if not base:
        return _NOTHING_PAID
    family = FAMILIES[care.family]
    rate = law.value(family.rate, care.on)
    standard = cents(base * rate.amount * _PERCENT)
    steps = [Step(Rule.BASE_SHARE, standard, (rate,))]
    if care.exemption is not Exemption.NONE:
        steps.append(Step(Rule.WHOLE_BASE, base - standard))
        standard = base
    gross = standard
    if family.follows_path and not care.in_path:
        points = law.value("path.points_lost", care.on)
        lost = min(standard, cents(base * points.amount * _PERCENT))
        gross = standard - lost
        steps.append(Step(Rule.OUT_OF_PATH, -lost, (points,)))
    charge = _consultation_charge(care, gross, used, law)
    if charge is None:
        return Share(standard, gross, NOTHING, gross, tuple(steps), (), ())
    owed = charge.amount
    steps.append(charge._replace(amount=-owed))
    use = Use(
        "charge.consultation",
        care.patient.who,
        care.on,
        owed,
        care.quantity,
        care.professional,
        care.reference,
    )
    return Share(standard, gross, owed, gross - owed, tuple(steps), (charge,), (use,))


def _consultation_charge(care: Care, gross: Decimal, used: Uses, law: Law) -> Step | None:
    """The participation forfaitaire that is due, or None."""
    if FAMILIES[care.family].charge is not FlatCharge.CONSULTATION:
        return None
    if care.in_hospital or care.exemption in _NO_CHARGE_FOR:
        return None
    age = law.value("charge.consultation.age", care.on)
    if _age_on_first_of_january(care.patient.birth, care.on) < age.amount:
        return None
    each = law.value("charge.consultation", care.on)
    a_year = law.value("charge.consultation.most_a_year", care.on)
    taken = sum(
        (
            use.euros
            for use in used.of("charge.consultation")
            if use.who == care.patient.who and use.on.year == care.on.year
        ),
        NOTHING,
    )
    owed = min(each.amount * care.quantity, a_year.amount - taken, gross)
    return Step(Rule.CONSULTATION_CHARGE, owed, (each, a_year)) if owed > 0 else None


def _age_on_first_of_january(birth: date, on: date) -> int:
    """The age that counts all year long. Source: R160-20 CSS."""
    return on.year - birth.year - (birth.month, birth.day).__gt__((1, 1))
