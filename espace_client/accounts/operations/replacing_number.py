"""From the old number to the e-mail: what a member says on the way (product B.2)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, moving
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.models import Account, AccountState, EmailChange
from espace_client.accounts.operations.changing_email import ask_email_change
from espace_client.accounts.stating import change_state
from espace_client.audit.operations import record
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words


class UnableToReplaceNumber(UnableTo):
    """The account does not, or no longer, move to an e-mail. The sentence says what to do."""


@transaction.atomic
def see_proposal(*, account: Account, actor: Actor, at: datetime) -> None:
    """Note that the member has read that an e-mail replaces the old number."""
    account = held_with_person(account)
    if account.state == AccountState.LEGACY:
        change_state(account, to=AccountState.PROPOSED, actor=actor, at=at)


@transaction.atomic
def accept_terms(*, account: Account, version: date, actor: Actor, at: datetime) -> None:
    """Keep which terms of use the member has read and accepted. Raises UnableToReplaceNumber."""
    account = _moving(account)
    if account.terms_version == version:
        return
    account.terms_version = version
    account.save(update_fields=["terms_version"])
    record(
        events.TERMS_ACCEPTED,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        terms=date_in_words(version),
    )


@transaction.atomic
def give_email(*, account: Account, email: str, actor: Actor, at: datetime) -> EmailChange:
    """Take *email* as what the member will sign in with, once a code or a link that leaves to it
    comes back. Given again, or corrected, what left before dies.

    Raises UnableToReplaceNumber, UnableToChangeEmail or TooManyTries. Of an address that another
    family uses nothing is said: the advisers see it (product B.2.4).
    """
    account = _moving(account)
    if account.terms_version is None:
        raise UnableToReplaceNumber(_("Lisez d’abord les conditions, puis cochez la case."))
    return ask_email_change(account=account, email=email, migration=True, actor=actor, at=at)


@transaction.atomic
def put_off(*, account: Account, actor: Actor, at: datetime) -> int:
    """« Plus tard »: the card, and nothing else, until the session ends. How often this can still
    be done. Raises UnableToReplaceNumber after the last time, or once the sixty days after the
    opening are over (decisions.md, product B.2.1)."""
    account = _moving(account)
    if not moving.laters_left(account, on=clock.date_in_paris(at)):
        raise UnableToReplaceNumber(
            _("« Plus tard » n’est plus possible. Appelez-nous, nous vous aidons.")
        )
    account.laters_left -= 1
    account.save(update_fields=["laters_left"])
    record(
        events.PUT_OFF,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        left=account.laters_left,
    )
    return account.laters_left


def _moving(account: Account) -> Account:
    account = held_with_person(account)
    if not account.is_migrating:
        raise UnableToReplaceNumber(_("Votre identifiant est déjà à jour. Connectez-vous."))
    return account
