"""The guarantee table on paper: from the data of the page, for whoever sees the contract."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from espace_client.contracts.models import Contract, Coverage, Guarantee, Option, ProductVersion
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import acting, contract_of, helped, signed_in, table_document_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.16")]


def downloaded(client: CheckedClient, contract: Contract, **posted: str) -> HttpResponse:
    """Press the button of the page of *contract*; what comes back."""
    page = client.get(f"/mes-garanties/{contract.pk}").page
    sent = {"form_token": page.value("form_token"), **posted}
    answer = client.post(f"/mes-garanties/{contract.pk}/pdf", sent)
    return client.get(answer.url) if answer.status_code == 302 else answer


def read(answer: HttpResponse) -> str:
    return Document(answer.content).text.replace("\u00a0", " ")


def replaced_from(day: date) -> None:
    """Another version of the table begins on that day: « Couronne 400 % »."""
    old = ProductVersion.objects.get()
    old.valid_to = day - timedelta(days=1)
    old.save()
    new = ProductVersion.objects.create(
        product=old.product, valid_from=day, source="Le nouveau tableau"
    )
    option = Option.objects.create(version=new, code="equilibre", name="Équilibre")
    Guarantee.objects.create(
        option=option, position=0, heading="dental", label="Couronne",
        expression="400\u00a0% BR, Sécurité sociale incluse",
    )  # fmt: skip


def test_it_says_the_lines_of_the_page_with_the_version_and_the_day(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    contract = Contract.objects.get(holder=jeanne)
    said = read(downloaded(client, contract))
    page = client.get(f"/mes-garanties/{contract.pk}").page
    for line in Guarantee.objects.filter(option__code="equilibre"):
        assert line.label in said
        assert line.label in page.text
    assert "Santé Retraites Horizon, option Équilibre" in said
    assert "Couronne 250 %" in said
    assert "Tableau en vigueur depuis le 1er janvier 2012. Tableau inventé pour les tests." in said
    assert "Lu le 24 mars 2022." in said


def test_only_ones_own_option_is_on_it(client: CheckedClient, jeanne: Person) -> None:
    confort = Guarantee.objects.get(option__code="confort", label="Couronne")
    confort.expression = "333 % BR, Sécurité sociale incluse"
    confort.save()
    said = read(downloaded(signed_in(client, jeanne), Contract.objects.get(holder=jeanne)))
    assert "333" not in said
    assert "Confort" not in said


def test_what_few_words_leave_out_stands_at_the_foot(client: CheckedClient, jeanne: Person) -> None:
    """An amount that contains the Sécurité sociale's part would promise more than the contract."""
    mine = Guarantee.objects.filter(option__code="equilibre")
    mine.filter(heading="optical").update(
        expression="200\u00a0€ tous les 2 ans, Sécurité sociale incluse", note="Monture comprise."
    )
    mine.filter(heading="hospital").update(note="Monture comprise.")
    said = read(downloaded(signed_in(client, jeanne), Contract.objects.get(holder=jeanne)))
    assert "60 € par jour (1)" in said
    assert "200 € tous les 2 ans (2)(1)" in said
    assert "(1) Monture comprise. (2) Ce montant comprend la part de la Sécurité sociale." in said


def test_a_line_from_elsewhere_says_so(client: CheckedClient, jeanne: Person) -> None:
    mine = Guarantee.objects.filter(option__code="equilibre")
    mine.filter(heading="dental").update(source="Ligne inventée")
    mine.filter(heading="optical").update(source="Tableau inventé pour les tests")
    said = read(downloaded(signed_in(client, jeanne), Contract.objects.get(holder=jeanne)))
    assert "Couronne 250 % (1)" in said
    assert "(1) Ligne inventée. Tableau en vigueur" in said
    assert "200 € tous les 2 ans\n" in said


@pytest.mark.promise("I6.9")
def test_the_same_table_is_the_same_document_on_any_day(jeanne: Person, clock: Clock) -> None:
    first = table_document_of(jeanne)
    clock.advance(days=40)
    assert table_document_of(jeanne) == first
    Guarantee.objects.filter(option__code="equilibre", label="Couronne").update(
        expression="251 % BR, Sécurité sociale incluse"
    )
    assert table_document_of(jeanne) != first
    assert IssuedDocument.objects.filter(kind="table", person=jeanne.pk).count() == 2


def test_an_earlier_year_has_its_own_table(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    replaced_from(date(2022, 1, 1))
    signed_in(client, jeanne)
    contract = Contract.objects.get(holder=jeanne)
    now, then = (read(downloaded(client, contract, year=year)) for year in ("2022", "2021"))
    assert "Couronne 400 %" in now
    assert "Tableau en vigueur depuis le 1er janvier 2022." in now
    assert "Couronne 250 %" in then
    assert "en vigueur du 1er janvier 2012 au 31 décembre 2021" in then


def test_a_year_without_a_table_says_what_to_do(client: CheckedClient, jeanne: Person) -> None:
    """The contract began in 2019."""
    answer = downloaded(signed_in(client, jeanne), Contract.objects.get(holder=jeanne), year="2018")
    assert answer.status_code == 422
    assert "Appelez-nous au 01 99 00 12 34" in answer.page.text.replace("\u00a0", " ")
    assert not IssuedDocument.objects.exists()


@pytest.mark.promise("I6.10")
def test_with_two_contracts_each_has_its_table(client: CheckedClient, jeanne: Person) -> None:
    second = contract_of(jeanne, reference="RH-2", option="confort", start_on=date(2021, 1, 1))
    signed_in(client, jeanne)
    said = [read(downloaded(client, one)) for one in Contract.objects.filter(holder=jeanne)]
    assert sum("option Équilibre" in one for one in said) == 1
    assert "option Confort" in read(downloaded(client, second))


@pytest.mark.promise("I6.10")
def test_a_contract_that_starts_next_month_has_its_table_already(
    client: CheckedClient, jeanne: Person
) -> None:
    coming = contract_of(jeanne, reference="RH-2", option="confort", start_on=date(2022, 4, 1))
    assert "option Confort" in read(downloaded(signed_in(client, jeanne), coming))


@pytest.mark.promise("I6.10")
@pytest.mark.promise("I6.11")
def test_a_removed_beneficiary_reads_it_for_24_months_and_no_longer(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    contract = Contract.objects.get(holder=jeanne)
    assert "option Équilibre" in read(downloaded(signed_in(client, karim), contract))
    address = f"/mes-garanties/{contract.pk}/pdf"
    clock.set("2024-02-29T09:30")  # a leap day: two years earlier there was the 28th alone
    assert signed_in(client, karim).get(address).url == f"/mes-garanties/{contract.pk}"
    clock.set("2024-03-01T09:30")
    assert signed_in(client, karim).get(address).url == "/connexion/contrat-termine"


@pytest.mark.promise("I6.10")
def test_a_removed_beneficiary_has_on_paper_the_table_of_their_page(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    """The contract goes on, with another table since."""
    replaced_from(date(2021, 10, 1))
    Coverage.objects.filter(person=karim).update(end_on=date(2021, 6, 30))
    signed_in(client, karim)
    contract = Contract.objects.get(holder=jeanne)
    page = client.get(f"/mes-garanties/{contract.pk}").page.text.replace("\u00a0", " ")
    assert "Voici le tableau du 30 juin 2021" in page
    for posted in ({}, {"year": "2021"}):
        said = read(downloaded(client, contract, **posted))
        assert "Couronne 250 %" in said
        assert "en vigueur du 1er janvier 2012 au 30 septembre 2021" in said


@pytest.mark.promise("I6.10")
def test_a_year_that_the_page_refuses_is_refused_on_paper(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2020, 6, 30))
    signed_in(client, karim)
    contract = Contract.objects.get(holder=jeanne)
    page = client.get(f"/mes-garanties/{contract.pk}", {"annee": "2021"}).page
    assert page.h1 == "Nous n’avons pas de tableau pour cette année"
    assert downloaded(client, contract, year="2021").status_code == 422
    assert not IssuedDocument.objects.exists()


def test_two_clicks_make_one(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    contract = Contract.objects.get(holder=jeanne)
    token = client.get(f"/mes-garanties/{contract.pk}").page.value("form_token")
    for _click in range(2):
        client.post(f"/mes-garanties/{contract.pk}/pdf", {"form_token": token})
    assert IssuedDocument.objects.filter(kind="table").count() == 1


@pytest.mark.promise("2.3")
def test_a_carer_needs_the_contracts_and_no_more(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    acting(client, salah, helped(jeanne, salah, Right.CONTRACTS))
    assert "option Équilibre" in read(downloaded(client, contract))


@pytest.mark.promise("8.11")
def test_it_is_read_as_a_page_too(client: CheckedClient, jeanne: Person) -> None:
    document = table_document_of(jeanne)
    signed_in(client, jeanne)
    page = client.get(f"/mes-documents/{document.pk}").page
    printed = Document(client.get(f"/mes-garanties/tableau/{document.pk}").content)
    for row in printed.root.all("/TR"):
        for cell in row.children:
            assert " ".join(cell.text.split()) in page.text
