"""Prints the path of a Chromium that runs on this machine, after installing one if there is none.

The journeys drive a real browser; without one they prove nothing, so this fails, with what to
install, rather than let them be skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

CHOSEN = "ESPACE_CLIENT_BROWSER"  # a path, for who has several
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PATIENCE = 900  # seconds, for a download


def main() -> int:
    if chosen := os.environ.get(CHOSEN):
        if not runs(chosen):
            sys.stderr.write(f"{CHOSEN}={chosen} is not a browser that runs.\n")
            return 1
        print(chosen)
        return 0
    for path in candidates():
        if runs(path):
            print(path)
            return 0
    sys.stderr.write(
        "No browser for the journeys. Install Chromium or Chrome (Debian, Ubuntu: "
        "sudo apt-get install chromium), or say where one is: "
        f"{CHOSEN}=/path/to/chromium make test\n"
    )
    return 1


def candidates() -> Iterator[str]:
    """Where a browser may be; each one further down costs more."""
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield MACOS
    yield playwrights_own()
    if tried([sys.executable, "-m", "playwright", "install", "chromium"]):
        yield playwrights_own()
    if os.geteuid() == 0 and shutil.which("apt-get"):
        tried(["apt-get", "update", "--quiet"])
        tried(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
        yield shutil.which("chromium") or ""


def runs(path: str) -> bool:
    """A name is not enough: a package may be a stub, or lack a library."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def tried(command: list[str]) -> bool:
    """Whether *command* worked. What it says goes to stderr: stdout is for the path."""
    sys.stderr.write(f"No browser yet. Running: {' '.join(command)}\n")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=quiet, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        sys.stderr.write(f"{error}\n")
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
