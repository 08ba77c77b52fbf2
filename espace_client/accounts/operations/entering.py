"""Coming in: what is typed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, queries
from espace_client.accounts.models import (
    Account,
)
from espace_client.accounts.passwords import right_accounts
from espace_client.accounts.rules import (
    SIGN_IN,
    SIGN_IN_SOURCE,
)
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToSignIn(UnableTo):
    """The address or the password is wrong. The sentence never says which."""


def sign_in(
    *, email: str, password: str, source: str, actor: Actor, at: datetime, device: str = ""
) -> Sequence[Account]:
    """The accounts that this e-mail and this password open: one, or two when a couple shares a
    mailbox and, by chance, a password. Raises UnableToSignIn or TooManyTries.

    A refusal is counted and remembered, so it is raised outside the blocks that note it.
    """
    key = f"{emails.canonical(email)}/{source}"
    with transaction.atomic():
        from_here = pass_through(SIGN_IN_SOURCE, source, at=at, exactly=False)
        pass_through(SIGN_IN, key, at=at)
    candidates = queries.accounts_with_email(email)
    opened = right_accounts(candidates, password)
    with transaction.atomic():
        if opened:
            forget(SIGN_IN, key)
            from_here.delete()  # a house where many sign in well is no attacker
        else:
            known = candidates[0].person_id if candidates else None
            record(
                events.SIGN_IN_REFUSED,
                actor=actor,
                at=at,
                person=known,
                device=device,
                source=source,
            )
    if not opened:
        raise UnableToSignIn(
            _(
                "L’adresse e-mail ou le mot de passe ne correspond pas. Vérifiez les majuscules,"
                " puis essayez encore."
            )
        )
    return opened
