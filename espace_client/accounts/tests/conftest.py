"""What the stories of a second proof need: an installation that sends texts and letters."""

import pytest

from espace_client.accounts.staff import StaffRole
from espace_client.delivery.models import Parcel
from espace_client.kernel.actors import Actor, adviser
from tests.bench.gateway import Texts
from tests.bench.print_shop import PrintShop
from tests.staff import hired


@pytest.fixture
def channels(texts: Texts, print_shop: PrintShop) -> tuple[Texts, PrintShop]:
    """Text messages reach a gateway, letters a printer."""
    return texts, print_shop


@pytest.fixture
def nadia(db: None) -> Actor:
    """An adviser on the telephone, in post."""
    staff = hired("Nadia", "nadia@horizon.example", StaffRole.ADVISER)
    Parcel.objects.filter(person=staff.pk).delete()  # her invitation is no part of the story
    return adviser(identifier=staff.pk, name="Nadia")
