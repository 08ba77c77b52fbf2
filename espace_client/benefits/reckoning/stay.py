"""A stay in a hospital: its tariff, the heavy act, the daily charge. Domain rules 5.2 and 5.3.

What the law leaves to the patient of a stay:

- without a heavy act, the ticket modérateur of its tariff *or* the daily charge (FJH), whichever
  is more: the charge is counted in the ticket modérateur (L174-4 CSS, 3rd paragraph);
- with one, a flat charge (PAT) once for the stay, *and* the daily charge;
- nothing of the tariff from the 31st day, nor with an exemption; the daily charge goes on, and that
  of those days is owed on top: no ticket modérateur covers them that it could be counted in (our
  reading of L174-4, to be checked).

The private room, the companion and the fees of doctors are lines of care of their own.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care, Exemption, Patient
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.hospital_charges import OfTariff, daily_charge, of_tariff
from espace_client.benefits.reckoning.insurer import Part, part_of
from espace_client.benefits.reckoning.left import reasons_left
from espace_client.benefits.reckoning.social_security import Share
from espace_client.benefits.reckoning.steps import Answer, Counter, Rule, Step
from espace_client.benefits.reckoning.uses import Uses
from espace_client.kernel.money import NOTHING


class Stay(NamedTuple):
    """A stay, from the day of admission to that of discharge, both counted. Euros.

    `tariff` is what the Sécurité sociale retains for the whole stay, without the daily charge;
    `excess` what the hospital bills above it. `free_of_days`: exempt from the daily charge for
    another reason than `exemption` (handicapped child in education, military pension).
    """

    admitted: date
    discharged: date
    tariff: Decimal
    patient: Patient
    heavy_act: bool = False
    psychiatry: bool = False
    exemption: Exemption = Exemption.NONE
    free_of_days: bool = False
    excess: Decimal = NOTHING
    others_paid: Decimal = NOTHING
    reference: str = ""

    @property
    def on(self) -> date:
        """The day whose law and counters hold: that of admission."""
        return self.admitted

    @property
    def days(self) -> int:
        """Days of the calendar, the day of discharge included."""
        return (self.discharged - self.admitted).days + 1


class _Piece(NamedTuple):
    """A part of the bill as a line of care, and what the Sécurité sociale pays of it."""

    rule: Rule
    care: Care
    share: Share
    values: tuple[Value, ...] = ()


def reimburse_stay(stay: Stay, cover: Cover, used: Uses, law: Law) -> Answer:
    """What is paid for *stay* under *cover*, where *used* was used before.

    The price is what the hospital bills: the tariff, the excess, and the part of the daily charge
    that is not counted in the ticket modérateur. Raises NoValue; ValueError when the discharge
    comes before the admission.
    """
    if stay.discharged < stay.admitted:
        raise ValueError("La sortie de l’hôpital ne peut pas être avant l’entrée.")
    pieces = _with_others(_pieces(stay, law), stay.others_paid)
    parts: list[Part] = []
    for piece in pieces:
        part = part_of(piece.care, cover, piece.share, used, law)
        parts.append(part)
        used = used.plus(part.uses)
    return _answer(stay, pieces, parts)


def _pieces(stay: Stay, law: Law) -> list[_Piece]:
    regime = stay.patient.regime
    daily, values = _days_of(stay, stay.days, law)
    tariff = of_tariff(
        stay.tariff, days=stay.days, heavy_act=stay.heavy_act, exemption=stay.exemption,
        regime=regime, on=stay.on, law=law,
    )  # fmt: skip
    steps, moderateur = tariff.steps, stay.tariff - tariff.heavy_charge - tariff.paid
    if moderateur and daily:
        charged = int(law.value("hospital.days_charged", stay.on).amount)
        covered, _ = _days_of(stay, min(stay.days, charged), law)
        on_top = daily - min(covered, moderateur)
        counter = Counter(daily, daily - on_top, on_top)
        steps, daily = (*steps, Step(Rule.DAYS_IN_SHARE, NOTHING, values, counter=counter)), on_top
    pieces = [_of_tariff(stay, tariff, steps)]
    if tariff.heavy_charge:
        heavy = tariff.heavy_charge
        pieces.append(_charge(stay, Rule.HEAVY_ACT_CHARGE, CareKind.HEAVY_ACT, heavy, 1))
    if daily:
        days = _charge(stay, Rule.HOSPITAL_DAYS, CareKind.HOSPITAL_DAY, daily, stay.days)
        pieces.append(days._replace(values=values))
    return pieces


def _days_of(stay: Stay, days: int, law: Law) -> tuple[Decimal, tuple[Value, ...]]:
    """The daily charge of the first days of the stay, and its figures."""
    if stay.free_of_days:
        return NOTHING, ()
    return daily_charge(
        stay.admitted, days, psychiatry=stay.psychiatry, exemption=stay.exemption,
        regime=stay.patient.regime, law=law,
    )  # fmt: skip


def _of_tariff(stay: Stay, tariff: OfTariff, steps: tuple[Step, ...]) -> _Piece:
    base = stay.tariff - tariff.heavy_charge
    care = _care(stay, Family.HOSPITAL, CareKind.HOSPITAL_STAY, base, stay.days)
    share = Share(base, tariff.paid, tariff.paid, NOTHING, tariff.paid, steps, (), ())
    return _Piece(Rule.STAY, care._replace(price=base + stay.excess), share)


def _charge(stay: Stay, rule: Rule, kind: CareKind, amount: Decimal, quantity: int) -> _Piece:
    care = _care(stay, Family.PATIENT_CHARGE, kind, amount, quantity)
    return _Piece(rule, care, Share(amount, NOTHING, NOTHING, NOTHING, NOTHING, (), (), ()))


def _care(stay: Stay, family: Family, kind: CareKind, base: Decimal, quantity: int) -> Care:
    return Care(
        on=stay.on,
        price=base,
        base=base,
        family=family,
        kind=kind,
        patient=stay.patient,
        quantity=quantity,
        in_hospital=True,
        exemption=stay.exemption,
        reference=stay.reference,
    )


def _with_others(pieces: list[_Piece], paid: Decimal) -> list[_Piece]:
    """What another insurer paid for the stay, piece after piece."""
    shared = []
    for piece in pieces:
        here = min(paid, piece.care.price - piece.share.paid)
        shared.append(piece._replace(care=piece.care._replace(others_paid=here)))
        paid -= here
    return shared


def _answer(stay: Stay, pieces: list[_Piece], parts: list[Part]) -> Answer:
    price = sum((piece.care.price for piece in pieces), NOTHING)
    paid = sum((piece.share.paid for piece in pieces), NOTHING)
    others = sum((piece.care.others_paid for piece in pieces), NOTHING)
    insurer, left = NOTHING, NOTHING
    paying: list[Step] = []
    leaving: list[Step] = []
    for piece, part in zip(pieces, parts, strict=True):
        insurer += part.amount
        paying.append(Step(piece.rule, part.amount, piece.values, children=part.steps))
        rest = piece.care.price - piece.share.paid - part.amount - piece.care.others_paid
        if rest:
            left += rest
            why = reasons_left(piece.care, piece.share, part, rest)
            leaving.append(Step(piece.rule, rest, piece.values, children=why))
    children = [
        Step(Rule.SOCIAL_SECURITY, paid, children=pieces[0].share.steps),
        Step(Rule.INSURER, insurer, children=tuple(paying)),
        Step(Rule.LEFT, left, children=tuple(leaving)),
    ]
    if others:
        children.insert(2, Step(Rule.PAID_BY_OTHERS, others))
    root = Step(Rule.PRICE, price, children=tuple(children))
    uses = tuple(use for part in parts for use in part.uses)
    return Answer(stay, paid, insurer, others, left, root, uses)
