"""Telling the owner of an account that something of its safety has changed."""

from datetime import datetime

from espace_client.accounts import notices, queries, sending
from espace_client.accounts.models import Account
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Notice, Recipient
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import moment_in_words
from espace_client.members.queries import as_recipient


def tell_owner(account: Account, *, title: str, what: str, actor: Actor, at: datetime) -> None:
    """By e-mail; whoever has none, by text message, else by letter. As long as a change of the
    e-mail can be undone, also the mailboxes known before: the new one may be a thief's. *what* is a
    whole sentence without its full stop: « Une application donne maintenant vos codes »."""
    told = [*_own(account), *_before(account, at=at)]
    for notice, to, key in told:
        post(
            notice,
            to=to,
            actor=actor,
            at=at,
            once_key=f"{notice.code}:{account.pk}:{at.timestamp()}{key}",
            context={"title": title, "what": what, "moment": moment_in_words(at)},
        )


type _Told = tuple[Notice, Recipient, str]


def _own(account: Account) -> list[_Told]:
    if account.email:
        return [(notices.SAFETY_CHANGED, _at(account, account.email), "")]
    to = sending.recipient(account.person)
    if sending.can_be_texted(to):
        return [(notices.SAFETY_CHANGED_TEXT, to, "")]
    if sending.can_be_written_to(to):
        return [(notices.SAFETY_CHANGED_LETTER, to, "")]
    return []


def _before(account: Account, *, at: datetime) -> list[_Told]:
    return [
        (notices.SAFETY_CHANGED, _at(account, email), f":{email}")
        for email in queries.emails_before(account, at=at)
    ]


def _at(account: Account, email: str) -> Recipient:
    return as_recipient(account.person, number=number_of(account.person), email=email)
