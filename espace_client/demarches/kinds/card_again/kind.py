"""The kind « card sent again »: the first one, and the example of docs/how-to-add-a-demarche.md."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_client.audit.operations import record
from espace_client.contracts import operations as contracts
from espace_client.contracts.card_orders import order_for
from espace_client.contracts.operations import WantedCards
from espace_client.demarches.answers import asking_of
from espace_client.demarches.kinds.card_again import asking as look
from espace_client.demarches.kinds.card_again import events
from espace_client.demarches.kinds.card_again.forms import (
    AddressForm,
    LineForm,
    TelephoneForm,
    WhyForm,
    card_form,
    people_form,
)
from espace_client.demarches.kinds.card_again.operations import (
    begin_way,
    did_not_come,
    was_received,
)
from espace_client.demarches.kinds.card_again.rules import Why
from espace_client.demarches.models import Demarche
from espace_client.demarches.pieces import read_pieces
from espace_client.demarches.rules import State, Turn
from espace_client.demarches.shape import (
    Answer,
    Answers,
    Asking,
    Kind,
    Page,
    Question,
    Reason,
    Step,
)
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.members.queries import address_of


def _sent(demarche: Demarche, answers: Answers, actor: Actor, at: datetime) -> None:
    """A stolen card is watched for: advisers read it in the file."""
    if answers.get("why") == Why.STOLEN:
        record(
            events.CARD_STOLEN, actor=actor, at=at, person=demarche.person_id,
            subject=f"demarche:{demarche.pk}", reference=demarche.reference,
        )  # fmt: skip


def _accepted(demarche: Demarche, answers: Answers, actor: Actor, at: datetime) -> None:
    """Cards are ordered, for the address that the file has now."""
    asking = asking_of(demarche, on=date_in_paris(at))
    mine = look.card(asking)
    if mine is None:
        why = gettext("Il n’y a plus de carte en cours pour ce contrat.")
        raise contracts.UnableToOrderCard(why)
    order = contracts.order_card(
        wanted=WantedCards(mine.contract, look.people(asking), demarche.pk, demarche.reference),
        person=demarche.person,
        actor=actor,
        at=at,
    )
    begin_way(demarche=demarche, order=order, actor=actor, at=at)


def _ended(demarche: Demarche, answers: Answers, actor: Actor, at: datetime) -> None:
    """Nothing is printed any more."""
    if order := order_for(demarche.pk):
        why = str(_("La demande est annulée."))
        if order.settled_at is None:
            contracts.stop_card_order(order=order, why=why, actor=actor, at=at)


def _received(demarche: Demarche, actor: Actor, at: datetime) -> None:
    was_received(demarche=demarche, actor=actor, at=at)


def _not_received(demarche: Demarche, actor: Actor, at: datetime) -> None:
    did_not_come(demarche=demarche, actor=actor, at=at)


def _may_stop(demarche: Demarche) -> bool:
    order = order_for(demarche.pk)
    return order is None or (order.batch is None and order.settled_at is None)


def _own(demarche: Demarche, answers: Answers, on: date) -> dict[str, Any]:
    return {"order": order_for(demarche.pk)}


def _named_people(asking: Asking) -> int:
    mine = look.card(asking)
    return len(mine.people) if mine else 0


KIND = Kind(
    code=look.CODE,
    slug="renvoi-carte",
    label=_("Nouvel envoi de la carte de tiers payant"),
    purpose=_("Votre carte est perdue, abîmée, fausse ou jamais arrivée : nous la renvoyons."),
    function="card_again",
    promise=2,
    before="card_again/before.html",
    beside="card_again/beside.html",
    pages=[
        Page(
            "carte",
            _("Quelle carte faut-il renvoyer ?"),
            lambda asking: card_form(look.cards(asking)),
            asked=lambda asking: len(look.cards(asking)) > 1,
        ),
        Page("motif", _("Pourquoi faut-il la renvoyer ?"), lambda asking: WhyForm),
        Page(
            "erreur",
            _("Quelle est l’erreur ?"),
            lambda asking: LineForm,
            asked=lambda asking: asking.answers.get("why") == Why.WRONG,
        ),
        Page(
            "pour-qui",
            _("Pour qui ?"),
            lambda asking: people_form(mine.people if (mine := look.card(asking)) else []),
            asked=lambda asking: _named_people(asking) > 1,
        ),
        Page(
            "adresse",
            _("Où l’envoyer ?"),
            lambda asking: AddressForm,
            template="card_again/address.html",
            shows=lambda asking: {"address": look.masked_address(address_of(asking.person))},
        ),
        Page("telephone", _("Où vous joindre ?"), lambda asking: TelephoneForm),
    ],
    summary=look.summary,
    pieces=read_pieces(Path(__file__).with_name("pieces.yaml")),
    reasons=[
        Reason("not_covered", _("La carte demandée n’est plus valable.")),
        Reason("no_address", _("L’adresse n’a pas pu être vérifiée.")),
        Reason("right_already", _("La carte ne comporte pas l’erreur signalée.")),
    ],
    steps=[
        Step(
            "ordered",
            _("Demandée"),
            State.ACCEPTED,
            next=_("Elle part à l’impression au plus tard le %(print_by)s."),
        ),
        Step(
            "printing",
            _("À l’impression (lot n° %(batch)s)"),
            State.ACCEPTED,
            next=_("Elle sera postée dès qu’elle sera prête."),
        ),
        Step(
            "posted",
            _("Postée le %(posted_on)s"),
            State.ACCEPTED,
            next=_("Arrivée prévue entre le %(first)s et le %(last)s."),
        ),
        Step(
            "asked",
            _("Postée le %(posted_on)s, elle devrait être arrivée"),
            State.ACCEPTED,
            next=_("Dites-nous si vous l’avez reçue."),
            turn=Turn.MEMBER,
            asks=Question(
                _("Avez-vous reçu votre carte ?"),
                [
                    Answer("yes", _("Oui, je l’ai reçue"), _received),
                    Answer("no", _("Non, elle n’est pas arrivée"), _not_received),
                ],
            ),
        ),
        Step("received", _("Carte reçue"), State.CLOSED),
    ],
    may_begin=look.may_begin,
    may_send=look.may_send,
    concerns=look.people,
    accepts=look.accepts,
    may_stop=_may_stop,
    told=look.told,
    sent=_sent,
    accepted=_accepted,
    ended=_ended,
    own=_own,
)
