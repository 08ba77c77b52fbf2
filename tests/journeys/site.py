"""The real product, started as `make demo` starts it, in a folder of its own."""

import http.cookiejar
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urljoin

import lxml.html
import pytest

from tests.bench import filling
from tests.bench.clock import PARIS
from tests.bench.environment import ROOT, VAR

_READY = "Espace Client is ready on "
_PATIENCE = 400
_MAIL_PATIENCE = 30  # seconds for the worker to send
# Each journey has an hour and more to itself, so that no limit on tries joins two of them.
_BETWEEN = timedelta(minutes=70)
_OPENING = datetime(2022, 3, 24, 8, 0, tzinfo=PARIS)
_OURS = (
    "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "SEALING_KEYS", "SIGNING_KEYS",
    "INDEX_KEY", "STATIC_ROOT",
)  # fmt: skip


@dataclass(frozen=True)
class SentMail:
    """A mail that the demo kept."""

    to: str
    subject: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class SentText:
    """A text message that the demo kept. `to` is E.164: « +33639980037 »."""

    to: str
    text: str


@dataclass(frozen=True)
class SentLetter:
    """A letter that the demo printed. `to` is a name: « Jeanne Martin »."""

    to: str
    subject: str
    text: str
    postal_lines: tuple[str, ...]


class Site:
    """The product at its address, with its mailbox and its clock."""

    def __init__(self, address: str, data: Path) -> None:
        self.address = address
        self.data = data
        self.now = _OPENING.astimezone(UTC)  # in UTC: a sum of hours is elapsed time
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def url(self, path: str) -> str:
        """The full address of a path."""
        return urljoin(self.address, path)

    def read(self, path: str, content: dict[str, object] | None = None) -> str:
        """What stands at a path; *content* is posted."""
        data = urlencode(content).encode() if content is not None else None
        request = urllib.request.Request(self.url(path), data, {"Origin": self.address})
        with self._opener.open(request, timeout=30) as answer:
            return str(answer.read().decode())

    def set_clock(self, moment: datetime) -> None:
        """Make it *moment* for everybody; time runs on from there."""
        root = lxml.html.document_fromstring(self.read("/demo/"))
        forms = [form for form in root.xpath("//form") if form.get("action") == "/demo/clock"]
        there = f"{moment.astimezone(PARIS):%d/%m/%Y %H:%M}"
        self.read("/demo/clock", dict(filling.filled(forms[-1], {"moment": there})))
        self.now = moment.astimezone(UTC)

    def let_pass(self, by: timedelta) -> None:
        """Move the clock on. The journey has itself taken a few seconds of that time."""
        self.set_clock(self.now + by)

    @contextmanager
    def on(self, moment: datetime) -> Iterator[None]:
        """Another day for a while."""
        before = self.now
        self.set_clock(moment)
        yield
        self.set_clock(before)

    def mails(self, to: str = "") -> list[SentMail]:
        """What was sent, the oldest first; to one address if given."""
        kept = json.loads(self.read(f"/demo/mailbox.json?{urlencode({'to': to})}"))
        mails = [SentMail(m["to"], m["subject"], m["text"], tuple(m["links"])) for m in kept]
        return [mail for mail in reversed(mails) if to in ("", mail.to)]

    def wait_for_mail(self, to: str, count: int = 1) -> SentMail:
        """The newest mail to *to*, once *count* have come."""
        return wait_for(lambda: self.mails(to), count, f"mail to {to}")

    def texts(self, to: str = "") -> list[SentText]:
        """The text messages, the oldest first; to one number if given."""
        kept = json.loads(self.read("/demo/texts.json"))
        texts = [SentText(row["to"], row["text"]) for row in kept]
        return [text for text in reversed(texts) if to in ("", text.to)]

    def letters(self, to: str = "") -> list[SentLetter]:
        """The letters that were printed, the oldest first; to one person if given."""
        kept = json.loads(self.read("/demo/letters.json"))
        letters = [
            SentLetter(row["to"], row["subject"], row["text"], tuple(row["postal_lines"]))
            for row in kept
        ]
        return [letter for letter in reversed(letters) if to in ("", letter.to)]

    def wait_for_text(self, to: str, count: int = 1) -> SentText:
        """The newest text message to *to*, once *count* have come."""
        return wait_for(lambda: self.texts(to), count, f"text message to {to}")

    def wait_for_letter(self, to: str, count: int = 1) -> SentLetter:
        """The newest letter to *to*, once *count* have come: those that wait are made to leave."""

        def printed() -> list[SentLetter]:
            self.print_letters()
            return self.letters(to)

        return wait_for(printed, count, f"letter to {to}")

    def print_letters(self) -> None:
        """Press « Faire partir le courrier du jour », if a letter waits."""
        root = lxml.html.document_fromstring(self.read("/demo/letters"))
        forms = [
            form for form in root.xpath("//form") if form.get("action") == "/demo/letters/print"
        ]
        if forms:
            self.read("/demo/letters/print", dict(filling.filled(forms[0], {})))


def wait_for[T](kept: Callable[[], list[T]], count: int, what: str) -> T:
    """The newest of what *kept* finds, once there are *count*."""
    until = time.monotonic() + _MAIL_PATIENCE
    found: list[T] = []
    while time.monotonic() < until:
        if len(found := kept()) >= count:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no {what} (number {count}) in {_MAIL_PATIENCE} seconds; came: {found}")


@pytest.fixture(scope="package")
def running_site() -> Iterator[Site]:
    """One stack for all journeys of the run: two web workers, one job worker, PostgreSQL."""
    with started(VAR / "journeys" / str(os.getpid())) as site:
        yield site


@contextmanager
def started(data: Path, *options: str) -> Iterator[Site]:
    """A stack in a folder of its own, which goes with it."""
    shutil.rmtree(data, ignore_errors=True)
    data.parent.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    module = [sys.executable, "-m", "espace_client.demo.stack", "--port", "0"]
    command = [*module, "--data", str(data), *options]
    log = data.with_suffix(".log")
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output) as stack,
    ):
        try:
            yield Site(_address(stack, log), data)
        finally:
            stack.send_signal(signal.SIGTERM)
            stack.wait(60)
    shutil.rmtree(data, ignore_errors=True)
    log.unlink()


def _address(stack: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and stack.poll() is None:
        said = log.read_text("utf-8")
        if _READY in said:
            return said.partition(_READY)[2].split()[0]
        time.sleep(0.2)
    raise RuntimeError(f"the product did not start:\n{log.read_text('utf-8')}")


@pytest.fixture
def site(running_site: Site) -> Site:
    """The product, a good hour after the journey before. The first starts on opening day."""
    running_site.let_pass(_BETWEEN)
    return running_site
