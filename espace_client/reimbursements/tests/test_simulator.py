"""The simulator for a member: whose contract, whose care, what was used, who may be told."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from espace_client.audit.models import Entry
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.care import care_for
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.contracts.covering import cover_of
from espace_client.contracts.models import Contract, Coverage, Guarantee
from espace_client.kernel import clock as house_clock
from espace_client.members.models import Person
from espace_client.members.permissions import Right
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.queries import patient, uses_of
from espace_client.reimbursements.simulation import Simulation, sealed
from tests.bench.pages import CheckedClient, Page
from tests.bench.pdf import Document
from tests.people import acting, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]

MOST_QUERIES = 4  # the session, the account with its person, and two of the page
LENSES = "LENTILLES-NON-REMBOURSEES"
FLAT = "100 € par an"


def plain(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def at(space: Person, whom: Person, act: str = "", answers: dict[str, str] | None = None) -> str:
    cover = Coverage.objects.get(person=whom)
    simulation = Simulation(cover.pk.hex, act=act, answers=answers or {})
    return f"/simulateur/{sealed(simulation, owner=str(space.pk))}"


@pytest.fixture
def lenses(jeanne: Person) -> Contract:
    """Jeanne's contract pays 100 € of lenses a year to each."""
    contract = Contract.objects.get(holder=jeanne)
    option = Guarantee.objects.filter(
        option__version__product=contract.product, option__code=contract.option_code
    )
    line = option.order_by("-position").first()
    assert line is not None
    Guarantee.objects.create(
        option=line.option, position=line.position + 1, heading="optical",
        label="Lentilles", expression=FLAT, kind="lenses",
    )  # fmt: skip
    return contract


def bought(person: Person, contract: Contract, paid: str, on: date = date(2022, 2, 1)) -> None:
    """Lenses that were reimbursed."""
    Reimbursement.objects.create(
        reference=f"R-{person.reference}", contract=contract, person=person, cared_on=on,
        care="Lentilles", kind="lenses", spent=Decimal(paid), basic=Decimal(0),
        complementary=Decimal(paid),
    )  # fmt: skip


def answered(client: CheckedClient, space: Person, whom: Person) -> HttpResponse:
    return client.get(at(space, whom, LENSES, {"price": "150.00"}))


def test_whoever_covers_somebody_else_is_asked_for_whom(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    page = signed_in(client, jeanne).get("/simulateur").page
    assert page.h1 == "Pour qui est le soin\u00a0?".replace("\u00a0", " ")
    people = [a.text for a in page.root.xpath("//main//ul[contains(@class, 'link-list')]//a")]
    assert people == ["Jeanne Martin", "Karim Martin"]
    care = client.get(page.link("Karim Martin")).page
    assert "Pour Karim Martin." in care.text


def test_whoever_is_covered_alone_is_not_asked(client: CheckedClient, salah: Person) -> None:
    page = signed_in(client, salah).get("/simulateur").page
    assert page.h1 == "Combien me sera remboursé ?"
    assert "Choisir une autre personne" not in page.text


def test_a_covered_person_simulates_for_themselves_alone(
    client: CheckedClient, karim: Person
) -> None:
    page = signed_in(client, karim).get("/simulateur").page
    assert "Pour Karim Martin." in page.text
    assert "Jeanne" not in page.root.xpath("string(//main)")


def test_from_words_to_the_amounts_of_the_computation(client: CheckedClient, salah: Person) -> None:
    found = client_words(client, salah, "medecin traitant")
    asked = client.get(found.page.root.xpath("//section[@aria-labelledby='trouves']//a/@href")[0])
    page = client.send(asked, price="25", path="non", optam="oui", whole="non", follow=True).page
    contract = Contract.objects.get(holder=salah)
    today = house_clock.today()
    care = care_for(
        catalogue().find("G"), on=today, price=Decimal(25), patient=patient(salah), in_path=False
    )
    expected = reimburse(
        care, cover_of(contract, on=today), uses_of(contract, who=salah.pk, on=today), law()
    )
    assert expected.left == Decimal("11.00")  # 10 € for leaving the path, 1 € kept back
    assert page.h1 == f"Il vous resterait {to_the_cent(expected.left)} à payer".replace("\xa0", " ")
    assert "Avec l’avis de votre médecin traitant" in page.text


def client_words(client: CheckedClient, who: Person, words: str) -> HttpResponse:
    return client.send(signed_in(client, who).get("/simulateur"), words=words, follow=True)


def test_what_was_used_is_counted(client: CheckedClient, jeanne: Person, lenses: Contract) -> None:
    signed_in(client, jeanne)
    assert "50,00 € à payer" in plain(answered(client, jeanne, jeanne).page)
    bought(jeanne, lenses, "60.00")
    page = answered(client, jeanne, jeanne).page
    assert "110,00 € à payer" in plain(page)
    assert "il vous resterait 0,00 € sur la garantie" in plain(page)
    assert "Elle se renouvelle le 1er janvier 2023." in plain(page)


def test_the_use_of_another_adult_stays_theirs(
    client: CheckedClient, jeanne: Person, karim: Person, lenses: Contract
) -> None:
    """The holder of the contract, who pays it, does not learn what her husband was reimbursed."""
    bought(karim, lenses, "60.00")
    page = answered(signed_in(client, jeanne), jeanne, karim).page
    assert "50,00 € à payer" in plain(page)
    assert "comme si rien n’avait été remboursé avant" in page.text
    assert "sur la garantie" not in page.text
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    page = answered(client, jeanne, karim).page
    assert "110,00 € à payer" in plain(page)
    assert "comme si rien" not in page.text


def test_a_carer_sees_the_use_of_whom_they_help_and_of_nobody_else(
    client: CheckedClient, jeanne: Person, karim: Person, salah: Person, lenses: Contract
) -> None:
    """What Karim allowed Jeanne is not passed on to whom Jeanne allowed."""
    bought(karim, lenses, "60.00")
    bought(jeanne, lenses, "70.00")
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS, Right.CONTRACTS))
    assert "120,00 € à payer" in plain(answered(client, jeanne, jeanne).page)
    assert "50,00 € à payer" in plain(answered(client, jeanne, karim).page)
    assert Entry.objects.filter(event="accounts.carer_read").exists()


def test_a_carer_who_may_not_see_contracts_does_not_learn_who_else_is_covered(
    client: CheckedClient, jeanne: Person, karim: Person, salah: Person, lenses: Contract
) -> None:
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    client.may_see = frozenset({"salah", "jeanne"})
    pages = [client.get("/simulateur"), answered(client, jeanne, jeanne)]
    pages.append(answered(client, jeanne, karim))  # an address of when they might
    assert pages[-1].page.link("Jeanne Martin")
    pages.append(client.get(f"/ce-qu-il-vous-reste/{lenses.pk}"))
    for response in pages:
        assert response.status_code == 200
        assert "Karim" not in response.content.decode()
        assert "Choisir une autre personne" not in response.page.text
        assert "/mes-garanties" not in response.content.decode()


def test_a_carer_of_somebody_who_covers_others_alone_is_led_to_what_opens(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    Coverage.objects.filter(person=jeanne).update(end_on=date(2022, 3, 1))
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    response = client.get("/simulateur")
    assert "Aucun contrat ne vous couvre" in response.page.text
    assert "/mes-contrats" not in response.content.decode()
    assert client.get(response.page.link("Essayer avec un contrat d’exemple")).status_code == 200


def test_a_carer_without_that_function_has_no_simulator(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    rights = set(Right) - {Right.REIMBURSEMENTS}
    acting(client, salah, helped(jeanne, salah, *rights))
    assert client.get("/simulateur").status_code == 404
    assert "/simulateur" not in client.get("/accueil").content.decode()
    assert "/simulateur" not in client.get("/mes-garanties").content.decode()


def test_an_address_opens_in_its_own_space_alone(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    address = at(jeanne, jeanne, "HBLD734", {"price": "539.00"})
    assert signed_in(client, jeanne).get(address).status_code == 200
    assert signed_in(other_client, salah).get(address).status_code == 404


def test_a_cover_of_somebody_else_in_an_address_of_mine_is_asked_again(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    """Even sealed here: who is covered is looked up each time."""
    page = signed_in(client, salah).get(at(salah, jeanne, LENSES, {"price": "9.00"})).page
    assert "Jeanne" not in page.text
    assert "Salah" not in page.h1


def test_nothing_of_a_simulation_is_kept(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    signed_in(client, jeanne)
    before = Entry.objects.count()
    answered(client, jeanne, jeanne)
    assert Entry.objects.count() == before


def test_pages_ask_little_of_the_database(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    signed_in(client, jeanne)
    addresses = {
        "/simulateur": 3,
        at(jeanne, jeanne): 3,
        at(jeanne, jeanne, LENSES): 3,
        at(jeanne, jeanne, LENSES, {"price": "150.00"}): MOST_QUERIES,
    }
    for address, most in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) == most, [query["sql"][:80] for query in asked.captured_queries]


def test_after_the_end_of_the_contract_it_says_so(client: CheckedClient, salah: Person) -> None:
    Contract.objects.filter(holder=salah).update(end_on=date(2022, 3, 1))
    page = signed_in(client, salah).get("/simulateur").page
    assert "Aucun contrat ne vous couvre aujourd’hui" in page.text
    assert page.link("Essayer avec un contrat d’exemple")


def test_the_pages_of_a_member_lead_here(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    for page in ("/accueil", "/mes-garanties"):
        assert client.get(page).page.link("Combien me sera remboursé ?") == "/simulateur"


def test_the_answer_on_paper_says_the_same_and_is_kept_nowhere(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    bought(jeanne, lenses, "60.00")
    page = answered(signed_in(client, jeanne), jeanne, jeanne).page
    answer = client.get(page.link("Garder en PDF"))
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="estimation-de-remboursement.pdf"'
    )
    text = " ".join(Document(answer.content).text.split())
    for words in (
        "Jeanne Martin", "150,00 €", "40,00 €", "110,00 €", "ce n’est pas une promesse de paiement",
        "24 mars 2022", "il vous resterait 0,00 € sur la garantie",
    ):  # fmt: skip
        assert words in text, words
    assert "Aucun document" in client.get("/mes-documents").page.text


def test_there_is_no_paper_before_there_is_an_answer(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    assert client.get(f"{at(jeanne, jeanne)}/pdf").status_code == 404
    assert client.get(f"{at(jeanne, jeanne, LENSES)}/pdf").status_code == 404
