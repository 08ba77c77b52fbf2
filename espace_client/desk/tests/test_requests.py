"""Advisers answer démarches: the queue, one of them, and every gesture."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.contracts import card_orders
from espace_client.contracts import operations as contracts
from espace_client.contracts.models import CardOrder
from espace_client.demarches import operations as op
from espace_client.demarches.kinds.card_again.operations import follow_cards
from espace_client.demarches.models import Attachment, AwaitedDocument, Demarche
from espace_client.demarches.rules import State
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.people import attachment_of, card_asked_again, signed_in
from tests.staff import at_desk, hired, opened

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.17")]
ROBOT = robot("un essai")


@pytest.fixture
def asked(eloise: Person) -> Demarche:
    """One that an adviser must look at."""
    return card_asked_again(eloise, why="stolen")


@pytest.fixture
def desk(client: CheckedClient, claire: StaffMember, asked: Demarche) -> CheckedClient:
    """Claire, with the file open."""
    at_desk(client, claire)
    opened(claire, asked.person)
    return client


def at(demarche: Demarche, act: str = "") -> str:
    here = f"/conseillers/demandes/{demarche.pk}"
    return f"{here}/faire/{act}" if act else here


def do(client: CheckedClient, demarche: Demarche, act: str, **typed: object):  # type: ignore[no-untyped-def]
    return client.send(client.get(at(demarche, act)), action=act, **typed)


def again(demarche: Demarche) -> Demarche:
    demarche.refresh_from_db()
    return demarche


# --- The queue ----------------------------------------------------------------------------------


def references(client: CheckedClient, query: str = "") -> list[str]:
    shown = client.get(f"/conseillers/demandes{query}").page
    return shown.root.xpath("//main//tbody//th//span[@class='muted']/text()")


def test_the_queue_is_by_promise_and_says_who_has_it(
    client: CheckedClient, claire: StaffMember, eloise: Person, odette: Person, clock: Clock
) -> None:
    second = card_asked_again(odette, why="stolen")
    clock.set("2022-03-28T09:00")
    first = card_asked_again(eloise, why="stolen")
    Demarche.objects.filter(pk=first.pk).update(promised_on=date(2022, 3, 25))
    at_desk(client, claire)
    assert references(client) == [first.reference, second.reference]
    shown = client.get("/conseillers/demandes").page
    assert "en retard" in shown.text
    op.take(demarche=second, actor=claire.at_desk, at=product_clock.now())
    assert references(client, "?qui=moi") == [second.reference]
    assert references(client, "?qui=libres") == [first.reference]
    assert references(client, "?qui=documents") == []
    assert references(client, "?sorte=card_again") == [first.reference, second.reference]
    assert references(client, "?qui=nonsense&sorte=%00&apres=x") == [
        first.reference, second.reference,
    ]  # fmt: skip


def test_no_word_of_what_was_answered_stands_in_the_queue(
    client: CheckedClient, claire: StaffMember, eloise: Person
) -> None:
    card_asked_again(eloise, why="wrong", line=["people"], right="SECRET-OF-CARE")
    at_desk(client, claire)
    assert "SECRET-OF-CARE" not in client.get("/conseillers/demandes").page.text


@pytest.mark.promise("I7.19")
def test_the_queue_goes_on_by_key(
    client: CheckedClient, claire: StaffMember, asked: Demarche
) -> None:
    rows = [
        Demarche(
            reference=f"EC-2022-03-{n:04d}-Z", kind="card_again", person=asked.person,
            answers=b"", state=State.RECEIVED, state_since=asked.state_since,
            started_at=asked.started_at, sent_at=asked.sent_at,
            promised_on=date(2022, 4, 1) + timedelta(days=n % 3),
            first_promised_on=date(2022, 4, 1),
        )
        for n in range(60)
    ]  # fmt: skip
    Demarche.objects.bulk_create(rows)
    at_desk(client, claire)
    shown = client.get("/conseillers/demandes")
    first = references(client)
    following = shown.page.link("Les suivantes").partition("?")[2]
    second = references(client, f"?{following}")
    assert len(first) == 50
    assert len(second) == 11
    assert not set(first) & set(second)


def test_a_reference_read_aloud_leads_to_it(
    client: CheckedClient, claire: StaffMember, asked: Demarche
) -> None:
    at_desk(client, claire)
    opened(claire, asked.person)
    spoken = asked.reference.replace("-", " ").lower()
    found = client.send(client.get("/conseillers/"), action="recherche", q=spoken, follow=True)
    assert asked.reference in found.page.text
    wrong = asked.reference[:-1] + ("A" if asked.reference[-1] != "A" else "B")
    missed = client.send(client.get("/conseillers/"), action="recherche", q=wrong)
    assert missed.status_code == 422
    assert "Une lettre a pu être mal entendue" in missed.page.text


# --- One of them --------------------------------------------------------------------------------


def test_it_opens_only_with_its_file_and_its_owner_reads_who_looked(
    client: CheckedClient, claire: StaffMember, asked: Demarche
) -> None:
    at_desk(client, claire)
    closed = client.get(at(asked))
    assert closed.status_code == 302
    assert closed.url.endswith("/ouvrir")
    opened(claire, asked.person)
    shown = client.get(at(asked)).page
    assert "On me l’a volée" in shown.text
    who = shown.root.xpath("string(//dt[.='Qui s’en occupe']/following-sibling::dd[1])")
    assert who == "personne"


def test_taken_decided_and_printed(desk: CheckedClient, asked: Demarche) -> None:
    desk.send(desk.get(at(asked)), action="prendre")
    assert again(asked).state == State.RECEIVED
    assert asked.taken_by
    done = do(desk, asked, "decider", gesture="accept")
    assert done.status_code == 302
    assert again(asked).state == State.ACCEPTED
    assert asked.decided_by == asked.taken_by
    assert CardOrder.objects.filter(asked_for=asked.pk).exists()


def test_a_refusal_wants_a_reason_and_a_sentence(desk: CheckedClient, asked: Demarche) -> None:
    do(desk, asked, "prendre")
    no_sentence = do(desk, asked, "decider", gesture="refuse", reason="no_address")
    assert no_sentence.status_code == 422
    no_reason = do(
        desk, asked, "decider", gesture="refuse", sentence="L’adresse n’existe pas, vu avec vous."
    )
    assert "Choisissez le motif du refus" in no_reason.page.text
    done = do(
        desk, asked, "decider", gesture="refuse", reason="no_address",
        sentence="L’adresse n’existe pas, vu avec vous.",
    )  # fmt: skip
    assert done.status_code == 302
    assert again(asked).state == State.REFUSED


def test_two_advisers_never_settle_the_same_thing(
    desk: CheckedClient, asked: Demarche, claire: StaffMember
) -> None:
    paul = hired("Paul Bernard", "paul.bernard@horizon.example", StaffRole.ADVISER)
    other = CheckedClient()
    at_desk(other, paul)
    opened(paul, asked.person)
    do(desk, asked, "prendre")
    mine, theirs = desk.get(at(asked, "decider")), other.get(at(asked, "decider"))
    assert desk.send(mine, action="decider", gesture="accept").status_code == 302
    late = other.send(
        theirs, action="decider", gesture="refuse", reason="no_address",
        sentence="L’adresse n’existe pas, vu avec vous.",
    )  # fmt: skip
    assert late.status_code == 422
    assert "a changé pendant que vous l’aviez sous les yeux" in late.page.text
    assert again(asked).state == State.ACCEPTED


@pytest.mark.promise("I7.3")
def test_four_eyes(
    desk: CheckedClient, asked: Demarche, claire: StaffMember, eloise: Person
) -> None:
    """A refusal that is contested is decided by two."""
    do(desk, asked, "prendre")
    sentence = "L’adresse n’existe pas, vu avec vous."
    refused = {"gesture": "refuse", "reason": "no_address", "sentence": sentence}
    do(desk, asked, "decider", **refused)
    do(desk, asked, "contester", why="Elle dit que l’adresse est la bonne depuis vingt ans.")
    assert again(asked).state == State.CONTESTED
    again_mine = do(desk, asked, "decider", **refused)
    assert "un autre conseiller doit en juger" in again_mine.page.text
    clients = []
    for name in ("Paul Bernard", "Lise Roy"):
        who = hired(name, f"{name.lower().replace(' ', '.')}@horizon.example", StaffRole.ADVISER)
        clients.append(at_desk(CheckedClient(), who))
        opened(who, asked.person)
    paul, lise = clients
    do(paul, asked, "decider", **refused)
    assert again(asked).state == State.CONTESTED
    assert "Paul Bernard propose une décision" in lise.get(at(asked)).page.text
    assert references(lise, "?qui=avis") == [asked.reference]
    alone = do(paul, asked, "confirmer")
    assert "un autre conseiller doit la confirmer" in alone.page.text
    assert do(lise, asked, "rendre", why="Elle a envoyé une facture à cette adresse.")
    do(paul, asked, "decider", **refused)
    assert do(lise, asked, "confirmer").status_code == 302
    assert again(asked).state == State.REFUSED


@pytest.mark.promise("I7.10")
def test_documents_are_asked_for_at_once_and_another_one_by_a_supervisor_alone(
    client: CheckedClient, claire: StaffMember, hugo: StaffMember, eloise: Person
) -> None:
    asked = card_asked_again(eloise, why="wrong", line=["people"], right="Ma fille manque.")
    at_desk(client, claire)
    opened(claire, eloise)
    do(client, asked, "prendre")
    nothing = do(client, asked, "demander")
    assert "Choisissez au moins un document." in nothing.page.text
    other = {"other": "Livret de famille", "why": "Pour voir qui est couvert avec vous."}
    refused = do(client, asked, "demander", documents=["card"], **other)
    assert refused.status_code == 422
    assert "Un superviseur peut le demander" in refused.page.text
    boss = at_desk(CheckedClient(), hugo)
    opened(hugo, eloise)
    reason = "Le dossier ne dit pas qui est l’enfant, et l’employeur ne répond pas."
    done = do(boss, asked, "demander", documents=["card"], **other, override=reason)
    assert done.status_code == 302
    assert again(asked).state == State.DOCUMENTS_AWAITED
    assert asked.stopped_on is None  # one of them stood in no list: the clock goes on
    assert AwaitedDocument.objects.filter(listed=False).count() == 1
    listed = boss.get("/conseillers/hors-liste").page
    assert "1 document demandé hors liste" in listed.text
    assert reason in listed.text
    assert client.get("/conseillers/hors-liste").status_code == 404


def test_a_note_that_is_visible_is_read_at_once_and_another_never(
    desk: CheckedClient, asked: Demarche, eloise: Person
) -> None:
    do(desk, asked, "appel", words="Elle attend la carte pour jeudi.", visible=True)
    do(desk, asked, "appel", words="INTERNE, elle était fâchée.", visible=False)
    member = CheckedClient()
    signed_in(member, eloise)
    text = member.get(f"/mes-demandes/{asked.pk}").page.text
    assert "Elle attend la carte pour jeudi." in text
    assert "un conseiller, par téléphone" in text
    assert "INTERNE" not in text
    assert "INTERNE" in desk.get(at(asked)).page.text


def test_somebody_else_must_answer_first(
    desk: CheckedClient, asked: Demarche, eloise: Person
) -> None:
    do(desk, asked, "attendre", whom="la gendarmerie de Rennes")
    assert again(asked).state == State.OTHER_AWAITED
    member = CheckedClient()
    signed_in(member, eloise)
    assert "la gendarmerie de Rennes" in member.get(f"/mes-demandes/{asked.pk}").page.text


def test_withdrawn_at_her_word(desk: CheckedClient, asked: Demarche) -> None:
    do(desk, asked, "annuler")
    assert again(asked).state == State.WITHDRAWN


def test_dropped_then_reopened(
    desk: CheckedClient, asked: Demarche, claire: StaffMember, clock: Clock
) -> None:
    Demarche.objects.filter(pk=asked.pk).update(state=State.DROPPED)
    do(desk, asked, "rouvrir")
    assert again(asked).state == State.RECEIVED


@pytest.mark.promise("I7.4")
def test_what_came_by_letter_is_told_as_a_letter(desk: CheckedClient, asked: Demarche) -> None:
    photograph = SimpleUploadedFile("scan.jpg", picture("JPEG", page()), "image/jpeg")
    shown = desk.get(f"{at(asked)}/courrier")
    token = shown.page.root.xpath("//input[@name='form_token']/@value")[0]
    done = desk.post(f"{at(asked)}/courrier", {"form_token": token, "files": [photograph]})
    assert done.status_code == 302
    assert asked.attachments.count() == 1
    assert asked.events.filter(channel="courrier").exists()
    assert "un conseiller, par courrier" in desk.get(at(asked)).page.text


def test_a_document_that_cannot_be_read_says_why(
    desk: CheckedClient, asked: Demarche, eloise: Person
) -> None:
    one = attachment_of(asked)
    shown = desk.get(at(asked))
    refused = desk.send(shown, action="juger", button="Illisible photo.jpg")
    assert "Dites ce qui ne se lit pas" in refused.page.text
    desk.send(
        desk.get(at(asked)), action="juger", button="Illisible photo.jpg", why="Le bas est coupé."
    )
    member = CheckedClient()
    signed_in(member, eloise)
    assert "Le bas est coupé." in member.get(f"/mes-demandes/{asked.pk}").page.text
    desk.send(desk.get(at(asked)), action="juger", button="Lisible photo.jpg")
    assert Attachment.objects.get(pk=one.pk).why == ""


# --- Cards on paper -----------------------------------------------------------------------------


@pytest.mark.promise("I7.16")
def test_posted_come_back_and_cleared_up(
    client: CheckedClient, claire: StaffMember, eloise: Person, settings: object, tmp_path: Path
) -> None:
    settings.CARD_PRINTER = {  # type: ignore[attr-defined]
        "BACKEND": "espace_client.contracts.card_printers.CardFolder",
        "OPTIONS": {"path": str(tmp_path)},
    }
    asked = card_asked_again(eloise)
    contracts.print_cards(actor=ROBOT, at=product_clock.now())
    follow_cards(actor=ROBOT, at=product_clock.now())
    at_desk(client, claire)
    shown = client.get("/conseillers/cartes")
    assert "cartes-000001" in shown.page.text
    bad = client.send(shown, action="postees", posted_on="hier")
    assert "Écrivez le jour ainsi : 25/03/2022." in bad.page.text
    client.send(client.get("/conseillers/cartes"), action="postees")
    assert again(asked).step == "posted"
    lost = client.send(
        client.get("/conseillers/cartes"), action="revenues", reference="EC-2022-03-AAAA-A",
        why="NPAI",
    )  # fmt: skip
    assert "Aucune carte ne porte cette référence" in lost.page.text
    client.send(
        client.get("/conseillers/cartes"), action="revenues", reference=asked.reference,
        why="N’habite pas à l’adresse indiquée",
    )  # fmt: skip
    assert again(asked).state == State.RECEIVED
    page_ = client.get("/conseillers/cartes")
    assert "N’habite pas à l’adresse indiquée" in page_.page.text
    clearing = client.get(page_.page.link(f"Adresse vérifiée, {eloise}"))
    client.send(clearing, action="adresse", explanation="La boîte n’avait pas de nom, c’est fait.")
    assert card_orders.cards_that_came_back() == []
