"""A visit to the emergency room: the law sets its price, and the page says which and since when."""

import pytest

from espace_client.reimbursements.simulation import VISITOR, Simulation, sealed
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]


def asked(client: CheckedClient, whole: str) -> Page:
    simulation = Simulation(act="FORFAIT-URGENCES")
    form = client.get(f"/simulateur/essai/{sealed(simulation, owner=VISITOR)}")
    assert not form.page.root.xpath("//input[@name='price']")
    return client.send(form, whole=whole, follow=True).page


@pytest.mark.parametrize(
    ("day", "whole", "price"),
    [
        ("2022-03-24", "non", "19,61 €"),
        ("2026-11-26", "non", "23,00 €"),
        ("2026-11-26", "oui", "9,96 €"),
    ],
)
def test_its_charge_is_that_of_the_day_with_its_source(
    client: CheckedClient, clock: Clock, day: str, whole: str, price: str
) -> None:
    clock.set(f"{day}T09:00")
    page = asked(client, whole)
    assert page.h1 == "Vous n’auriez rien à payer"  # the sample contract pays it
    text = page.text.replace("\u00a0", " ")
    assert f"Pour un prix de {price}" in text
    sources = page.root.xpath("string(//details[contains(., 'leurs sources')])")
    assert f"{price} : forfait patient urgences" in " ".join(
        sources.replace("\u00a0", " ").split()
    ) or (
        f"{price} (à vérifier) : forfait patient urgences réduit" in sources.replace("\u00a0", " ")
    )
    assert "L160-13" in sources
    assert ("À vérifier" in text) is (whole == "oui")
