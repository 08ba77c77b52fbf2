"""Child processes that are started, watched, restarted and always stopped."""

import json
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RESTARTS = 3  # of one process in a minute, before everything is given up
_MINUTE = 60  # seconds
_TICK = 0.1  # seconds
_TRACE = ".pid"  # beside the log: what runs, for the start after a power cut
_LEFTOVER_TICKS = 150


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
    restarted: list[float] = field(default_factory=list, init=False)

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
        trace = {"pid": self.process.pid, "stop_with": self.stop_with, "command": self.command}
        self._trace.write_text(json.dumps(trace), "utf-8")

    @property
    def _trace(self) -> Path:
        return self.log.with_suffix(_TRACE)

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> None:
        """Start it again after its death, a few times a minute at most."""
        now = time.monotonic()
        self.restarted = [moment for moment in self.restarted if now - moment < _MINUTE]
        if len(self.restarted) >= RESTARTS:
            raise Refusal(
                f"{self.name} stopped {RESTARTS + 1} times in a minute. "
                f"Its last words, from {self.log}:\n{last_lines(self.log)}"
            )
        self.restarted.append(now)
        if self.process is not None:
            _kill_group(self.process.pid)  # what a killed parent may have left
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
                _kill_group(self.process.pid)
                self.process.wait()
        _kill_group(self.process.pid)
        self._trace.unlink(missing_ok=True)


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


def end_leftovers(logs: Path) -> None:
    """End what a supervisor that was killed outright left running (seen on Linux alone)."""
    for trace in logs.glob(f"*{_TRACE}"):
        left = json.loads(trace.read_text("utf-8"))
        if _command_of(left["pid"]) == left["command"]:
            os.kill(left["pid"], left["stop_with"])
            for _ in range(_LEFTOVER_TICKS):
                if not _command_of(left["pid"]):
                    break
                time.sleep(_TICK)
            _kill_group(left["pid"])
        trace.unlink()


def _command_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")[:-1]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # nobody is left
        return


def last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-count:])


def group_of(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
