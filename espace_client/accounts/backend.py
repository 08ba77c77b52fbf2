"""Who a session belongs to: an account with its person, or one of the insurer's people; one query.

Both have random keys, and a session names the backend that opened it: neither reads the other's.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from espace_client.accounts.models import MIGRATING_STATES, OPEN_STATES, Account
from espace_client.accounts.staff import StaffMember, StaffState
from espace_client.statements.built_once import BuiltOnce, Given

_WHO = BuiltOnce(
    lambda: Account.objects.select_related("person").filter(
        pk=Given("pk"), state__in=OPEN_STATES | MIGRATING_STATES
    )
)


class AccountBackend(BaseBackend):
    """Signing in is a verb (operations.sign_in); this only finds the account of a session."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nobody: there is one way in, and it is operations.sign_in."""

    def get_user(self, user_id: UUID) -> Account | None:
        return _WHO.first(pk=user_id)


class StaffBackend(BaseBackend):
    """Coming in on the desk takes two verbs; who has left is nobody from the next request on."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nobody: the way in is operations.check_staff_password, then operations.check_code."""

    def get_user(self, user_id: UUID) -> StaffMember | None:  # type: ignore[override]
        return StaffMember.objects.filter(pk=user_id, state=StaffState.ACTIVE).first()
