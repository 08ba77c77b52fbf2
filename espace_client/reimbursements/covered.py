"""Whom a computation is about, and whether it is known what their contract pays."""

from dataclasses import dataclass
from datetime import date

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.uses import Uses
from espace_client.contracts.unread import ALL_READ, Unread


@dataclass(frozen=True, slots=True)
class Insured:
    """Whom the care is for, under which contract, and what was used of it.

    `unread`: what the contract may pay that is not in `cover`. `counted`: whether `used` is what
    they really used; False where whoever asks may not see that, and the whole guarantee is taken
    as unused. `others`: the other contracts that cover them, by name. `may_be_local`: whether they
    live where the scheme of Alsace-Moselle is. `until`: the last day of the cover, None without an
    end.
    """

    key: str
    name: str
    contract: str
    patient: Patient
    cover: Cover
    used: Uses
    counted: bool
    others: tuple[str, ...] = ()
    unread: Unread = ALL_READ
    may_be_local: bool = False
    until: date | None = None

    def knows(self, care: Care) -> bool:
        """Whether what the contract pays for *care* is known: by a line, or for want of any that
        may pay it."""
        return self.cover.line_for(care) is not None or not self.unread.may_pay(care.kind)

    def check(self, care: Care) -> None:
        """Raises UnknownCover where what the contract pays for *care* is not known."""
        if not self.knows(care):
            raise UnknownCover(care.kind, care.on, table=self.unread.table)


class UnknownCover(LookupError):
    """Nobody knows what the contract pays for that kind of care: no table serves on that day, or
    a line that may be about it has no kind. Never a silent zero."""

    def __init__(self, kind: CareKind, on: date, *, table: bool) -> None:
        why = f"no line of the table says that it pays {kind}, and one of no kind may"
        super().__init__(f"{on}: {why if table else 'no table serves'}")
        self.table = table
