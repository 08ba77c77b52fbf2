"""Whatever was confirmed with a reference is stored, once, though the database and the server are
killed while it is sent (quality 6.5). Two crashes in every run, ten in the audit, so far apart that
the supervisor of the demo does not give up."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import lxml.html
import psycopg
import pytest

from espace_client.demo.stack import free_port
from tests.bench.environment import ROOT

_BOOT, _PATIENCE = 120, 90  # seconds
_NOT_NOW = 500  # what a server says whose database is gone, and beyond
_REFERENCE = re.compile(r"EC-20\d\d-\d\d-\w{4}-\w")
_FORM, _SENT = "/nous-ecrire", "/nous-ecrire/envoye"
_EACH = 9  # messages of one client: the public form takes ten an hour from one place


@dataclass
class Stack:
    """A demo of its own: a supervisor that starts again what dies."""

    supervisor: subprocess.Popen[bytes]
    port: int
    data: Path

    def database(self) -> psycopg.Connection:
        text = (self.data / "env.sh").read_text()
        found = re.search(r"DATABASE_URL='?([^'\n]+)'?", text)
        assert found
        return psycopg.connect(found[1])

    def wait_until_it_serves(self) -> None:
        until = time.monotonic() + _BOOT
        while not _answers(self.port):
            assert self.supervisor.poll() is None, "the supervisor has given up"
            assert time.monotonic() < until, "it does not serve any more"
            time.sleep(0.3)

    def kill_database(self) -> None:
        """As `pg_ctl stop -m immediate`: nothing is written any more."""
        said = self.data / "postgresql/postmaster.pid"
        os.kill(int(said.read_text().splitlines()[0]), signal.SIGQUIT)

    def kill_web(self) -> None:
        """kill -9 of gunicorn and of every worker of it."""
        for pid in _children(self.supervisor.pid):
            if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes():
                for each in (*_children(pid), pid):
                    os.kill(each, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(one) for one in text.split()]


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    port = free_port("127.0.0.1", 0)
    data = ROOT / "var" / f"crash-{os.getpid()}"
    command = [sys.executable, "-m", "espace_client.demo.stack", "--data", str(data)]
    with (tmp_path / "log").open("wb") as log:
        supervisor = subprocess.Popen(
            [*command, "--port", str(port), "--members", "0"], cwd=ROOT, stdout=log, stderr=log
        )
        try:
            made = Stack(supervisor, port, data)
            made.wait_until_it_serves()
            yield made
        finally:
            supervisor.terminate()
            supervisor.wait(60)
            subprocess.run(["rm", "-rf", str(data)], check=True)


def _answers(port: int) -> bool:
    try:
        web = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
        web.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return web.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


@dataclass
class Client:
    """Somebody who sends messages from an address of their own, again until each is confirmed."""

    number: int
    port: int
    pause: float
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    confirmed: list[tuple[str, str]] = field(default_factory=list)
    cut: int = 0

    def run(self) -> None:
        time.sleep(self.pause * (self.number % 7) / 7)  # not all at once
        for count in range(_EACH):
            words = f"Message {count} de {self.number} : une carte, s’il vous plaît."
            self.send(words, str(uuid.uuid4()))
            time.sleep(self.pause)  # so that every crash falls among messages

    def send(self, words: str, form_token: str) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if not self.token:
                    root = lxml.html.document_fromstring(self._ask("GET", _FORM)[2])
                    self.token = root.xpath("//main//input[@name='csrfmiddlewaretoken']/@value")[0]
                fields = {
                    "csrfmiddlewaretoken": self.token, "form_token": form_token,
                    "name": f"Client {self.number}", "email": "crash@boite.example",
                    "subject": "carte", "words": words,
                }  # fmt: skip
                status, where, _body = self._ask("POST", _FORM, urlencode(fields))
                if status == 302 and where == _SENT:
                    found = _REFERENCE.search(self._ask("GET", _SENT)[2])
                    if found:
                        self.confirmed.append((words, found[0]))
                        return
                self.cut += status >= _NOT_NOW
            except (OSError, http.client.HTTPException, IndexError):
                self.cut += 1
            time.sleep(0.2)
        raise AssertionError(f"{words} was never confirmed")

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        web = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=10, source_address=(f"127.0.1.{self.number + 1}", 0)
        )
        headers = {
            "Host": f"localhost:{self.port}",
            "Origin": f"http://localhost:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        web.request(method, path, body.encode(), headers)
        answer = web.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read().decode()
        web.close()
        return answer.status, answer.headers.get("Location", ""), text


@pytest.mark.promise("6.5")
@pytest.mark.promise("I7.18")
@pytest.mark.parametrize(
    ("crashes", "clients", "pause", "apart"),
    [(2, 6, 0.4, 1.5), pytest.param(10, 20, 15.0, 11, marks=pytest.mark.audit)],
    ids=["small", "full"],
)
def test_what_was_confirmed_is_stored_once(
    stack: Stack, crashes: int, clients: int, pause: float, apart: float
) -> None:
    people = [Client(number, stack.port, pause) for number in range(clients)]
    failed: list[BaseException] = []

    def run(client: Client) -> None:
        try:
            client.run()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for crash in range(crashes):
        time.sleep(apart)
        stack.wait_until_it_serves()
        (stack.kill_database if crash % 2 == 0 else stack.kill_web)()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sum(one.cut for one in people), "no crash fell among the messages: nothing was tried"
    confirmed = [pair for one in people for pair in one.confirmed]
    references = [reference for _words, reference in confirmed]
    with stack.database() as database:
        rows = database.execute("SELECT reference FROM conversations_thread").fetchall()
    stored = [reference for (reference,) in rows]
    assert len(set(references)) == len(references) == clients * _EACH  # nobody has two
    assert sorted(stored) == sorted(references)  # none missing, none extra
