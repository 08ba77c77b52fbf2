"""Child processes that are started, watched, restarted and always stopped."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RESTARTS = 3  # of one process, before everything is given up
_TICK = 0.1  # seconds


class Refusal(Exception):
    """Why the demo cannot run, in a sentence for whoever started it."""


class Stopped(Exception):
    """Somebody asked for the end."""


class StopSignal:
    """Remembers that the end was asked for.

    A handler that raised could do so between the birth of a child and the moment its number is
    known: an orphan. So the request is only noted, and heard in `pause`.
    """

    def __init__(self) -> None:
        self.received = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, frame: object) -> None:
        self.received = True

    def pause(self) -> None:
        """Wait a moment, or raise `Stopped`."""
        time.sleep(_TICK)
        if self.received:
            raise Stopped


@dataclass
class Child:
    """One long-running process, in a process group of its own, with a log of its own."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    user: str | None = None
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 15  # seconds between being asked and being killed
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    restarts: int = field(default=0, init=False)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                process_group=0,  # Ctrl-C reaches the supervisor alone, which stops them in order
                user=self.user,
                group=group_of(self.user) if self.user else None,
                extra_groups=[] if self.user else None,
            )

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> None:
        """Start it again after its death, a few times at most."""
        if self.restarts >= RESTARTS:
            raise Refusal(
                f"{self.name} stopped {RESTARTS + 1} times. Its last words, from {self.log}:\n"
                + last_lines(self.log)
            )
        self.restarts += 1
        self._signal_group(signal.SIGKILL)  # what a killed parent may have left
        self.start()

    def stop(self) -> None:
        """Ask it to end, wait, and see to it that nobody of its group stays."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_with)
            try:
                self.process.wait(self.patience)
            except subprocess.TimeoutExpired:
                self._signal_group(signal.SIGKILL)
                self.process.wait()
        self._signal_group(signal.SIGKILL)

    def _signal_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):  # nobody is left
                return


def run_step(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    stop: StopSignal,
    user: str | None = None,
) -> None:
    """Run a command to its end, unless somebody asks for ours."""
    step = Child(Path(command[0]).name, command, log, environment, user)
    step.start()
    assert step.process is not None
    try:
        while step.process.poll() is None:
            stop.pause()
    finally:
        step.stop()
    if step.process.returncode:
        said = " ".join(command)
        raise Refusal(f"This command failed: {said}\n{last_lines(log)}")


def last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-count:])


def group_of(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
