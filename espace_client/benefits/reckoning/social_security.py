"""What the Sécurité sociale pays: its share of the base, less what the law leaves to the patient.

Source: domain rules 5.4, steps 1 to 4.
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import FAMILIES, FamilyLaw, HeavyAct
from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care, Exemption, Regime
from espace_client.benefits.reckoning.charges import NONE_OWED, flat_charge
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


class _Standard(NamedTuple):
    """The share as if the path were followed, the part of the base it is, and why."""

    amount: Decimal
    factor: Decimal
    steps: tuple[Step, ...]
    uses: tuple[Use, ...] = ()


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
        lost = _lost_outside_path(care, base, standard, factor, law)
        gross -= lost.amount
        steps = (*steps, lost._replace(amount=-lost.amount))
    owed = flat_charge(care, family.charge, gross, used, law)
    if owed is not NONE_OWED:
        steps, uses = (*steps, *owed.taken), (*uses, *owed.uses)
    return Share(base, standard, gross, owed.amount, gross - owed.amount, steps, owed.left, uses)


def _standard(
    care: Care, base: Decimal, family: FamilyLaw, in_force: Rate, used: Uses, law: Law
) -> _Standard:
    share = cents(base * in_force.factor)
    step = Step(Rule.BASE_SHARE, share, in_force.as_values)
    if care.exemption is not Exemption.NONE:
        return _Standard(base, _WHOLE, (step, Step(Rule.WHOLE_BASE, base - share)))
    if family.heavy is not HeavyAct.NEVER and not care.in_hospital:
        return _heavy_act(care, base, share, step, family, used, law) or _Standard(
            share, in_force.factor, (step,)
        )
    return _Standard(share, in_force.factor, (step,))


def _heavy_act(
    care: Care,
    base: Decimal,
    share: Decimal,
    step: Step,
    family: FamilyLaw,
    used: Uses,
    law: Law,
) -> _Standard | None:
    """The share of an act above the threshold: the whole base, less one flat charge (PAT).

    None for any other act. The charge is owed once for all heavy acts that one professional does
    in one day, never for imaging, and the scheme of Alsace-Moselle bears it. Source: R160-16 CSS.
    """
    threshold, charge = heavy_act_terms(law, care.on)
    if care.base < threshold.amount * care.quantity:
        return None
    whole = Step(Rule.WHOLE_BASE, base - share, (threshold,))
    who, on, professional = care.patient.who, care.on, care.professional
    already = any(
        use.who == who and use.on == on and use.part == professional for use in used.of(HEAVY_ACTS)
    )
    free = family.heavy is HeavyAct.FREE or care.patient.regime is Regime.ALSACE_MOSELLE
    if free or already:
        return _Standard(base, _WHOLE, (step, whole))
    owed = min(charge.amount, base - share)
    use = Use(HEAVY_ACTS, who, on, owed, 1, professional, care.reference)
    charged = Step(Rule.HEAVY_ACT_CHARGE, -owed, (charge,))
    return _Standard(base - owed, _WHOLE, (step, whole, charged), (use,))


def _lost_outside_path(
    care: Care, base: Decimal, standard: Decimal, factor: Decimal, law: Law
) -> Step:
    """What is lost, positive: points of the rate, even with an exemption, within a limit an act."""
    terms = path_terms(law, care.on)
    reduced = cents(base * max(NOTHING, factor - terms.factor))
    lost = min(cents(base * factor) - reduced, terms.most * care.quantity, standard)
    return Step(Rule.OUT_OF_PATH, lost, terms.values)
