"""A member who has no e-mail keeps the number of the card (product B.2.4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, telling_everybody
from espace_client.accounts.email_steps import drop_waiting
from espace_client.accounts.ending import end_open_sessions, end_what_was_pending
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.operations.replacing_number import UnableToReplaceNumber
from espace_client.accounts.stating import change_state, end_other_sessions
from espace_client.accounts.ways import can_go_without_email
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor


@transaction.atomic
def go_without_email(*, account: Account, actor: Actor, at: datetime) -> None:
    """From now on *account* opens with the number of the card, its password and, on a device that
    is new, a second step. Every session ends, the one that asks too: the old number has shown
    nothing but a password, and nothing opens before a second step (quality 1.14). Every known
    channel is told.

    Raises UnableToReplaceNumber when no second step would reach them, or before the terms.
    """
    account = held_with_person(account)
    if not account.is_migrating:
        raise UnableToReplaceNumber(_("Votre identifiant est déjà à jour. Connectez-vous."))
    if account.terms_version is None:
        raise UnableToReplaceNumber(_("Lisez d’abord les conditions, puis cochez la case."))
    before = account.email
    account.email, account.email_key = "", ""
    if not can_go_without_email(account):
        raise UnableToReplaceNumber(
            _("Il nous manque un moyen de vérifier que c’est bien vous. Appelez-nous.")
        )
    account.save(update_fields=["email", "email_key"])
    drop_waiting(account, actor=actor, at=at)
    end_what_was_pending(account, at=at)
    change_state(account, to=AccountState.WITHOUT_EMAIL, actor=actor, at=at)
    end_other_sessions(account)
    end_open_sessions(account, at=at)
    record(
        events.WENT_WITHOUT_EMAIL,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
    )
    telling_everybody.tell_went_without_email(account, before=before, actor=actor, at=at)
