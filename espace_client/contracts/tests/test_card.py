"""« Ma carte »: whose it is, who stands on it, its PDF, and what is said when there is none."""

import json
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from espace_client.contracts.cards import cards_of
from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.contracts.operations import withdraw_what_ended
from espace_client.contracts.rules import Period, days_on_card
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import robot
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.bench.squares import squares_in
from tests.people import acting, card_document_of, contract_of, helped, nir_held, signed_in

pytestmark = pytest.mark.django_db
NIR = "269054958815780"


def words_of_card(client: CheckedClient, person: Person) -> str:
    return " ".join(signed_in(client, person).get("/ma-carte").page.text.split())


def pdf_of(client: CheckedClient, person: Person, *, year: int = 2022) -> HttpResponse:
    """Press the button of the page; what comes back."""
    signed_in(client, person)
    return downloaded_here(client, year=year)


def downloaded_here(client: CheckedClient, *, year: int = 2022) -> HttpResponse:
    """The same in the session under way."""
    page = client.get("/ma-carte").page
    (action, *_more) = [
        form.get("action")
        for form in page.root.xpath("//form")
        if "/ma-carte/" in form.get("action", "")
    ]
    answer = client.post(action, {"form_token": page.value("form_token"), "year": str(year)})
    return client.get(answer.url) if answer.status_code == 302 else answer


def read(answer: HttpResponse) -> str:
    return Document(answer.content).text.replace("\u00a0", " ")


def test_it_says_the_number_and_everybody_the_holder_covers(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    said = words_of_card(client, jeanne)
    assert "N° d’adhérent4820 1937" in said
    assert "Santé Retraites Horizon, option Équilibre" in said
    assert "Jeanne Martin Date de naissance : 12/05/1944 (adhérent)" in said
    assert f"Karim Martin Date de naissance : {karim.birth_date} (conjoint)" in said
    assert "Période de validité01/01/2022 – 31/12/2022" in said


def test_a_lunar_date_is_printed_as_the_card_has_it(client: CheckedClient, salah: Person) -> None:
    assert "Date de naissance : 00/00/1938 (adhérent)" in words_of_card(client, salah)


def test_an_adult_beneficiary_shows_a_card_of_his_own(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    said = words_of_card(client, karim)
    assert "Karim Martin" in said
    assert "4820 1937" in said
    assert "Jeanne" not in said


@pytest.mark.promise("I6.10")
def test_whoever_is_no_longer_covered_leaves_it(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    assert "Karim" not in words_of_card(client, jeanne)
    assert "Karim" not in read(pdf_of(client, jeanne))


@pytest.mark.promise("I6.5")
@pytest.mark.promise("I6.10")
def test_it_is_never_empty(client: CheckedClient, jeanne: Person, lucien: Person) -> None:
    said = words_of_card(client, lucien)
    assert "Ce contrat commence le 1er juin 2022" in said
    assert "4820 5523" not in said
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 23))
    Coverage.objects.filter(person=jeanne).update(end_on=date(2022, 3, 23))
    said = words_of_card(client, jeanne)
    assert "Ce contrat a pris fin le 23 mars 2022. La carte ne sert plus après ce jour." in said
    assert "Montrez cette page" not in said
    Coverage.objects.all().delete()
    assert "Nous ne voyons aucun contrat" in words_of_card(client, jeanne)


def test_the_last_day_still_counts(client: CheckedClient, jeanne: Person) -> None:
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 24))
    assert "01/01/2022 – 24/03/2022" in words_of_card(client, jeanne)


@pytest.mark.promise("I6.10")
def test_two_contracts_are_two_cards_and_no_more_questions_to_the_database(
    client: CheckedClient, jeanne: Person
) -> None:
    contract_of(jeanne, reference="RH-2", start_on=date(2022, 1, 1), option="confort")
    signed_in(client, jeanne)
    client.get("/ma-carte")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/ma-carte").page
    assert "option Confort" in page.text
    assert len(asked) <= 4, [one["sql"] for one in asked]


@pytest.mark.promise("I6.10")
def test_a_child_stands_on_the_cards_of_both_parents(
    jeanne: Person, paul: Person, karim: Person
) -> None:
    child = Person.objects.create(
        reference="P-CHILD", birth_name="Martin", first_names="Léa", birth_date="29/02/2012"
    )
    for parent in (jeanne, paul):
        Coverage.objects.create(
            contract=Contract.objects.get(holder=parent), person=child,
            relationship=Relationship.CHILD, start_on=date(2020, 2, 29),
        )  # fmt: skip
    for parent in (jeanne, paul):
        (card,) = cards_of(parent.pk, on=date(2022, 3, 24))
        assert "Léa Martin" in [one.full_name for one in card.people]
        assert child.pk not in {one.id for one in card.people if one.full_name == str(parent)}


def test_next_year_s_card_comes_with_december(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    clock.set("2022-11-30")
    assert "2023" not in words_of_card(client, jeanne)
    assert pdf_of(client, jeanne, year=2023).status_code == 422
    clock.set("2022-12-01")
    said = words_of_card(client, jeanne)
    assert "Période de validité01/01/2023 – 31/12/2023" in said
    assert "Cette carte sert à partir du 1er janvier 2023" in said
    assert "Carte de tiers payant 2023" in read(pdf_of(client, jeanne, year=2023))


@pytest.mark.promise("I6.4")
def test_a_reader_and_an_eye_get_the_same_five_data(client: CheckedClient, jeanne: Person) -> None:
    content = pdf_of(client, jeanne).content
    text = Document(content).text.replace("\u00a0", " ")
    page = pypdfium2.PdfDocument(content)[0].render(scale=4).to_pil()
    found = {
        one.text
        for one in zxingcpp.read_barcodes(page)
        if "DataMatrix" in str(one.format).replace(" ", "")
    }
    assert found == {"0099000123|XX|HORIZON|48201937|20220101-20221231"}
    for data in (
        "Période de validité 01/01/2022 – 31/12/2022", "N° AMC 0099000123",
        "Type de convention XX", "CSR HORIZON", "N° d’adhérent 4820 1937",
    ):  # fmt: skip
        assert data in text, data
    (address,) = squares_in(content)
    kept = IssuedDocument.objects.get()
    assert address.endswith(f"/verifier/{kept.proof}")


@pytest.mark.promise("8.11")
@pytest.mark.promise("I6.9")
def test_it_is_read_out_once_and_says_everything(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    document = Document(pdf_of(client, jeanne).content)
    assert list(document.faults()) == []
    text = document.text.replace("\u00a0", " ")
    assert text.count("Karim Martin") == 1
    assert "Lunettes et lentilles OPTI PEC" in text
    assert "PEC : il faut d’abord demander une prise en charge" in text
    assert "R : contrat responsable" in text


def test_the_nir_is_on_the_pdf_alone(client: CheckedClient, jeanne: Person, karim: Person) -> None:
    nir_held(jeanne, NIR)
    assert "2 69 05 49 588 157 80" in read(pdf_of(client, jeanne))
    document = IssuedDocument.objects.get()
    for page in ("/ma-carte", f"/mes-documents/{document.pk}", "/ma-carte/sur-ce-telephone"):
        assert "588" not in client.get(page).page.text
    assert "2 69 05" not in read(pdf_of(client, karim))


def test_a_carer_gets_no_nir_with_the_card_alone(
    client: CheckedClient, jeanne: Person, karim: Person, paul: Person
) -> None:
    nir_held(jeanne, NIR)
    whole = card_document_of(jeanne)
    access = helped(jeanne, paul, Right.CARD)
    acting(client, paul, access)
    answer = downloaded_here(client)
    assert "Jeanne Martin" in read(answer)
    assert "588" not in read(answer)
    assert client.get(f"/ma-carte/{whole.pk}/pdf").status_code == 404
    access.rights = [Right.CARD, Right.DOCUMENTS]
    access.save()
    assert "2 69 05 49 588 157 80" in read(downloaded_here(client))


@pytest.mark.promise("I6.9")
def test_the_same_card_is_one_document_on_any_day(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock
) -> None:
    first = pdf_of(client, jeanne).content
    clock.advance(days=40)
    assert pdf_of(client, jeanne).content == first
    assert IssuedDocument.objects.count() == 1
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 4, 30))
    clock.set("2022-05-02")
    assert pdf_of(client, jeanne).content != first
    assert IssuedDocument.objects.count() == 2


@pytest.mark.promise("I6.5")
def test_no_card_after_its_last_day(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    pdf_of(client, jeanne)
    document = IssuedDocument.objects.get()
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 4, 30))
    clock.set("2022-04-30")
    assert withdraw_what_ended(actor=robot("un essai"), at=clock.now) == 1
    signed_in(client, jeanne)
    for address in (f"/ma-carte/{document.pk}/pdf", f"/mes-documents/{document.pk}/pdf"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "elle ne sert plus" in answer.page.h1
    assert client.get(f"/verifier/{document.proof}").page.h1 == "Ce document est annulé"
    clock.set("2022-05-01")
    assert pdf_no_more(client, jeanne)


def test_a_card_keeps_what_it_promised_of_each(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock
) -> None:
    """It prints for Karim the day on which he leaves: that he leaves then breaks nothing."""
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 4, 30))
    pdf_of(client, jeanne)
    assert withdraw_what_ended(actor=robot("un essai"), at=clock.now) == 0
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 4, 29))
    assert withdraw_what_ended(actor=robot("un essai"), at=clock.now) == 1


def pdf_no_more(client: CheckedClient, person: Person) -> bool:
    return "Télécharger ma carte" not in words_of_card(client, person)


def test_the_kept_page_has_nothing_of_the_session(client: CheckedClient, jeanne: Person) -> None:
    page = signed_in(client, jeanne).get("/ma-carte/sur-ce-telephone").page
    assert "Vérifiée le 24 mars 2022" in page.text.replace("\u00a0", " ")
    assert not page.root.xpath("//form")
    assert settings.INSURER.name in page.text


def test_a_worker_names_each_file_once(client: CheckedClient) -> None:
    """A browser keeps none of a list that names one twice."""
    for address in ("/ma-carte-sans-reseau.js", "/verifier-sans-reseau.js"):
        first, *_rest = client.get(address).content.decode().split("\n")
        files = json.loads(first.removeprefix("const kept = ").removesuffix(";"))["files"]
        assert len(files) == len(set(files)) > 5


@pytest.mark.parametrize(
    ("first", "last", "on", "year", "expected"),
    [
        (date(2019, 1, 1), None, date(2022, 3, 24), 2022, (date(2022, 1, 1), date(2022, 12, 31))),
        (date(2022, 2, 1), None, date(2022, 3, 24), 2022, (date(2022, 2, 1), date(2022, 12, 31))),
        (date(2022, 3, 25), None, date(2022, 3, 24), 2022, None),
        (date(2019, 1, 1), date(2022, 3, 23), date(2022, 3, 24), 2022, None),
        (date(2019, 1, 1), date(2022, 12, 31), date(2022, 12, 5), 2023, None),
        (date(2023, 3, 1), None, date(2022, 12, 5), 2023, (date(2023, 3, 1), date(2023, 12, 31))),
        (date(2024, 2, 29), None, date(2024, 2, 29), 2024, (date(2024, 2, 29), date(2024, 12, 31))),
    ],
)
def test_for_which_days(
    first: date, last: date | None, on: date, year: int, expected: tuple[date, date] | None
) -> None:
    found = days_on_card(Period(first, last), year=year, on=on)
    assert (found and (found.first, found.last)) == expected
