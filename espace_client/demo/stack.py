"""`make demo`: the whole product on one machine, for whoever wants to see it.

Starts PostgreSQL, brings the database up to date, fills it once, starts the web and the worker,
watches the three and stops them in order. Knows Django by its commands alone: nothing of it may be
imported before the environment is set.
"""

import argparse
import base64
import errno
import fcntl
import http.client
import json
import os
import secrets
import shlex
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from espace_client.demo.postgres import Cluster
from espace_client.demo.processes import (
    Child,
    Refusal,
    Stopped,
    StopSignal,
    end_leftovers,
    run_step,
)

HOUSE = Path(__file__).resolve().parents[2]
IMPORTED_AT = "2022-03-08T20:00"  # the evening before the first date of the demo's clock
OPENING_DAY = "2022-03-24T08:00"
SEED = "2022"
READY_WITHIN = 600  # pauses, of a tenth of a second
# Not for the demo, which keeps what it sends.
_FROM_ELSEWHERE = ("SMTP_URL", "MAIL_FROM", "SMS_URL", "PRINT_FOLDER", "TLS_ENDS_AT_PROXY")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    stop = StopSignal()
    try:
        data: Path = options.data.resolve()
        with only_one(data):
            end_leftovers(data / "logs")
            port = free_port(options.bind, options.port)
            Demo(data, options.bind, port, options.members, stop).run()
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except Stopped:
        say("Stopped.")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--data", type=Path, default=HOUSE / "var/demo", help="everything it keeps")
    parser.add_argument("--members", type=int, default=300, help="invented on the first start")
    return parser.parse_args(arguments)


class Demo:
    """The demo on one data folder and one port."""

    def __init__(self, data: Path, bind: str, port: int, members: int, stop: StopSignal) -> None:
        self.data, self.bind, self.port, self.members, self.stop = data, bind, port, members, stop
        self.address = f"http://localhost:{port}"
        self.logs = data / "logs"

    def run(self) -> None:
        """From nothing to a served demo, until `Stopped` or `Refusal` ends it."""
        self.logs.mkdir(mode=0o700, exist_ok=True)
        with ExitStack() as ending:
            children = [self._start_postgresql(ending)]
            self._prepare_database()
            say("Starting the web and the worker …")
            for child in (self._web(), self._worker()):
                ending.callback(child.stop)
                child.start()
                children.append(child)
            self._wait_until_served(children)
            say(f"Espace Client is ready on {self.address}")
            self._watch(children)

    def _start_postgresql(self, ending: ExitStack) -> Child:
        say("Starting PostgreSQL …")
        cluster = Cluster(self.data / "postgresql", self.logs / "postgresql.log", dict(os.environ))
        ending.callback(cluster.forget_socket)
        self.environment = self._environment(cluster.url)
        cluster.prepare(self.stop)
        server = cluster.child()
        ending.callback(server.stop)
        server.start()
        cluster.wait_until_ready(server, self.stop)
        return server

    def _environment(self, database_url: str) -> dict[str, str]:
        """What the web, the worker and the commands are told; kept for whoever wants to run one."""
        ours = {
            "ESPACE_CLIENT_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PUBLIC_URL": self.address,
            "DATABASE_URL": database_url,
            "STATIC_ROOT": str(self.data / "static"),
            "PYTHONPATH": str(HOUSE),
            **kept_secrets(self.data / "secrets.json"),
        }
        lines = [f"export {name}={shlex.quote(value)}\n" for name, value in ours.items()]
        write_privately(self.data / "env.sh", "".join(lines))
        around = {name: value for name, value in os.environ.items() if name not in _FROM_ELSEWHERE}
        return around | ours

    def _prepare_database(self) -> None:
        say("Bringing the database and the styles up to date …")
        self._command("migrate", "--verbosity=0")
        self._command("collectstatic", "--noinput", "--verbosity=0")
        filled = self.data / "filled"
        if filled.exists():
            return
        self._command("set-demo-clock", IMPORTED_AT)
        if self.members:
            self._invent_members()
        self._command("hire-demo-staff")
        self._command("set-demo-clock", OPENING_DAY)
        filled.touch()

    def _invent_members(self) -> None:
        say(f"Inventing {self.members} members …")
        count, folder = str(self.members), str(self.data / "portfolio")
        self._command("make-portfolio", "--members", count, "--seed", SEED, "--out", folder)
        self._command("import-portfolio", folder, "--apply")
        self._command("rehearse", folder, "--keep")

    def _command(self, *words: str) -> None:
        command = [sys.executable, "-m", "espace_client", *words]
        run_step(command, self.logs / "commands.log", self.environment, self.stop)

    def _web(self) -> Child:
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--chdir", str(HOUSE)]
        where = ["--bind", f"{self.bind}:{self.port}", "--no-control-socket"]
        shape = ["--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=5"]
        log = self.logs / "web.log"
        return Child("The web", [*gunicorn, *where, *shape], log, self.environment)

    def _worker(self) -> Child:
        command = [sys.executable, "-m", "espace_client", "procrastinate", "worker"]
        return Child("The worker", command, self.logs / "worker.log", self.environment)

    def _wait_until_served(self, children: list[Child]) -> None:
        for _ in range(READY_WITHIN):
            if self._is_served():
                return
            _restart_the_dead(children)
            self.stop.pause()
        raise Refusal(f"The web does not answer on {self.address}/healthz. See {self.logs}.")

    def _is_served(self) -> bool:
        host = "127.0.0.1" if self.bind == "0.0.0.0" else self.bind
        web = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            web.request("GET", "/healthz", headers={"Host": f"localhost:{self.port}"})
            return web.getresponse().status == 200
        except (OSError, http.client.HTTPException):  # not listening yet
            return False
        finally:
            web.close()

    def _watch(self, children: list[Child]) -> None:
        while True:
            _restart_the_dead(children)
            self.stop.pause()


def _restart_the_dead(children: list[Child]) -> None:
    for child in children:
        if child.has_died():
            say(f"{child.name} stopped. Starting it again …")
            child.restart()


def free_port(bind: str, port: int) -> int:
    """*port* itself if nobody listens there, or any free one for 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refusal(
                    f"Port {port} is already in use. Choose another one: make demo PORT={port + 1}"
                ) from error
            raise Refusal(f"Cannot listen on {bind}:{port}: {error.strerror}.") from error
        return int(probe.getsockname()[1])


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Make the data folder and hold it; refuse when another demo holds it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(f"Another demo is running on {data}. Stop it first.") from error
        yield


def kept_secrets(path: Path) -> dict[str, str]:
    """The keys of this demo, made on its first start; one that a later version needs is added."""
    kept = dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SEALING_KEYS": f"demo:{_fresh_key()}",
        "SIGNING_KEYS": f"demo:{_fresh_key()}",
        "INDEX_KEY": _fresh_key(),
    }
    if made.keys() - kept.keys():
        kept = made | kept
        write_privately(path, json.dumps(kept))
    return kept


def _fresh_key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def write_privately(path: Path, text: str) -> None:
    """Write what only its owner may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
