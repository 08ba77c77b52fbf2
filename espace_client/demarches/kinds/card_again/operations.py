"""What happens to the démarche of a card while the card is on its way."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.contracts import operations as contracts
from espace_client.contracts.card_orders import Way, followed_orders, order_for, way_of
from espace_client.contracts.models import CardOrder
from espace_client.contracts.ordered_cards import Outcome
from espace_client.demarches.kinds.card_again.asking import CODE, print_by
from espace_client.demarches.models import Demarche
from espace_client.demarches.operations.answering import advance, close
from espace_client.demarches.operations.coming_back import take_up_again
from espace_client.demarches.rules import State
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words

_LOOKED_BACK = timedelta(days=30)  # should the worker have stopped


def begin_way(*, demarche: Demarche, order: CardOrder, actor: Actor, at: datetime) -> None:
    """The first step: ordered, printed by a promised day."""
    day = print_by(order)
    advance(
        demarche=demarche, step="ordered", facts={"print_by": day.isoformat()}, until=day,
        actor=actor, at=at,
    )  # fmt: skip


def follow_cards(*, actor: Actor, at: datetime) -> int:
    """Bring every démarche to where its card is: printed, posted, to be asked for, come back. How
    many cards are followed. Each in a transaction of its own; again does nothing."""
    orders = followed_orders(since=at - _LOOKED_BACK)
    waiting = Demarche.objects.in_bulk([one.asked_for for one in orders])
    last = {one.asked_for: one for one in orders}  # of two, the first came back
    for order in last.values():
        demarche = waiting.get(order.asked_for)
        if demarche is not None and demarche.kind == CODE:
            follow_card(demarche=demarche, order=order, actor=actor, at=at)
    return len(orders)


@transaction.atomic
def follow_card(*, demarche: Demarche, order: CardOrder, actor: Actor, at: datetime) -> None:
    """The step of one démarche, as far as its card has come."""
    if demarche.state == State.CLOSED and order.settled_at is None:
        contracts.card_without_news(order=order, actor=actor, at=at)
    elif demarche.state != State.ACCEPTED:
        return
    elif order.outcome in (Outcome.CAME_BACK, Outcome.STOPPED):
        _given_back(demarche, order, actor, at)
    elif order.batch and order.batch.posted_on:
        _posted(demarche, way_of(order.batch.posted_on), actor, at)
    elif order.batch and order.batch.taken_at:
        batch = str(order.batch.number)
        advance(demarche=demarche, step="printing", facts={"batch": batch}, actor=actor, at=at)


def _given_back(demarche: Demarche, order: CardOrder, actor: Actor, at: datetime) -> None:
    came_back = order.outcome == Outcome.CAME_BACK
    told = _("La poste nous a rendu votre carte : votre adresse est à vérifier.")
    take_up_again(
        demarche=demarche,
        why=order.why,
        told=[told if came_back else _("Votre carte n’a pas pu être imprimée.")],
        actor=actor,
        at=at,
    )


def _posted(demarche: Demarche, way: Way, actor: Actor, at: datetime) -> None:
    posted_on = way.posted_on.isoformat()
    if date_in_paris(at) >= way.asked_on:
        advance(
            demarche=demarche,
            step="asked",
            facts={"posted_on": posted_on},
            until=way.asked_on,
            headline=_("Avez-vous reçu votre carte ?"),
            told=[
                _("Nous l’avons postée le %(day)s. Dites-nous dans votre espace si elle est là.")
                % {"day": date_in_words(way.posted_on)},
                _("Elle n’est pas arrivée ? Nous en envoyons une autre."),
            ],
            actor=actor,
            at=at,
        )
    elif demarche.step != "asked":
        advance(
            demarche=demarche,
            step="posted",
            facts={
                "posted_on": posted_on,
                "first": way.first.isoformat(),
                "last": way.last.isoformat(),
            },
            until=way.last,
            headline=_("Votre carte est postée"),
            told=[
                _("Elle arrive entre le %(first)s et le %(last)s.")
                % {"first": date_in_words(way.first), "last": date_in_words(way.last)}
            ],
            actor=actor,
            at=at,
        )


def was_received(*, demarche: Demarche, actor: Actor, at: datetime) -> None:
    """Its owner has it: that is the end of it."""
    if order := order_for(demarche.pk):
        contracts.card_received(order=order, actor=actor, at=at)
    close(demarche=demarche, actor=actor, at=at)
    advance(demarche=demarche, step="received", actor=actor, at=at)


def did_not_come(*, demarche: Demarche, actor: Actor, at: datetime) -> None:
    """It never came: an adviser looks where it went, and has another one printed."""
    if order := order_for(demarche.pk):
        contracts.card_not_received(order=order, actor=actor, at=at)
    take_up_again(
        demarche=demarche,
        why=_("La carte n’est pas arrivée."),
        told=[_("Votre carte n’est pas arrivée : un conseiller cherche pourquoi.")],
        actor=actor,
        at=at,
    )
