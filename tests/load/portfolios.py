"""The workloads of an import: the first one, and the same export again, against a bare COPY."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from espace_client.demo.stack import say
from tests.bench.environment import ROOT
from tests.load import verdict
from tests.load.limits import portfolio
from tests.load.race import Lap, race
from tests.load.stage import Stage
from tests.load.verdict import Verdict

HOLD, AIM, AGAIN = 0.5, 0.75, 1.4


@dataclass(frozen=True, slots=True)
class Prepared:
    """An export, a database with empty tables, one with the export brought, and its rows."""

    export: Path
    empty: str
    filled: str
    rows: Path


@dataclass(frozen=True, slots=True)
class Timed:
    """A side: what it does to a fresh copy of a database, and how many seconds it says it took."""

    stage: Stage
    template: str
    work: Callable[[str], float]

    def lap(self, count: int) -> Lap:
        """Do it *count* times. The measure is time on the wall: PostgreSQL does most of it."""
        elapsed = []
        for _ in range(count):
            with self.stage.copy_of(self.template) as database:
                elapsed.append(self.work(database) * 1000)
        return Lap(sum(elapsed) / count, tuple(elapsed))


def import_workload(name: str, *, again: bool):
    """The first import of an export, or the import of what is already there."""
    aim, hold = (AGAIN, AGAIN) if again else (AIM, HOLD)

    def measure(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
        for members in sizes:
            prepared = _prepared(stage, members)

            def ours(database: str, prepared: Prepared = prepared) -> float:
                return _bring(stage, database, prepared.export)

            def limit(database: str, prepared: Prepared = prepared) -> float:
                return _copy(stage, database, prepared.rows)

            template = prepared.filled if again else prepared.empty
            result = race(
                Timed(stage, template, ours),
                Timed(stage, prepared.empty, limit),
                rounds=rounds,
                count=1,
                warm=False,
            )
            yield verdict.of_speed(name, members, result, aim, hold)

    return measure


def _prepared(stage: Stage, members: int) -> Prepared:
    """Make the export, the databases and the rows, once for each version of the product."""
    mark = f"{members}_{stage.fingerprint('espace_client/*/*.py', 'espace_client/*/migrations/*')}"
    export = stage.folder / "exports" / mark
    rows = stage.folder / "rows" / mark
    made = Prepared(export, f"empty_{mark}", f"filled_{mark}", rows)
    if not (export / "whole").exists():
        say(f"Writing an export of {members} members, once …")
        stage.command("make-portfolio", "--members", str(members), "--out", str(export))
        (export / "whole").touch()
    if not stage.exists(made.empty):
        stage.make(made.empty, lambda database: None)
    if not stage.exists(made.filled) or not (rows / "whole").exists():
        say(f"Bringing {members} members, once …")
        stage.make(made.filled, lambda database: _fill(stage, database, made))
        (rows / "whole").touch()
    return made


def _fill(stage: Stage, database: str, made: Prepared) -> None:
    _bring(stage, database, made.export)
    with psycopg.connect(stage.address(database)) as connection:
        portfolio.keep_rows(connection.cursor(), made.rows)
        expected = portfolio.fingerprint(connection.cursor())
    with stage.copy_of(made.empty) as other:
        _copy(stage, other, made.rows)
        with psycopg.connect(stage.address(other)) as connection:
            if portfolio.fingerprint(connection.cursor()) != expected:
                raise RuntimeError("The two sides do not leave the same rows.")


def _bring(stage: Stage, database: str, export: Path) -> float:
    said = subprocess.run(
        [sys.executable, "-m", "tests.load.bringing", str(export)],
        env=stage.variables(database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        raise RuntimeError(said.stderr)
    return float(said.stdout)


def _copy(stage: Stage, database: str, rows: Path) -> float:
    with psycopg.connect(stage.address(database)) as connection:
        start = time.perf_counter()
        portfolio.copy_rows(connection.cursor(), rows)
        connection.commit()
        return time.perf_counter() - start
