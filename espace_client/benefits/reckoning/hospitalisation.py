"""All that one stay in hospital costs: the stay itself, the fees beside it, the single room."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, Exemption
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.windows import contract_year
from espace_client.kernel.money import NOTHING


class Hospitalisation(NamedTuple):
    """A stay and what is billed beside it: the fees, None where there are none, and the nights of
    a single room, one line for each year of a counter (`rooms_for`)."""

    stay: Stay
    fees: Care | None = None
    rooms: tuple[Care, ...] = ()

    @property
    def lines(self) -> tuple[Care | Stay, ...]:
        """What there is to settle, in the order in which it is told."""
        return (self.stay, *((self.fees,) if self.fees is not None else ()), *self.rooms)

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
        return tuple(one for one in (first, day, self.fees, *self.rooms) if one is not None)

    @property
    def in_one_year(self) -> "Hospitalisation":
        """The same, every night of the room counted on the day of entry: for want of a figure of
        the next year, which may not be published yet."""
        nights = sum(one.quantity for one in self.rooms)
        price = sum((one.price for one in self.rooms), NOTHING)
        whole = [one._replace(price=price, quantity=nights) for one in self.rooms[:1]]
        return self._replace(rooms=tuple(whole))


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


def rooms_for(stay: Stay, *, each_night: Decimal, anniversary: date) -> tuple[Care, ...]:
    """A single room for each night of *stay*: one line for the nights of each year, of the calendar
    and of the contract, as a night counts on its own day. Source: domain rules 5.4."""
    starts = [stay.on]
    for one in range(1, stay.days - 1):
        night = stay.on + timedelta(days=one)
        if (night.month, night.day) == (1, 1) or contract_year(anniversary, night)[0] == night:
            starts.append(night)
    ends = (*starts[1:], stay.discharged)
    return tuple(
        _nights(stay, start, (end - start).days, each_night)
        for start, end in zip(starts, ends, strict=True)
    )


def _nights(stay: Stay, first: date, nights: int, each_night: Decimal) -> Care:
    return Care(
        on=first,
        price=each_night * nights,
        base=NOTHING,
        family=Family.NOT_REFUNDED,
        kind=CareKind.PRIVATE_ROOM,
        patient=stay.patient,
        quantity=nights,
    )
