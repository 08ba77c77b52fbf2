"""Telling whose démarche it is that it moved: by mail, or by letter to whom no mail reaches."""

from collections.abc import Sequence
from datetime import datetime

from espace_client.accounts.queries import account_of_person
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.delivery.queries import letters_available
from espace_client.demarches.models import Demarche
from espace_client.demarches.notices import LETTERS, MAILS, News
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient


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
    to = recipient_of(person)
    by_letter = LETTERS.get(news) if to.postal_lines and letters_available() else None
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


def recipient_of(person: Person) -> Recipient:
    """Where a message reaches them: the e-mail they sign in with, else the one of the file."""
    account = account_of_person(person.pk)
    email = account.email if account else ""
    return as_recipient(person, number=number_of(person), email=email)
