"""Which ear, which eye, in the network or not: asked where the contract counts by it."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.contracts.models import Contract, Coverage, Guarantee
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.simulation import Simulation, sealed
from tests.bench.pages import CheckedClient, Page
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]

AID = "AIDE-AUDITIVE-2"


def with_lines(person: Person, kind: str, *expressions: str) -> Contract:
    """The contract of *person* pays that kind of care by these lines, and no other."""
    contract = Contract.objects.get(holder=person)
    lines = Guarantee.objects.filter(
        option__version__product=contract.product, option__code=contract.option_code
    )
    last = lines.order_by("-position").first()
    assert last is not None
    lines.filter(kind=kind).delete()
    for number, expression in enumerate(expressions, 1):
        Guarantee.objects.create(
            option=last.option, position=last.position + number, heading=last.heading,
            label=f"Ligne {number}", expression=expression, kind=kind,
        )  # fmt: skip
    return contract


def at(person: Person, act: str) -> str:
    cover = Coverage.objects.get(person=person)
    return f"/simulateur/{sealed(Simulation(cover.pk.hex, act=act), owner=str(person.pk))}"


def left(page: Page) -> str:
    return page.h1.replace("\u00a0", " ")


def test_the_other_ear_still_has_its_aid(client: CheckedClient, jeanne: Person) -> None:
    """1 000 € each four years, the Sécurité sociale included: the right one had its own last year.
    Of 1 500 €, the ticket modérateur is all that is paid of that one."""
    contract = with_lines(
        jeanne, "hearing_free", "1 000 € par oreille tous les 4 ans, Sécurité sociale incluse"
    )
    Reimbursement.objects.create(
        reference="R-1", contract=contract, person=jeanne, cared_on=date(2021, 2, 1), care="Aide",
        kind="hearing_free", spent=Decimal(1500), basic=Decimal(240), complementary=Decimal(760),
        part="droite",
    )  # fmt: skip
    asked = signed_in(client, jeanne).get(at(jeanne, AID))
    assert "Votre contrat compte chaque oreille à part" in asked.page.text
    assert not asked.page.root.xpath("//input[@name='quantity']")
    for side, amount in {
        "gauche": "Il vous resterait 500,00 € à payer",
        "droite": "Il vous resterait 1 100,00 € à payer",
        "les_deux": "Il vous resterait 1 600,00 € à payer",
    }.items():
        asked = client.get(at(jeanne, AID))
        page = client.send(asked, price="1500", side=side, follow=True).page
        assert left(page) == amount, side
    asked = client.get(at(jeanne, AID))
    unknown = client.send(asked, price="1500", side="ne_sais_pas", follow=True).page
    assert "Nous avons compté un seul côté" in unknown.text


def test_no_answer_is_asked_for_again(client: CheckedClient, jeanne: Person) -> None:
    with_lines(jeanne, "hearing_free", "1 000 € par oreille tous les 4 ans")
    wrong = client.send(signed_in(client, jeanne).get(at(jeanne, AID)), price="1500")
    assert wrong.status_code == 422
    assert "Choisissez une réponse" in wrong.page.text


def test_the_network_pays_more(client: CheckedClient, jeanne: Person) -> None:
    with_lines(
        jeanne, "glasses_simple",
        "200 € par équipement tous les 2 ans, dans le réseau",
        "100 € par équipement tous les 2 ans",
    )  # fmt: skip
    signed_in(client, jeanne)
    inside, outside, unknown = (
        client.send(
            client.get(at(jeanne, "LUNETTES-B-SIMPLES")), price="250.09", network=one, follow=True
        ).page
        for one in ("oui", "non", "ne_sais_pas")
    )
    assert left(inside) == "Il vous resterait 50,00 € à payer"
    assert left(outside) == left(unknown) == "Il vous resterait 150,00 € à payer"
    assert "n’est pas dans notre réseau" in unknown.text
    assert "Dans notre réseau de soins, au même prix" in outside.text


def test_what_was_said_of_the_person_is_asked_once(client: CheckedClient, jeanne: Person) -> None:
    """Kept in the address for the next care, and gone for another person."""
    asked = signed_in(client, jeanne).get(at(jeanne, "G"))
    answers = {"price": "25", "path": "oui", "optam": "oui", "whole": "non"}
    page = client.send(asked, **answers, situation="alsace_moselle", follow=True).page
    assert "Nous avons compté le régime local" in page.text
    search = client.get(page.link("Chercher un autre soin"))
    found = client.send(search, words="kiné", follow=True).page
    again = client.get(found.root.xpath("//section[@aria-labelledby='trouves']//a/@href")[0]).page
    ticked = again.root.xpath("//input[@name='situation'][@checked]/@value")
    assert ticked == ["alsace_moselle"]
    other = client.get(
        client.get(again.link("Choisir une autre personne")).page.link("Karim Martin")
    )
    doctor = client.send(other, words="g", follow=True).page
    assert not doctor.root.xpath("//input[@name='situation'][@checked]")
