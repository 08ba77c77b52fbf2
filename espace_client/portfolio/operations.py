"""Bringing the insurer's members over: read everything, then all or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.accounts.takeover import IncomingLogin, bring_legacy_logins
from espace_client.audit.operations import record
from espace_client.contracts.incoming import IncomingContract
from espace_client.contracts.operations import (
    Brought,
    bring_contracts,
    bring_coverages,
    bring_products,
)
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.upsert import Counts
from espace_client.members.operations import (
    IncomingAddress,
    IncomingPerson,
    bring_addresses,
    bring_people,
)
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.columns import (
    ADDRESSES,
    CONTRACTS,
    COVERAGES,
    LOGINS,
    PEOPLE,
    PRODUCTS,
    FileFormat,
)
from espace_client.portfolio.events import PORTFOLIO_BROUGHT
from espace_client.portfolio.known import Known
from espace_client.portfolio.reading import Say, checked_aloud, read_everything
from espace_client.portfolio.refusals import DATABASE_ERRORS, is_refusal, report_refusal
from espace_client.portfolio.sources import Source, found_in

_LOCK = 0x506F7274  # any number, the same for everybody: one import at a time


class UnableToBringPortfolio(UnableTo):
    """The export could not be read or written at all; nothing was changed."""


@dataclass(slots=True)
class Report:
    """What an import found and did. `brought` is by file, and empty when it was refused."""

    sources: dict[str, Source]
    known: Known
    anomalies: Anomalies
    brought: dict[str, Brought] = field(default_factory=dict)
    applied: bool = False


def _silently(_text: str) -> None:
    """Say nothing."""


def bring_portfolio(
    *, actor: Actor, at: datetime, directory: Path, apply: bool, say: Say = _silently
) -> Report:
    """Make people, contracts, tables and old logins what the export of *directory* says.

    Everything is read and checked first; one blocking anomaly and nothing is written. A dry run
    writes too, inside a transaction that it then undoes, so that what it announces is exactly
    what `apply` would do. Raises UnableToBringPortfolio.
    """
    if not directory.is_dir():
        raise UnableToBringPortfolio(_("Le dossier %s n’existe pas.") % directory)
    anomalies = Anomalies()
    sources = found_in(directory, anomalies)
    report = Report(sources, Known(on=date_in_paris(at)), anomalies)
    try:
        read_everything(sources, report.known, anomalies, say)
    except (OSError, UnicodeDecodeError) as error:
        raise UnableToBringPortfolio(
            _("Un fichier de l’export a disparu ou changé pendant la lecture. Recommencez.")
        ) from error
    if not anomalies.blocking:
        _Writing(report, actor, at, say).run(apply=apply)
    return report


class _SourceChanged(Exception):
    """A file is not the one that was checked."""


class _Writing:
    """One transaction. Remembers which file it is at, for whoever must be told."""

    def __init__(self, report: Report, actor: Actor, at: datetime, say: Say) -> None:
        self._report, self._actor, self._at, self._say = report, actor, at, say
        self._file = ""
        self._brought: dict[str, Brought] = {}

    def run(self, *, apply: bool) -> None:
        try:
            with transaction.atomic():
                self._write()
                if not apply:
                    transaction.set_rollback(True)
        except UnableToBringPortfolio:
            raise
        except Exception as error:
            self._explain(error)
        else:
            self._report.brought, self._report.applied = self._brought, apply

    def _explain(self, error: Exception) -> None:
        """Turn *error* into an anomaly. A file that moved explains anything: it is asked first."""
        if moved := self._moved():
            self._report.anomalies.about(moved).block(
                _("Ce fichier a changé pendant l’import."), _("Attendez qu’il soit complet.")
            )
        elif is_refusal(error):
            report_refusal(error, self._file, self._report.anomalies)
        elif isinstance(error, DATABASE_ERRORS):
            raise UnableToBringPortfolio(
                _("La base de données n’a pas répondu. Rien n’a changé. Recommencez.")
            ) from error
        else:
            raise error

    def _moved(self) -> str:
        """A file that is not the one that was checked, or nothing."""
        sources = self._report.sources.values()
        return next((source.name for source in sources if not source.unchanged()), "")

    def _write(self) -> None:
        self._be_alone()
        products = list(self._report.known.products.values())
        self._bring(f"{PRODUCTS}/", lambda: bring_products(products=products))
        self._bring(PEOPLE.name, self._people)
        self._bring(ADDRESSES.name, self._addresses)
        self._bring(CONTRACTS.name, self._contracts)
        self._bring(COVERAGES.name, self._coverages)
        self._bring(LOGINS.name, self._logins)
        if self._moved():
            raise _SourceChanged
        self._remember()

    def _be_alone(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
            (alone,) = cursor.fetchone()
        if not alone:
            raise UnableToBringPortfolio(
                _("Un autre import est en cours. Attendez qu’il soit fini, puis recommencez.")
            )

    def _bring(self, file: str, verb: Callable[[], Brought | Counts]) -> None:
        self._file = file
        self._say(_("%s, écriture") % file)
        done = verb()
        connection.check_constraints()  # a deferred rule must speak now, while the file is known
        self._brought[file] = done if isinstance(done, Brought) else Brought(done, 0)

    def _people(self) -> Counts:
        return bring_people(people=self._again(PEOPLE, IncomingPerson))

    def _addresses(self) -> Counts:
        return bring_addresses(addresses=self._again(ADDRESSES, IncomingAddress))

    def _contracts(self) -> Counts:
        return bring_contracts(contracts=self._again(CONTRACTS, IncomingContract))

    def _coverages(self) -> Brought:
        return bring_coverages(coverages=(one for one, _line in self._report.known.coverages))

    def _logins(self) -> Counts:
        return bring_legacy_logins(logins=self._again(LOGINS, IncomingLogin))

    def _again[T: tuple[Any, ...]](self, file_format: FileFormat, made: type[T]) -> Iterator[T]:
        """The rows of a file once more: keeping them all would cost more than reading them."""
        source = self._report.sources[file_format.name]
        for _line, values in checked_aloud(source, file_format, Anomalies(), self._say):
            yield made(*values[: len(made._fields)])

    def _remember(self) -> None:
        total = sum(self._brought.values(), Brought(Counts(0, 0, 0), 0))
        digests = [f"{one.name} {one.digest[:12]}" for one in self._report.sources.values()]
        record(
            PORTFOLIO_BROUGHT,
            actor=self._actor,
            at=self._at,
            by=self._actor.name,
            people=self._report.known.rows[PEOPLE.name],
            contracts=self._report.known.rows[CONTRACTS.name],
            created=total.counts.created,
            changed=total.counts.changed,
            removed=total.removed,
            unchanged=total.counts.unchanged,
            files=", ".join(digests),
        )
