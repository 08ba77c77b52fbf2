"""What would have changed the amount: another doctor, the care path, the network, 100 % Santé.

Each alternative is computed by the engine as the care itself is; what cannot be computed (a tariff
that nobody knows) is not offered, and nothing is estimated.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.plain import DOCTORS
from espace_client.benefits.qualifiers import Network, Optam
from espace_client.benefits.reckoning.care import Care, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.context import euros

_FEES = (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES)


class Alternative(NamedTuple):
    """The same care done otherwise. `difference`: what more it would leave, in euros; less than 0
    is money saved. `sentence` says both amounts."""

    sentence: str
    answer: Answer
    difference: Decimal


class _Change(NamedTuple):
    where: str  # how the sentence begins, to its comma or its full stop
    care: Care


def what_would_change(
    care: Care, cover: Cover, used: Uses, law: Law, catalogue: Catalogue
) -> tuple[Alternative, ...]:
    """The alternatives that change what is left to pay, what saves most first.

    The price is the same unless the sentence names another. Raises NoValue as `reimburse` does,
    for the care itself.
    """
    now = reimburse(care, cover, used, law).left
    found = []
    for change in _changes(care, cover, catalogue):
        try:
            answer = reimburse(change.care, cover, used, law)
        except LookupError:
            continue
        if answer.left != now:
            sentence = _sentence(change.where, answer.left, now)
            found.append(Alternative(sentence, answer, answer.left - now))
    return tuple(sorted(found, key=lambda one: one.difference))


def _changes(care: Care, cover: Cover, catalogue: Catalogue) -> Iterator[_Change]:
    if FAMILIES[care.family].follows_path and not care.in_path:
        yield _Change(
            "Avec l’avis de votre médecin traitant, au même prix,", care._replace(in_path=True)
        )
    if _network_counts(care, cover):
        inside = care._replace(network=Network.INSIDE)
        yield _Change("Dans notre réseau de soins, au même prix,", inside)
    act = _act_of(care, catalogue)
    if act is None:
        return
    if care.kind in _FEES:
        yield from _other_doctor(care, act)
    tooth = care.part if care.part in act.teeth else ""
    for other in catalogue.instead_of(act, on=care.on, tooth=tooth):
        yield from _nothing_left(care, other)


def _network_counts(care: Care, cover: Cover) -> bool:
    """Whether the contract says something else inside the network, and the care is outside it."""
    lines = (one for one in cover.lines if one.kind is care.kind)
    return care.network is not Network.INSIDE and any(
        one.guarantee.network is Network.INSIDE for one in lines
    )


def _act_of(care: Care, catalogue: Catalogue) -> Act | None:
    """The act, if the care has its tariff: with another base, no other tariff can be told."""
    try:
        act = catalogue.find(care.act)
        usual = care_for(
            act,
            on=care.on,
            price=care.price,
            patient=care.patient,
            optam=care.optam,
            quantity=care.quantity,
        )
    except LookupError:
        return None
    return act if usual.base == care.base else None


def _other_doctor(care: Care, act: Act) -> Iterator[_Change]:
    """A doctor of whom nothing is said is read as one who signed (`Cover.line_for`)."""
    signed = care.optam is not Optam.NOT_SIGNED
    optam = Optam.NOT_SIGNED if signed else Optam.SIGNED
    other = care_for(
        act,
        on=care.on,
        price=care.price,
        patient=care.patient,
        optam=optam,
        quantity=care.quantity,
    )
    where = DOCTORS[optam]
    yield _Change(
        f"{where[0].upper()}{where[1:]}, au même prix,",
        care._replace(optam=optam, base=other.base),
    )


def _nothing_left(care: Care, act: Act) -> Iterator[_Change]:
    """The act of the 100 % Santé basket, at the highest price that the law allows."""
    limit = act.tariff(care.on).limit
    if limit is None or care.others_paid:
        return
    price = limit * care.quantity
    other = care_for(
        act, on=care.on, price=price, patient=care.patient, quantity=care.quantity,
        in_path=care.in_path, exemption=care.exemption, network=care.network, part=care.part,
        professional=care.professional, reference=care.reference,
    )  # fmt: skip
    yield _Change(f"En 100 % Santé : {_named(act)}, {euros(price)} au plus.", other)


def _named(act: Act) -> str:
    return act.plain[:1].lower() + act.plain[1:]


def _sentence(where: str, then: Decimal, now: Decimal) -> str:
    """« …, il vous resterait 2,00 € au lieu de 20,60 €. »"""
    left = f"il vous resterait {euros(then)}" if then else "vous n’auriez rien à payer"
    if where.endswith("."):
        left = left[0].upper() + left[1:]
    return f"{where} {left} au lieu de {euros(now)}."
