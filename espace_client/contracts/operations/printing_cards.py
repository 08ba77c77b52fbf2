"""Cards to be printed: put into one file, handed over once, posted."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.contracts import events
from espace_client.contracts.card_orders import batches_to_hand_over, printable_card
from espace_client.contracts.card_printers import card_printer
from espace_client.contracts.cards import Card
from espace_client.contracts.models import CardBatch, CardOrder
from espace_client.contracts.operations.ordering_cards import stop_card_order
from espace_client.contracts.ordered_cards import card_batch_bound_to
from espace_client.contracts.printed_cards import print_file
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo

_LOCK = 0x45434344  # any number, the same for everybody: batches are closed one after the other


class UnableToPrintCards(UnableTo):
    """The batch stays as it is. The sentence says why, and what to do."""


def print_cards(*, actor: Actor, at: datetime) -> list[CardBatch]:
    """Close a batch of the cards that wait, and hand over whatever the printer does not have.

    Gives the batches it tried, those that the printer refused included: they are tried again.
    Raises UnableToPrintCards where nobody prints.
    """
    if card_printer() is None:
        raise UnableToPrintCards(_("Aucune fabrique de cartes n’est réglée : voyez docs/card.md."))
    close_card_batch(actor=actor, at=at)
    numbers = batches_to_hand_over()
    for number in numbers:
        hand_over_cards(number=number, actor=actor, at=at)
    return list(CardBatch.objects.filter(number__in=numbers).order_by("number"))


@transaction.atomic
def close_card_batch(*, actor: Actor, at: datetime) -> CardBatch | None:
    """Put every card that waits into one file, the oldest first; None when none waits. Two closings
    at the same instant make one batch. Cards of a cover that has ended meanwhile are not printed:
    their order stops, and says why."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    waiting = CardOrder.objects.select_for_update().filter(batch=None, settled_at=None)
    printable: list[tuple[CardOrder, Card]] = []
    for order in waiting.order_by("ordered_at", "id"):
        card = printable_card(order.person_id, order.contract_id, on=date_in_paris(at))
        if card is None:
            stop_card_order(
                order=order, why=_("La couverture a pris fin avant l’impression."), actor=actor,
                at=at,
            )  # fmt: skip
        else:
            printable.append((order, card))
    return _batch_of(printable, actor=actor, at=at) if printable else None


def _batch_of(printable: list[tuple[CardOrder, Card]], *, actor: Actor, at: datetime) -> CardBatch:
    last = CardBatch.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    file = print_file(number, printable)
    batch = CardBatch.objects.create(
        number=number,
        made_at=at,
        cards=sum(len(order.people) for order, _card in printable),
        content=settings.SEALING_KEYS.seal_bytes(file, bound_to=card_batch_bound_to(number)),
        sha256=hashlib.sha256(file).digest(),
    )
    orders = [order.pk for order, _card in printable]
    CardOrder.objects.filter(pk__in=orders).update(batch=batch)
    _remember(batch, events.CARD_BATCH_CLOSED, actor, at, cards=batch.cards)
    return batch


def hand_over_cards(*, number: int, actor: Actor, at: datetime) -> bool:
    """Give a closed batch to whoever prints; whether they have it now. May be called again at any
    time: its steps are committed one by one (card_printers.py)."""
    printer = card_printer()
    if printer is None:
        return False
    try:
        with transaction.atomic():
            batch = _held(number)
            if batch.content is not None and batch.prepared_at is None:
                printer.prepare(number, _opened(batch))
                batch.prepared_at = at
                batch.save(update_fields=["prepared_at"])
        printer.release(number)
    except OSError as error:
        tries = CardBatch.objects.get(number=number).tries
        CardBatch.objects.filter(number=number).update(tries=tries + 1, answer=str(error)[:300])
        return False
    with transaction.atomic():
        batch = _held(number)
        if batch.taken_at is None:
            batch.taken_at, batch.content, batch.answer = at, None, ""
            batch.save(update_fields=["taken_at", "content", "answer"])
            _remember(batch, events.CARD_BATCH_TAKEN, actor, at)
    return True


@transaction.atomic
def cards_posted(*, number: int, posted_on: date, actor: Actor, at: datetime) -> CardBatch:
    """The cards of a batch have left. Said twice with the same day, it is once. Raises
    UnableToPrintCards for a batch that nobody printed, and for a day that cannot be."""
    batch = CardBatch.objects.select_for_update().filter(number=number).first()
    if batch is None or batch.taken_at is None:
        raise UnableToPrintCards(_("Ce lot n’est pas encore à l’impression."))
    if batch.posted_on == posted_on:
        return batch
    if batch.posted_on is not None:
        raise UnableToPrintCards(_("Ce lot est déjà noté comme posté, un autre jour."))
    if not date_in_paris(batch.made_at) <= posted_on <= date_in_paris(at):
        raise UnableToPrintCards(
            _("Le jour doit être entre celui de la fabrication du lot et aujourd’hui.")
        )
    batch.posted_on = posted_on
    batch.save(update_fields=["posted_on"])
    _remember(batch, events.CARD_BATCH_POSTED, actor, at)
    return batch


def _held(number: int) -> CardBatch:
    return CardBatch.objects.select_for_update().get(number=number)


def _opened(batch: CardBatch) -> bytes:
    assert batch.content is not None
    sealed = bytes(batch.content)
    return settings.SEALING_KEYS.unseal_bytes(sealed, bound_to=card_batch_bound_to(batch.number))


def _remember(batch: CardBatch, event: Event, actor: Actor, at: datetime, **facts: Any) -> None:
    subject = card_batch_bound_to(batch.number)
    record(event, actor=actor, at=at, subject=subject, batch=str(batch), **facts)
