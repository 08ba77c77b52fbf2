"""One demo for all the tests of this room."""

import signal
from collections.abc import Iterator

import pytest

from espace_client.demo.tests.running import Stack
from tests.journeys.site import Site

# Longer than a socket's path may be, with all that a shell, an address or a list would cut.
AWKWARD = "Démo & compagnie, 100 % d'essai " + "x" * 90


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """It runs; a test that stops it starts it again."""
    running = Stack(tmp_path_factory.mktemp(AWKWARD) / "data")
    yield running
    assert running.stop(signal.SIGTERM) == 0


@pytest.fixture(scope="session")
def site(stack: Stack) -> Site:
    """What it serves."""
    return stack.site()
