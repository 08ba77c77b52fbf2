"""Telling whose démarche it is that it moved: by mail, or by letter to whom no mail reaches."""

from collections.abc import Sequence
from datetime import datetime

from espace_client.accounts import sending
from espace_client.delivery.operations import post
from espace_client.demarches.models import Demarche
from espace_client.demarches.notices import LETTERS, MAILS, News
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person


def tell(
    demarche: Demarche,
    news: News,
    headline: str,
    sentences: Sequence[str],
    *,
    actor: Actor,
    at: datetime,
    listed: Sequence[str] = (),
    once: str = "",
) -> None:
    """One message, in words that say nothing of what the démarche is about. The same news of the
    same change leaves once: `once` tells apart those of one version. Nobody writes to the dead."""
    person: Person = demarche.person
    if person.died_on:
        return
    to = sending.reached_at(person)
    by_letter = LETTERS.get(news) if sending.can_be_written_to(to) else None
    notice = MAILS[news] if to.email else by_letter
    if notice is None:
        return
    post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{demarche.pk}:{once or demarche.version}",
        context={
            "request_reference": demarche.reference,
            "headline": headline,
            "sentences": list(sentences),
            "listed": list(listed),
        },
    )
