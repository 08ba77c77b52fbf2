"""Who a session belongs to: the account with its person, in one query."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from espace_client.accounts.models import Account, AccountState


class AccountBackend(BaseBackend):
    """Signing in is a verb (operations.sign_in); this only finds the account of a session."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nobody: there is one way in, and it is operations.sign_in."""

    def get_user(self, user_id: UUID) -> Account | None:
        return (
            Account.objects.select_related("person")
            .filter(pk=user_id, state=AccountState.ACTIVE)
            .first()
        )
