"""From what was answered to three amounts, their reasons, and what would cost less."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.law.values import Confidence, Value
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer, Step
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.explanation import Explanation, explain
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.questions import NO, UNKNOWN, YES

_OPTAM = {YES: Optam.SIGNED, NO: Optam.NOT_SIGNED}


@dataclass(frozen=True, slots=True)
class Insured:
    """Whom the care is for, under which contract, and what was used of it.

    `counted`: whether `used` is what they really used; False where whoever asks may not see that,
    and the whole guarantee is taken as unused.
    """

    key: str
    name: str
    contract: str
    patient: Patient
    cover: Cover
    used: Uses
    counted: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """An act of the 100 % Santé basket that may replace the one that was asked about."""

    act: Act
    answer: Answer


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to one simulation. `usual`: its price is one that we proposed."""

    act: Act
    tariff: Tariff
    care: Care
    answer: Answer
    explanation: Explanation
    instead: Instead | None
    unsure: tuple[Value, ...]
    usual: bool
    supposed: frozenset[str]


def care_of(act: Act, answers: Mapping[str, str], patient: Patient, *, on: date) -> Care:
    """The question that the answers of the form make. Raises NoTariff.

    What nobody knows is taken as most often true: the care path is followed, the doctor moderates
    their prices, the illness is not a long one. The page says so.
    """
    quantity = int(answers.get("quantity", "1"))
    return care_for(
        act,
        on=on,
        price=Decimal(answers["price"]) * quantity,
        patient=patient,
        optam=_OPTAM.get(answers.get("optam", "")),
        quantity=quantity,
        in_path=answers.get("path") != NO,
        exemption=(Exemption.LONG_TERM_ILLNESS if answers.get("whole") == YES else Exemption.NONE),
        part=answers.get("tooth", ""),
    )


def estimate(act: Act, answers: Mapping[str, str], insured: Insured, *, on: date) -> Estimate:
    """What is paid for *act*, by whom, why. Raises NoTariff, or NoValue where the law of that day
    is not known."""
    care = care_of(act, answers, insured.patient, on=on)
    answer = reimburse(care, insured.cover, insured.used, law())
    return Estimate(
        act=act,
        tariff=act.tariff(on),
        care=care,
        answer=answer,
        explanation=explain(answer),
        instead=_instead(act, answers, insured, on),
        unsure=_unsure(answer),
        usual="usual" in answers,
        supposed=frozenset(name for name, value in answers.items() if value == UNKNOWN),
    )


def _instead(act: Act, answers: Mapping[str, str], insured: Insured, on: date) -> Instead | None:
    """The 100 % Santé act that may replace *act*, at its limit price; the cheapest for the
    member."""
    if act.tariff(on).basket is Basket.NOTHING_LEFT:
        return None
    found = []
    for other in catalogue().instead_of(act, on=on):
        limit = other.tariff(on).limit
        if limit is None:
            continue
        at_limit = {**answers, "price": str(limit)}
        care = care_of(other, at_limit, insured.patient, on=on)
        answer = reimburse(care, insured.cover, insured.used, law())
        found.append(Instead(other, answer))
    return min(found, key=lambda one: one.answer.left, default=None)


def _unsure(answer: Answer) -> tuple[Value, ...]:
    """The figures of the law in the answer that are not sure, or invented; each once."""
    values = {value.parameter: value for value in _values(answer.steps)}
    return tuple(one for one in values.values() if one.confidence is not Confidence.SURE)


def _values(step: Step) -> Iterator[Value]:
    yield from step.values
    for child in step.children:
        yield from _values(child)
