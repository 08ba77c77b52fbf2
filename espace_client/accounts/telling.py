"""Telling every known channel that an account opened: with an e-mail that is not in the file, or
with none."""

from datetime import datetime

from espace_client.accounts import notices, sending
from espace_client.accounts.models import Account
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
    to = sending.recipient(person)
    told = [
        (notices.OPENED, bool(to.email)),
        (notices.OPENED_TEXT, sending.can_be_texted(to)),
        (notices.OPENED_LETTER, sending.can_be_written_to(to)),
    ]
    for notice, reaches in told:
        if reaches:
            post(
                notice,
                to=to,
                actor=actor,
                at=at,
                once_key=f"{notice.code}:{account.pk}:{at.isoformat()}",
                context={
                    "moment": moment_in_words(at),
                    "masked_email": emails.masked(account.email),
                },
            )


def tell_opened_by_letter(account: Account, *, actor: Actor, at: datetime) -> None:
    """The e-mail held, the mobile held, and always a letter, where none proved anything: whoever
    took the letter out of the letter box may not be its owner."""
    to = sending.recipient(account.person)
    told = [
        (notices.OPENED_WITHOUT_EMAIL, bool(to.email)),
        (notices.OPENED_WITHOUT_EMAIL_TEXT, sending.can_be_texted(to)),
        (notices.OPENED_WITHOUT_EMAIL_LETTER, sending.can_be_written_to(to)),
    ]
    for notice, reaches in told:
        if reaches:
            post(
                notice,
                to=to,
                actor=actor,
                at=at,
                once_key=f"{notice.code}:{account.pk}:{at.isoformat()}",
                context={"moment": moment_in_words(at)},
            )
