"""What becomes of a link that opens a card: it is pressed, stopped, and in the end forgotten."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.contracts import events, sharing
from espace_client.contracts.models import SharedCard
from espace_client.contracts.rules import CARD_LINKS_KEPT
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo


class UnableToOpenCard(UnableTo):
    """The link opens nothing any more."""


@transaction.atomic
def open_shared_card(
    *, link: SharedCard, source: str, device: str, actor: Actor, at: datetime
) -> SharedCard:
    """Whoever holds the link sees the card; its owner reads when, and from which device. Raises
    UnableToOpenCard once the link is over, stopped, or opens nothing any more."""
    link = _held(link)
    if not link.works(at, on=date_in_paris(at)):
        raise UnableToOpenCard(_("Ce lien ne marche plus."))
    link.openings, link.last_opened_at = link.openings + 1, at
    link.save(update_fields=["openings", "last_opened_at"])
    record(
        events.CARD_OPENED,
        actor=actor,
        at=at,
        person=link.person_id,
        subject=f"shared_card:{link.pk}",
        device=device,
        source=source,
        **sharing.told(link),
    )
    return link


@transaction.atomic
def stop_sharing_card(*, link: SharedCard, actor: Actor, at: datetime) -> None:
    """From now on the link opens nothing. One that is over already stays as it is."""
    link = _held(link)
    if not link.runs(at):
        return
    link.stopped_at = at
    link.save(update_fields=["stopped_at"])
    record(
        events.CARD_LINK_STOPPED,
        actor=actor,
        at=at,
        person=link.person_id,
        subject=f"shared_card:{link.pk}",
        **sharing.told(link),
    )


@transaction.atomic
def stop_sharing_cards(*, person: UUID, actor: Actor, at: datetime) -> None:
    """Every link of *person* that runs stops: somebody else may have been in their space."""
    for link in SharedCard.objects.filter(person=person, stopped_at=None, expires_at__gt=at):
        stop_sharing_card(link=link, actor=actor, at=at)


@transaction.atomic
def forget_shared_cards(*, actor: Actor, at: datetime) -> int:
    """Erase the links that ended more than thirty days ago, with the addresses that were typed.
    How many were."""
    count, _rows = SharedCard.objects.filter(expires_at__lt=at - CARD_LINKS_KEPT).delete()
    if count:
        record(events.CARD_LINKS_FORGOTTEN, actor=actor, at=at, count=count)
    return count


def _held(link: SharedCard) -> SharedCard:
    """The link as it is now, which nobody else changes until this is over."""
    rows = SharedCard.objects.select_for_update(of=("self",)).select_related("person", "document")
    return rows.defer("document__content").get(pk=link.pk)
