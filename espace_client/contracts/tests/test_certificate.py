"""S12: having an affiliation certified, from the form to the PDF."""

from datetime import date

import pytest
from django.http import HttpResponse

from espace_client.audit.models import Entry
from espace_client.audit.queries import history_of
from espace_client.contracts.models import Contract, Coverage
from espace_client.contracts.operations import UnableToCertify
from espace_client.documents.models import IssuedDocument
from espace_client.documents.purposes import OF_COVER
from espace_client.documents.shown import opened_sections
from espace_client.kernel.french import NBSP
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import certificate_of, contract_of, nir_held, signed_in

pytestmark = pytest.mark.django_db
FORM = "/attestation-affiliation"
NIR = "269054958815780"


def ask(client: CheckedClient, asked_by: Person, *people: Person, **typed: object) -> HttpResponse:
    """Fill in the form: for those people, today and for an employer unless told otherwise."""
    signed_in(client, asked_by)
    page = client.get(FORM)
    fields = {"purpose": "employeur", "when": "aujourdhui", **typed}
    if people:
        fields["people"] = [str(one.pk) for one in people]
    return send(client, page, fields)


def send(client: CheckedClient, page: HttpResponse, fields: dict[str, object]) -> HttpResponse:
    people = fields.pop("people", None)
    token = page.page.value("form_token")
    content = {name: "on" if value is True else value for name, value in fields.items()}
    return client.post(
        FORM, {**content, "form_token": token, **({"people": people} if people else {})}
    )


def on(day: str, name: str = "day") -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def pdf_of(client: CheckedClient, answer: HttpResponse) -> Document:
    """The document that the page after the form offers."""
    assert answer.status_code == 302, answer.page.text
    page = client.get(answer.url).page
    assert page.h1 == "Votre attestation est prête"
    (address,) = {
        link.get("href") for link in page.root.xpath("//a") if link.get("href", "").endswith("/pdf")
    }
    return Document(client.get(address).content)


@pytest.mark.promise("I3.6")
def test_a_couple_at_a_past_date(client: CheckedClient, jeanne: Person, karim: Person) -> None:
    answer = ask(client, jeanne, jeanne, karim, when="jour", **on("2022-03-01"))
    read = pdf_of(client, answer)
    assert "étaient affiliées à sa complémentaire santé, à la date du 1er mars 2022" in plain(read)
    assert "demandée par un employeur" in plain(read)
    assert "Numéro d’adhérent 4820 1937" in plain(read)
    assert "Numéro de contrat RH-48201937" in plain(read)
    assert "Santé Retraites Horizon, option Équilibre" in plain(read)
    rows = [" ".join(row.text.split()) for row in read.root.all("/TR")]
    assert rows == [
        "Personne Date de naissance Lien Depuis le Jusqu’au",
        "Jeanne Martin, nom de naissance : Dubois 12/05/1944 Adhérent 1er janvier 2019"
        " sans fin prévue",
        "Karim Martin 03/11/1941 Conjoint 1er janvier 2019 sans fin prévue",
    ]
    assert "Sécurité sociale" not in read.text


def plain(read: Document) -> str:
    return read.text.replace(NBSP, " ")


def test_over_a_period_each_has_a_first_and_a_last_day(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    answer = ask(
        client, jeanne, jeanne, karim, when="periode",
        **on("2022-01-01", "first"), **on("2022-03-24", "last"),
    )  # fmt: skip
    read = pdf_of(client, answer)
    assert "entre le 1er janvier 2022 et le 24 mars 2022, aux jours indiqués" in plain(read)
    rows = [" ".join(row.text.split()) for row in read.root.all("/TR")][1:]
    assert [row.rpartition("t 1er")[2] for row in rows] == [
        " janvier 2022 24 mars 2022",
        " janvier 2022 28 février 2022",
    ]


def test_a_lunar_birth_date_stands_as_on_the_card(client: CheckedClient, salah: Person) -> None:
    read = pdf_of(client, ask(client, salah))
    assert "est affiliée" in read.text
    assert "Salah Benali 00/00/1938" in plain(read)


def test_who_is_alone_is_not_asked_for_whom(client: CheckedClient, salah: Person) -> None:
    page = signed_in(client, salah).get(FORM).page
    assert "L’attestation est pour Salah Benali" in page.text
    assert not page.root.xpath("//input[@name='people']")


@pytest.mark.promise("2.3")
def test_an_adult_beneficiary_has_herself_certified_alone(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    page = client.get(FORM).page
    assert "L’attestation est pour Karim Martin" in page.text
    with pytest.raises(UnableToCertify):
        certificate_of(karim, jeanne)
    with pytest.raises(UnableToCertify):
        certificate_of(karim, karim, jeanne)
    document = certificate_of(karim)
    read = Document(pdf_content(client, document))
    assert "Karim Martin" in read.text
    assert "Jeanne" not in read.text


def pdf_content(client: CheckedClient, document: IssuedDocument) -> bytes:
    # The number of the contract is Jeanne's canary, and Karim's contract as well.
    client.may_see |= {"jeanne"}
    content: bytes = client.get(f"/mes-documents/{document.pk}/pdf").content
    return content


def test_a_stranger_cannot_be_named(client: CheckedClient, jeanne: Person, salah: Person) -> None:
    answer = ask(client, jeanne, salah)
    assert answer.status_code == 422
    assert not IssuedDocument.objects.exists()
    with pytest.raises(UnableToCertify):
        certificate_of(jeanne, jeanne, salah)


def test_two_contracts_stand_one_after_the_other(client: CheckedClient, jeanne: Person) -> None:
    contract_of(jeanne, reference="C-ENCORE", option="confort", start_on=date(2021, 1, 1))
    read = Document(
        signed_in(client, jeanne).get(f"/mes-documents/{certificate_of(jeanne).pk}/pdf").content
    )
    headings = [" ".join(heading.text.split()) for heading in read.root.all("/H2")]
    assert headings == [
        "Santé Retraites Horizon, option Confort",
        "Santé Retraites Horizon, option Équilibre",
        "L’assureur",
        "Vérifier ce document",
    ]


def test_who_was_not_covered_is_said_and_nothing_is_made(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    answer = ask(client, jeanne, jeanne, karim, when="jour", **on("2022-03-01"))
    assert answer.status_code == 422
    assert answer.page.title.startswith("Erreur – ")
    said = answer.page.text.replace(NBSP, " ")
    assert "Aucun contrat ne couvrait Karim Martin au 1er mars 2022" in said
    assert "Karim : du 1er janvier 2019 au 28 février 2022" in said
    assert "01 99 00 12 34" in answer.page.text
    assert answer.page.value("day_day") == "01"
    assert not IssuedDocument.objects.exists()
    read = pdf_of(client, ask(client, jeanne, jeanne, karim, when="jour", **on("2022-02-28")))
    assert "Karim Martin 03/11/1941 Conjoint 1er janvier 2019 28 février 2022" in plain(read)


def test_a_contract_still_to_come_certifies_nothing_yet(
    client: CheckedClient, lucien: Person
) -> None:
    answer = ask(client, lucien)
    assert answer.status_code == 422
    assert "Aucun contrat ne couvrait Lucien Petit au 24 mars 2022" in answer.page.text
    assert "depuis le 1er juin 2022" in answer.page.text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"when": "jour", **on("2022-03-25")}, "day", "n’est pas encore venu"),
        ({"when": "jour", **on("2022-02-29")}, "day", "Ce jour n’existe pas"),
        ({"when": "jour", **on("22-03-01")}, "day", "Écrivez le jour, le mois et l’année"),
        ({"when": "jour", **on("٢٠٢٢-٠٣-٠١")}, "day", "Écrivez le jour, le mois et l’année"),
        ({"when": "jour"}, "day", "Écrivez le jour, le mois et l’année"),
        ({"when": "periode", **on("2022-01-01", "first")}, "last", "Écrivez le jour"),
        (
            {"when": "periode", **on("2022-02-01", "first"), **on("2022-01-01", "last")},
            "last",
            "avant le premier",
        ),
        (
            {"when": "periode", **on("2022-02-01", "first"), **on("2022-04-01", "last")},
            "last",
            "n’est pas encore venu",
        ),
    ],
)
def test_a_wrong_day_is_said_beside_its_boxes(
    client: CheckedClient, salah: Person, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = ask(client, salah, **typed)
    assert answer.status_code == 422
    boxes = answer.page.root.xpath("//fieldset[.//input[@name=$n]]", n=f"{field}_day")[0]
    (error,) = boxes.xpath(".//*[@class='ds-validation-message']")
    assert sentence in error.text
    assert f"id_{field}_error" in boxes.get("aria-describedby")
    assert answer.page.link(" ".join(error.text.split())) == f"#id_{field}_0"
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize("missing", ["purpose", "when"])
def test_an_answer_that_lacks_is_asked_for(
    client: CheckedClient, salah: Person, missing: str
) -> None:
    answer = ask(client, salah, **{missing: ""})
    assert answer.status_code == 422
    assert "Choisissez" in answer.page.text


def test_nobody_ticked_is_said(client: CheckedClient, jeanne: Person) -> None:
    assert "Cochez au moins une personne" in ask(client, jeanne).page.text


def test_a_day_left_over_from_another_answer_does_not_count(
    client: CheckedClient, salah: Person
) -> None:
    answer = ask(client, salah, when="aujourdhui", **on("2022-99-99"), **on("x-y-z", "first"))
    assert "à la date du 24 mars 2022" in plain(pdf_of(client, answer))


def test_the_purpose_changes_one_sentence(client: CheckedClient, salah: Person) -> None:
    texts = set()
    for purpose in OF_COVER:
        read = pdf_of(client, ask(client, salah, purpose=purpose))
        said, until = [
            line for line in read.text.splitlines() if line.startswith("Cette attestation")
        ]
        texts.add(said)
        assert "peut être montrée jusqu’au" in until
    assert len(texts) == 6


# --- The NIR ------------------------------------------------------------------------------------


@pytest.mark.promise("I3.6")
@pytest.mark.promise("5.2")
def test_the_nir_is_printed_if_it_is_asked_for_and_nowhere_else(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    nir_held(jeanne, NIR)
    Person.objects.filter(pk=karim.pk).update(nir_sealed=None, nir_index=None)
    answer = ask(client, jeanne, jeanne, karim, with_nir=True)
    page = client.get(answer.url)
    assert "écrit sur le PDF seulement" in page.page.text
    read = pdf_of(client, answer)
    assert "Jeanne Martin 2 69 05 49 588 157 80" in plain(read)
    assert "Karim Martin pas dans notre dossier" in plain(read)
    document = IssuedDocument.objects.get()
    said = opened_sections(document.shown, document=document.pk)
    kept = f"{document.facts}{said}{document.number}{document.title}".replace(NBSP, "").replace(
        " ", ""
    )
    assert NIR not in kept
    assert NIR not in page.content.decode().replace(NBSP, "")
    assert NIR not in "".join(str(entry.facts) for entry in Entry.objects.all())


@pytest.mark.promise("5.2")
def test_that_the_nir_was_printed_is_remembered(jeanne: Person, karim: Person) -> None:
    nir_held(jeanne, NIR)
    without = certificate_of(jeanne, jeanne, karim)
    said = [line.sentence for line in history_of(jeanne.pk)]
    assert not [one for one in said if "Sécurité sociale" in one]
    printed = certificate_of(jeanne, jeanne, karim, with_nir=True)
    assert printed != without
    certificate_of(jeanne, jeanne, karim, with_nir=True)  # the document that exists
    said = [line.sentence.replace(NBSP, " ") for line in history_of(jeanne.pk)]
    assert [one for one in said if "Sécurité sociale" in one] == [
        f"Numéro de Sécurité sociale écrit sur l’attestation n° {printed.number},"
        " pour Jeanne et Karim Martin."
    ]


# --- What is left afterwards --------------------------------------------------------------------


@pytest.mark.promise("I3.6")
def test_it_is_remembered_and_found_again(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    ask(client, jeanne, jeanne, karim, when="jour", **on("2022-03-01"))
    document = IssuedDocument.objects.get()
    said = [line.sentence.replace(NBSP, " ") for line in history_of(jeanne.pk)]
    assert (
        f"Attestation d’affiliation n° {document.number} pour Jeanne et Karim Martin,"
        " au 1er mars 2022." in said
    )
    page = client.get("/mes-documents").page
    assert document.number in page.text
    assert "Pour Jeanne et Karim Martin, au 1er mars 2022" in page.text


@pytest.mark.promise("6.6")
def test_a_double_click_makes_one_document(client: CheckedClient, salah: Person) -> None:
    page = signed_in(client, salah).get(FORM)
    typed = {"purpose": "autre", "when": "aujourdhui"}
    first, again = send(client, page, dict(typed)), send(client, page, dict(typed))
    assert first.url == again.url
    assert IssuedDocument.objects.count() == 1
    assert Entry.objects.filter(event="documents.issued").count() == 1


@pytest.mark.parametrize(("day", "made"), [("2024-03-31", True), ("2024-04-01", False)])
def test_a_contract_that_ended_is_certified_for_24_months(
    client: CheckedClient, jeanne: Person, clock: Clock, day: str, made: bool
) -> None:
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 31))
    clock.set(f"{day}T10:00")
    answer = signed_in(client, jeanne).get(FORM)
    if made:
        assert answer.page.h1 == "Demander une attestation d’affiliation"
        assert "31 mars 2022" in plain(
            Document(
                client.get(
                    f"/mes-documents/{certificate_of(jeanne, last=date(2022, 3, 31)).pk}/pdf"
                ).content
            )
        )
    else:
        assert answer.url == "/connexion/contrat-termine"


def test_there_are_ways_in(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    for page in ("/accueil", "/mes-contrats", "/mes-documents"):
        assert client.get(page).page.link("Demander une attestation") == "/attestations"
        assert client.get(page).page.link("Mes documents") == "/mes-documents"


def test_the_page_opens_on_its_day(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    clock.set("2022-03-23T23:59")
    signed_in(client, jeanne)
    for page in (FORM, "/mes-documents"):
        assert "Cette page ouvre le jeudi 24 mars 2022" in client.get(page).page.text
