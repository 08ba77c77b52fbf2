"""Using the link: a password, and the account is open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, notices, queries
from espace_client.accounts.email_steps import drop_waiting
from espace_client.accounts.ending import end_open_sessions, end_what_was_pending, forget_devices
from espace_client.accounts.holding import held, hold_mailbox
from espace_client.accounts.legacy import forget_old_passwords
from espace_client.accounts.models import Account, AccountState, ActivationLink
from espace_client.accounts.passwords import check_policy, hashed
from espace_client.accounts.rules import normal_password
from espace_client.accounts.settling import end_waiting_proofs
from espace_client.accounts.stating import end_other_sessions
from espace_client.accounts.telling import tell_known_channels
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words, moment_in_words
from espace_client.members.queries import as_recipient


class UnableToActivate(UnableTo):
    """The link does not open the account any more."""


def activate_account(*, link: ActivationLink, password: str, actor: Actor, at: datetime) -> Account:
    """Use the link once: choose the password, open the account, tell its owner. Every session,
    device, code and other link ends, and so does a change of e-mail that waits.

    Raises UnableToUsePassword (nothing is used up), or UnableToActivate when the link was used,
    replaced or has expired meanwhile. Two at the same instant: exactly one wins.
    """
    chosen = normal_password(password)
    check_policy(chosen, person=link.account.person)
    assert link.account.terms_version, "a link is sent to whom has accepted the terms"
    with transaction.atomic():
        account = held(link.account)
        hold_mailbox(account)
        if not queries.can_be_activated(account, on=clock.date_in_paris(at)):
            raise UnableToActivate(_("Ce lien n’est plus valable."))
        won = ActivationLink.objects.filter(
            pk=link.pk, used_at__isnull=True, killed_at__isnull=True, expires_at__gt=at
        ).update(used_at=at)
        if not won:
            raise UnableToActivate(_("Ce lien a déjà servi ou n’est plus valable."))
        # Under the salt of the mailbox as it is now, so while it is held: no one else waits for it.
        Account.objects.filter(pk=account.pk).update(
            password=hashed(chosen, account),
            must_choose_password=False,
            state=AccountState.ACTIVE,
            state_since=at,
            state_channel=actor.channel,
        )
        account.refresh_from_db(
            fields=["password", "must_choose_password", "state", "state_since", "state_channel"]
        )
        forget_old_passwords(account.person)
        _end_the_rest(account, at=at)
        record(
            events.ACCOUNT_ACTIVATED,
            actor=account.actor,
            at=at,
            person=account.person_id,
            subject=f"account:{account.pk}",
            terms=date_in_words(link.account.terms_version),
        )
        end_waiting_proofs(account.person, actor=account.actor, at=at)
        tell_known_channels(account, actor=account.actor, at=at)
        post(
            notices.ACTIVATED,
            to=as_recipient(account.person, number=number_of(account.person), email=account.email),
            actor=account.actor,
            at=at,
            once_key=f"activated:{link.pk}",
            context={"moment": moment_in_words(at)},
        )
    return account


def _end_the_rest(account: Account, *, at: datetime) -> None:
    """Whoever had asked before for a letter, a link or another e-mail may be somebody else."""
    drop_waiting(account, actor=account.actor, at=at)
    end_what_was_pending(account, at=at)
    forget_devices(account)
    end_other_sessions(account)
    end_open_sessions(account, at=at)
