"""Telling the owner of an account that something of its safety has changed."""

from datetime import datetime

from espace_client.accounts import notices, sending
from espace_client.accounts.models import Account
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import moment_in_words
from espace_client.members.queries import as_recipient


def tell_owner(account: Account, *, title: str, what: str, actor: Actor, at: datetime) -> None:
    """By e-mail; whoever has none, by text message, else by letter. *what* is a whole sentence
    without its full stop: « Une application donne maintenant vos codes »."""
    if account.email:
        notice = notices.SAFETY_CHANGED
        to = as_recipient(account.person, number=number_of(account.person), email=account.email)
    else:
        to = sending.recipient(account.person)
        if sending.can_be_texted(to):
            notice = notices.SAFETY_CHANGED_TEXT
        elif sending.can_be_written_to(to):
            notice = notices.SAFETY_CHANGED_LETTER
        else:
            return
    post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{account.pk}:{at.timestamp()}",
        context={"title": title, "what": what, "moment": moment_in_words(at)},
    )
