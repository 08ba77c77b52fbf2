"""What the Sécurité sociale pays: its share of the base, less what the law leaves to the patient.

Source: domain rules 5.4, steps 1 to 4.
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import FAMILIES, FamilyLaw, HeavyAct
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care, Exemption, Regime
from espace_client.benefits.reckoning.charges import flat_charge
from espace_client.benefits.reckoning.figures_of_the_day import (
    Rate,
    heavy_act_terms,
    path_terms,
    rate,
)
from espace_client.benefits.reckoning.steps import Rule, Step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING, cents

HEAVY_ACTS = "charge.heavy_act"  # counter
_WHOLE = Decimal(1)


class Share(NamedTuple):
    """What the Sécurité sociale pays of one line. Euros.

    `base` is what it counts with: never above the price. `standard` is its share as if the care
    path were followed: what a contract complements. `gross` is its share before flat charges;
    `charges` their sum; `paid` what is left of it.
    """

    base: Decimal
    standard: Decimal
    gross: Decimal
    charges: Decimal
    paid: Decimal
    steps: tuple[Step, ...]
    charge_steps: tuple[Step, ...]
    uses: tuple[Use, ...]


_NOTHING_PAID = Share(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, (), (), ())


type _Standard = tuple[Decimal, Decimal, tuple[Step, ...], tuple[Use, ...]]
"""The share as if the path were followed, the part of the base it is, why, and what it uses."""


def share_of(care: Care, used: Uses, law: Law) -> Share:
    """What the Sécurité sociale pays for *care*. Raises NoValue for a day the law does not know."""
    base = care.base if care.base < care.price else care.price
    if not base:
        return _NOTHING_PAID
    in_force = rate(law, care.family, care.patient.regime, care.in_hospital, care.on)
    if in_force is None:
        return _NOTHING_PAID._replace(base=base)
    family = FAMILIES[care.family]
    standard, factor, steps, uses = _standard(care, base, family, in_force, used, law)
    gross = standard
    if not care.in_path and family.follows_path and not care.in_hospital:
        lost, step = _lost_outside_path(care, base, standard, factor, law)
        gross -= lost
        steps = (*steps, step)
    charges, taking, leaving, more = flat_charge(care, family.charge, gross, used, law)
    return Share(
        base, standard, gross, charges, gross - charges, steps + taking, leaving, uses + more
    )


def _standard(
    care: Care, base: Decimal, family: FamilyLaw, in_force: Rate, used: Uses, law: Law
) -> _Standard:
    share = cents(base * in_force.factor)
    step = Step(Rule.BASE_SHARE, share, in_force.as_values)
    if care.exemption is not Exemption.NONE:
        return base, _WHOLE, (step, Step(Rule.WHOLE_BASE, base - share)), ()
    if family.heavy is not HeavyAct.NEVER and not care.in_hospital:
        threshold, charge = heavy_act_terms(law, care.on)
        if care.base >= threshold.amount * care.quantity:
            whole = Step(Rule.WHOLE_BASE, base - share, (threshold,))
            return _heavy_act(care, base, (step, whole), family, charge, used)
    return share, in_force.factor, (step,), ()


def _heavy_act(
    care: Care,
    base: Decimal,
    steps: tuple[Step, Step],
    family: FamilyLaw,
    charge: Value,
    used: Uses,
) -> _Standard:
    """The share of an act above the threshold: the whole base, less one flat charge (PAT).

    The charge is owed once for all heavy acts that one professional does in one day, never for
    imaging, and the scheme of Alsace-Moselle bears it. Source: R160-16 CSS.
    """
    who, on, professional = care.patient.who, care.on, care.professional
    already = any(
        use.who == who and use.on == on and use.part == professional for use in used.of(HEAVY_ACTS)
    )
    free = family.heavy is HeavyAct.FREE or care.patient.regime is Regime.ALSACE_MOSELLE
    if free or already:
        return base, _WHOLE, steps, ()
    owed = min(charge.amount, steps[1].amount)
    use = Use(HEAVY_ACTS, who, on, owed, 1, professional, care.reference)
    charged = Step(Rule.HEAVY_ACT_CHARGE, -owed, (charge,))
    return base - owed, _WHOLE, (*steps, charged), (use,)


def _lost_outside_path(
    care: Care, base: Decimal, standard: Decimal, factor: Decimal, law: Law
) -> tuple[Decimal, Step]:
    """What is lost: points of the rate, even with an exemption, within a limit an act."""
    terms = path_terms(law, care.on)
    reduced = cents(base * max(NOTHING, factor - terms.factor))
    lost = min(cents(base * factor) - reduced, terms.most * care.quantity, standard)
    return lost, Step(Rule.OUT_OF_PATH, -lost, terms.values)
