"""The other ways to have the same care: which there are, each as a care to compute."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import Catalogue, exists
from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.plain import DOCTORS
from espace_client.benefits.qualifiers import Network, Optam
from espace_client.benefits.reckoning.care import Care, care_for
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.remaining import remaining, remaining_of_shared
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.context import euros
from espace_client.kernel.french import date_in_words

_FEES = (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES)


class Change(NamedTuple):
    """Another way: how its sentence begins, and the care as it would be."""

    where: str  # how the sentence begins, to its comma or its full stop
    care: Care


class Asked(NamedTuple):
    """The care as it is asked about, and its answer `now`. `act` is None when its tariff is not
    that of the care: no other tariff can then be told."""

    care: Care
    cover: Cover
    used: Uses
    law: Law
    act: Act | None
    now: Answer


def changes(asked: Asked, catalogue: Catalogue) -> Iterator[Change]:
    """The care path, the network, another day, another doctor, 100 % Santé, where each has a
    meaning; whether it changes anything is not asked here."""
    care, act = asked.care, asked.act
    if FAMILIES[care.family].follows_path and not care.in_path:
        advised = care._replace(in_path=True)
        yield Change("Avec l’avis de votre médecin traitant, au même prix,", advised)
    if _network_counts(care, asked.cover):
        inside = care._replace(network=Network.INSIDE)
        yield Change("Dans notre réseau de soins, au même prix,", inside)
    yield from _later(asked)
    if act is None:
        return
    if care.kind in _FEES:
        yield from _other_doctor(care, act)
    tooth = care.part if care.part in act.teeth else ""
    for other in catalogue.instead_of(act, on=care.on, tooth=tooth):
        yield from _nothing_left(care, other)


def _network_counts(care: Care, cover: Cover) -> bool:
    """Whether the contract says something else inside the network, and the care is outside it."""
    kinds = (care.kind, WIDER.get(care.kind))
    lines = (one for one in cover.lines if one.kind in kinds)
    return care.network is not Network.INSIDE and any(
        one.guarantee.network is Network.INSIDE for one in lines
    )


def act_of(care: Care, catalogue: Catalogue) -> Act | None:
    """The act of *care*, if the care has its tariff of the day."""
    try:
        act = catalogue.find(care.act)
        base = _again(care, act).base
    except LookupError:
        return None
    return act if base == care.base else None


def _again(care: Care, act: Act, on: date | None = None, optam: Optam | None = None) -> Care:
    """*act* at the price of *care*, by the tariff of a day, of a doctor. Raises NoTariff."""
    return care_for(
        act,
        on=on or care.on,
        price=care.price,
        patient=care.patient,
        optam=optam or care.optam,
        quantity=care.quantity,
    )


def _later(asked: Asked) -> Iterator[Change]:
    """The day when what was used up is given back, if a limit took something away."""
    limits = [one for one in asked.now.steps.children[1].children if one.counter and one.amount]
    days = [_renewal(one.line, asked) for one in limits]
    if not days or None in days:
        return
    day = max(filter(None, days))
    care, where = asked.care, f"À partir du {date_in_words(day)}, au même prix,"
    if asked.act is None:
        if not care.base:  # no tariff, then nor now
            yield Change(where, care._replace(on=day))
        return
    if exists(asked.act, day):
        then = _again(care, asked.act, on=day)
        there = care._replace(on=day, base=then.base, limit=then.limit)
        yield Change(where, there._replace(basket=then.basket, kind=then.kind))


def _renewal(line: CoverLine | SharedCeiling | None, asked: Asked) -> date | None:
    care, cover, used = asked.care, asked.cover, asked.used
    who, part = care.patient.who, care.part
    if isinstance(line, SharedCeiling):
        return remaining_of_shared(line, who, on=care.on, used=used, cover=cover).renews_on
    if line is None:
        return None
    left = remaining(line, who, on=care.on, used=used, law=asked.law, cover=cover, part=part)
    return left.renews_on


def _other_doctor(care: Care, act: Act) -> Iterator[Change]:
    """A doctor of whom nothing is said is read as one who signed (`Cover.line_for`)."""
    signed = care.optam is not Optam.NOT_SIGNED
    optam = Optam.NOT_SIGNED if signed else Optam.SIGNED
    other = care._replace(optam=optam, base=_again(care, act, optam=optam).base)
    where = DOCTORS[optam]
    yield Change(f"{where[0].upper()}{where[1:]}, au même prix,", other)


def _nothing_left(care: Care, act: Act) -> Iterator[Change]:
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
    yield Change(f"En 100 % Santé : {_named(act)}, {euros(price)} au plus.", other)


def _named(act: Act) -> str:
    return act.plain[:1].lower() + act.plain[1:]
