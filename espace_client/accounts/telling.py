"""Telling every known channel that an account opened: with an e-mail that is not in the file, or
with none."""

from collections.abc import Mapping
from datetime import datetime

from espace_client.accounts import notices, sending
from espace_client.accounts.models import Account
from espace_client.delivery.notices import Notice
from espace_client.delivery.operations import post
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import moment_in_words


def tell_known_channels(account: Account, *, actor: Actor, at: datetime) -> None:
    """The e-mail held, the mobile held, and always a letter: whoever opened the account may be
    somebody else, and paper is what they cannot intercept. Nothing for the e-mail of the file:
    its mailbox gets « votre compte est ouvert » anyway."""
    person = account.person
    if emails.same_mailbox(account.email, person.email):
        return
    opened = notices.OPENED, notices.OPENED_TEXT, notices.OPENED_LETTER
    _tell(account, opened, {"masked_email": emails.masked(account.email)}, actor=actor, at=at)


def tell_opened_by_letter(account: Account, *, actor: Actor, at: datetime) -> None:
    """The e-mail held, the mobile held, and always a letter, where none proved anything: whoever
    took the letter out of the letter box may not be its owner."""
    opened = (
        notices.OPENED_WITHOUT_EMAIL,
        notices.OPENED_WITHOUT_EMAIL_TEXT,
        notices.OPENED_WITHOUT_EMAIL_LETTER,
    )
    _tell(account, opened, {}, actor=actor, at=at)


def _tell(
    account: Account,
    by_channel: tuple[Notice, Notice, Notice],
    context: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Mail, text message and letter, each to whom it reaches."""
    to = sending.recipient(account.person)
    reaches = bool(to.email), sending.can_be_texted(to), sending.can_be_written_to(to)
    for notice, reached in zip(by_channel, reaches, strict=True):
        if reached:
            post(
                notice,
                to=to,
                actor=actor,
                at=at,
                once_key=f"{notice.code}:{account.pk}:{at.isoformat()}",
                context={"moment": moment_in_words(at), **context},
            )
