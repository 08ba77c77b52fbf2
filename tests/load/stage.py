"""Where the measures take place: a PostgreSQL of its own, with one database for each size.

A database of a size is made once and kept as a template; a run works on a copy of it, which it
drops. A change of the tables, of the products or of the invented members makes a new template.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from espace_client.demo.postgres import Cluster
from espace_client.demo.processes import StopSignal, end_leftovers, run_step
from espace_client.demo.stack import only_one, say
from tests.bench.environment import ROOT, VAR
from tests.load import population
from tests.load.server import production

_CONFIGURED = "# for measuring"
_SETTINGS = """
# for measuring
shared_preload_libraries = 'pg_stat_statements'
fsync = off
max_connections = 50
"""
_INGREDIENTS = (
    "espace_client/*/migrations/*.py",
    "espace_client/portfolio/sample_products/*.yaml",
    "tests/load/population.py",
)
# The health check of a kept connection is no query of a page, and is counted apart.
_CALLS = """
SELECT coalesce(sum(calls) FILTER (WHERE query <> 'SELECT $1'), 0)
FROM pg_stat_statements JOIN pg_database ON oid = dbid WHERE datname = %s
"""


class Stage:
    """The running cluster and what is prepared on it."""

    def __init__(self, folder: Path, cluster: Cluster, stop: StopSignal) -> None:
        self.folder, self._cluster, self._stop = folder, cluster, stop
        self.logs = folder / "logs"
        self.static = folder / "static"

    def address(self, database: str) -> str:
        return self._cluster.url.replace("/postgres?", f"/{database}?")

    def variables(self, database: str) -> dict[str, str]:
        """What a server of the product is told."""
        return production(self.static, self.address(database))

    def collect_static(self) -> None:
        """The style sheets and fonts as production serves them."""
        self._command(production(self.static), "collectstatic", "--noinput", "--verbosity=0")

    @contextmanager
    def members(self, count: int) -> Iterator[str]:
        """A database with that many members, dropped in the end."""
        template = f"members_{count}_{self.fingerprint(*_INGREDIENTS)}"
        with self._postgres() as postgres:
            if not _exists(postgres, template):
                say(f"Inventing {count} members, once …")
                self._make(postgres, template, count)
        with self.copy_of(template) as copy:
            yield copy

    @contextmanager
    def copy_of(self, template: str) -> Iterator[str]:
        """A database like *template*, dropped in the end."""
        copy = f"run_{os.getpid()}"
        with self._postgres() as postgres:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
            postgres.execute(create.format(sql.Identifier(copy), sql.Identifier(template)))
        try:
            yield copy
        finally:
            with self._postgres() as postgres:
                _drop(postgres, copy)

    def fingerprint(self, *patterns: str) -> str:
        """A few characters that change when a file of the product that *patterns* name does."""
        digest = hashlib.sha256()
        for pattern in patterns:
            for path in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
                digest.update(path.read_bytes())
        return digest.hexdigest()[:8]

    def exists(self, database: str) -> bool:
        """Whether there is a database of that name."""
        with self._postgres() as postgres:
            return _exists(postgres, database)

    def command(self, *words: str) -> None:
        """Run a command of the product that asks for no database."""
        self._command(production(self.static), *words)

    def make(self, database: str, fill: Callable[[str], None]) -> None:
        """Make a database with every table; *fill* is given the name under which it is filled."""
        draft = "being_made"
        with self._postgres() as postgres:
            _drop(postgres, draft)
            _drop(postgres, database)
            postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
            self._command(self.variables(draft), "migrate", "--verbosity=0")
            fill(draft)
            with psycopg.connect(self.address(draft), autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            postgres.execute(rename.format(sql.Identifier(draft), sql.Identifier(database)))

    def sessions(self, database: str, members: list[int]) -> list[str]:
        """The keys of sessions of these members, just begun as the product begins them."""
        return [str(key) for key in self._asked(["tests.load.sessions"], database, members)]

    def documents(self, database: str, members: list[int], count: int = 1) -> list[str]:
        """The newest certificate of each of these members, of *count* that are issued and kept."""
        program = ("tests.load.kept_documents", str(count))
        return [str(one) for one in self._asked(program, database, members)]

    def requests(self, database: str, members: list[int], count: int) -> None:
        """Closed requests of each of these members, *count* of them."""
        self._asked(("tests.load.kept_requests", str(count)), database, members)

    def lines(self, database: str, members: int, each: int) -> None:
        """Lines of care of every member, *each* of them."""
        with psycopg.connect(self.address(database)) as connection:
            population.add_lines(connection.cursor(), members, each)

    def sent_requests(self, database: str, members: list[int]) -> list[str]:
        """A request of each of these members, sent and answered as the product does it."""
        return [str(one) for one in self._asked(["tests.load.sent_requests"], database, members)]

    def known_devices(self, database: str, members: list[int]) -> list[list[str]]:
        """The e-mails of these members, who now have a password, each with the token of a browser
        that their account knows."""
        return list(self._asked(["tests.load.known_devices"], database, members))

    def _asked(self, program: Sequence[str], database: str, members: list[int]) -> list[Any]:
        accounts = [str(population.account_of_member(number)) for number in members]
        said = subprocess.run(
            [sys.executable, "-m", *program],
            input=json.dumps(accounts),
            env=self.variables(database),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return list(json.loads(said.stdout))

    def queries(self, database: str) -> int:
        """How many queries PostgreSQL has answered in that database so far."""
        with self._postgres() as postgres:
            [calls] = postgres.execute(_CALLS, [database]).fetchone() or [0]
        return int(calls)

    def _postgres(self) -> psycopg.Connection:
        return psycopg.connect(self._cluster.url, autocommit=True)

    def _make(self, postgres: psycopg.Connection, template: str, count: int) -> None:
        draft = "being_made"
        for old in _templates(postgres, count):
            _drop(postgres, old)
        _drop(postgres, draft)
        postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        variables = self.variables(draft)
        export = str(self.folder / "portfolio")
        self._command(variables, "migrate", "--verbosity=0")
        made = ("make-portfolio", "--members", "1", "--seed", "2022", "--out", export)
        self._command(variables, *made)
        self._command(variables, "import-portfolio", export, "--apply")
        with psycopg.connect(self.address(draft)) as connection:
            population.add_members(connection.cursor(), count)
        with psycopg.connect(self.address(draft), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        postgres.execute(rename.format(sql.Identifier(draft), sql.Identifier(template)))

    def _command(self, variables: dict[str, str], *words: str) -> None:
        command = [sys.executable, "-m", "espace_client", *words]
        run_step(command, self.logs / "commands.log", variables, self._stop)


@contextmanager
def stage(stop: StopSignal) -> Iterator[Stage]:
    """Start the cluster, stop it in the end. One at a time on a machine."""
    folder = VAR / "load"
    logs = folder / "logs"
    with ExitStack() as ending:
        ending.enter_context(only_one(folder))
        logs.mkdir(exist_ok=True)
        end_leftovers(logs)
        cluster = Cluster(folder / "postgresql", logs / "postgresql.log", dict(os.environ))
        ending.callback(cluster.forget_socket)
        cluster.prepare(stop)
        _configure(folder / "postgresql/postgresql.conf")
        server = cluster.child()
        ending.callback(server.stop)
        server.start()
        cluster.wait_until_ready(server, stop)
        with psycopg.connect(cluster.url, autocommit=True) as postgres:
            postgres.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            for (left,) in _names(postgres, r"^run_\d+$"):
                _drop(postgres, left)
        made = Stage(folder, cluster, stop)
        made.collect_static()
        yield made


def _configure(path: Path) -> None:
    if _CONFIGURED not in path.read_text("utf-8"):
        with path.open("a", encoding="utf-8") as file:
            file.write(_SETTINGS)


def _names(postgres: psycopg.Connection, pattern: str) -> list[tuple[str]]:
    named = postgres.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
    return named.fetchall()


def _templates(postgres: psycopg.Connection, count: int) -> list[str]:
    return [name for (name,) in _names(postgres, rf"^members_{count}_")]


def _exists(postgres: psycopg.Connection, database: str) -> bool:
    return bool(_names(postgres, f"^{database}$"))


def _drop(postgres: psycopg.Connection, database: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    postgres.execute(drop.format(sql.Identifier(database)))
