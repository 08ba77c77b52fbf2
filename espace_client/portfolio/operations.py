"""Bringing the insurer's members over: stage everything, check it in sets, then all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from espace_client.accounts.takeover import bring_legacy_logins
from espace_client.audit.operations import record
from espace_client.consents.operations import bring_consents
from espace_client.contracts.incoming import IncomingProduct
from espace_client.contracts.operations import (
    Brought,
    ask_to_withdraw_what_ended,
    bring_contracts,
    bring_coverages,
    bring_products,
)
from espace_client.contributions.operations import (
    ask_to_withdraw_what_was_not_paid,
    bring_contributions,
    bring_mandates,
)
from espace_client.demarches.operations import bring_requests
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.upsert import Counts
from espace_client.members.operations import (
    bring_addresses,
    bring_bank_accounts,
    bring_guardianships,
    bring_people,
)
from espace_client.portfolio.all_checks import CHECKS
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.columns import (
    ACCOUNTS,
    ADDRESSES,
    CONSENTS,
    CONTRACTS,
    CONTRIBUTIONS,
    COVERAGES,
    FORMATS,
    GUARDIANS,
    LOGINS,
    MANDATES,
    PEOPLE,
    PRODUCTS,
    REIMBURSEMENTS,
    REQUESTS,
    TRANSMISSIONS,
    FileFormat,
)
from espace_client.portfolio.events import PORTFOLIO_BROUGHT
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.refusals import DATABASE_ERRORS, is_refusal, report_refusal
from espace_client.portfolio.sources import Source, found_in
from espace_client.portfolio.staged_products import stage_versions
from espace_client.portfolio.staging import Say, Unreadable, create_table, set_for_staging, stage
from espace_client.reimbursements.operations import (
    ask_to_withdraw_what_was_cancelled,
    bring_reimbursements,
    bring_transmissions,
)

_LOCK = 0x506F7274  # any number, the same for everybody: one import at a time


class UnableToBringPortfolio(UnableTo):
    """The export could not be read or written at all; nothing was changed."""


@dataclass(slots=True)
class Report:
    """What an import found and did. `rows` counts the lines read of each file; `brought` is by
    file, and empty when the export was refused."""

    sources: dict[str, Source]
    anomalies: Anomalies
    rows: dict[str, int] = field(default_factory=dict)
    brought: dict[str, Brought] = field(default_factory=dict)
    applied: bool = False


def _silently(_text: str) -> None:
    """Say nothing."""


def bring_portfolio(
    *, actor: Actor, at: datetime, directory: Path, apply: bool, say: Say = _silently
) -> Report:
    """Make people, contracts, tables and old logins what the export of *directory* says.

    Everything happens in one transaction: the files are staged, checked, and brought. One blocking
    anomaly and nothing is written. A dry run writes too, then undoes it, so that what it announces
    is exactly what `apply` would do. Raises UnableToBringPortfolio.
    """
    if not directory.is_dir():
        raise UnableToBringPortfolio(_("Le dossier %s n’existe pas.") % directory)
    anomalies = Anomalies()
    report = Report(found_in(directory, anomalies), anomalies)
    _Run(report, actor, at, say).run(apply=apply)
    return report


def _verbs() -> tuple[tuple[FileFormat, Callable[..., Brought | Counts]], ...]:
    """Which verb brings which file, in the order in which they refer to one another."""
    return (
        (PEOPLE, bring_people),
        (ADDRESSES, bring_addresses),
        (CONTRACTS, bring_contracts),
        (COVERAGES, bring_coverages),
        (LOGINS, bring_legacy_logins),
        (ACCOUNTS, bring_bank_accounts),
        (MANDATES, bring_mandates),
        (GUARDIANS, bring_guardianships),
        (CONSENTS, bring_consents),
        (TRANSMISSIONS, bring_transmissions),
        (CONTRIBUTIONS, bring_contributions),
        (REIMBURSEMENTS, bring_reimbursements),
        (REQUESTS, bring_requests),
    )


class _SourceChanged(Exception):
    """A file is not the one that was checked."""


class _Run:
    """One transaction. Remembers which file it is at, for whoever must be told."""

    def __init__(self, report: Report, actor: Actor, at: datetime, say: Say) -> None:
        self._report, self._actor, self._at, self._say = report, actor, at, say
        self._anomalies = report.anomalies
        self._file = ""
        self._products: list[IncomingProduct] = []
        self._brought: dict[str, Brought] = {}

    def run(self, *, apply: bool) -> None:
        try:
            with transaction.atomic():
                self._be_alone()
                self._bring_products()
                self._stage_and_check()
                if not self._anomalies.blocking:
                    self._write()
                if not apply or self._anomalies.blocking:
                    transaction.set_rollback(True)
        except UnableToBringPortfolio:
            raise
        except (OSError, UnicodeDecodeError) as error:
            raise UnableToBringPortfolio(
                _("Un fichier de l’export a disparu ou changé pendant la lecture. Recommencez.")
            ) from error
        except Exception as error:
            self._explain(error)
        else:
            if not self._anomalies.blocking:
                self._report.brought, self._report.applied = self._brought, apply

    def _explain(self, error: Exception) -> None:
        """Turn *error* into an anomaly. A file that moved explains anything: it is asked first."""
        if moved := self._moved():
            self._anomalies.about(moved).block(
                _("Ce fichier a changé pendant l’import."), _("Attendez qu’il soit complet.")
            )
        elif is_refusal(error):
            report_refusal(error, self._file, self._anomalies)
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

    def _be_alone(self) -> None:
        """One import at a time. One that was just killed is given a moment to be noticed."""
        with connection.cursor() as cursor:
            set_for_staging(cursor)
            try:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                raise UnableToBringPortfolio(
                    _("Un autre import est en cours. Attendez qu’il soit fini, puis recommencez.")
                ) from error
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")

    def _bring_products(self) -> None:
        """The products come first: they are small, and the contracts are judged by them."""
        sources = self._report.sources
        files = [source for name, source in sources.items() if name.startswith(f"{PRODUCTS}/")]
        products = read_products(files, self._anomalies)
        stage_versions(products.values())
        if not self._anomalies.blocking:
            self._bring(f"{PRODUCTS}/", lambda: bring_products(products=list(products.values())))

    def _stage_and_check(self) -> None:
        unread = {one for one in FORMATS if not self._staged(one)}
        on = date_in_paris(self._at)
        for one, checks in CHECKS:
            self._say(_("%s, vérification") % one.name)
            for check in checks:
                if not unread.intersection(check.files):
                    check.run(on, self._anomalies)

    def _staged(self, file_format: FileFormat) -> bool:
        """Whether the lines of that file are staged."""
        create_table(file_format)
        source = self._report.sources.get(file_format.name)
        if source is None:
            return False
        self._file = source.name
        try:
            count = stage(source, file_format, self._anomalies, self._say)
        except Unreadable:
            return False
        self._report.rows[source.name] = count
        if not count:
            self._anomalies.about(source.name).doubt(
                _("Aucune ligne lisible dans ce fichier."), _("Vérifiez l’export.")
            )
        return True

    def _write(self) -> None:
        for one, verb in _verbs():
            count = self._report.rows[one.name]
            self._bring(one.name, partial(verb, staged=one.table), count)
        ask_to_withdraw_what_ended(at=self._at)
        ask_to_withdraw_what_was_not_paid(at=self._at)
        ask_to_withdraw_what_was_cancelled(at=self._at)
        if self._moved():
            raise _SourceChanged
        self._remember()

    def _bring(self, file: str, verb: Callable[[], Brought | Counts], count: int = 0) -> None:
        self._file = file
        said = _("%(file)s, écriture, %(count)d lignes") if count else _("%(file)s, écriture")
        self._say(said % {"file": file, "count": count})
        done = verb()
        connection.check_constraints()  # a deferred rule must speak now, while the file is known
        self._brought[file] = done if isinstance(done, Brought) else Brought(done, 0)

    def _remember(self) -> None:
        total = sum(self._brought.values(), Brought(Counts(0, 0, 0), 0))
        digests = [f"{one.name} {one.digest[:12]}" for one in self._report.sources.values()]
        record(
            PORTFOLIO_BROUGHT,
            actor=self._actor,
            at=self._at,
            by=self._actor.name,
            people=self._report.rows[PEOPLE.name],
            contracts=self._report.rows[CONTRACTS.name],
            created=total.counts.created,
            changed=total.counts.changed,
            removed=total.removed,
            unchanged=total.counts.unchanged,
            files=", ".join(digests),
        )
