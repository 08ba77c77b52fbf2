"""From what was answered about a stay in hospital to what it leaves, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.acts.examples import Example
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import NoValue, Value
from espace_client.benefits.reckoning.care import Care, Patient, Regime
from espace_client.benefits.reckoning.hospitalisation import (
    Hospitalisation,
    fees_within,
    rooms_for,
)
from espace_client.benefits.reckoning.settling import Settlement, settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.telling.explanation import Explanation
from espace_client.benefits.telling.left_words import Amounts
from espace_client.benefits.telling.other_stays import OtherStay, other_stays
from espace_client.benefits.telling.together import Named, amounts_of, explain_together
from espace_client.reimbursements.asking import OPTAM
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.estimating import supposed, unsure_of
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.rests import Rest, rests_of
from espace_client.reimbursements.situations import (
    YES,
    Situation,
    exemption_of,
    situated,
    situations,
)
from espace_client.reimbursements.stay_words import WHOLE_PRICE, names_of


@dataclass(frozen=True, slots=True)
class StayEstimate:
    """The answer about one stay and what is billed beside it: `prices` of each, in euros. `local`:
    the amounts under the scheme of Alsace-Moselle, where they are others and the person may be of
    it. `in_one_year`: every night of the room counts in the year of entry, as a figure of the next
    one is not known yet."""

    asked: Hospitalisation
    prices: tuple[tuple[str, Decimal], ...]
    amounts: Amounts
    explanation: Explanation
    changes: tuple[OtherStay, ...]
    rests: tuple[Rest, ...]
    unsure: tuple[Value, ...]
    supposed: frozenset[str]
    local: Amounts | None
    in_one_year: bool


def usual_tariff(catalogue: Catalogue, *, heavy_act: bool, on: date) -> Example | None:
    """The worked example of a stay of that sort: its price stands in for a tariff that is not
    known."""
    examples = catalogue.examples(on)
    return next((one for one in examples if one.stay and one.stay.heavy_act is heavy_act), None)


def usual_room(catalogue: Catalogue, *, on: date) -> Example | None:
    """The worked example of one night in a single room."""
    for one in catalogue.further_examples(on):
        if one.act is not None and one.act.tariff(on).kind is CareKind.PRIVATE_ROOM:
            return one
    return None


def hospitalisation_of(
    answers: Mapping[str, str], patient: Patient, *, on: date, anniversary: date
) -> Hospitalisation:
    """The question that the answers make, under a contract that began on *anniversary*; « Je ne
    sais pas » is taken as no heavy act, a doctor who moderates their prices, no long-term illness.
    The page says so."""
    stay = Stay(
        admitted=on,
        discharged=on + timedelta(days=int(answers["nights"])),
        tariff=Decimal(answers["tariff"]),
        patient=situated(patient, answers),
        heavy_act=answers["heavy"] == YES,
        exemption=exemption_of(answers),
        free_of_days=Situation.WAR in situations(answers),
    )
    return Hospitalisation(stay, _fees(stay, answers), _rooms(stay, answers, anniversary))


def _fees(stay: Stay, answers: Mapping[str, str]) -> Care | None:
    if "fees" not in answers:
        return None
    optam = OPTAM.get(answers.get("optam", ""))
    price, base = Decimal(answers["fees"]), Decimal(answers["fees_base"])
    return fees_within(stay, price=price, base=base, optam=optam)


def _rooms(stay: Stay, answers: Mapping[str, str], anniversary: date) -> tuple[Care, ...]:
    if "room_price" not in answers or stay.days == 1:
        return ()
    return rooms_for(stay, each_night=Decimal(answers["room_price"]), anniversary=anniversary)


def estimate_stay(answers: Mapping[str, str], insured: Insured, *, on: date) -> StayEstimate:
    """What is paid for the stay that begins *on*, by whom, why. Raises NoValue where the law of
    that day is not known, or UnknownCover where the contract is not."""
    anniversary = insured.cover.anniversary
    asked = hospitalisation_of(answers, insured.patient, on=on, anniversary=anniversary)
    for care in asked.kinds:
        insured.check(care)
    by_year = asked
    try:
        settled = _settled(asked, insured)
    except NoValue:
        if len(asked.rooms) < 2:
            raise
        asked = asked.in_one_year
        settled = _settled(asked, insured)
    amounts = amounts_of(settled.answers)
    named = [Named(*one) for one in zip(names_of(asked), settled.answers, strict=True)]
    return StayEstimate(
        asked=asked,
        prices=tuple((one.name, one.answer.steps.amount) for one in named),
        amounts=amounts,
        explanation=explain_together(str(WHOLE_PRICE), named),
        changes=other_stays(asked, insured.cover, insured.used, law()),
        rests=_rests(asked, insured, settled),
        unsure=unsure_of(settled.answers),
        supposed=supposed(answers),
        local=_in_alsace_moselle(asked, amounts, insured),
        in_one_year=asked is not by_year,
    )


def _settled(asked: Hospitalisation, insured: Insured) -> Settlement:
    return settle(asked.lines, insured.cover, insured.used, law())


def _rests(asked: Hospitalisation, insured: Insured, settled: Settlement) -> tuple[Rest, ...]:
    """What is left of the lines of the room, in its last year, and of the fees: those of the stay
    have no limit in a responsible contract."""
    last = asked.rooms[-1] if asked.rooms else None
    cares = [(asked.fees, ""), (last, "nuits")]
    found = (
        rests_of(care, insured.cover, settled.uses, law(), unit=unit)
        for care, unit in cares
        if care is not None
    )
    return tuple(dict.fromkeys(rest for rests in found for rest in rests))


def _in_alsace_moselle(
    asked: Hospitalisation, amounts: Amounts, insured: Insured
) -> Amounts | None:
    patient = asked.stay.patient
    if not insured.may_be_local or patient.regime is not Regime.GENERAL:
        return None
    there = patient._replace(regime=Regime.ALSACE_MOSELLE)
    stay, fees, rooms = asked
    moved = Hospitalisation(
        stay._replace(patient=there),
        fees and fees._replace(patient=there),
        tuple(room._replace(patient=there) for room in rooms),
    )
    found = amounts_of(_settled(moved, insured).answers)
    return None if found == amounts else found
