"""How far the accounts have come on their way to the e-mail, and which ones the file moves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from espace_client.accounts import queries, rules
from espace_client.accounts.models import (
    Account,
    AccountState,
    ChangeState,
    EmailChange,
    LegacyLogin,
    OneTimeCode,
)
from espace_client.contracts.queries import covers_that_run
from espace_client.kernel.clock import PARIS

# Whose cover ends keeps these for reading (product B.2.2).
_WITH_A_COVER = (AccountState.ACTIVE, AccountState.MIGRATED, AccountState.WITHOUT_EMAIL)
_BY_THE_FILE = (AccountState.LEFT, AccountState.DECEASED)


def states_today() -> Mapping[AccountState, int]:
    """How many people stand in each state. Whoever has a login of the old portal and no account
    yet counts as one who still has the old number."""
    counted = Account.objects.order_by().values_list("state").annotate(Count("pk"))
    found = {AccountState(state): number for state, number in counted}
    unknown = LegacyLogin.objects.filter(person__account__isnull=True, person__died_on__isnull=True)
    waiting = unknown.order_by().values("person").distinct().count()
    found[AccountState.LEGACY] = found.get(AccountState.LEGACY, 0) + waiting
    return {state: found.get(state, 0) for state in AccountState}


def laters_left(account: Account, *, on: date) -> int:
    """How often *account* can still press « Plus tard »."""
    return rules.laters_left(account.laters_left, opened_on=_opened_on(), on=on)


def last_day_for_later() -> date | None:
    """The last day on which « Plus tard » can be pressed; None while no opening is announced."""
    opened_on = _opened_on()
    return opened_on + rules.LATER_FOR if opened_on else None


def _opened_on() -> date | None:
    return settings.INSURER.function("sign_in").opens_on


def migrated_per_day(since: date) -> list[tuple[date, int]]:
    """How many members verified their e-mail on each day since then, days without any included
    only between two others. What an undone change had moved still counts for its day."""
    moved = EmailChange.objects.filter(
        migration=True,
        state__in=[ChangeState.DONE, ChangeState.UNDONE],
        settled_at__gte=datetime.combine(since, datetime.min.time(), tzinfo=PARIS),
    )
    counted = dict(
        moved.annotate(day=TruncDate("settled_at", tzinfo=PARIS))
        .order_by()
        .values_list("day")
        .annotate(Count("pk"))
    )
    if not counted:
        return []
    length = (max(counted) - min(counted)).days + 1
    days = [min(counted) + timedelta(days=at) for at in range(length)]
    return [(day, counted.get(day, 0)) for day in days]


def addresses_to_clear_up() -> QuerySet[EmailChange]:
    """The e-mails that another family uses and no adviser has looked at, the oldest first."""
    blocked = EmailChange.objects.filter(blocked=True, looked_at__isnull=True)
    return blocked.select_related("account__person").order_by("asked_at")


def accounts_to_move(*, on: date) -> QuerySet[Account]:
    """The accounts whose state is not what the file says on that day."""
    runs = covers_that_run(on).filter(person=OuterRef("person"))
    dead = Q(person__died_on__isnull=False)
    return (
        Account.objects.select_related("person")
        .annotate(covered=Exists(runs))
        .filter(
            (dead & ~Q(state=AccountState.DECEASED))
            | (~dead & Q(state=AccountState.DECEASED) & ~Q(state_before=""))
            | (~dead & Q(state=AccountState.LEFT, covered=True) & ~Q(state_before=""))
            | (~dead & Q(state__in=_WITH_A_COVER, covered=False, person__in_file=True))
        )
    )


def state_in_the_file(account: Account) -> AccountState:
    """Where *account*, one of accounts_to_move, goes."""
    if account.person.died_on:
        return AccountState.DECEASED
    before = account.state_before if account.state in _BY_THE_FILE else account.state
    ended = account.person.in_file and not account.covered  # type: ignore[attr-defined]
    if before in _WITH_A_COVER and ended:
        return AccountState.LEFT
    return AccountState(before)


def waiting_change(account: Account, *, at: datetime) -> EmailChange | None:
    """The e-mail that *account* gave within a day and has not verified yet."""
    waiting = queries.waiting_email_change(account, at=at)
    return waiting if waiting and waiting.migration else None


def change_of(code: OneTimeCode) -> EmailChange | None:
    """What the link of *code* verifies, if it replaces an old number."""
    found = EmailChange.objects.filter(pk=code.bound_to, account=code.account_id, migration=True)
    return found.select_related("account__person").first()


def is_waiting(change: EmailChange) -> bool:
    """Whether *change* was neither made nor given up."""
    return change.state == ChangeState.WAITING


def address_to_clear_up(change: UUID) -> EmailChange | None:
    """One of addresses_to_clear_up."""
    return addresses_to_clear_up().filter(pk=change).first()
