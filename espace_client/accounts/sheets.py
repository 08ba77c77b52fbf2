"""The sheet of codes that comes by letter: each code serves once as the second step, for whoever
has neither e-mail nor telephone to receive one."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from espace_client.accounts import codes
from espace_client.accounts.models import Account, SpareCode, SpareKind
from espace_client.accounts.rules import SHEET_CODES
from espace_client.kernel import spelling


def new_sheet(
    account: Account, *, batch: UUID, counts_since: datetime | None = None
) -> Mapping[str, str]:
    """Ten fresh codes of *account*, which is held, as the letter prints them: `spare_1` …
    Without `counts_since` they count from the day their letter has served."""
    fresh: set[str] = set()
    while len(fresh) < SHEET_CODES:
        fresh.add(codes.new_spare_code())
    SpareCode.objects.bulk_create(
        SpareCode(
            account=account,
            kind=SpareKind.SHEET,
            batch=batch,
            code_hash=codes.spare_hash(code, account=account.pk),
            counts_since=counts_since,
        )
        for code in fresh
    )
    return {f"spare_{at}": spelling.grouped(code) for at, code in enumerate(fresh, start=1)}


def begin_sheet(account: Account, *, batch: UUID, at: datetime) -> None:
    """The letter of this sheet has served: its codes count from now, those of others no more."""
    sheets = SpareCode.objects.filter(account=account, kind=SpareKind.SHEET)
    sheets.exclude(batch=batch).filter(used_at__isnull=True).delete()
    sheets.filter(batch=batch).update(counts_since=at)


def drop_sheets_that_never_began(account: Account) -> None:
    """Their letter is replaced: nobody can use it any more."""
    SpareCode.objects.filter(
        account=account, kind=SpareKind.SHEET, counts_since__isnull=True
    ).delete()


def retire_older_sheets(used: SpareCode) -> None:
    """A code of a newer sheet has served, so the sheet is in its owner's hands: what is left on
    the ones before serves no more."""
    SpareCode.objects.filter(
        account=used.account_id,
        kind=SpareKind.SHEET,
        used_at__isnull=True,
        counts_since__lt=used.counts_since,
    ).delete()
