"""A web server of the product, or of a limit, as it runs in production: gunicorn."""

import base64
import http.client
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from espace_client.demo.processes import Child, last_lines
from espace_client.demo.stack import free_port
from tests.bench.environment import PUBLIC_URL, ROOT

OURS = "config.wsgi"
LIMIT = "tests.load.limits.wsgi"
NO_DATABASE = "postgresql://nobody@/none?host=/nowhere"  # public pages ask for nothing
# What the proxy in front says of a request that came over TLS.
FROM_PROXY = {"Host": urlsplit(PUBLIC_URL).netloc, "X-Forwarded-Proto": "https"}
_PATIENCE = 30  # seconds
_SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-measuring",
    "SEALING_KEYS": f"load:{base64.b64encode(bytes(range(32))).decode()}",
    "SIGNING_KEYS": f"load:{base64.b64encode(bytes(range(64, 96))).decode()}",
    "INDEX_KEY": base64.b64encode(bytes(range(32, 64))).decode(),
    "PUBLIC_URL": PUBLIC_URL,
    "TLS_ENDS_AT_PROXY": "1",
    "PYTHONPATH": str(ROOT),
}
_ABSENT = ("ESPACE_CLIENT_DEMO", "ESPACE_CLIENT_INSURER", "EXTRA_HOSTS", "LOG_LEVEL")


def production(static: Path, database: str = NO_DATABASE) -> dict[str, str]:
    """The environment of a real installation behind a proxy; nothing of the shell's own."""
    around = {name: value for name, value in os.environ.items() if name not in _ABSENT}
    return around | _SETTINGS | {"DATABASE_URL": database, "STATIC_ROOT": str(static)}


class Server:
    """gunicorn on a free port, from `with` to the end of its block: with one worker, whose cost is
    measured, unless what many do at once is."""

    def __init__(
        self, application: str, variables: Mapping[str, str], log: Path, *, workers: int = 1
    ) -> None:
        self.address = ("127.0.0.1", free_port("127.0.0.1", 0))
        self.log = log
        where = ["--chdir", str(ROOT), "--bind", "{}:{}".format(*self.address)]
        shape = [f"--workers={workers}", "--worker-class=gthread", "--threads=4"]
        command = [sys.executable, "-m", "gunicorn", application, "--no-control-socket"]
        self._child = Child(application, [*command, *where, *shape], log, variables)

    def __enter__(self) -> "Server":
        self._child.start()
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._child.has_died() or time.monotonic() > until:
                self._child.stop()
                raise RuntimeError(f"{self._child.name} does not start:\n{last_lines(self.log)}")
            time.sleep(0.1)
        return self

    def __exit__(self, *error: object) -> None:
        self._child.stop()

    def cpu_seconds(self) -> float:
        """The time its processes have had on a processor, user and system. Linux alone."""
        assert self._child.process is not None
        return sum(map(_cpu_seconds_of, _family(self._child.process.pid)))

    def connection(self) -> http.client.HTTPConnection:
        """A connection that a browser would keep open."""
        return connection_to(self.address)

    def _answers(self) -> bool:
        connection = self.connection()
        try:
            connection.request("GET", "/", headers=FROM_PROXY)
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):  # not listening yet
            return False
        finally:
            connection.close()


def connection_to(address: tuple[str, int]) -> http.client.HTTPConnection:
    """A connection that a browser would keep open."""
    return http.client.HTTPConnection(*address, timeout=_PATIENCE)


def _family(process: int) -> list[int]:
    """The process and its children."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [process, *(int(c) for task in tasks for c in (task / "children").read_text().split())]


def _cpu_seconds_of(process: int) -> float:
    """To the nanosecond; /proc/…/stat counts in steps of ten milliseconds."""
    return time.clock_gettime((~process << 3) | 2)  # what clock_getcpuclockid(3) computes
