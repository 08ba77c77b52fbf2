"""Coming in: what is typed."""

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events
from espace_client.accounts.guarding import Passage, passage
from espace_client.accounts.holding import held
from espace_client.accounts.identifying import whom
from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.old_passwords import is_right
from espace_client.accounts.operations.taking_over import take_over
from espace_client.accounts.passwords import rehash, right_accounts
from espace_client.accounts.stating import change_state
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToSignIn(UnableTo):
    """What was typed or the password is wrong. The sentence never says which."""


class UnableToEnterClosedSpace(UnableTo):
    """The password is right, and the person has died: a page says whom to call."""


class UnableToEnterBlockedSpace(UnableTo):
    """The password is right, and no longer enough: another one is chosen first."""


def sign_in(
    *,
    identifier: str,
    password: str,
    source: str,
    actor: Actor,
    at: datetime,
    device: str = "",
    device_token: str = "",
) -> Sequence[Account]:
    """The accounts that this e-mail, card number or old login and this password open: one, or two
    when a couple shares a mailbox and, by chance, a password. One that still has its old number
    opens the pages that replace it (`is_migrating`).

    Raises UnableToSignIn, TooManyTries, UnableToEnterClosedSpace or UnableToEnterBlockedSpace.
    A refusal is counted and remembered, so it is raised outside the blocks that note it.
    """
    meant = whom(identifier)
    allowed = passage(identifier, meant, token=device_token, source=source, at=at)
    right = right_accounts(allowed.accounts, password, salt=meant.salt)
    old = [login for login in allowed.logins if is_right(login, password)]
    with transaction.atomic(savepoint=False):  # nothing in it is caught by whoever calls
        for login in old:
            if account := take_over(login=login, password=password, actor=actor, at=at):
                right.append(account)
        if right:
            allowed.forgive()
        else:
            _note_refusal(allowed, device=device, source=source, actor=actor, at=at)
        opened = [account for account in right if _opens(account, actor=actor, at=at)]
        for account in opened:
            rehash(account, password)
    if not opened:
        _refuse(right)
    return opened


def _note_refusal(
    allowed: Passage, *, device: str, source: str, actor: Actor, at: datetime
) -> None:
    known = [account.person_id for account in allowed.accounts]
    known += [login.person_id for login in allowed.logins]
    record(
        events.SIGN_IN_REFUSED,
        actor=actor,
        at=at,
        person=known[0] if known else None,
        device=device,
        source=source,
    )


def _opens(account: Account, *, actor: Actor, at: datetime) -> bool:
    if account.person.died_on and account.state != AccountState.DECEASED:
        change_state(held(account), to=AccountState.DECEASED, actor=actor, at=at)
        account.state = AccountState.DECEASED
    return account.is_active or account.is_migrating


def _refuse(right: Sequence[Account]) -> NoReturn:
    states = {account.state for account in right}
    if AccountState.BLOCKED in states:
        raise UnableToEnterBlockedSpace(_("Choisissez un nouveau mot de passe pour entrer."))
    if AccountState.DECEASED in states:
        raise UnableToEnterClosedSpace(_("Cet espace est fermé après un décès."))
    raise UnableToSignIn(
        _(
            "L’identifiant ou le mot de passe ne correspond pas. Vérifiez les majuscules, puis"
            " essayez encore."
        )
    )
