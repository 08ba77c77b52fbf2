"""A demo that runs, as the terminal that started it sees it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import lxml.html
import psutil

from tests.bench.environment import ROOT
from tests.journeys.site import Site

PATIENCE = 120  # seconds
READY = "Espace Client is ready on "


class Stack:
    """The supervisor of a demo, as a terminal sees it."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self.data, self.port = data, port
        self.output = data.with_name("output")
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "espace_client.demo.stack", "--members", "12"]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), "--data", str(self.data)],
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )

    @property
    def said(self) -> list[str]:
        return self.output.read_text("utf-8").splitlines()

    def wait_for(self, line: str) -> str:
        """The first line that holds *line*."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := [one for one in self.said if line in one]:
                return found[0]
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        raise AssertionError(f"{line!r} was not said in {PATIENCE} seconds: {self.said}")

    def site(self) -> Site:
        return Site(self.wait_for(READY).removeprefix(READY), self.data)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def page(site, path):
    return lxml.html.document_fromstring(site.read(path))


def text(root):
    return " ".join(root.text_content().split())
