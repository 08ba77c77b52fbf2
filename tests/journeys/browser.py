"""The browser, and one visit of somebody in it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.bench.environment import ROOT
from tests.journeys import looks
from tests.journeys.hands import Hand, Keys, Pointer
from tests.journeys.site import Site

SHOTS = ROOT / "docs" / "screenshots"
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_TALLEST = 2000  # pixels of a picture: a guarantee table is long
_PATIENCE = 10_000  # milliseconds for one gesture
_OUR_OWN_REFUSALS = (404, 410, 422)
_JUDGED: set[tuple[str, int, int]] = set()  # in this run


@dataclass(frozen=True)
class Way:
    """A way to come: the size of the screen, scripts or not, pointer or keys."""

    name: str
    width: int = 1280
    height: int = 900
    scripts: bool = True
    keys: bool = False


DESKTOP = Way("desktop")
PHONE = Way("phone", 320, 640)
KEYBOARD = Way("keyboard", keys=True)
NO_SCRIPT = Way("no-script", scripts=False)
WAYS = (DESKTOP, PHONE, KEYBOARD, NO_SCRIPT)

every_way = pytest.mark.parametrize("visit", WAYS, ids=lambda way: way.name, indirect=True)


class Visit:
    """Somebody in front of the site. What the browser complains of fails the journey."""

    def __init__(self, page: Page, site: Site, way: Way, *, shots: bool) -> None:
        self.page, self.site, self.way, self.shots = page, site, way, shots
        self.hand: Hand = Keys(page) if way.keys else Pointer(page)
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.site.url(path))

    def press(self, name: str) -> None:
        """Follow a link."""
        self.hand.press(name, "link")

    def press_button(self, name: str) -> None:
        """Press a button."""
        self.hand.press(name, "button")

    def sees(self, heading: str | re.Pattern[str]) -> None:
        """The page is the one with that heading."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for()

    def reads(self, words: str) -> None:
        """These words stand on the page."""
        self.page.get_by_text(words).first.wait_for()

    def look(self, name: str = "") -> None:
        """Judge the page as it stands; keep a picture of it under *name* if the run asks.

        Not without scripts: the judges are scripts themselves, and the page is the same. A name is
        that of one page in one state, so it is judged once a run in each size: whoever comes with
        the keys alone sees what whoever had a pointer saw.
        """
        if not self.way.scripts:
            return
        size = (name, self.way.width, self.way.height)
        if not name or size not in _JUDGED:
            found = looks.faults(self.page)
            assert not found, f"{self.page.url} ({self.way.name})\n" + "\n".join(found)
            _JUDGED.add(size)
        if name and self.shots and self.way in (DESKTOP, PHONE):
            SHOTS.mkdir(parents=True, exist_ok=True)
            suffix = "" if self.way is DESKTOP else f"-{self.way.name}"
            height = self.page.evaluate("document.documentElement.scrollHeight")
            area = {"x": 0, "y": 0, "width": self.way.width, "height": min(height, _TALLEST)}
            self.page.screenshot(path=SHOTS / f"{name}{suffix}.png", full_page=True, clip=area)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if message.text.startswith("Failed to load resource"):
            return  # told by _answered, with its status
        self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site.address, "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        refused = response.status >= 400
        if refused and not (
            response.request.is_navigation_request() and response.status in _OUR_OWN_REFUSALS
        ):
            self.complaints.append(f"{response.status} from {response.url}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for all journeys. Not for longer: its loop would get in Django's way."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_chromium(), args=_ARGUMENTS)
        yield running
        running.close()


def _chromium() -> str:
    if chosen := os.environ.get("ESPACE_CLIENT_BROWSER"):
        return chosen
    finder = Path(ROOT, "tools", "browser.py")
    found = subprocess.run([sys.executable, finder], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@contextmanager
def coming(browser: Browser, site: Site, way: Way, *, shots: bool = False) -> Iterator[Visit]:
    """A visit with cookies of its own: another person, or another machine of the same one."""
    context = browser.new_context(
        viewport={"width": way.width, "height": way.height},
        java_script_enabled=way.scripts,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    context.set_default_timeout(_PATIENCE)
    try:
        visit = Visit(context.new_page(), site, way, shots=shots)
        yield visit
        assert not visit.complaints, "\n".join(visit.complaints)
    finally:
        context.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Visit]:
    """Somebody who comes, on a desktop unless the test says another way."""
    way = getattr(request, "param", DESKTOP)
    with coming(browser, site, way, shots=request.config.getoption("--screenshots")) as one:
        yield one
