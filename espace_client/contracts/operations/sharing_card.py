"""Sending a professional the link that opens one's card for a day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.contracts import events, notices, sharing
from espace_client.contracts.card_documents import version_of
from espace_client.contracts.models import SharedCard
from espace_client.contracts.operations.issuing_card import issue_card
from espace_client.contracts.rules import (
    CARD_LINK_LIFETIME,
    CARDS_SENT_A_DAY,
    WAIT_BETWEEN_CARDS,
)
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import moment_in_words
from espace_client.members.models import Person


class UnableToShareCard(UnableTo):
    """No link leaves. The sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class WantedShare:
    """Which card goes to whom, and whether it says the NIR."""

    contract: UUID
    year: int
    email: str
    with_nir: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """The link, and its token, which nobody can read again."""

    link: SharedCard
    token: str


@transaction.atomic
def share_card(*, wanted: WantedShare, person: UUID, actor: Actor, at: datetime) -> Shared:
    """A mail leaves to a professional with a link that opens the card of *person* for 24 hours.

    One that runs for the same card and mailbox stops, with the NIR or without. Raises
    UnableToShareCard less than a minute after it, or after five links in a day; UnableToIssueCard
    where there is no such card.
    """
    # Held, so that two at once are counted in turn.
    owner = Person.objects.select_for_update(no_key=True).get(pk=person)
    _check_how_many(owner, at=at)
    document = issue_card(
        contract=wanted.contract, year=wanted.year, person=person, actor=actor, at=at,
        with_nir=wanted.with_nir,
    )  # fmt: skip
    _stop_the_one_before(owner, wanted, at=at)
    token = sharing.new_token()
    link = SharedCard.objects.create(
        person=owner,
        document=document,
        email=wanted.email,
        email_key=emails.canonical(wanted.email),
        with_nir=wanted.with_nir,
        token_hash=sharing.hash_of(token),
        sent_at=at,
        expires_at=at + CARD_LINK_LIFETIME,
    )
    _remember(link, actor=actor, at=at)
    _send(link, token, owner, actor=actor, at=at)
    return Shared(link, token)


def _check_how_many(owner: Person, *, at: datetime) -> None:
    since = at - CARD_LINK_LIFETIME
    if SharedCard.objects.filter(person=owner, sent_at__gt=since).count() >= CARDS_SENT_A_DAY:
        raise UnableToShareCard(
            _(
                "Vous avez déjà envoyé cinq liens en un jour. Montrez votre carte à l’écran, ou"
                " imprimez-la. Demain, vous pourrez en envoyer d’autres."
            )
        )


def _stop_the_one_before(owner: Person, wanted: WantedShare, *, at: datetime) -> None:
    running = SharedCard.objects.filter(
        person=owner,
        # The card with the NIR is another document, but the same card.
        document__version_of__startswith=version_of(wanted.contract, wanted.year),
        email_key=emails.canonical(wanted.email),
        stopped_at=None,
    )
    if running.filter(sent_at__gt=at - WAIT_BETWEEN_CARDS).exists():
        raise UnableToShareCard(
            _("Un message vient de partir à cette adresse. Attendez une minute.")
        )
    running.update(stopped_at=at)


def _remember(link: SharedCard, *, actor: Actor, at: datetime) -> None:
    with_nir, without = (
        _("avec le numéro de Sécurité sociale"),
        _("sans le numéro de Sécurité sociale"),
    )
    record(
        events.CARD_SENT,
        actor=actor,
        at=at,
        person=link.person_id,
        subject=f"shared_card:{link.pk}",
        what=with_nir if link.with_nir else without,
        **sharing.told(link),
    )


def _send(link: SharedCard, token: str, owner: Person, *, actor: Actor, at: datetime) -> None:
    post(
        notices.CARD_SENT,
        to=Recipient(owner.pk, "", _("madame, monsieur"), link.email, last_digits=""),
        actor=actor,
        at=at,
        once_key=f"{notices.CARD_SENT.code}:{link.pk}",
        context={
            "sender": sharing.sender_of(owner),
            "expires": moment_in_words(link.expires_at),
        },
        secrets={"link_address": sharing.address_of(token)},
    )
