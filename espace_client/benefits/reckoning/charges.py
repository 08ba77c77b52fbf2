"""Flat charges: what the law always leaves to the patient, and no responsible contract may pay.

The participation forfaitaire and the franchises. Source: domain rules 5.3; L160-13 CSS.
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.figures_of_the_day import (
    ChargeTerms,
    consultation_terms,
    franchise_terms,
)
from espace_client.benefits.reckoning.steps import Counter, Rule, Step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING

CONSULTATIONS = "charge.consultation"  # counters
FRANCHISES = "charge.franchise"
_PAIRED = {
    Family.LABORATORY: ("charge.test", "charge.sampling"),
    Family.SAMPLING: ("charge.sampling", "charge.test"),
}

_NO_CONSULTATION_CHARGE = frozenset(
    {Exemption.MATERNITY, Exemption.WORK_ACCIDENT, Exemption.SOLIDARITY, Exemption.NEWBORN}
)
# A work accident does not spare the franchises: L160-13 III excepts minors and the C2S alone, and
# maternity is exempt as a whole.
_NO_FRANCHISE = frozenset({Exemption.MATERNITY, Exemption.SOLIDARITY, Exemption.NEWBORN})
_CAPPED_BY_DAY = frozenset({FlatCharge.PARAMEDICAL_ACT, FlatCharge.JOURNEY})


class Owed(NamedTuple):
    """What one line owes, in euros, why, and what it uses of the caps."""

    amount: Decimal
    taken: tuple[Step, ...]  # negative: from what the Sécurité sociale pays
    left: tuple[Step, ...]  # positive: to the patient
    uses: tuple[Use, ...]


NONE_OWED = Owed(NOTHING, (), (), ())


def flat_charge(care: Care, charge: FlatCharge, gross: Decimal, used: Uses, law: Law) -> Owed:
    """The flat charge on a line of which the Sécurité sociale pays *gross* euros.

    Never more than *gross* (D160-9, last paragraph). Raises NoValue.
    """
    if charge is FlatCharge.NONE or care.in_hospital:
        return NONE_OWED
    if charge is FlatCharge.CONSULTATION:
        if care.exemption in _NO_CONSULTATION_CHARGE:
            return NONE_OWED
        terms = consultation_terms(law, care.on)
        if _age_all_year(care) < terms.age.amount:
            return NONE_OWED
        return _participation(care, terms, gross, used)
    if care.exemption in _NO_FRANCHISE or (charge is FlatCharge.JOURNEY and care.emergency):
        return NONE_OWED
    terms = franchise_terms(law, charge, charge in _CAPPED_BY_DAY, care.on)
    if _age_all_year(care) < terms.age.amount:
        return NONE_OWED
    return _franchise(care, charge, terms, gross, used)


def _participation(care: Care, terms: ChargeTerms, gross: Decimal, used: Uses) -> Owed:
    """At most 4 a day with one professional, and 50 € in a civil year."""
    who, on, professional = care.patient.who, care.on, care.professional
    taken, acts = NOTHING, 0
    for use in used.of(CONSULTATIONS):
        if use.who == who and use.on.year == on.year:
            taken += use.euros
            if use.on == on and use.part == professional:
                acts += use.number
    number = care.quantity
    pairs: tuple[Use, ...] = ()
    if care.family in _PAIRED:
        number, pairs = _less_what_is_paired(care, used)
        if not number:
            return NONE_OWED._replace(uses=pairs)
    allowed, values, most_a_day = number, terms.as_values, terms.most_a_day
    if most_a_day is not None and acts + number > most_a_day.amount:
        allowed = max(0, int(most_a_day.amount) - acts)
        values = (terms.each, most_a_day)
    due = terms.each.amount * allowed
    owed = max(NOTHING, min(due, terms.most_a_year.amount - taken, gross))
    use = Use(CONSULTATIONS, who, on, owed, allowed, professional, care.reference)
    uses = (use, *pairs)
    return _owed(Rule.CONSULTATION_CHARGE, owed, min(due, gross), values, terms, taken, uses)


def _less_what_is_paired(care: Care, used: Uses) -> tuple[int, tuple[Use, ...]]:
    """How many acts bear the charge: taking blood and testing it, the same day in one laboratory,
    is one act and not two, whichever line comes first. Source: domain rules 5.3.

    Also the uses that remember it: one more of its own kind to be paired with, one less of the
    other once it is.
    """
    mine, other = _PAIRED[care.family]
    who, on, professional = care.patient.who, care.on, care.professional
    waiting = sum(
        use.number
        for use in used.of(other)
        if use.who == who and use.on == on and use.part == professional
    )
    paired = max(0, min(waiting, care.quantity))
    number = care.quantity - paired
    return number, (
        Use(mine, who, on, NOTHING, number, professional, care.reference),
        Use(other, who, on, NOTHING, -paired, professional, care.reference),
    )


def _franchise(
    care: Care, charge: FlatCharge, terms: ChargeTerms, gross: Decimal, used: Uses
) -> Owed:
    """Each kind has its cap of the day; all together have one in a civil year."""
    who, on = care.patient.who, care.on
    taken, today = NOTHING, NOTHING
    for use in used.of(FRANCHISES):
        if use.who == who and use.on.year == on.year:
            taken += use.euros
            if use.on == on and use.part == charge:
                today += use.euros
    due, values, most_a_day = terms.each.amount * care.quantity, terms.as_values, terms.most_a_day
    if most_a_day is not None and today + due > most_a_day.amount:
        due = max(NOTHING, most_a_day.amount - today)
        values = (terms.each, most_a_day)
    owed = max(NOTHING, min(due, terms.most_a_year.amount - taken, gross))
    use = Use(FRANCHISES, who, on, owed, care.quantity, charge, care.reference)
    return _owed(Rule.FRANCHISE, owed, min(due, gross), values, terms, taken, (use,))


def _owed(
    rule: Rule,
    owed: Decimal,
    without_cap: Decimal,
    values: tuple[Value, ...],
    terms: ChargeTerms,
    taken: Decimal,
    uses: tuple[Use, ...],
) -> Owed:
    """The steps of a charge; the cap of the year is told where it bit."""
    if owed == without_cap:
        counter = None
    else:
        values = (*values, terms.most_a_year)
        counter = Counter(terms.most_a_year.amount, taken, owed)
    return Owed(
        owed,
        (Step(rule, -owed, values, counter=counter),),
        (Step(rule, owed, values, counter=counter),) if owed else (),
        uses,
    )


def _age_all_year(care: Care) -> int:
    """The age on 1 January, that counts all year long. Source: R160-20 CSS."""
    birth = care.patient.birth
    born_on_first = birth.month == birth.day == 1
    return care.on.year - birth.year - (not born_on_first)
