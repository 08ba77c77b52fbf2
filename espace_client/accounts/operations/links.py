"""Sending the link that opens an account."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.accounts import events, notices, queries
from espace_client.accounts.holding import held, kill_links
from espace_client.accounts.models import Account, ActivationLink
from espace_client.accounts.rules import LINK_LIFETIME, LINKS_A_DAY, WAIT_BETWEEN_LINKS
from espace_client.audit.operations import record
from espace_client.audit.queries import happened
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel import emails, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import moment_in_words
from espace_client.members.queries import as_recipient


class UnableToSendAgain(UnableTo):
    """Another link cannot leave now."""


@transaction.atomic
def issue_link(*, account: Account, actor: Actor, at: datetime) -> ActivationLink:
    """Send a fresh activation link, to the e-mail of a second proof or else to the one that the
    insurer holds now; the ones before die.

    Raises UnableToSendAgain when one left less than a minute ago, or six in a day, or when the
    account is open already or closed, or its person has no e-mail any more.
    """
    account = held(account)
    if account.is_closed:
        raise UnableToSendAgain(_("Aucun lien ne peut partir. Appelez-nous, nous vous aidons."))
    if not queries.is_theirs(account.email, account.person):
        account.email = account.person.email
        account.email_key = emails.canonical(account.person.email)
        account.save(update_fields=["email", "email_key"])
    if account.is_active or not account.email or account.person.died_on:
        raise UnableToSendAgain(_("Aucun lien ne peut partir. Appelez-nous, nous vous aidons."))
    if queries.is_full(account.email):
        raise UnableToSendAgain(_("Deux comptes utilisent déjà cette adresse. Appelez-nous."))
    past = queries.links_since(account, at - timedelta(days=1))
    if past and at - past[0] < WAIT_BETWEEN_LINKS:
        raise UnableToSendAgain(_("Un message vient de partir. Attendez une minute."))
    if len(past) >= LINKS_A_DAY:
        raise UnableToSendAgain(
            _("Six messages sont déjà partis aujourd’hui. Appelez-nous, nous vous aidons.")
        )
    return send_link(account=account, actor=actor, at=at)


@transaction.atomic
def send_link(*, account: Account, actor: Actor, at: datetime) -> ActivationLink:
    """Send a fresh link to the e-mail of *account*, which is held; the ones before die. Without
    the limits of issue_link: for whom has just given a second proof, which happens once."""
    kill_links(account, at=at)
    token = tokens.new_token()
    link = ActivationLink.objects.create(
        account=account,
        token_hash=tokens.token_hash(token),
        issued_at=at,
        expires_at=at + LINK_LIFETIME,
    )
    record(
        events.LINK_ISSUED,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"link:{link.pk}",
        masked_email=emails.masked(account.email),
    )
    post(
        notices.ACTIVATION if account.person.in_file else notices.CARER_ACTIVATION,
        to=as_recipient(account.person, number=number_of(account.person), email=account.email),
        actor=actor,
        at=at,
        once_key=f"activation:{link.pk}",
        context={"expires": moment_in_words(link.expires_at)},
        secrets={"activation_address": _address_of(token)},
    )
    return link


@transaction.atomic
def note_unusable_link(*, link: ActivationLink, actor: Actor, at: datetime) -> None:
    """Remember, once a link, that somebody stood before one that no longer works: an adviser will
    be asked about it."""
    seen = f"link:{link.pk}"
    if happened(events.ACTIVATION_REFUSED, person=link.account.person_id, subject=seen):
        return
    why = _("déjà utilisé") if link.used_at else _("expiré ou remplacé")
    record(
        events.ACTIVATION_REFUSED,
        actor=actor,
        at=at,
        person=link.account.person_id,
        subject=seen,
        why=why,
    )


def _address_of(token: str) -> str:
    """Built on the configured address alone: no header of a visitor can bend it (quality 1.7)."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("accounts:open_link", args=[token])
