"""What would have changed what a stay in hospital leaves: the room, the surgeon, an exemption."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.plain import DOCTORS
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Exemption
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.hospitalisation import Hospitalisation, fees_within
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.together import amounts_of
from espace_client.benefits.telling.what_if import in_both_amounts


class OtherStay(NamedTuple):
    """The same stay otherwise: what it would leave, in euros; `sentence` says both amounts."""

    sentence: str
    left: Decimal


def other_stays(
    asked: Hospitalisation, cover: Cover, used: Uses, law: Law
) -> tuple[OtherStay, ...]:
    """What changes what is left to pay, what saves most first. Raises NoValue for the stay as it
    is asked; what cannot be computed otherwise is not offered."""
    now = _left(asked, cover, used, law)
    found = []
    for where, other in _ways(asked):
        try:
            then = _left(other, cover, used, law)
        except LookupError:  # a figure that nobody knows
            continue
        if then != now:
            found.append(OtherStay(in_both_amounts(where, then, now), then))
    return tuple(sorted(found, key=lambda one: one.left))


def _left(asked: Hospitalisation, cover: Cover, used: Uses, law: Law) -> Decimal:
    return amounts_of(settle(asked.lines, cover, used, law).answers).left


def _ways(asked: Hospitalisation) -> Iterator[tuple[str, Hospitalisation]]:
    """How the sentence begins, and the stay as it would be."""
    stay, fees, rooms = asked
    if rooms:
        yield "Sans la chambre seule,", asked._replace(rooms=())
    if fees is not None:
        signed = fees.optam is not Optam.NOT_SIGNED
        optam = Optam.NOT_SIGNED if signed else Optam.SIGNED
        where = DOCTORS[optam]
        named = f"{where[0].upper()}{where[1:]}, au même prix,"
        yield named, asked._replace(fees=fees._replace(optam=optam))
    if stay.exemption is Exemption.NONE:
        exempt = stay._replace(exemption=Exemption.LONG_TERM_ILLNESS)
        again = fees and fees_within(exempt, price=fees.price, base=fees.base, optam=fees.optam)
        where = "Si ce séjour est pour une affection de longue durée,"
        yield where, asked._replace(stay=exempt, fees=again)
