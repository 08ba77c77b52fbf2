"""« Il vous reste » on the page of guarantees: what, when it renews, and who may read it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.benefits.grammar import canonical, parse
from espace_client.contracts.models import (
    Contract,
    Coverage,
    Guarantee,
    Option,
    Relationship,
    SharedCeiling,
)
from espace_client.members.models import Person
from espace_client.members.permissions import Right
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page
from tests.people import acting, contract_of, cover, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.16")]
MOST_QUERIES = 4
LINES = (
    ("dental", "Parodontie", "200 € par an", "periodontics"),
    ("alternative_medicine", "Ostéopathie", "30 € par séance, dans la limite de 4 séances par an",
     "gentle_medicine"),
    ("prevention", "Lentilles de toute la famille", "300 € par an et par famille", "lenses"),
    ("hearing_aids", "Classe II", "1 300 € par oreille tous les 4 ans, Sécurité sociale incluse",
     "hearing_free"),
)  # fmt: skip
LEFT = "Il vous reste à utiliser"
type Paid = Callable[..., Reimbursement]


@pytest.fixture
def contract(jeanne: Person, karim: Person) -> Contract:
    """Jeanne's contract, of which some lines count something."""
    for code in ("equilibre", "confort"):
        option = Option.objects.get(code=code)
        Guarantee.objects.bulk_create(
            Guarantee(
                option=option, position=at, heading=heading, label=label, kind=kind,
                expression=canonical(parse(pays)),
            )
            for at, (heading, label, pays, kind) in enumerate(LINES, start=10)
        )  # fmt: skip
    return Contract.objects.get(holder=jeanne)


@pytest.fixture
def paid(contract: Contract, jeanne: Person) -> Paid:
    def one(kind: str, euros: int, on: date = date(2022, 2, 1), **more: object) -> Reimbursement:
        said = {
            "reference": f"R{Reimbursement.objects.count()}", "contract": contract,
            "person": jeanne, "cared_on": on, "care": "Soin", "spent": Decimal(euros),
            "basic": Decimal(0), "complementary": Decimal(euros), "kind": kind,
        }  # fmt: skip
        return Reimbursement.objects.create(**said | more)

    return one


NOT_COUNTED = "–Ne s’épuise pas"


def read(client: CheckedClient, contract: Contract, of: Person | None = None) -> dict[str, str]:
    """What is left by line, of somebody else if told: the last cell of each row."""
    asked = {"pour": Coverage.objects.get(contract=contract, person=of).pk.hex} if of else {}
    response = client.get(f"/mes-garanties/{contract.pk}", asked)
    assert response.status_code == 200
    return lefts(response.page)


def lefts(page: Page) -> dict[str, str]:
    return {
        cells(row)[0]: cells(row)[-1].replace(" Prochain renouvellement :", " |")
        for row in page.root.iter("tr")
        if row.find("th").get("scope") == "row" and row[-1].get("data-label") == LEFT
    }


def cells(row: Any) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in row]


def test_what_is_left_and_when_it_renews(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid
) -> None:
    paid("periodontics", 80)
    paid("periodontics", 50, date(2021, 12, 31))  # of the year before
    paid("gentle_medicine", 30)
    signed_in(client, jeanne)
    rows = read(client, contract)
    assert rows["Parodontie"] == "120 € sur 200 € | 1er janvier 2023"
    assert rows["Ostéopathie"] == "3 séances sur 4 | 1er janvier 2023"
    assert rows["Consultation d’un généraliste"] == NOT_COUNTED


@pytest.mark.promise("I5.6")
def test_a_cancelled_reimbursement_gives_it_back(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid
) -> None:
    paid("periodontics", 80, cancelled_on=date(2022, 3, 1))
    signed_in(client, jeanne)
    assert read(client, contract)["Parodontie"] == "200 € sur 200 € | 1er janvier 2023"


def test_four_years_run_from_the_day_of_care(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid, clock: Clock
) -> None:
    """An aid of the other class, for the same ear, waits with it."""
    signed_in(client, jeanne)
    assert read(client, contract)["Classe II"].startswith("pour les 2 oreilles ")
    paid("hearing_free", 900, date(2019, 6, 15), part="droite")
    assert read(client, contract)["Classe II"] == "pour 1 oreille sur 2 | 15 juin 2023"
    clock.set("2023-06-15T09:00")
    signed_in(client, jeanne)
    assert read(client, contract)["Classe II"].startswith("pour les 2 oreilles ")


def test_glasses_of_every_class_wait_for_one_renewal(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid
) -> None:
    option = Option.objects.get(code="equilibre")
    Guarantee.objects.filter(option=option, kind="glasses_simple").delete()
    kinds = ("glasses_nothing_left", "glasses_simple", "glasses_complex")
    for position, kind in enumerate(kinds, start=20):
        Guarantee.objects.create(
            option=option, position=position, heading="optical", label=kind, kind=kind,
            expression="100\u00a0% Santé par équipement tous les 2 ans",
        )  # fmt: skip
    paid("glasses_complex", 300, date(2021, 6, 15))
    signed_in(client, jeanne)
    rows = read(client, contract)
    for kind in kinds:
        assert rows[kind].startswith("0 équipement sur 1 | 15 juin 2023"), kind
        assert rows[kind].endswith("Compté avec les autres lignes de lunettes."), kind


def test_a_family_shares_and_each_reads_the_same_total(
    client: CheckedClient, contract: Contract, jeanne: Person, karim: Person, paid: Paid
) -> None:
    paid("lenses", 100)
    paid("lenses", 60, person=karim)
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    rows = read(client, contract)
    shared = "140 € sur 300 € Partagé par la famille. | 1er janvier 2023"
    assert rows["Lentilles de toute la famille"] == shared


def test_the_holder_does_not_read_what_is_left_to_her_husband(
    client: CheckedClient, contract: Contract, jeanne: Person, karim: Person, paid: Paid
) -> None:
    paid("periodontics", 80, person=karim)
    signed_in(client, jeanne)
    assert read(client, contract)["Parodontie"] == "200 € sur 200 € | 1er janvier 2023"
    his = client.get(client.get(f"/mes-garanties/{contract.pk}").page.link("Karim Martin")).page
    assert "Ce qui reste à Karim Martin ne se lit pas ici" in his.text
    assert lefts(his) == {}
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    assert read(client, contract)["Parodontie"].startswith("200 €")
    assert read(client, contract, karim)["Parodontie"] == "120 € sur 200 € | 1er janvier 2023"


def test_a_parent_reads_a_young_child(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid
) -> None:
    child = Person.objects.create(
        reference="E-1", birth_name="Martin", first_names="Zoé", birth_date="02/05/2012"
    )
    cover(contract, child, Relationship.CHILD)
    paid("periodontics", 20, person=child)
    signed_in(client, jeanne)
    assert read(client, contract, child)["Parodontie"].startswith("180 €")


@pytest.mark.parametrize(("right", "status"), [(Right.REIMBURSEMENTS, 200), (Right.CONTRACTS, 404)])
def test_a_carer_needs_that_very_right(
    client: CheckedClient, contract: Contract, jeanne: Person, salah: Person, right: Right,
    status: int,
) -> None:  # fmt: skip
    acting(client, salah, helped(jeanne, salah, right))
    address = f"/ce-qu-il-vous-reste/{contract.pk}"
    assert client.get(address).status_code == status
    if right is Right.CONTRACTS:
        page = client.get(f"/mes-garanties/{contract.pk}").page
        assert lefts(page) == {}
        assert "Karim Martin" not in [one.text for one in page.root.iter("a")]


def test_a_carer_reads_the_owner_of_the_space_alone(
    client: CheckedClient, contract: Contract, jeanne: Person, karim: Person, salah: Person,
    paid: Paid,
) -> None:  # fmt: skip
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    paid("periodontics", 80, person=karim)
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS, Right.CONTRACTS))
    assert read(client, contract)["Parodontie"] == "200 € sur 200 € | 1er janvier 2023"
    key = Coverage.objects.get(person=karim).pk.hex
    assert client.get(f"/mes-garanties/{contract.pk}", {"pour": key}).status_code == 404
    page = client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page
    assert "200 € sur 200 €" in page.text.replace("\u00a0", " ")
    assert "120 €" not in page.text.replace("\u00a0", " ")


def test_the_address_of_before_leads_to_the_table(
    client: CheckedClient, contract: Contract, jeanne: Person, salah: Person
) -> None:
    signed_in(client, jeanne)
    answer = client.get(f"/ce-qu-il-vous-reste/{contract.pk}")
    assert answer.url == f"/mes-garanties/{contract.pk}"
    theirs = Contract.objects.get(holder=salah)
    assert client.get(f"/ce-qu-il-vous-reste/{theirs.pk}").status_code == 404
    assert client.get(f"/mes-garanties/{theirs.pk}").status_code == 404


def test_of_a_contract_that_has_ended_nothing_is_left(
    client: CheckedClient, contract: Contract, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    Contract.objects.filter(holder=jeanne).update(end_on=date(2021, 12, 31))
    Coverage.objects.filter(contract=contract).update(end_on=date(2021, 12, 31))
    assert read(client, contract) == {}


@pytest.mark.parametrize("who_ends", ["contract", "cover"])
def test_nothing_renews_after_the_end_of_the_cover(
    client: CheckedClient, contract: Contract, jeanne: Person, salah: Person, paid: Paid,
    who_ends: str,
) -> None:  # fmt: skip
    SharedCeiling.objects.create(
        option=Option.objects.get(code="equilibre"), position=1, name="Plafond dentaire",
        kinds=["periodontics", "implants"], expression="1 000 € par année civile",
    )  # fmt: skip
    ending = Contract if who_ends == "contract" else Coverage
    the_end = " Ne se renouvelle pas avant la fin de la couverture, le 30 juin 2022."
    signed_in(client, jeanne)
    for used in (0, 80):
        if used:
            paid("periodontics", used)
        ending.objects.update(end_on=date(2022, 6, 30))
        rows = read(client, contract)
        assert rows["Parodontie"] == f"{200 - used} € sur 200 €{the_end}"
        assert rows["Plafond dentaire"].endswith(the_end)
        ending.objects.update(end_on=date(2023, 1, 1))  # the day of the renewal is covered
        assert read(client, contract)["Parodontie"].endswith("| 1er janvier 2023")
    ending.objects.update(end_on=date(2022, 6, 30))
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    page = client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page.text.replace("\u00a0", " ")
    assert "Pas avant la fin de la couverture, le 30 juin 2022" in page
    assert "1er janvier 2023" not in page


def test_lines_that_share_a_ceiling(
    client: CheckedClient, contract: Contract, jeanne: Person, paid: Paid
) -> None:
    SharedCeiling.objects.create(
        option=Option.objects.get(code="equilibre"), position=1, name="Plafond dentaire",
        kinds=["periodontics", "implants"], expression="1 000 € par année civile",
    )  # fmt: skip
    paid("periodontics", 80)
    signed_in(client, jeanne)
    assert read(client, contract)["Plafond dentaire"] == "920 € sur 1 000 € | 1er janvier 2023"


def test_a_part_of_a_monthly_ceiling_that_is_not_known_is_said(
    client: CheckedClient, contract: Contract, jeanne: Person, clock: Clock
) -> None:
    Guarantee.objects.filter(kind="periodontics").update(expression="2\u00a0% PMSS par an")
    signed_in(client, jeanne)
    assert read(client, contract)["Parodontie"] == "68,56 € sur 68,56 € | 1er janvier 2023"
    clock.set("2061-01-02T09:00")
    signed_in(client, jeanne)
    said = read(client, contract)["Parodontie"]
    assert said == "Nous ne savons pas le calculer aujourd’hui. Appelez-nous."


def test_a_contract_that_counts_nothing_says_so(
    client: CheckedClient, contract: Contract, jeanne: Person, salah: Person
) -> None:
    Guarantee.objects.update(expression="100\u00a0% BR, Sécurité sociale incluse")
    Guarantee.objects.filter(kind="").update(kind="dental_free")
    signed_in(client, jeanne)
    assert set(read(client, contract).values()) == {NOT_COUNTED}
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    page = client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page
    assert "Aucune garantie de ce contrat n’a de nombre" in page.text


def test_the_page_asks_four_times_whatever_was_paid(
    client: CheckedClient, contract: Contract, jeanne: Person, karim: Person, paid: Paid
) -> None:
    signed_in(client, jeanne)
    read(client, contract)

    addresses = [f"/mes-garanties/{contract.pk}"]
    addresses += [f"{addresses[0]}?pour={Coverage.objects.get(person=karim).pk.hex}"]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert "Prochain renouvellement" in client.get(address).page.text
            counts.append(len(queries))
        return counts

    helped(karim, jeanne, Right.REIMBURSEMENTS)
    before = asked()
    for _line in range(30):
        paid("periodontics", 2)
    contract_of(jeanne, reference="C-2")
    assert asked() == before == [MOST_QUERIES] * 2


def test_a_carer_reads_that_nothing_renews_after_the_end(
    client: CheckedClient, contract: Contract, jeanne: Person, salah: Person, paid: Paid
) -> None:
    paid("periodontics", 80)
    Contract.objects.filter(pk=contract.pk).update(end_on=date(2022, 6, 30))
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    page = client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page
    assert "Pas avant la fin de la couverture" in page.text
    assert "1er janvier 2023" not in page.text
