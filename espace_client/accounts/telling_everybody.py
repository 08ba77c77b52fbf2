"""Telling every channel that is known that a credential changed: whoever changed it may be
somebody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.accounts import notices, sending
from espace_client.accounts.models import Account, EmailChange
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Notice
from espace_client.delivery.operations import post
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import moment_in_words
from espace_client.members.queries import as_recipient


@dataclass(frozen=True, slots=True)
class Words:
    """One message in the forms of the three channels."""

    mail: Notice
    text: Notice
    letter: Notice


_CHANGED = Words(notices.EMAIL_CHANGED, notices.EMAIL_CHANGED_TEXT, notices.EMAIL_CHANGED_LETTER)
_UNDONE = Words(notices.EMAIL_UNDONE, notices.EMAIL_UNDONE_TEXT, notices.EMAIL_UNDONE_LETTER)

_PASSWORD = Words(
    notices.PASSWORD_CHANGED, notices.PASSWORD_CHANGED_TEXT, notices.PASSWORD_CHANGED_LETTER
)

_SAFETY = Words(notices.SAFETY_CHANGED, notices.SAFETY_CHANGED_TEXT, notices.SAFETY_CHANGED_LETTER)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told to whom: `about` names what happened, so that it is told once."""

    account: Account
    about: str
    actor: Actor
    at: datetime
    context: Mapping[str, object]

    def post(
        self, notice: Notice, *, email: str = "", secrets: Mapping[str, str] | None = None
    ) -> None:
        person = self.account.person
        post(
            notice,
            to=as_recipient(person, number=number_of(person), email=email),
            actor=self.actor,
            at=self.at,
            once_key=f"{notice.code}:{self.about}:{emails.canonical(email)}",
            context={"moment": moment_in_words(self.at), **self.context},
            secrets=secrets,
        )

    def everybody(
        self,
        words: Words,
        mailboxes: Sequence[str],
        *,
        reached: bool = False,
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        """By mail to each of *mailboxes*, and by text message; by letter when neither reaches
        anybody. *reached*: a mailbox that was known before is told otherwise."""
        for mailbox in mailboxes:
            self.post(words.mail, email=mailbox, secrets=secrets)
        to = sending.recipient(self.account.person)
        if texts := sending.can_be_texted(to):
            self.post(words.text)
        if not (mailboxes or texts or reached) and sending.can_be_written_to(to):
            self.post(words.letter)


def tell_email_changed(
    account: Account, change: EmailChange, *, token: str, actor: Actor, at: datetime
) -> None:
    """The mailboxes known before get a link that undoes it; the new one learns that it serves."""
    context = {"masked_email": emails.masked(account.email)}
    telling = Telling(account, str(change.pk), actor, at, context)
    before = _distinct([change.old_email, account.person.email])
    path = reverse("accounts:undo_email", args=[token])
    telling.everybody(
        _CHANGED,
        [one for one in before if not emails.same_mailbox(one, account.email)],
        reached=any(emails.same_mailbox(one, account.email) for one in before),
        secrets={"undo_address": settings.PUBLIC_URL.rstrip("/") + path},
    )
    telling.post(notices.EMAIL_CHANGED_HERE, email=account.email)


def tell_email_undone(
    account: Account, *, dropped: str, about: str, actor: Actor, at: datetime
) -> None:
    """Everybody who was known before learns that the change was undone. Not the mailbox that had
    taken over: it may be a thief's, and the message says whose space it is."""
    context = {"masked_email": emails.masked(dropped)}
    telling = Telling(account, f"undone:{about}", actor, at, context)
    telling.everybody(
        _UNDONE,
        [
            one
            for one in _distinct([account.email, account.person.email])
            if not emails.same_mailbox(one, dropped)
        ],
    )


def tell_password_changed(account: Account, *, actor: Actor, at: datetime) -> None:
    """Every mailbox and the mobile that are known learn that the password is another one."""
    telling = Telling(account, f"{account.pk}:{account.epoch}", actor, at, {})
    telling.everybody(_PASSWORD, _distinct([account.email, account.person.email]))


def tell_went_without_email(account: Account, *, before: str, actor: Actor, at: datetime) -> None:
    """Every mailbox and the mobile that are known learn that the number of the card opens the
    space; *before* is the e-mail that the account had."""
    context = {
        "title": _("Vous vous connectez sans adresse e-mail"),
        "what": _("Le numéro de votre carte ouvre maintenant votre espace, sans adresse e-mail"),
    }
    telling = Telling(account, f"{account.pk}:{account.epoch}", actor, at, context)
    telling.everybody(_SAFETY, _distinct([before, account.person.email]))


def _distinct(addresses: Sequence[str]) -> list[str]:
    return list({emails.canonical(one): one for one in reversed(addresses) if one}.values())
