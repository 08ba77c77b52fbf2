"""How far the accounts have come on their way to the e-mail."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncDate

from espace_client.accounts.models import (
    Account,
    AccountState,
    ChangeState,
    EmailChange,
    LegacyLogin,
)
from espace_client.kernel.clock import PARIS


def states_today() -> Mapping[AccountState, int]:
    """How many people stand in each state. Whoever has a login of the old portal and no account
    yet counts as one who still has the old number."""
    counted = Account.objects.order_by().values_list("state").annotate(Count("pk"))
    found = {AccountState(state): number for state, number in counted}
    unknown = LegacyLogin.objects.filter(person__account__isnull=True, person__died_on__isnull=True)
    waiting = unknown.order_by().values("person").distinct().count()
    found[AccountState.LEGACY] = found.get(AccountState.LEGACY, 0) + waiting
    return {state: found.get(state, 0) for state in AccountState}


def migrated_per_day(since: date) -> list[tuple[date, int]]:
    """How many members verified their e-mail on each day since then. What an undone change had
    moved still counts for its day."""
    moved = EmailChange.objects.filter(
        migration=True,
        state__in=[ChangeState.DONE, ChangeState.UNDONE],
        settled_at__gte=datetime.combine(since, datetime.min.time(), tzinfo=PARIS),
    )
    days = moved.annotate(day=TruncDate("settled_at", tzinfo=PARIS)).order_by("day")
    return list(days.values_list("day").annotate(Count("pk")))
