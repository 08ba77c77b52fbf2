"""What must be remembered of the rows already read, to judge the next ones."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from espace_client.contracts.incoming import IncomingCoverage, IncomingProduct


class KnownContract(NamedTuple):
    """What later files need to know of a contract. None: the cell was refused."""

    line: int
    holder: str | None
    start_on: date | None
    end_on: date | None


@dataclass(slots=True)
class Known:
    """References and their lines. The rows themselves are not kept, except who is covered:
    those are short, and must be sorted before they are compared and written."""

    on: date
    people: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    mailboxes: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    logins: dict[str, int] = field(default_factory=dict)
    folded_logins: dict[str, int] = field(default_factory=dict)
    products: dict[str, IncomingProduct] = field(default_factory=dict)
    contracts: dict[str, KnownContract] = field(default_factory=dict)
    coverages: list[tuple[IncomingCoverage, int]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
