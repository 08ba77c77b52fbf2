"""Finding cards on paper: what is on its way, what came back, what is to be handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q

from espace_client.contracts.cards import Card, cards_of
from espace_client.contracts.models import CardBatch, CardOrder
from espace_client.contracts.ordered_cards import Outcome
from espace_client.delivery.rules import last_departure
from espace_client.kernel.working_days import working_days_after

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Way:
    """The days of a card that was posted: when, between which days it arrives, and from which day
    on its addressee is asked."""

    posted_on: date
    first: date
    last: date
    asked_on: date


def way_of(posted_on: date) -> Way:
    """What is said of a card posted on that day, in the insurer's figures."""
    figures = settings.INSURER.printed_cards
    return Way(
        posted_on=posted_on,
        first=working_days_after(posted_on, figures.arrives_from),
        last=working_days_after(posted_on, figures.arrives_within),
        asked_on=date.fromordinal(posted_on.toordinal() + figures.asked_after),
    )


def printable_card(person: UUID, contract: UUID, *, on: date) -> Card | None:
    """The card of that contract for the year of that day, as *person* may have it. One query."""
    return next((one for one in printable_cards(person, on=on) if one.contract == contract), None)


def printable_cards(person: UUID, *, on: date) -> list[Card]:
    """The cards of this year that can be printed for *person*. One query."""
    return [one for one in cards_of(person, on=on) if one.year == on.year and one.first <= on]


def on_its_way(person: UUID, contract: UUID) -> CardOrder | None:
    """The order that is not settled yet."""
    going = CardOrder.objects.select_related("batch")
    return going.filter(person=person, contract=contract, settled_at=None).first()


def order_for(asked_for: UUID) -> CardOrder | None:
    """The last order of a démarche."""
    orders = CardOrder.objects.select_related("batch").filter(asked_for=asked_for)
    return orders.order_by(F("settled_at").desc(nulls_first=True)).first()


def ordered_lately(person: UUID, contract: UUID, *, on: date) -> bool:
    """Whether cards of that contract were printed for *person* so lately that an adviser looks."""
    after = settings.INSURER.printed_cards.automatic_after
    since = date.fromordinal(on.toordinal() - after)
    orders = CardOrder.objects.filter(person=person, contract=contract, ordered_at__date__gte=since)
    return orders.exclude(outcome=Outcome.STOPPED).exists()


def bad_address(person: UUID, lines: Sequence[str]) -> bool:
    """Whether a card came back from that very address, and nobody has cleared it up."""
    return CardOrder.objects.filter(
        person=person, postal_lines=list(lines), outcome=Outcome.CAME_BACK, address_cleared_at=None
    ).exists()


def cards_that_came_back() -> list[CardOrder]:
    """Addresses to clear up, the oldest return first."""
    back = CardOrder.objects.filter(outcome=Outcome.CAME_BACK, address_cleared_at=None)
    return list(back.select_related("person").order_by("settled_at", "id")[:_SHOWN])


def batches_to_hand_over() -> list[int]:
    """Closed batches that the printer does not have yet, in order."""
    batches = CardBatch.objects.filter(taken_at=None).order_by("number")
    return list(batches.values_list("number", flat=True))


def batches_lately() -> list[CardBatch]:
    """The last batches, those that are not posted first."""
    batches = CardBatch.objects.defer("content")
    return list(batches.order_by(F("posted_on").desc(nulls_first=True), "-number")[:_SHOWN])


def printing_is_due(at: datetime) -> bool:
    """Whether somebody prints cards, and one waits that was ordered before the letters last left,
    or a batch waits for the printer."""
    if settings.CARD_PRINTER is None:
        return False
    waiting = CardOrder.objects.filter(batch=None, settled_at=None)
    late = waiting.filter(ordered_at__lt=last_departure(at))
    return late.exists() or bool(batches_to_hand_over())


def cards_to_print() -> int:
    """How many orders wait for their batch."""
    return CardOrder.objects.filter(batch=None, settled_at=None).count()


def posted_days() -> dict[int, date]:
    """When the last batches were posted, by their number."""
    posted = CardBatch.objects.filter(posted_on__isnull=False).order_by("-number")
    return {one.number: one.posted_on for one in posted[:_SHOWN] if one.posted_on}


def followed_orders(*, since: datetime) -> list[CardOrder]:
    """Orders that are on their way, and those that came back or were stopped *since* then, for
    whoever follows what they were ordered for; those that still go last."""
    settled = Q(outcome__in=[Outcome.CAME_BACK, Outcome.STOPPED], settled_at__gte=since)
    orders = CardOrder.objects.select_related("batch").filter(Q(settled_at=None) | settled)
    return list(orders.order_by(F("settled_at").asc(nulls_last=True)))
