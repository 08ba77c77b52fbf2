"""What was issued is kept sealed, read by its owner alone, and made once."""

import hashlib
import re
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from espace_client.audit.queries import history_of
from espace_client.documents import operations
from espace_client.documents.content import Draft
from espace_client.documents.models import IssuedDocument
from espace_client.documents.shown import opened_sections
from espace_client.kernel import actors, clock
from espace_client.kernel.sealing import CannotUnseal
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import certificate_of, signed_in

pytestmark = pytest.mark.django_db


def test_without_a_document_the_page_says_why_and_what_to_do(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    certificate_of(salah)
    page = signed_in(client, jeanne).get("/mes-documents").page
    assert "Aucun document pour le moment" in page.text
    assert page.link("Demander une attestation") == "/attestations"
    assert "01 99 00 12 34" in page.text


@pytest.mark.promise("I3.6")
def test_documents_stand_by_year_the_newest_first(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    for day in ("2022-03-24", "2022-12-31", "2023-01-01"):
        clock.set(f"{day}T09:30")
        certificate_of(jeanne)
    page = signed_in(client, jeanne).get("/mes-documents").page
    assert re.findall(r"\b20\d\d\b(?= Attestation)", page.text) == ["2023", "2022"]
    days = re.findall(r"Date : (\w+ \w+ \w+)", page.text)
    assert days == ["dimanche 1er janvier", "samedi 31 décembre", "jeudi 24 mars"]
    assert re.search(r"Télécharger \(PDF, \d\d Ko\)", page.text)


@pytest.mark.promise("I3.6")
@pytest.mark.promise("4.5")
def test_a_document_is_a_file_to_keep_and_no_cache_keeps_it(
    client: CheckedClient, jeanne: Person
) -> None:
    document = certificate_of(jeanne)
    answer = signed_in(client, jeanne).get(f"/mes-documents/{document.pk}/pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"attestation-d-affiliation-{document.number}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(answer.content) == document.size
    assert hashlib.sha256(answer.content).digest() == bytes(document.sha256)
    assert document.number in Document(answer.content).text


def test_a_repeated_download_makes_nothing_again(
    client: CheckedClient, jeanne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = certificate_of(jeanne)
    # Whoever typesets from now on falls.
    monkeypatch.setattr("espace_client.documents.typesetting._compiler", None)
    signed_in(client, jeanne)
    address = f"/mes-documents/{document.pk}/pdf"
    assert client.get(address).content == client.get(address).content


@pytest.mark.promise("2.3")
def test_whoever_is_named_in_it_does_not_read_it_for_that(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    document = certificate_of(jeanne, jeanne, karim)
    signed_in(client, karim)
    for address in (f"/mes-documents/{document.pk}", f"/mes-documents/{document.pk}/pdf",
                    f"/attestations/{document.pk}"):  # fmt: skip
        assert client.get(address).status_code == 404
    assert document.number not in client.get("/mes-documents").page.text


@pytest.mark.promise("8.11")
def test_what_the_pdf_says_can_be_read_as_a_page(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    document = certificate_of(jeanne, jeanne, karim, last=date(2022, 3, 1))
    signed_in(client, jeanne)
    page = client.get(f"/mes-documents/{document.pk}").page
    printed = Document(client.get(f"/mes-documents/{document.pk}/pdf").content)
    for row in printed.root.all("/TR"):
        for cell in row.children:
            assert " ".join(cell.text.split()) in page.text
    for paragraph in opened_sections(document.shown, document=document.pk)[0]["paragraphs"]:
        words = " ".join(paragraph.split())
        assert words in page.text
        assert words in printed.text


@pytest.mark.promise("5.1")
def test_a_document_rests_sealed_and_opens_for_itself_alone(
    jeanne: Person, settings: object
) -> None:
    one, other = certificate_of(jeanne), certificate_of(jeanne, last=date(2022, 3, 1))
    kept = IssuedDocument.objects.get(pk=one.pk)
    assert b"%PDF" not in bytes(kept.content)
    keys = settings.SEALING_KEYS  # type: ignore[attr-defined]
    opened = keys.unseal_bytes(bytes(kept.content), bound_to=f"document:{one.pk}")
    assert opened.startswith(b"%PDF")
    with pytest.raises(CannotUnseal):
        keys.unseal_bytes(bytes(kept.content), bound_to=f"document:{other.pk}")


def test_the_same_content_on_the_same_day_is_one_document(jeanne: Person, clock: Clock) -> None:
    first = certificate_of(jeanne)
    clock.advance(hours=3)
    assert certificate_of(jeanne) == first
    assert certificate_of(jeanne, last=date(2022, 3, 1)) != first
    issued = [line.sentence for line in history_of(jeanne.pk) if "Attestation" in line.sentence]
    assert issued == [
        f"Attestation d’affiliation n°\u00a0{number} pour Jeanne Martin, {when}."
        for number, when in (
            (IssuedDocument.objects.latest("issued_at").number, "au 1er\u00a0mars\u00a02022"),
            (first.number, "au 24\u00a0mars\u00a02022"),
        )
    ]
    clock.advance(hours=24)
    assert certificate_of(jeanne, last=date(2022, 3, 24)).number != first.number


def test_the_same_content_for_somebody_else_is_another_document(
    jeanne: Person, karim: Person
) -> None:
    assert certificate_of(jeanne, karim) != certificate_of(karim)


@pytest.mark.django_db(transaction=True)
def test_a_document_is_issued_inside_the_verb_that_wants_it(jeanne: Person) -> None:
    draft = Draft(
        kind="x", prefix="XX", title="X", template="contracts/certificate.typ", about="", printed=()
    )
    with pytest.raises(transaction.TransactionManagementError):
        operations.issue(draft=draft, person=jeanne.pk, actor=actors.visitor(), at=clock.now())
    assert not IssuedDocument.objects.exists()


@pytest.mark.promise("5.1")
def test_what_older_versions_kept_in_clear_is_sealed_by_the_migration(jeanne: Person) -> None:
    migration = import_module("espace_client.documents.migrations.0010_sealed_sections")
    document = certificate_of(jeanne)
    said = opened_sections(document.shown, document=document.pk)
    migration.open_again(apps, None)
    document.refresh_from_db()
    assert document.facts["sections"] == said
    IssuedDocument.objects.update(shown=b"")
    migration.seal(apps, None)
    document.refresh_from_db()
    assert document.facts.keys() == {"about"}
    assert opened_sections(document.shown, document=document.pk) == said
