"""From what was answered to three amounts, their reasons, and what would cost less."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import Confidence, Value
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, Regime, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.remaining import Remaining, remaining, remaining_of_shared
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Answer, Step
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.explanation import Explanation, explain
from espace_client.benefits.telling.what_if import Alternative, what_would_change
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.questions import NO, UNKNOWN, YES
from espace_client.reimbursements.rules import is_at_least

_OPTAM = {YES: Optam.SIGNED, NO: Optam.NOT_SIGNED}


@dataclass(frozen=True, slots=True)
class Instead:
    """An act of the 100 % Santé basket that may replace the one that was asked about.
    `by_tooth`: on some of its teeth only, and nobody said which tooth it is."""

    act: Act
    answer: Answer
    by_tooth: bool = False


class Rest(NamedTuple):
    """What would be left of a line of the contract, or of a ceiling, after the care; with
    `at_least`, perhaps more."""

    sentence: str
    left: Remaining
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to one simulation. `usual`: its price is one that we proposed; `local`: the answer
    under the scheme of Alsace-Moselle, where it is another one."""

    act: Act
    tariff: Tariff
    care: Care
    answer: Answer
    explanation: Explanation
    instead: Instead | None
    changes: tuple[Alternative, ...]
    rests: tuple[Rest, ...]
    unsure: tuple[Value, ...]
    usual: bool
    supposed: frozenset[str]
    local: Answer | None


def care_of(act: Act, answers: Mapping[str, str], patient: Patient, *, on: date) -> Care:
    """The question that the answers of the form make. Raises NoTariff.

    What nobody knows is taken as most often true: the care path is followed, the doctor moderates
    their prices, the illness is not a long one. The page says so. Fees in a hospital are those of
    a stay, whose heavy act has a charge of its own, which is not part of the fees.
    """
    in_hospital = act.tariff(on).kind is CareKind.HOSPITAL_FEES
    quantity = int(answers.get("quantity", "1"))
    return care_for(
        act,
        on=on,
        price=Decimal(answers["price"]) * quantity,
        patient=patient,
        optam=_OPTAM.get(answers.get("optam", "")),
        quantity=quantity,
        in_path=answers.get("path") != NO,
        in_hospital=in_hospital,
        exemption=_exemption(act, answers, on),
        part=answers.get("tooth", ""),
    )


def _exemption(act: Act, answers: Mapping[str, str], on: date) -> Exemption:
    tariff = act.tariff(on)
    if answers.get("whole") == YES:
        return Exemption.LONG_TERM_ILLNESS
    in_stay = tariff.kind is CareKind.HOSPITAL_FEES
    if in_stay and tariff.base >= law().value("heavy_act.threshold", on).amount:
        return Exemption.HEAVY_ACT_STAY
    return Exemption.NONE


def estimate(act: Act, answers: Mapping[str, str], insured: Insured, *, on: date) -> Estimate:
    """What is paid for *act*, by whom, why. Raises NoTariff, NoValue where the law of that day is
    not known, or UnknownCover where the contract is not."""
    care = care_of(act, answers, insured.patient, on=on)
    insured.check(care)
    answer = reimburse(care, insured.cover, insured.used, law())
    after = insured.used.plus(answer.uses)
    return Estimate(
        act=act,
        tariff=act.tariff(on),
        care=care,
        answer=answer,
        explanation=explain(answer, act=act),
        instead=_instead(act, answers, insured, answer.left, on=on),
        changes=_changes(care, insured),
        rests=tuple(_rests(care, insured.cover, after)),
        unsure=_unsure(answer),
        usual="usual" in answers,
        supposed=frozenset(name for name, value in answers.items() if value == UNKNOWN),
        local=_in_alsace_moselle(care, answer, insured),
    )


def _in_alsace_moselle(care: Care, answer: Answer, insured: Insured) -> Answer | None:
    """The answer for who is of the local scheme: the file does not say who is. None where it pays
    the same, and for a scheme that is known."""
    if care.patient.regime is not Regime.GENERAL:
        return None
    there = care._replace(patient=care.patient._replace(regime=Regime.ALSACE_MOSELLE))
    found = reimburse(there, insured.cover, insured.used, law())
    same = (found.social_security, found.insurer) == (answer.social_security, answer.insurer)
    return None if same else found


def _changes(care: Care, insured: Insured) -> tuple[Alternative, ...]:
    """What would change what is left. 100 % Santé is told apart, as it is another act."""
    found = what_would_change(care, insured.cover, insured.used, law(), catalogue())
    return tuple(
        one
        for one in found
        if isinstance(one.answer.care, Care) and one.answer.care.act == care.act
    )


def _is_of(care: Care | Stay, act: str) -> bool:
    return isinstance(care, Care) and care.act == act


def _rests(care: Care, cover: Cover, after: Uses) -> Iterator[Rest]:
    """What is left of the guarantee once this care is paid, where it has a limit."""
    line = cover.line_for(care)
    if line is None:
        return
    who, on = care.patient.who, care.on
    left = remaining(
        line,
        who,
        on=on,
        used=after,
        law=law(),
        cover=cover,
        part=care.part,
        birth=care.patient.birth,
    )
    yield Rest(line.sentence, left, is_at_least(line, after, who))
    for ceiling in cover.ceilings:
        if line.kind in ceiling.kinds:
            shared = remaining_of_shared(ceiling, who, on=on, used=after, cover=cover)
            yield Rest(ceiling.sentence, shared)


def _instead(
    act: Act, answers: Mapping[str, str], insured: Insured, left: Decimal, *, on: date
) -> Instead | None:
    """The 100 % Santé act that may replace *act*, at its limit price: the one that leaves least,
    if that is less than *left*; the best of those that leave the same."""
    if act.tariff(on).basket is Basket.NOTHING_LEFT:
        return None
    found = []
    tooth = answers.get("tooth", "")
    for other in catalogue().instead_of(act, on=on, tooth=tooth):
        limit = other.tariff(on).limit
        if limit is None:
            continue
        care = care_of(other, {**answers, "price": str(limit)}, insured.patient, on=on)
        if insured.knows(care):
            answer = reimburse(care, insured.cover, insured.used, law())
            by_tooth = not tooth and bool(other.teeth) and not act.teeth <= other.teeth
            found.append(Instead(other, answer, by_tooth))
    best = min(found, key=lambda one: one.answer.left, default=None)
    return best if best is not None and best.answer.left < left else None


def _unsure(answer: Answer) -> tuple[Value, ...]:
    """The figures of the law in the answer that are not sure, or invented; each once."""
    values = {value.parameter: value for value in _values(answer.steps)}
    return tuple(one for one in values.values() if one.confidence is not Confidence.SURE)


def _values(step: Step) -> Iterator[Value]:
    yield from step.values
    for child in step.children:
        yield from _values(child)
