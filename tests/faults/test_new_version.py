"""A new version goes live under visitors, as docs/operations.md says: nobody waits for it."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from espace_client.demo.stack import free_port
from tests.bench.environment import ROOT
from tests.load.server import FROM_PROXY, production

_VISITORS, _LONGEST = 4, 5.0  # of the promise: four connections, and the time a visitor waits
_BOOT = 60  # seconds, on a machine with much else to do


class Running(NamedTuple):
    """gunicorn as it is started in production, and where it says who it is."""

    master: subprocess.Popen[bytes]
    address: tuple[str, int]
    pid_file: Path


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    address = ("127.0.0.1", free_port("127.0.0.1", 0))
    pid_file = tmp_path / "gunicorn.pid"
    gunicorn = Path(sys.executable).with_name("gunicorn")
    variables = production(tmp_path / "static")
    collect = [sys.executable, "-m", "espace_client", "collectstatic", "--noinput"]
    subprocess.run(collect, cwd=ROOT, env=variables, check=True, capture_output=True)
    shape = ["--worker-class=gthread", "--workers=2", "--threads=4", "--no-control-socket"]
    where = [f"--bind={address[0]}:{address[1]}", f"--pid={pid_file}", "--preload"]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(
            [gunicorn, "config.wsgi", *shape, *where],
            cwd=ROOT, env=variables, stdout=log, stderr=log,
        ) as master,
    ):  # fmt: skip
        try:
            wait_for(lambda: answers(address))
            yield Running(master, address, pid_file)
        finally:
            master.terminate()
            if pid_file.exists():  # of the one that took over
                os.kill(int(pid_file.read_text()), signal.SIGTERM)
                wait_for(lambda: not answers(address))


def answers(address: tuple[str, int]) -> bool:
    try:
        return visit(http.client.HTTPConnection(*address, timeout=_LONGEST)) == "200"
    except OSError:
        return False


def visit(connection: http.client.HTTPConnection) -> str:
    """Read the front page; the status."""
    connection.request("GET", "/", headers=FROM_PROXY)
    answer = connection.getresponse()
    answer.read()
    return str(answer.status)


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + _BOOT
    while not happened():
        assert time.monotonic() < until, f"it has not happened in {_BOOT} seconds"
        time.sleep(0.1)


class Visitors:
    """Some keep their connection, as a proxy does, and some come anew each time."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.seen: Counter[str] = Counter()
        self._address, self._over = address, threading.Event()
        self._threads = [
            threading.Thread(target=self._come, args=[number % 2 == 0])
            for number in range(_VISITORS)
        ]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _come(self, keeps: bool) -> None:
        connection = http.client.HTTPConnection(*self._address, timeout=_LONGEST)
        while not self._over.is_set():
            try:
                self.seen[visit(connection)] += 1
            except (OSError, http.client.HTTPException) as error:
                self.seen[type(error).__name__] += 1
                connection.close()
            if not keeps:
                connection.close()
        connection.close()


@pytest.mark.promise("I4.19")
def test_9_a_new_version_takes_over_and_no_visitor_waits(running: Running) -> None:
    """gunicorn's own reload (HUP) lets its workers go before the new ones can answer: whoever came
    then waited five seconds and left. The new ones now start beside the old ones."""
    with Visitors(running.address) as visitors:
        time.sleep(1)
        os.kill(running.master.pid, signal.SIGUSR2)
        wait_for(lambda: workers_of(newcomer(running)) == 2)
        os.kill(running.master.pid, signal.SIGTERM)
        assert running.master.wait(_BOOT) == 0
        time.sleep(1)
    assert set(visitors.seen) == {"200"}, visitors.seen
    assert visitors.seen["200"] > 100


def newcomer(running: Running) -> int:
    """The process that starts beside the old one, 0 while it has not read the application."""
    written = Path(f"{running.pid_file}.2")
    return int(written.read_text() or 0) if written.exists() else 0


def workers_of(process: int) -> int:
    children = Path(f"/proc/{process}/task/{process}/children")
    return len(children.read_text().split()) if children.exists() else 0
