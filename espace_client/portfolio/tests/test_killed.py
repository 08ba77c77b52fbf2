"""An import killed at any moment is no import; started again, it ends as an uninterrupted one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from espace_client.audit.models import Entry
from espace_client.portfolio.tests.conftest import Export, new_export
from espace_client.portfolio.tests.digest import TABLES, digest

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.promise("I3.9"),
    pytest.mark.promise("6.12"),
    pytest.mark.promise("I2.14"),
]
_PATIENCE = 120  # seconds


def _command(export: Export) -> subprocess.Popen[bytes]:
    """The real command, on the database of the test."""
    database = connection.settings_dict
    host = database["HOST"] or os.environ["DATABASE_URL"].partition("host=")[2]
    address = f"postgresql://{database['USER']}@/{database['NAME']}?host={host}"
    words = ["-m", "espace_client", "import-portfolio", str(export.directory), "--apply"]
    return subprocess.Popen(
        [sys.executable, *words],
        env=os.environ | {"DATABASE_URL": address},
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def uninterrupted(tmp_path: Path) -> tuple[Export, str]:
    """An export, and the state in which an import of it ends."""
    export = new_export(tmp_path / "export", members=60)
    export.bring()
    expected = digest()
    empty()
    return export, expected


def empty() -> None:
    """Every table of the import, emptied past the triggers of the ledgers."""
    names = ", ".join(model._meta.db_table for model in (*TABLES, Entry))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.parametrize("round_", range(2))
def test_killed_at_a_random_moment(uninterrupted: tuple[Export, str], round_: int) -> None:
    _kill_and_start_again(*uninterrupted)


@pytest.mark.audit
@pytest.mark.parametrize("round_", range(10))
def test_killed_at_ten_random_moments(uninterrupted: tuple[Export, str], round_: int) -> None:
    _kill_and_start_again(*uninterrupted)


def _kill_and_start_again(export: Export, expected: str) -> None:
    seed = random.randrange(1 << 32)
    sys.stdout.write(f"seed {seed}\n")  # pytest shows it when the test fails
    chance = random.Random(seed)
    nothing = digest()
    running = _command(export)
    assert running.stderr
    for _step in range(chance.randrange(1, 26)):  # it says 27 lines, all but one before it writes
        running.stderr.readline()
    time.sleep(chance.random() / 20)
    running.send_signal(signal.SIGKILL)
    assert running.wait(_PATIENCE) == -signal.SIGKILL
    running.stderr.close()
    _until_the_dead_are_gone()
    left = digest()
    assert left in (nothing, expected)  # the second when it was killed after its last word
    again = _command(export)
    _out, told = again.communicate(timeout=_PATIENCE)
    assert again.returncode == 0, told.decode()
    assert digest() == expected
    assert Entry.objects.count() == (1 if left == nothing else 2)


def _until_the_dead_are_gone() -> None:
    """Until PostgreSQL has noticed: a transaction that was already committed would be seen."""
    until = time.monotonic() + _PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    raise AssertionError("The backend of the dead import is still there.")


def test_the_digest_tells_one_changed_secret(uninterrupted: tuple[Export, str]) -> None:
    """A check that could not fail would prove nothing."""
    export, expected = uninterrupted
    export.bring()
    assert digest() == expected
    lines = export.text("comptes.csv").splitlines()
    one, other = lines[1].split(";"), lines[2].split(";")
    export.set("comptes.csv", 2, "iban", other[3])
    export.set("comptes.csv", 3, "iban", one[3])
    export.bring()
    assert digest() != expected


def test_models_of_the_digest_are_all_that_an_import_fills(
    uninterrupted: tuple[Export, str],
) -> None:
    export, _expected = uninterrupted
    export.bring()
    filled = {
        model
        for model in _all_models()
        if model._meta.managed and model._default_manager.exists()
        if model._meta.app_label not in ("audit", "contenttypes", "auth", "migrations")
    }
    assert filled <= set(TABLES)
    assert {one._meta.db_table for one in filled} >= {"members_person", "consents_consent"}


def _all_models() -> list[type[models.Model]]:
    return list(apps.get_models())
