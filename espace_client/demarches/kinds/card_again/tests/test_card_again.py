"""« Faire renvoyer ma carte », from what is typed to what comes in the letter box."""

from datetime import timedelta
from pathlib import Path

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.audit.models import Entry
from espace_client.contracts import card_orders
from espace_client.contracts import operations as contracts
from espace_client.contracts.models import CardOrder, Contract
from espace_client.contracts.ordered_cards import Outcome
from espace_client.demarches import operations as op
from espace_client.demarches.kinds.card_again.kind import KIND
from espace_client.demarches.kinds.card_again.operations import follow_cards
from espace_client.demarches.kinds.card_again.rules import Circumstances, Why, prints_alone
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import State
from espace_client.demarches.standing import one_of
from espace_client.demarches.taken_over import TakenOverRequest
from espace_client.kernel import actors
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import Actor, robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.jobs import run_jobs
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.people import card_asked_again, contract_of, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("I7.16")]
ROBOT = robot("un essai")


@pytest.fixture(autouse=True)
def factory(settings: object, tmp_path: Path) -> Path:
    settings.CARD_PRINTER = {  # type: ignore[attr-defined]
        "BACKEND": "espace_client.contracts.card_printers.CardFolder",
        "OPTIONS": {"path": str(tmp_path)},
    }
    return tmp_path


def follow() -> None:
    follow_cards(actor=ROBOT, at=product_clock.now())


def printed(clock: Clock) -> None:
    contracts.print_cards(actor=ROBOT, at=product_clock.now())
    follow()


def posted(clock: Clock) -> None:
    printed(clock)
    contracts.cards_posted(
        number=1, posted_on=product_clock.today(), actor=ROBOT, at=product_clock.now()
    )
    follow()


def state_of(demarche: Demarche) -> str:
    one = one_of(demarche.person_id, demarche.pk, on=product_clock.today())
    assert one
    return f"{one.state}. {one.turn_in_words}. {one.said}".replace("\u00a0", " ")


# --- Who decides --------------------------------------------------------------------------------


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("in_question", [True, False])
@pytest.mark.parametrize("lately", [True, False])
def test_only_a_plain_case_is_printed_without_an_adviser(
    why: Why, same: bool, in_question: bool, lately: bool
) -> None:
    plain = why in {Why.LOST, Why.DAMAGED, Why.NEVER_CAME} and same
    asked = Circumstances(why, same, in_question, lately)
    assert prints_alone(asked) is (plain and not in_question and not lately)


def test_a_lost_card_is_ordered_at_once(eloise: Person) -> None:
    demarche = card_asked_again(eloise)
    assert demarche.state == State.ACCEPTED
    assert demarche.decided_by is None
    order = CardOrder.objects.get(asked_for=demarche.pk)
    assert order.people == [eloise.pk]
    assert order.reference == demarche.reference
    assert state_of(demarche) == (
        "Demandée. C’est à nous d’agir. Elle part à l’impression au plus tard le 28 mars 2022."
    )


@pytest.mark.parametrize(
    "answers",
    [
        {"why": "stolen"},
        {"same_address": "no"},
        {"why": "wrong", "line": ["people"], "right": "Ma fille n’y est pas."},
    ],
)
def test_what_is_not_plain_waits_for_an_adviser(eloise: Person, answers: dict[str, object]) -> None:
    demarche = card_asked_again(eloise, **answers)
    assert demarche.state == State.SENT
    assert not CardOrder.objects.exists()


def test_while_an_address_change_is_pending_nothing_is_printed(eloise: Person) -> None:
    TakenOverRequest.objects.create(
        reference="D-1", person=eloise, kind="coordonnees", state="en_etude",
        asked_on="2022-03-20", promised_on="2022-04-01",
    )  # fmt: skip
    assert card_asked_again(eloise).state == State.SENT


def test_a_second_card_within_months_is_looked_at(eloise: Person, clock: Clock) -> None:
    assert card_asked_again(eloise).state == State.ACCEPTED
    clock.set("2022-06-24T10:00")
    assert card_asked_again(eloise).state == State.SENT
    clock.set("2022-12-24T10:00")
    assert card_asked_again(eloise).state == State.ACCEPTED


def test_a_stolen_card_is_noted_for_advisers(eloise: Person) -> None:
    card_asked_again(eloise, why="stolen")
    assert Entry.objects.filter(event="card_again.card_stolen", person=eloise.pk).exists()


# --- Its way ------------------------------------------------------------------------------------


def test_from_the_order_to_the_letter_box(
    client: CheckedClient, eloise: Person, clock: Clock
) -> None:
    demarche = card_asked_again(eloise)
    printed(clock)
    assert state_of(demarche).startswith("À l’impression (lot n° 1). C’est à nous d’agir.")
    clock.set("2022-03-25T15:00")
    posted(clock)
    assert "Arrivée prévue entre le 29 mars 2022 et le 4 avril 2022." in state_of(demarche)
    follow()
    assert "Postée le 25 mars 2022. C’est à nous d’agir." in state_of(demarche)
    clock.set("2022-04-04T09:00")
    follow()
    assert "elle devrait être arrivée. C’est à vous d’agir." in state_of(demarche)
    signed_in(client, eloise)
    home = client.get("/accueil").page
    assert "Nous attendons quelque chose de vous" in home.text
    detail = client.get(f"/mes-demandes/{demarche.pk}")
    assert "Avez-vous reçu votre carte ?" in detail.page.text
    refused = client.send(detail, action="repondre")
    assert refused.status_code == 422
    assert client.send(refused, action="repondre", answer="yes").status_code == 302
    page = client.get(f"/mes-demandes/{demarche.pk}").page
    assert "Carte reçue. Il n’y a plus rien à faire." in page.text
    assert CardOrder.objects.get().outcome == Outcome.RECEIVED


def test_each_news_leaves_once(eloise: Person, clock: Clock, mailbox: Mailbox) -> None:
    demarche = card_asked_again(eloise)
    posted(clock)
    follow()
    clock.set("2022-04-04T09:00")
    follow()
    follow()
    run_jobs()
    subjects = [mail.subject for mail in mailbox.to(eloise.email)]
    assert len(subjects) == 4  # received, accepted, posted, have you got it
    assert {f"Votre demande {demarche.reference} a avancé"} == set(subjects)
    assert not any("carte" in subject.lower() for subject in subjects)


def test_one_that_did_not_come_goes_back_to_an_adviser(eloise: Person, clock: Clock) -> None:
    demarche = card_asked_again(eloise)
    posted(clock)
    clock.set("2022-04-04T09:00")
    follow()
    demarche.refresh_from_db()
    op.answer_step(
        demarche=demarche, step="asked", answer="no", actor=ROBOT, at=product_clock.now()
    )
    demarche.refresh_from_db()
    assert demarche.state == State.RECEIVED
    assert demarche.promised_on
    assert CardOrder.objects.get().outcome == Outcome.NOT_RECEIVED
    op.answer_step(
        demarche=demarche, step="asked", answer="no", actor=ROBOT, at=product_clock.now()
    )
    assert demarche.events.filter(what="take_up_again").count() == 1


def test_one_that_came_back_goes_to_an_adviser_and_another_waits_for_the_address(
    eloise: Person, clock: Clock, claire: StaffMember
) -> None:
    demarche = card_asked_again(eloise)
    posted(clock)
    contracts.card_came_back(
        order=CardOrder.objects.get(), why="inconnue à l’adresse", actor=ROBOT,
        at=product_clock.now(),
    )  # fmt: skip
    follow()
    follow()
    demarche.refresh_from_db()
    assert demarche.state == State.RECEIVED
    with pytest.raises(contracts.UnableToOrderCard, match="Vérifiez-la d’abord"):
        op.accept(demarche=demarche, actor=claire.at_desk, at=product_clock.now())
    contracts.clear_address(
        order=card_orders.cards_that_came_back()[0], explanation="La boîte n’avait pas de nom.",
        actor=ROBOT, at=product_clock.now(),
    )  # fmt: skip
    op.accept(demarche=demarche, actor=claire.at_desk, at=product_clock.now())
    follow()
    demarche.refresh_from_db()
    assert (demarche.state, demarche.step) == (State.ACCEPTED, "ordered")
    assert CardOrder.objects.filter(asked_for=demarche.pk, settled_at=None).count() == 1


def test_withdrawn_before_it_is_printed_and_not_after(eloise: Person, clock: Clock) -> None:
    demarche = card_asked_again(eloise)
    demarche = op.withdraw(demarche=demarche, actor=_member(eloise), at=product_clock.now())
    assert demarche.state == State.WITHDRAWN
    assert CardOrder.objects.get().outcome == Outcome.STOPPED
    second = card_asked_again(eloise)
    printed(clock)
    with pytest.raises(op.UnableToMove, match="ne peut plus être annulée"):
        op.withdraw(demarche=second, actor=_member(eloise), at=product_clock.now())


def test_after_two_months_without_a_word_another_can_be_asked_for(
    eloise: Person, clock: Clock
) -> None:
    card_asked_again(eloise)
    posted(clock)
    clock.set("2022-06-01T10:00")
    follow()
    op.close_what_is_decided(actor=ROBOT, at=product_clock.now())
    follow()
    assert CardOrder.objects.get().outcome == Outcome.NO_NEWS


# --- Asking again -------------------------------------------------------------------------------


def test_a_second_request_is_refused_with_its_date(
    client: CheckedClient, eloise: Person, clock: Clock
) -> None:
    demarche = card_asked_again(eloise)
    signed_in(client, eloise)
    page = client.get("/demarches/renvoi-carte").page
    assert "Votre carte est déjà en préparation, demandée le 24 mars 2022." in page.text
    assert page.link("Voir où elle en est") == f"/mes-demandes/{demarche.pk}"
    posted(clock)
    page = client.get("/demarches/renvoi-carte").page
    assert "déjà postée, depuis le 24 mars 2022." in page.text
    assert "Elle arrive entre le 28 mars 2022 et le 1er avril 2022." in page.text


def test_while_an_adviser_looks_another_is_not_asked(client: CheckedClient, eloise: Person) -> None:
    card_asked_again(eloise, why="stolen")
    page = signed_in(client, eloise).get("/demarches/renvoi-carte").page
    assert "Vous avez déjà demandé une carte le 24 mars 2022." in page.text


def test_without_a_card_in_force_it_says_why(client: CheckedClient, lucien: Person) -> None:
    page = signed_in(client, lucien).get("/demarches/renvoi-carte").page
    assert "Vous n’avez pas de carte valable aujourd’hui" in page.text
    assert page.link("Voir pourquoi") == "/ma-carte"


# --- Filling it in ------------------------------------------------------------------------------


@pytest.mark.promise("I7.12")
def test_what_was_asked_stays_as_it_was_read(client: CheckedClient, jeanne: Person) -> None:
    """Her contract ends later: whom the card was for is still written there."""
    asked = card_asked_again(jeanne)
    yesterday = product_clock.today() - timedelta(days=1)
    Contract.objects.filter(holder=jeanne).update(end_on=yesterday)
    page = signed_in(client, jeanne).get(f"/mes-demandes/{asked.pk}").page
    said = page.root.xpath(
        "//dt[.='Pour' or .=$why]/following-sibling::dd[1]/text()", why="Ce qui s’est passé"
    )
    assert said[0] == "Je l’ai perdue"
    assert str(jeanne) in said[1]


def test_only_what_is_needed_is_asked(client: CheckedClient, eloise: Person) -> None:
    """One person on one card: neither which card, nor for whom."""
    signed_in(client, eloise)
    page = client.get("/demarches/renvoi-carte")
    page = client.send(page, action="renvoi-carte", follow=True)
    assert page.page.h1 == "Pourquoi faut-il la renvoyer ?"
    assert "Étape 1 sur 4" in page.page.text
    page = client.send(page, action="motif", follow=True, why="damaged")
    assert page.page.h1 == "Où l’envoyer ?"
    assert "CAN-" not in page.page.text
    page = client.send(page, action="adresse", follow=True, same_address="yes")
    assert page.page.h1 == "Où vous joindre ?"
    bad = client.send(page, action="telephone", telephone="12")
    assert bad.status_code == 422
    assert "Vérifiez ce numéro" in bad.page.text
    assert bad.page.root.xpath("//input[@name='telephone']/@value") == ["12"]
    page = client.send(page, action="telephone", follow=True, telephone="")
    assert page.page.h1 == "Relisez, puis envoyez"
    assert "Elle est abîmée" in page.page.text
    page = client.send(page, action="resume", follow=True)
    assert page.page.h1 == "C’est envoyé"
    demarche = Demarche.objects.get(person=eloise)
    assert demarche.reference in page.page.text


def test_whoever_has_two_cards_says_which(client: CheckedClient, eloise: Person) -> None:
    contract_of(eloise, reference="ENCORE-1")
    signed_in(client, eloise)
    page = client.send(client.get("/demarches/renvoi-carte"), action="renvoi-carte", follow=True)
    assert page.page.h1 == "Quelle carte faut-il renvoyer ?"


def test_an_error_asks_which_line(client: CheckedClient, eloise: Person) -> None:
    signed_in(client, eloise)
    page = client.send(client.get("/demarches/renvoi-carte"), action="renvoi-carte", follow=True)
    page = client.send(page, action="motif", follow=True, why="wrong")
    assert page.page.h1 == "Quelle est l’erreur ?"
    assert "Étape 2 sur 5" in page.page.text


def test_the_pieces_of_each_situation() -> None:
    asked = KIND.pieces.asked({"why": "wrong", "line": ["name"]})
    assert [(one.code, one.needed) for one in asked] == [("identity", True), ("card", False)]
    assert KIND.pieces.asked({"why": "lost"}) == ()


def _member(person: Person) -> Actor:
    return actors.member(person=person.pk, name=str(person))
