"""A card on paper: ordered, stopped as long as nothing is printed, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.contracts import events
from espace_client.contracts.card_orders import bad_address, on_its_way, printable_card
from espace_client.contracts.models import CardOrder
from espace_client.contracts.ordered_cards import Outcome
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person
from espace_client.members.queries import postal_lines_of

_SHORTEST = 20  # characters of what was found out


class UnableToOrderCard(UnableTo):
    """No card can be printed now. The sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class WantedCards:
    """Cards of one contract for these people, sent to whoever asks, for a démarche."""

    contract: UUID
    people: Sequence[UUID]
    asked_for: UUID
    reference: str


@transaction.atomic
def order_card(*, wanted: WantedCards, person: Person, actor: Actor, at: datetime) -> CardOrder:
    """Have cards printed and sent to the postal address of *person*, as it is now.

    For one démarche there is one order at a time, and for one contract and addressee, too: a second
    one raises UnableToOrderCard with the day of the first. So does an address that the post does
    not know, until somebody has cleared it up.
    """
    # Two at once: the second waits here, then finds the order of the first.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    card = printable_card(person.pk, wanted.contract, on=date_in_paris(at))
    if card is None:
        raise UnableToOrderCard(_("Il n’y a pas de carte en cours pour ce contrat."))
    if going := on_its_way(person.pk, wanted.contract):
        if going.asked_for == wanted.asked_for:
            return going
        raise UnableToOrderCard(
            _("Une carte est déjà en route, demandée le %(day)s.")
            % {"day": date_in_words(date_in_paris(going.ordered_at))}
        )
    lines = postal_lines_of(person)
    if not lines:
        raise UnableToOrderCard(_("Le dossier n’a pas d’adresse postale."))
    if bad_address(person.pk, lines):
        raise UnableToOrderCard(
            _("La poste nous a rendu une carte envoyée à cette adresse. Vérifiez-la d’abord.")
        )
    named = {one.id for one in card.people}
    order = CardOrder.objects.create(
        contract_id=wanted.contract,
        person=person,
        people=[one for one in wanted.people if one in named] or sorted(named),
        asked_for=wanted.asked_for,
        reference=wanted.reference,
        postal_lines=list(lines),
        ordered_at=at,
    )
    _remember(order, events.CARD_ORDERED, actor, at, cards=len(order.people))
    return order


@transaction.atomic
def stop_card_order(*, order: CardOrder, why: str, actor: Actor, at: datetime) -> CardOrder:
    """Nothing is printed. Twice is once. Raises UnableToOrderCard once it is in a batch."""
    order = _held(order)
    if order.outcome == Outcome.STOPPED:
        return order
    if order.batch_id is not None or order.settled_at is not None:
        raise UnableToOrderCard(_("La carte est déjà à l’impression : elle arrivera."))
    order.why = why
    return _settled(order, Outcome.STOPPED, actor, at)


@transaction.atomic
def card_received(*, order: CardOrder, actor: Actor, at: datetime) -> CardOrder:
    """Its addressee has it. Twice is once."""
    return _ended(order, Outcome.RECEIVED, actor, at)


@transaction.atomic
def card_not_received(*, order: CardOrder, actor: Actor, at: datetime) -> CardOrder:
    """It has not come: another one may be printed. Twice is once."""
    return _ended(order, Outcome.NOT_RECEIVED, actor, at)


@transaction.atomic
def card_without_news(*, order: CardOrder, actor: Actor, at: datetime) -> CardOrder:
    """Nobody said whether it came, and it is not followed any more. Twice is once."""
    return _ended(order, Outcome.NO_NEWS, actor, at)


@transaction.atomic
def card_came_back(*, order: CardOrder, why: str, actor: Actor, at: datetime) -> CardOrder:
    """The post brought it back. Nothing more is printed for that address before somebody has
    cleared it up. Twice is once. Raises UnableToOrderCard for one that was not posted."""
    held = _held(order)
    if held.batch is None or held.batch.posted_on is None:
        raise UnableToOrderCard(_("Cette carte n’est pas encore postée."))
    held.why = why
    return _ended(held, Outcome.CAME_BACK, actor, at)


@transaction.atomic
def clear_address(*, order: CardOrder, explanation: str, actor: Actor, at: datetime) -> CardOrder:
    """Somebody found out where cards for that person go: printing for them goes on."""
    order = _held(order)
    if len(explanation.strip()) < _SHORTEST:
        raise UnableToOrderCard(
            _("Dites ce que vous avez appris, en %(count)d caractères au moins.")
            % {"count": _SHORTEST}
        )
    if order.outcome != Outcome.CAME_BACK:
        raise UnableToOrderCard(_("Cette carte n’est pas revenue."))
    if order.address_cleared_at is None:
        order.address_cleared_at = at
        order.save(update_fields=["address_cleared_at"])
        _remember(order, events.CARD_ADDRESS_CLEARED, actor, at, explanation=explanation.strip())
    return order


def _held(order: CardOrder) -> CardOrder:
    return CardOrder.objects.select_for_update(no_key=True).get(pk=order.pk)


def _ended(order: CardOrder, outcome: Outcome, actor: Actor, at: datetime) -> CardOrder:
    held = _held(order)
    if held.settled_at is not None:
        return held
    held.why = order.why
    return _settled(held, outcome, actor, at)


def _settled(order: CardOrder, outcome: Outcome, actor: Actor, at: datetime) -> CardOrder:
    order.outcome, order.settled_at = outcome, at
    order.save(update_fields=["outcome", "settled_at", "why"])
    _remember(order, events.CARD_SETTLED, actor, at, what=str(outcome.label).lower())
    return order


def _remember(order: CardOrder, event: Event, actor: Actor, at: datetime, **facts: Any) -> None:
    record(
        event, actor=actor, at=at, person=order.person_id, subject=f"card_order:{order.pk}",
        reference=order.reference, **facts,
    )  # fmt: skip
