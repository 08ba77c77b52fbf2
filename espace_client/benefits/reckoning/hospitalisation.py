"""All that one stay in hospital costs: the stay itself, the fees beside it, the single room."""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.stay import Stay
from espace_client.kernel.money import NOTHING


class Hospitalisation(NamedTuple):
    """A stay and what is billed beside it, each None where there is none."""

    stay: Stay
    fees: Care | None = None
    room: Care | None = None

    @property
    def lines(self) -> tuple[Care | Stay, ...]:
        """What there is to settle, in the order in which it is told."""
        return tuple(one for one in self if one is not None)

    @property
    def kinds(self) -> tuple[Care, ...]:
        """Care of each kind that a line of the contract may pay: to find out whether the contract
        is known, not to be settled."""
        stay = self.stay
        asked = Care(
            stay.on, stay.tariff, stay.tariff, Family.HOSPITAL, CareKind.HOSPITAL_STAY, stay.patient
        )
        day = asked._replace(kind=CareKind.HOSPITAL_DAY)
        first = asked._replace(kind=CareKind.HEAVY_ACT) if stay.heavy_act else asked
        return tuple(one for one in (first, day, self.fees, self.room) if one is not None)


def fees_within(stay: Stay, *, price: Decimal, base: Decimal, optam: Optam | None) -> Care:
    """The fees of a doctor within *stay*, whose heavy act has a charge of its own (PAT), which is
    not part of them. `base`: what the Sécurité sociale retains for the act."""
    exemption = stay.exemption
    if exemption is Exemption.NONE and stay.heavy_act:
        exemption = Exemption.HEAVY_ACT_STAY
    return Care(
        on=stay.on,
        price=price,
        base=base,
        family=Family.HOSPITAL,
        kind=CareKind.HOSPITAL_FEES,
        patient=stay.patient,
        in_hospital=True,
        exemption=exemption,
        optam=optam,
    )


def room_for(stay: Stay, *, each_night: Decimal) -> Care:
    """A single room for each night of *stay*."""
    nights = stay.days - 1
    return Care(
        on=stay.on,
        price=each_night * nights,
        base=NOTHING,
        family=Family.NOT_REFUNDED,
        kind=CareKind.PRIVATE_ROOM,
        patient=stay.patient,
        quantity=nights,
    )
