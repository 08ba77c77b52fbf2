"""What the Sécurité sociale pays: its share of the base, less what the law leaves to the patient.

Source: domain rules 5.4, steps 1 to 4.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.charges import flat_charge
from espace_client.benefits.reckoning.figures_of_the_day import (
    HeavyTerms,
    Rate,
    path_terms,
    terms_of,
)
from espace_client.benefits.reckoning.steps import Rule, Step, step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING, cents
from espace_client.kernel.periods import years_after

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


type _Shared = tuple[
    Decimal, Decimal, Decimal, Decimal, Decimal, tuple[Step, ...], tuple[Step, ...], tuple[Use, ...]
]
_share: Callable[[_Shared], Share] = partial(tuple.__new__, Share)  # as steps.step
_NOTHING_PAID = Share(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, (), (), ())


type _Standard = tuple[Decimal, Decimal, tuple[Step, ...], tuple[Use, ...]]
"""The share as if the path were followed, the part of the base it is, why, and what it uses."""


def share_of(care: Care, used: Uses, law: Law) -> Share:
    """What the Sécurité sociale pays for *care*. Raises NoValue for a day the law does not know."""
    base = care.base if care.base < care.price else care.price
    if not base:
        return _NOTHING_PAID
    terms = terms_of(law, care.family, care.patient.regime, care.in_hospital, care.on)
    if terms.rate is None:
        return _NOTHING_PAID._replace(base=base)
    standard, factor, steps, uses = _standard(care, base, terms.rate, terms.heavy, used)
    gross = standard
    if terms.follows_path and not care.in_path and _has_a_path(care, law):
        lost, path = _lost_outside_path(care, base, standard, factor, law)
        gross -= lost
        steps = (*steps, path)
    if terms.charge is None:
        return _share((base, standard, gross, NOTHING, gross, steps, (), uses))
    charges, taking, leaving, more = flat_charge(care, terms.charge, gross, used)
    paid = gross - charges
    return _share((base, standard, gross, charges, paid, steps + taking, leaving, uses + more))


def _standard(
    care: Care, base: Decimal, in_force: Rate, heavy: HeavyTerms | None, used: Uses
) -> _Standard:
    share = cents(base * in_force.factor)
    first = step((Rule.BASE_SHARE, share, in_force.as_values, None, (), None))
    if care.exemption is not Exemption.NONE:
        return base, _WHOLE, (first, Step(Rule.WHOLE_BASE, base - share)), ()
    if heavy is not None and care.base >= heavy.threshold.amount * care.quantity:
        whole = Step(Rule.WHOLE_BASE, base - share, (heavy.threshold,))
        return _heavy_act(care, base, (first, whole), heavy, used)
    return share, in_force.factor, (first,), ()


def _heavy_act(
    care: Care, base: Decimal, steps: tuple[Step, Step], heavy: HeavyTerms, used: Uses
) -> _Standard:
    """The share of an act above the threshold: the whole base, less one flat charge (PAT).

    The charge is owed once for all heavy acts that one professional does in one day, never for
    imaging, and the scheme of Alsace-Moselle bears it. Source: R160-16 CSS.
    """
    who, on, professional = care.patient.who, care.on, care.professional
    already = any(
        use.who == who and use.on == on and use.part == professional for use in used.of(HEAVY_ACTS)
    )
    if heavy.free or already:
        return base, _WHOLE, steps, ()
    owed = min(heavy.charge.amount, steps[1].amount)
    use = Use(HEAVY_ACTS, who, on, owed, 1, professional, care.reference)
    charged = Step(Rule.HEAVY_ACT_CHARGE, -owed, (heavy.charge,))
    return base - owed, _WHOLE, (*steps, charged), (use,)


def _has_a_path(care: Care, law: Law) -> bool:
    """Children have none to leave: they need no treating doctor. Source: L162-5-3 CSS."""
    return years_after(care.patient.birth, path_terms(law, care.on).age) <= care.on


def _lost_outside_path(
    care: Care, base: Decimal, standard: Decimal, factor: Decimal, law: Law
) -> tuple[Decimal, Step]:
    """What is lost: points of the rate, even with an exemption, within a limit an act."""
    terms = path_terms(law, care.on)
    reduced = cents(base * max(NOTHING, factor - terms.factor))
    lost = min(cents(base * factor) - reduced, terms.most * care.quantity, standard)
    return lost, Step(Rule.OUT_OF_PATH, -lost, terms.values)
