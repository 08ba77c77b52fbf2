"""Flat charges: what the law always leaves to the patient, and no responsible contract may pay.

The participation forfaitaire and the franchises. Source: domain rules 5.3; L160-13 CSS.
"""

from decimal import Decimal

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.figures_of_the_day import ChargeTerms
from espace_client.benefits.reckoning.steps import Counter, Rule, Step, step
from espace_client.benefits.reckoning.uses import Use, Uses, use
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


type Owed = tuple[Decimal, tuple[Step, ...], tuple[Step, ...], tuple[Use, ...]]
"""What one line owes, in euros; the steps that take it (negative) from what the Sécurité sociale
pays, and leave it (positive) to the patient; what it uses of the caps."""

NONE_OWED: Owed = (NOTHING, (), (), ())


def flat_charge(care: Care, terms: ChargeTerms, gross: Decimal, used: Uses) -> Owed:
    """The flat charge on a line of which the Sécurité sociale pays *gross* euros.

    Never more than *gross* (D160-9, last paragraph). None under the age, on 1 January of the year,
    and with some exemptions.
    """
    exemption, birth = care.exemption, care.patient.birth
    born_on_first = birth.day == birth.month == 1  # R160-20 CSS: the age on 1 January counts
    if care.on.year - birth.year - (not born_on_first) < terms.age:
        return NONE_OWED
    if terms.charge is FlatCharge.CONSULTATION:
        if exemption in _NO_CONSULTATION_CHARGE:
            return NONE_OWED
        return _participation(care, terms, gross, used)
    if exemption in _NO_FRANCHISE or (terms.charge is FlatCharge.JOURNEY and care.emergency):
        return NONE_OWED
    return _franchise(care, terms, gross, used)


def _participation(care: Care, terms: ChargeTerms, gross: Decimal, used: Uses) -> Owed:
    """At most 4 a day with one professional, and 50 € in a civil year."""
    who, on, professional = care.patient.who, care.on, care.professional
    taken, acts = NOTHING, 0
    for one in used.in_year(CONSULTATIONS, who, on.year):
        taken += one.euros
        if one.on == on and one.part == professional:
            acts += one.number
    number, values = care.quantity, terms.of_each
    pairs: tuple[Use, ...] = ()
    if care.family in _PAIRED:
        number, pairs = _less_what_is_paired(care, used)
        if not number:
            return NOTHING, (), (), pairs
    most_a_day = terms.most_a_day
    if most_a_day is not None and acts + number > most_a_day:
        number, values = max(0, int(most_a_day) - acts), terms.of_the_day
    due = terms.each if number == 1 else terms.each * number
    return _owed(
        Rule.CONSULTATION_CHARGE, due, gross, taken, terms, values, care, CONSULTATIONS, number,
        professional, pairs,
    )  # fmt: skip


def _less_what_is_paired(care: Care, used: Uses) -> tuple[int, tuple[Use, ...]]:
    """How many acts bear the charge: taking blood and testing it, the same day in one laboratory,
    is one act and not two, whichever line comes first. Source: domain rules 5.3.

    Also the uses that remember it: one more of its own kind to be paired with, one less of the
    other once it is.
    """
    mine, other = _PAIRED[care.family]
    who, on, professional = care.patient.who, care.on, care.professional
    waiting = sum(
        one.number
        for one in used.of(other)
        if one.who == who and one.on == on and one.part == professional
    )
    paired = max(0, min(waiting, care.quantity))
    number = care.quantity - paired
    return number, (
        Use(mine, who, on, NOTHING, number, professional, care.reference),
        Use(other, who, on, NOTHING, -paired, professional, care.reference),
    )


def _franchise(care: Care, terms: ChargeTerms, gross: Decimal, used: Uses) -> Owed:
    """Each kind has its cap of the day; all together have one in a civil year."""
    who, on, charge = care.patient.who, care.on, terms.charge
    taken, today = NOTHING, NOTHING
    for one in used.in_year(FRANCHISES, who, on.year):
        taken += one.euros
        if one.on == on and one.part == charge:
            today += one.euros
    due, values, most_a_day = terms.each * care.quantity, terms.of_each, terms.most_a_day
    if most_a_day is not None and today + due > most_a_day:
        due, values = max(NOTHING, most_a_day - today), terms.of_the_day
    return _owed(
        Rule.FRANCHISE, due, gross, taken, terms, values, care, FRANCHISES, care.quantity, charge
    )


def _owed(
    rule: Rule,
    due: Decimal,
    gross: Decimal,
    taken: Decimal,
    terms: ChargeTerms,
    values: tuple[Value, ...],
    care: Care,
    counter: str,
    number: int,
    part: str,
    more: tuple[Use, ...] = (),
) -> Owed:
    """What is owed of *due*: never above *gross*, nor above what is left of the year. The cap of
    the year is told where it bit."""
    owed = due if due <= gross else gross
    full = None
    if taken + owed > terms.most_a_year:
        owed = max(NOTHING, terms.most_a_year - taken)
        values = (*values, *terms.of_the_year[1:])
        full = Counter(terms.most_a_year, taken, owed)
    taken_now = use((counter, care.patient.who, care.on, owed, number, part, care.reference))
    left = (step((rule, owed, values, None, (), full)),) if owed else ()
    taking = step((rule, -owed, values, None, (), full))
    return owed, (taking,), left, (taken_now, *more)
