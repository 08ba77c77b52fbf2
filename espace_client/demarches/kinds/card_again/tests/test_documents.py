"""The documents of a démarche, given through its pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from espace_client.accounts.staff import StaffMember
from espace_client.demarches import operations as op
from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.operations import WantedDocument
from espace_client.documents.models import IssuedDocument, ReceivedDocument
from espace_client.documents.received import Scan
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.corpus import page, pdf, picture
from tests.bench.pages import CheckedClient, Page
from tests.people import card_asked_again, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.8")]
HERE = "/demarches/renvoi-carte/documents"
WRONG = {"why": "wrong", "line": ["name"], "right": "Un autre prénom."}


def photograph(name: str = "identite.jpg", text: str = "Carte d’identité") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("JPEG", page(text=text)), "image/jpeg")


def names(shown: Page) -> list[str]:
    return shown.root.xpath("//ul[@class='papers']//strong/text()")


@pytest.fixture
def draft(client: CheckedClient, eloise: Person) -> Demarche:
    made = card_asked_again(eloise, send=False, **WRONG)
    signed_in(client, eloise)
    return made


def give(client: CheckedClient, *files: SimpleUploadedFile, code: str = "identity", **more: object):  # type: ignore[no-untyped-def]
    fields = {"code": code, "files": list(files), **more}
    shown = client.get(HERE)
    token = shown.page.root.xpath("//input[@name='form_token']/@value")[0]
    return client.post(HERE, {"form_token": token, **fields}, follow=True)


@pytest.mark.promise("I7.10")
def test_the_list_is_shown_before_sending_with_why(client: CheckedClient, draft: Demarche) -> None:
    shown = client.get(HERE).page
    assert "Voici tout ce que nous pouvons vous demander" in shown.text
    assert "Copie d’une pièce d’identité" in shown.text
    assert "nous devons les lire sur une pièce" in shown.text
    assert "Photo de la carte (facultatif)" in shown.text


def test_without_what_is_needed_nothing_is_sent(client: CheckedClient, draft: Demarche) -> None:
    shown = client.get("/demarches/renvoi-carte/resume")
    refused = client.send(shown, action="resume")
    assert refused.status_code == 422
    assert "Il manque ce document : Copie d’une pièce d’identité." in refused.page.text
    give(client, photograph())
    sent = client.send(client.get("/demarches/renvoi-carte/resume"), action="resume", follow=True)
    assert sent.page.h1 == "C’est envoyé"


def test_a_plain_file_field_takes_several_and_keeps_the_good_ones(
    client: CheckedClient, draft: Demarche
) -> None:
    word = SimpleUploadedFile("lettre.docx", b"PK\x03\x04" + b"word/document.xml")
    answered = give(client, photograph(), word, photograph("verso.jpg", "Verso"))
    assert answered.status_code == 422
    assert "« lettre.docx » est un fichier Word." in answered.page.text
    assert "Tout le reste est gardé." in answered.page.text
    assert names(answered.page) == ["identite.jpg", "verso.jpg"]


def test_nothing_chosen_says_what_to_do(client: CheckedClient, draft: Demarche) -> None:
    assert "Choisissez un fichier" in give(client).page.text


@pytest.mark.promise("I7.9")
def test_two_pages_photographed_are_one_document(client: CheckedClient, draft: Demarche) -> None:
    answered = give(client, photograph(), photograph("verso.jpg", "Verso"), as_one="on")
    assert names(answered.page) == ["identite.jpg et 1 autre page"]
    assert "2 pages" in answered.page.text
    assert ReceivedDocument.objects.get().pages == 2


@pytest.mark.promise("I7.9")
def test_one_given_before_is_used_again(client: CheckedClient, draft: Demarche) -> None:
    give(client, photograph())
    shown = client.get(HERE)
    client.send(shown, action="retirer")
    shown = client.get(HERE)
    assert names(shown.page) == []
    assert "Reprendre un document déjà envoyé" in shown.page.text
    answered = give(client, again=[str(ReceivedDocument.objects.get().pk)])
    assert names(answered.page) == ["identite.jpg"]
    assert ReceivedDocument.objects.count() == 1


def test_somebody_else_s_is_not_used(client: CheckedClient, draft: Demarche, salah: Person) -> None:
    other = CheckedClient()
    card_asked_again(salah, send=False, **WRONG)
    signed_in(other, salah)
    give(other, photograph())
    theirs = ReceivedDocument.objects.get()
    assert "Choisissez un fichier" in give(client, again=[str(theirs.pk)]).page.text


def test_a_doubt_is_said_and_stops_nobody(client: CheckedClient, draft: Demarche) -> None:
    small = SimpleUploadedFile("petite.jpg", picture("JPEG", page(400, 560)), "image/jpeg")
    answered = give(client, small)
    assert answered.status_code == 200
    assert "L’image est petite" in answered.page.text


@pytest.mark.promise("I7.6")
def test_a_session_that_ends_loses_no_file(
    client: CheckedClient, draft: Demarche, eloise: Person, clock: Clock
) -> None:
    """Upload, then the session ends, then sign in: draft and files are still there."""
    give(client, photograph())
    clock.advance(hours=3)
    away = client.get(HERE, follow=True)
    assert "connexion" in away.request["PATH_INFO"]
    signed_in(client, eloise)
    assert names(client.get(HERE).page) == ["identite.jpg"]
    assert "Commencée le 24 mars 2022" in client.get("/demarches").page.text


def test_it_is_looked_at_again_by_its_owner_alone(
    client: CheckedClient, draft: Demarche, salah: Person
) -> None:
    give(client, photograph(), SimpleUploadedFile("facture.pdf", pdf(), "application/pdf"))
    first, second = Attachment.objects.order_by("pk").values_list("pk", flat=True)
    for pk in (first, second):
        answered = client.get(f"/mes-demandes/documents/{pk}")
        assert answered.headers["Content-Security-Policy"].startswith("sandbox")
        assert answered.headers["X-Content-Type-Options"] == "nosniff"
        saved = answered.headers["Content-Disposition"]
        assert saved.startswith("attachment") is (answered["Content-Type"] == "application/pdf")
        small = client.get(f"/mes-demandes/documents/{pk}/vue")
        assert small["Content-Type"] == "image/jpeg"
    other = CheckedClient()
    signed_in(other, salah)
    assert other.get(f"/mes-demandes/documents/{first}").status_code == 404
    assert other.get(f"/mes-demandes/documents/{first}/vue").status_code == 404


@pytest.mark.promise("3.2")
def test_what_is_in_quarantine_is_never_served(client: CheckedClient, draft: Demarche) -> None:
    give(client, photograph())
    ReceivedDocument.objects.update(scan=Scan.QUARANTINED)
    pk = Attachment.objects.get().pk
    assert client.get(f"/mes-demandes/documents/{pk}").status_code == 404
    assert client.get(f"/mes-demandes/documents/{pk}/vue").status_code == 404
    shown = client.get(HERE).page
    assert "En cours de vérification" in shown.text
    assert not shown.root.xpath("//ul[@class='papers']//img")


@pytest.mark.promise("I7.10")
def test_what_an_adviser_asks_for_is_given_and_the_promise_goes_on(
    client: CheckedClient, eloise: Person, claire: StaffMember, clock: Clock
) -> None:
    demarche = card_asked_again(eloise, why="wrong", line=["people"], right="Ma fille n’y est pas.")
    op.take(demarche=demarche, actor=claire.at_desk, at=clock())
    op.ask_documents(
        demarche=demarche, wanted=[WantedDocument("card")], actor=claire.at_desk, at=clock()
    )
    signed_in(client, eloise)
    assert "Il nous manque 1 document" in client.get("/accueil").page.text
    detail = client.get(f"/mes-demandes/{demarche.pk}").page
    assert "Nous attendons de vous" in detail.text
    assert "Elle nous montre l’erreur." in detail.text
    here = f"/mes-demandes/{demarche.pk}/ajouter"
    assert detail.link("Envoyer ce qui manque") == here
    token = client.get(here).page.root.xpath("//input[@name='form_token']/@value")[0]
    files = {"form_token": token, "code": "card", "files": [photograph("carte.jpg")]}
    done = client.post(here, files, follow=True)
    assert "Réponse au plus tard le" in done.page.text
    assert names(done.page) == ["carte.jpg"]
    receipts = IssuedDocument.objects.filter(kind="receipt", person=eloise.pk)
    assert receipts.count() == 2


def test_nothing_is_added_once_it_is_over(
    client: CheckedClient, eloise: Person, clock: Clock
) -> None:
    demarche = card_asked_again(eloise)
    signed_in(client, eloise)
    assert "Ajouter un document" not in client.get(f"/mes-demandes/{demarche.pk}").page.text
    answered = client.get(f"/mes-demandes/{demarche.pk}/ajouter")
    assert answered.status_code == 302
