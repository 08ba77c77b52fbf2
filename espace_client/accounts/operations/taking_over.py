"""The first good sign-in with a password of the old portal: from now on it is one of ours."""

from datetime import datetime

from django.db import transaction

from espace_client.accounts import events
from espace_client.accounts.holding import hold_person
from espace_client.accounts.legacy import LegacyLogin, forget_old_passwords
from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.passwords import UnableToUsePassword, check_policy, hashed
from espace_client.accounts.rules import normal_password
from espace_client.accounts.stating import change_state
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor


@transaction.atomic
def take_over(*, login: LegacyLogin, password: str, actor: Actor, at: datetime) -> Account | None:
    """The account of whoever typed the right *password* of *login*, which is stored as ours are;
    a weak one is to be replaced once the e-mail is verified (product B.2.3). None when the account
    was given another password meanwhile: the old one does not count any more.
    """
    hold_person(login.person)
    account, _created = Account.objects.select_related("person").get_or_create(
        person=login.person,
        defaults={
            "state": AccountState.LEGACY, "state_since": at, "state_channel": actor.channel,
        },
    )  # fmt: skip
    if account.password:
        return account if account.check_password(normal_password(password)) else None
    if account.person.died_on:
        return account
    account.password = hashed(password, account)
    account.must_choose_password = not _is_good(password, account)
    account.save(update_fields=["password", "must_choose_password"])
    if account.state == AccountState.CREATED:
        change_state(account, to=AccountState.LEGACY, actor=actor, at=at)
    forget_old_passwords(account.person)
    record(
        events.OLD_PASSWORD_KEPT,
        actor=account.actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
    )
    return account


def _is_good(password: str, account: Account) -> bool:
    try:
        check_policy(normal_password(password), person=account.person)
    except UnableToUsePassword:
        return False
    return True
