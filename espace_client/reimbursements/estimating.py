"""From what was answered to three amounts, their reasons, and what would cost less."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import Confidence, Value
from espace_client.benefits.reckoning.care import Care, Regime
from espace_client.benefits.reckoning.hospital_charges import emergency_charge
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer, Step
from espace_client.benefits.telling.explanation import Explanation, explain
from espace_client.benefits.telling.figures_of_law import figures_of
from espace_client.benefits.telling.what_if import Alternative, what_would_change
from espace_client.reimbursements.asking import care_of
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.rests import Rest, rests_of
from espace_client.reimbursements.situations import UNKNOWN


@dataclass(frozen=True, slots=True)
class Instead:
    """An act of the 100 % Santé basket that may replace the one that was asked about.
    `by_tooth`: on some of its teeth only, and nobody said which tooth it is."""

    act: Act
    answer: Answer
    by_tooth: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to one simulation. `usual`: its price is one that we proposed; `local`: the answer
    under the scheme of Alsace-Moselle, where it is another one and the person may be of it."""

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


def estimate(act: Act, answers: Mapping[str, str], insured: Insured, *, on: date) -> Estimate:
    """What is paid for *act* on the day *on*, by whom, why. Raises NoTariff, NoValue where the law
    of that day is not known, or UnknownCover where the contract is not."""
    care = care_of(act, answers, insured.patient, on=on)
    insured.check(care)
    answer = reimburse(care, insured.cover, insured.used, law())
    after = insured.used.plus(answer.uses)
    charge = _charge(care)
    return Estimate(
        act=act,
        tariff=act.tariff(on),
        care=care,
        answer=answer,
        explanation=_with_figures(explain(answer, act=act), charge),
        instead=_instead(act, answers, insured, answer.left, on=on),
        changes=_changes(care, insured),
        rests=tuple(rests_of(care, insured.cover, after, law(), unit=act.unit)),
        unsure=unsure_of([answer], charge),
        usual="usual" in answers,
        supposed=supposed(answers),
        local=_in_alsace_moselle(care, answer, insured),
    )


def supposed(answers: Mapping[str, str]) -> frozenset[str]:
    """The questions that were answered by « Je ne sais pas »."""
    return frozenset(name for name, value in answers.items() if value == UNKNOWN)


def _charge(care: Care) -> tuple[Value, ...]:
    """The figure of the law that is the price itself: that of a visit to the emergency room."""
    if care.kind is not CareKind.EMERGENCY:
        return ()
    return (emergency_charge(care.on, care.exemption, law()),)


def _with_figures(explanation: Explanation, values: tuple[Value, ...]) -> Explanation:
    figures = (*figures_of(values), *explanation.figures)
    return replace(explanation, figures=figures) if values else explanation


def _in_alsace_moselle(care: Care, answer: Answer, insured: Insured) -> Answer | None:
    """The answer for who is of the local scheme, which the file does not say: told to whoever
    lives there. None where it pays the same, and for a scheme that is known."""
    if not insured.may_be_local or care.patient.regime is not Regime.GENERAL:
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


def unsure_of(answers: Iterable[Answer], more: tuple[Value, ...] = ()) -> tuple[Value, ...]:
    """The figures of the law in *answers*, and *more*, that are not sure; each once."""
    found = (*more, *(value for answer in answers for value in _values(answer.steps)))
    values = {value.parameter: value for value in found}
    return tuple(one for one in values.values() if one.confidence is not Confidence.SURE)


def _values(step: Step) -> Iterator[Value]:
    yield from step.values
    for child in step.children:
        yield from _values(child)
