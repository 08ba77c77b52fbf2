"""Both sides of the race of an import leave the same rows, of the same tables."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from espace_client.kernel import actors
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.operations import bring_portfolio
from tests.load.limits.portfolio import TABLES, copy_rows, fingerprint, keep_rows

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I3.10")]
NOT_ROWS_OF_AN_EXPORT = {"audit_entry"}  # one line in the trail for the whole


def test_the_limit_leaves_what_an_import_leaves(tmp_path: Path) -> None:
    make_portfolio(members=300, seed=2022, directory=tmp_path / "export")
    before = _filled()
    with transaction.atomic():
        report = bring_portfolio(
            actor=actors.operator("bench"),
            at=datetime(2022, 3, 24, 8, tzinfo=UTC),
            directory=tmp_path / "export",
            apply=True,
        )
        assert report.applied
        assert _filled() - before - NOT_ROWS_OF_AN_EXPORT == set(TABLES)
        with connection.cursor() as cursor:
            keep_rows(cursor.cursor, tmp_path / "rows")
            ours = fingerprint(cursor.cursor)
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        assert fingerprint(cursor.cursor) == dict.fromkeys(TABLES, (0, 0))
        copy_rows(cursor.cursor, tmp_path / "rows")
        connection.check_constraints()
        assert fingerprint(cursor.cursor) == ours
    assert all(count for count, _sum in ours.values())


def _filled() -> set[str]:
    """The tables of the product that hold a row."""
    return {model._meta.db_table for model in apps.get_models() if model._default_manager.exists()}
