"""What the pages of « Faire renvoyer ma carte » look at: whose card, whether it is on its way."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.contracts.card_orders import (
    bad_address,
    on_its_way,
    ordered_lately,
    printable_cards,
    way_of,
)
from espace_client.contracts.cards import Card
from espace_client.contracts.models import CardOrder
from espace_client.demarches.kinds.card_again.forms import ADDRESSES, LINES, WHYS
from espace_client.demarches.kinds.card_again.rules import (
    Circumstances,
    SameAddress,
    Why,
    prints_alone,
)
from espace_client.demarches.models import Demarche, codes
from espace_client.demarches.rules import OPEN
from espace_client.demarches.shape import Asking, Refusal, Row
from espace_client.demarches.taken_over import OldKind, OldState, TakenOverRequest
from espace_client.demarches.wording import words_of
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words, enumeration
from espace_client.kernel.working_days import working_days_after
from espace_client.members.models import Address, Person
from espace_client.members.queries import address_of, postal_lines_of

CODE = "card_again"


def cards(asking: Asking) -> list[Card]:
    """The cards that can be printed for whoever asks. One query."""
    return printable_cards(asking.person, on=asking.on)


def card(asking: Asking) -> Card | None:
    """The one that was chosen, or the only one."""
    found = cards(asking)
    if len(found) == 1:
        return found[0]
    chosen = asking.answers.get("contract")
    return next((one for one in found if str(one.contract) == chosen), None)


def people(asking: Asking) -> list[UUID]:
    """For whom a card is printed: those that were chosen, or the only one it names."""
    mine = card(asking)
    if mine is None:
        return []
    named = [one.id for one in mine.people]
    chosen = asking.answers.get("people", [])
    return named if len(named) == 1 else [one for one in named if str(one) in chosen]


def may_begin(asking: Asking) -> Refusal | None:
    """Not without a card in force, not while an answer is awaited, not while every card is on its
    way: the sentence says since when, and until when."""
    found = cards(asking)
    if not found:
        return Refusal(
            _("Vous n’avez pas de carte valable aujourd’hui : il n’y a rien à renvoyer."),
            reverse("contracts:card"),
            _("Voir pourquoi"),
        )
    waiting = Demarche.objects.in_space(asking.person).filter(kind=CODE, state__in=codes(OPEN))
    if open_one := waiting.order_by("sent_at").first():
        assert open_one.sent_at
        return Refusal(
            _("Vous avez déjà demandé une carte le %(day)s. Nous vous répondons bientôt.")
            % {"day": date_in_words(date_in_paris(open_one.sent_at))},
            reverse("demarches:detail", args=[open_one.pk]),
            _("Voir où elle en est"),
        )
    going = [on_its_way(asking.person, one.contract) for one in found]
    return _already(going[0]) if all(going) and going[0] else None


def may_send(asking: Asking) -> Refusal | None:
    """Not for a card that is on its way."""
    mine = card(asking)
    going = on_its_way(asking.person, mine.contract) if mine else None
    return _already(going) if going else None


def _already(order: CardOrder) -> Refusal:
    if order.batch and order.batch.posted_on:
        way = way_of(order.batch.posted_on)
        said = _(
            "Votre carte est déjà postée, depuis le %(posted)s. Elle arrive entre le %(first)s et"
            " le %(last)s."
        ) % {
            "posted": date_in_words(way.posted_on),
            "first": date_in_words(way.first),
            "last": date_in_words(way.last),
        }
    else:
        said = _("Votre carte est déjà en préparation, demandée le %(day)s.") % {
            "day": date_in_words(date_in_paris(order.ordered_at))
        }
    detail = reverse("demarches:detail", args=[order.asked_for])
    return Refusal(said, detail, _("Voir où elle en est"))


def accepts(asking: Asking) -> bool:
    """Whether it is printed without an adviser."""
    mine = card(asking)
    if mine is None:
        return False
    person = Person.objects.get(pk=asking.person)
    lines = postal_lines_of(person)
    moving = TakenOverRequest.objects.filter(person=person, kind=OldKind.DETAILS)
    return prints_alone(
        Circumstances(
            why=Why(asking.answers["why"]),
            same_address=asking.answers["same_address"] == SameAddress.YES,
            address_in_question=not lines
            or bad_address(person.pk, lines)
            or moving.exclude(state=OldState.CLOSED).exists(),
            printed_lately=ordered_lately(person.pk, mine.contract, on=asking.on),
        )
    )


def told(asking: Asking) -> str:
    """What goes with an acceptance."""
    return _("Votre carte part à l’impression. Elle est gratuite, et l’ancienne reste valable.")


def summary(asking: Asking) -> Sequence[Row]:
    """What was answered, as it is read before sending and after."""
    answers, mine = asking.answers, card(asking)
    rows = []
    if len(cards(asking)) > 1:
        rows.append(Row(_("Carte"), mine.product_name if mine else "", "carte"))
    rows.append(Row(_("Ce qui s’est passé"), words_of(WHYS, answers.get("why")), "motif"))
    if answers.get("why") == Why.WRONG:
        rows.append(Row(_("Ce qui est faux"), words_of(LINES, answers.get("line", [])), "erreur"))
        rows.append(Row(_("Ce qui devrait être écrit"), answers.get("right", ""), "erreur"))
    if mine:
        chosen = people(asking)
        names = enumeration([one.full_name for one in mine.people if one.id in chosen])
        rows.append(Row(_("Pour"), names, "pour-qui" if len(mine.people) > 1 else ""))
    said = words_of(ADDRESSES, answers.get("same_address"))
    where = masked_address(address_of(asking.person))
    rows.append(Row(_("Adresse"), where, "adresse"))
    rows.append(Row(_("Toujours la bonne ?"), said, "adresse"))
    rows.append(Row(_("Téléphone"), answers.get("telephone") or _("aucun"), "telephone"))
    return rows


def masked_address(address: Address | None) -> str:
    """« 12 r•••, 35000 RENNES »: what its owner recognises, and nobody else learns."""
    if address is None:
        return _("aucune adresse dans votre dossier")
    street = address.street_line or address.building_line
    return f"{street[:4].rstrip()}•••, {address.postcode} {address.city}"


def print_by(order: CardOrder) -> date:
    """Last day on which it goes to be printed: the insurer's figure."""
    within = settings.INSURER.printed_cards.printed_within
    return working_days_after(date_in_paris(order.ordered_at), within)
