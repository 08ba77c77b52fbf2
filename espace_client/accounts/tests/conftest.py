"""What the stories of a second proof need: an installation that sends texts and letters."""

import uuid

import pytest

from espace_client.kernel.actors import Actor, adviser
from tests.bench.gateway import Texts
from tests.bench.print_shop import PrintShop


@pytest.fixture
def channels(texts: Texts, print_shop: PrintShop) -> tuple[Texts, PrintShop]:
    """Text messages reach a gateway, letters a printer."""
    return texts, print_shop


@pytest.fixture
def nadia() -> Actor:
    """An adviser on the telephone."""
    return adviser(identifier=uuid.UUID(int=7), name="Nadia")
