"""A dress rehearsal of the move: what an export holds, and what is expected of it (product D.12).

The export is staged as an import stages it, then the transaction is undone: nothing is written but
a forecast that is kept. To replay, pause or take back waves is the business of campaigns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.periods import months_after
from espace_client.portfolio.all_checks import CHECKS
from espace_client.portfolio.anomalies import Anomalies, Severity
from espace_client.portfolio.columns import (
    ADDRESSES,
    CONTRACTS,
    COVERAGES,
    GUARDIANS,
    LOGINS,
    PEOPLE,
    PRODUCTS,
    FileFormat,
)
from espace_client.portfolio.findings import FINDINGS, TOTALS, Found, count, find
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.sources import Source, found_in
from espace_client.portfolio.staged_products import stage_versions
from espace_client.portfolio.staging import Unreadable, create_table, set_for_staging, stage
from espace_client.rollout.forecasts import Expected, expect
from espace_client.rollout.operations import keep_forecast
from espace_client.rollout.rules import ACTIVE_MONTHS, SEED, Parameter
from espace_client.rollout.waves import CapacityTooSmall

READ = (PEOPLE, ADDRESSES, CONTRACTS, COVERAGES, LOGINS, GUARDIANS)


class UnableToRehearse(UnableTo):
    """The export cannot be read, or no message may leave."""


@dataclass(slots=True)
class Rehearsal:
    """What was read and what is expected. `totals` are the large numbers, `found` the findings."""

    launch: date
    active_since: date
    anomalies: Anomalies
    rows: dict[str, int] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    expected: Expected | None = None

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "launch": self.launch.isoformat(),
            "active_since": self.active_since.isoformat(),
            "rows": self.rows,
            "totals": self.totals,
            "anomalies": {
                "blocking": self.anomalies.total(Severity.BLOCKING),
                "to_check": self.anomalies.total(Severity.TO_CHECK),
            },
            "findings": {
                one.finding.code: {
                    "words": str(one.finding.words),
                    "people": one.people,
                    "concerned": one.concerned,
                    "groups": one.groups,
                    "references": list(one.references),
                }
                for one in self.found
            },
            "forecast": self.expected.as_json() if self.expected else None,
        }


def rehearse(
    *,
    directory: Path,
    launch: date,
    capacity: int,
    parameters: Mapping[str, Parameter],
    seed: int = SEED,
    say: Callable[[str], None] = lambda _text: None,
) -> Rehearsal:
    """Read the export of *directory* and say what a launch on that day would meet. Writes
    nothing. Raises UnableToRehearse."""
    if not directory.is_dir():
        raise UnableToRehearse(_("Le dossier %s n’existe pas.") % directory)
    rehearsal = Rehearsal(launch, months_after(launch, -ACTIVE_MONTHS), Anomalies())
    with transaction.atomic():
        with connection.cursor() as cursor:
            set_for_staging(cursor)
        _stage(directory, rehearsal, say)
        _count(rehearsal)
        transaction.set_rollback(True)
    try:
        rehearsal.expected = expect(
            rehearsal.totals["written_to"],
            launch=launch,
            capacity=capacity,
            parameters=parameters,
            seed=seed,
        )
    except CapacityTooSmall as error:
        raise UnableToRehearse(
            _("Avec si peu d’appels à l’heure, aucun message ne peut partir.")
        ) from error
    return rehearsal


def keep(*, rehearsal: Rehearsal, actor: Actor, at: datetime) -> None:
    """Keep the forecast, to be compared with what happens."""
    if rehearsal.expected:
        keep_forecast(expected=rehearsal.expected, actor=actor, at=at)


def _stage(directory: Path, rehearsal: Rehearsal, say: Callable[[str], None]) -> None:
    sources = found_in(directory, rehearsal.anomalies)
    products = [source for name, source in sources.items() if name.startswith(f"{PRODUCTS}/")]
    stage_versions(read_products(products, rehearsal.anomalies).values())
    for one in READ:
        create_table(one)
        rehearsal.rows[one.name] = _staged(one, sources.get(one.name), rehearsal, say)
    read = set(READ)
    for one, checks in CHECKS:
        for check in checks if one in read else ():
            if read.issuperset(check.files):
                check.run(rehearsal.launch, rehearsal.anomalies)


def _staged(
    one: FileFormat, source: Source | None, rehearsal: Rehearsal, say: Callable[[str], None]
) -> int:
    """How many lines are read. A rehearsal without one of its files would count wrongly."""
    try:
        if source is None:
            raise Unreadable
        return stage(source, one, rehearsal.anomalies, say)
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        raise UnableToRehearse(
            _("%s ne peut pas être lu. Essayez import-portfolio, qui dit pourquoi.") % one.name
        ) from error


def _count(rehearsal: Rehearsal) -> None:
    moments = {"launch": rehearsal.launch, "active": rehearsal.active_since}
    totals = {"people": rehearsal.rows[PEOPLE.name], "logins": rehearsal.rows[LOGINS.name]}
    totals |= {name: count(query, moments) for name, query in TOTALS.items()}
    totals["by_letter"] = totals["concerned"] - totals["written_to"]
    rehearsal.totals = totals
    rehearsal.found = tuple(find(one, moments) for one in FINDINGS)
