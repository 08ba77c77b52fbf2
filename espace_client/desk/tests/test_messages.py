"""Messages from who writes to who answers; a complaint with its dates; without an account too."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts.staff import StaffMember
from espace_client.accounts.throttle import TooManyTries
from espace_client.conversations import operations as op
from espace_client.conversations import reading
from espace_client.conversations.models import Subject, Thread
from espace_client.conversations.moving import UnableToTalk
from espace_client.conversations.rules import WITH_US, Outcome, State
from espace_client.conversations.words import Contact
from espace_client.delivery.models import Parcel
from espace_client.documents.models import IssuedDocument
from espace_client.kernel import actors
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import Actor, robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.people import card_asked_again, message_of, signed_in
from tests.staff import at_desk, opened

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.14")]
ROBOT = robot("un essai")
SAID = "Votre carte est de nouveau acceptée, nous avons corrigé la date."


def me(person: Person) -> Actor:
    return actors.member(person=person.pk, name=str(person))


def answered(thread: Thread, claire: StaffMember, outcome: Outcome | None = None) -> Thread:
    return op.answer(
        thread=thread, words=SAID, outcome=outcome, actor=claire.at_desk, at=product_clock.now()
    )


def follow_up(thread: Thread, person: Person) -> Thread:
    return op.follow_up(
        thread=thread, words="Cela ne marche toujours pas, hélas.", actor=me(person),
        at=product_clock.now(),
    )  # fmt: skip


# --- A member -----------------------------------------------------------------------------------


def test_written_read_answered_and_written_again(
    client: CheckedClient, eloise: Person, claire: StaffMember
) -> None:
    signed_in(client, eloise)
    assert "Vous ne nous avez encore rien écrit ici." in client.get("/mes-messages").page.text
    form = client.get("/mes-messages/nouveau")
    bad = client.send(form, action="nouveau", subject="autre", words="court")
    assert bad.status_code == 422
    assert "Écrivez le sujet de votre message." in bad.page.text
    sent = client.send(
        bad, action="nouveau", follow=True, subject="autre", own_subject="Une question de virgule",
        words="Ma carte ne passe pas chez le pharmacien.",
    )  # fmt: skip
    assert sent.page.h1 == "Une question de virgule"
    thread = Thread.objects.get()
    assert thread.promised_on == date(2022, 3, 28)
    assert "Réponse au plus tard le lundi 28 mars 2022." in sent.page.text
    assert IssuedDocument.objects.filter(kind="receipt", person=eloise.pk).count() == 1
    op.take(thread=thread, actor=claire.at_desk, at=product_clock.now())
    assert "Lu par un conseiller." in client.get("/mes-messages").page.text
    answered(thread, claire)
    shown = client.get(f"/mes-messages/{thread.pk}")
    assert SAID in shown.page.text
    again = client.send(
        shown, action=str(thread.pk), follow=True, words="Cela ne marche toujours pas, hélas."
    )
    assert "Relancé par vous." in again.page.text


def test_the_mail_says_that_an_answer_waits_and_never_carries_it(
    eloise: Person, claire: StaffMember
) -> None:
    answered(message_of(eloise), claire)
    mails = Parcel.objects.filter(notice__startswith="conversations.", person=eloise.pk)
    assert {one.notice for one in mails} == {"conversations.received", "conversations.answered"}
    assert not any("corrigé la date" in one.text for one in mails)
    assert not any("pharmacien" in one.text for one in mails)


def test_whoever_wants_a_letter_gets_the_answer_on_paper(
    eloise: Person, claire: StaffMember, print_shop: object
) -> None:
    thread = message_of(eloise)
    Thread.objects.filter(pk=thread.pk).update(wanted="courrier")
    answered(thread, claire)
    (letter,) = Parcel.objects.filter(notice="conversations.answered_letter")
    assert "corrigé la date" in letter.text


def test_it_is_linked_to_the_request_it_was_opened_from(
    client: CheckedClient, eloise: Person, salah: Person
) -> None:
    mine, theirs = card_asked_again(eloise, why="stolen"), card_asked_again(salah, why="stolen")
    signed_in(client, eloise)
    link = client.get(f"/mes-demandes/{mine.pk}").page.link("Ou posez-la par écrit")
    form = client.get(link)
    assert mine.reference in form.page.text
    client.send(form, action="nouveau", subject="carte", words="Où en est ma carte, je vous prie ?")
    assert Thread.objects.get().about_reference == mine.reference
    other = client.get(f"/mes-messages/nouveau?demande={theirs.pk}")
    assert theirs.reference not in other.page.text


def test_nobody_else_reads_it(client: CheckedClient, eloise: Person, salah: Person) -> None:
    thread = message_of(eloise)
    signed_in(client, salah)
    assert client.get(f"/mes-messages/{thread.pk}").status_code == 404
    assert thread.reference not in client.get("/mes-messages").page.text


def test_a_file_that_is_refused_sends_nothing_and_keeps_what_was_typed(
    client: CheckedClient, eloise: Person
) -> None:
    signed_in(client, eloise)
    form = client.get("/mes-messages/nouveau")
    token = form.page.root.xpath("//main//input[@name='form_token']/@value")[0]
    typed = {
        "form_token": token, "subject": "carte", "wanted": "espace",
        "words": "Voici la photo de ma carte.",
    }  # fmt: skip
    bad = client.post("/mes-messages/nouveau", {**typed, "files": [
        SimpleUploadedFile("lettre.docx", b"PK\x03\x04word/document.xml")]})  # fmt: skip
    assert bad.status_code == 422
    assert "est un fichier Word" in bad.page.text
    assert "Voici la photo de ma carte." in bad.page.text
    assert not Thread.objects.exists()
    good = SimpleUploadedFile("carte.jpg", picture("JPEG", page()), "image/jpeg")
    done = client.post("/mes-messages/nouveau", {**typed, "files": [good]}, follow=True)
    assert "carte.jpg" in done.page.text


@pytest.mark.promise("I7.6")
def test_a_draft_is_kept_when_the_session_ends(
    client: CheckedClient, eloise: Person, clock: Clock
) -> None:
    signed_in(client, eloise)
    form = client.get("/mes-messages/nouveau")
    clock.advance(hours=3)
    client.send(form, action="nouveau", subject="carte", words="Ma carte ne passe pas du tout.")
    assert not Thread.objects.exists()
    signed_in(client, eloise)
    assert "Ma carte ne passe pas du tout." in client.get("/mes-messages/nouveau").page.text
    assert not Thread.objects.exists()


def test_answering_a_closed_thread_reopens_it(
    eloise: Person, claire: StaffMember, clock: Clock
) -> None:
    thread = answered(message_of(eloise), claire)
    clock.advance(days=31)
    assert op.close_what_is_answered(actor=ROBOT, at=product_clock.now()) == 1
    thread.refresh_from_db()
    assert thread.state == State.CLOSED
    assert follow_up(thread, eloise).state == State.FOLLOWED_UP
    answered(thread, claire)
    op.close(thread=thread, actor=claire.at_desk, at=product_clock.now())
    clock.advance(days=61)
    with pytest.raises(UnableToTalk, match="plus de 60 jours"):
        follow_up(thread, eloise)


@pytest.mark.promise("I7.2")
def test_a_promise_is_renewed_in_writing_before_it_is_broken(eloise: Person, clock: Clock) -> None:
    thread = message_of(eloise)
    clock.set("2022-03-28T12:00")
    assert op.renew_promises(actor=ROBOT, at=product_clock.now()) == 1
    assert op.renew_promises(actor=ROBOT, at=product_clock.now()) == 0
    thread.refresh_from_db()
    assert thread.promised_on == date(2022, 3, 30)
    assert thread.first_promised_on == date(2022, 3, 28)
    assert Parcel.objects.filter(notice="conversations.promise_renewed").count() == 1


# --- Complaints ---------------------------------------------------------------------------------


@pytest.mark.promise("I7.15")
def test_a_complaint_is_proposed_chosen_acknowledged_and_dated(
    client: CheckedClient, eloise: Person
) -> None:
    thread = message_of(eloise, words="C’est inadmissible, j’attends depuis trois mois.")
    signed_in(client, eloise)
    shown = client.get(f"/mes-messages/{thread.pk}").page
    assert "Rien ne vous y oblige." in shown.text
    asked = client.get(shown.link("Voir ce que cela change"))
    assert "au plus tard le jeudi 7 avril 2022" in asked.page.text
    assert "au plus tard le mardi 24 mai 2022" in asked.page.text
    done = client.send(asked, action="reclamation", follow=True)
    assert "Elle reçoit une réponse au plus tard le 24 mai 2022." in done.page.text
    thread.refresh_from_db()
    assert (thread.acknowledge_by, thread.answer_by) == (date(2022, 4, 7), date(2022, 5, 24))
    assert thread.acknowledged_at is not None
    op.complain(thread=thread, actor=me(eloise), at=product_clock.now())
    assert Parcel.objects.filter(notice="conversations.complaint").count() == 1


@pytest.mark.promise("I7.15")
@pytest.mark.parametrize("outcome", Outcome)
def test_the_mediator_is_named_unless_it_is_granted(
    client: CheckedClient, eloise: Person, claire: StaffMember, outcome: Outcome
) -> None:
    thread = op.complain(thread=message_of(eloise), actor=me(eloise), at=product_clock.now())
    with pytest.raises(UnableToTalk, match="Dites si la réclamation est acceptée"):
        answered(thread, claire)
    answered(thread, claire, outcome)
    text = signed_in(client, eloise).get(f"/mes-messages/{thread.pk}").page.text
    assert ("Médiateur de la Mutuelle Horizon" in text) is (outcome is not Outcome.GRANTED)


@pytest.mark.promise("I7.15")
def test_after_two_months_without_an_answer_the_mediator_is_named(
    client: CheckedClient, eloise: Person, clock: Clock
) -> None:
    thread = op.complain(thread=message_of(eloise), actor=me(eloise), at=product_clock.now())
    clock.set("2022-05-24T10:00")
    assert "Médiateur" not in signed_in(client, eloise).get(f"/mes-messages/{thread.pk}").page.text
    clock.set("2022-05-25T10:00")
    assert "Médiateur" in signed_in(client, eloise).get(f"/mes-messages/{thread.pk}").page.text


# --- Without an account -------------------------------------------------------------------------


def test_without_an_account_it_has_a_reference_too(
    client: CheckedClient, mailbox: object, eloise: Person
) -> None:
    form = client.get("/nous-ecrire")
    nowhere = client.send(
        form, action="nous-ecrire", name="Zoé Roy", subject="carte",
        words="Je voudrais une carte, s’il vous plaît.",
    )  # fmt: skip
    assert "Dites comment vous répondre" in nowhere.page.text
    sent = client.send(
        nowhere, action="nous-ecrire", follow=True, name="Zoé Roy", email="zoe@boite.example",
        subject="carte", words="Je voudrais une carte, s’il vous plaît.",
    )  # fmt: skip
    thread = Thread.objects.get()
    assert thread.reference in sent.page.text
    assert "Réponse au plus tard le lundi 28 mars 2022." in sent.page.text
    assert thread.person is None
    assert b"zoe" not in bytes(thread.sealed_contact or b"")
    (mail,) = Parcel.objects.filter(notice="conversations.public")
    assert mail.address == "zoe@boite.example"


def test_it_tells_nothing_of_who_is_known(client: CheckedClient, eloise: Person) -> None:
    sent = client.send(
        client.get("/nous-ecrire"), action="nous-ecrire", follow=True, name="X",
        email=eloise.email, subject="carte", words="Je voudrais une carte, s’il vous plaît.",
    )  # fmt: skip
    assert "C’est envoyé" in sent.page.text
    assert Thread.objects.get().person is None


def test_a_stranger_does_not_fill_the_queue(db: None) -> None:
    written = op.Written(Subject.CARD, "Je voudrais une carte, s’il vous plaît.")
    contact = Contact("X", telephone="01 99 00 12 34")
    for _n in range(10):
        op.write_without_account(
            written=written, contact=contact, source="192.0.2.1", actor=actors.visitor(),
            at=product_clock.now(),
        )  # fmt: skip
    with pytest.raises(TooManyTries):
        op.write_without_account(
            written=written, contact=contact, source="192.0.2.1", actor=actors.visitor(),
            at=product_clock.now(),
        )  # fmt: skip


# --- Advisers -----------------------------------------------------------------------------------


@pytest.mark.promise("I7.17")
def test_an_adviser_reads_takes_notes_and_answers(
    client: CheckedClient, claire: StaffMember, eloise: Person
) -> None:
    thread = message_of(eloise)
    at_desk(client, claire)
    queue = client.get("/conseillers/messages").page
    assert thread.reference in queue.text
    assert "pharmacien" not in queue.text
    here = f"/conseillers/messages/{thread.pk}"
    assert client.get(here).url.endswith("/ouvrir")
    opened(claire, eloise)
    client.send(client.get(here), action="prendre")
    client.send(client.get(f"{here}/note"), action="note", words="INTERNE, rappelée à 10 heures.")
    short = client.send(client.get(f"{here}/repondre"), action="repondre", words="oui")
    assert short.status_code == 422
    form = client.get(f"{here}/repondre")
    client.send(form, action="repondre", words=SAID)
    thread.refresh_from_db()
    assert (thread.state, thread.taken_by) == (State.ANSWERED, claire)
    late = client.send(form, action="repondre", words="Une autre réponse, écrite trop tard.")
    assert thread.lines.filter(what="answer").count() == 1
    assert late.status_code in (302, 409, 422)
    member = CheckedClient()
    text = signed_in(member, eloise).get(f"/mes-messages/{thread.pk}").page.text
    assert "INTERNE" not in text


def test_a_reference_of_a_message_is_found(
    client: CheckedClient, claire: StaffMember, eloise: Person
) -> None:
    thread = message_of(eloise)
    at_desk(client, claire)
    opened(claire, eloise)
    found = client.send(
        client.get("/conseillers/"), action="recherche", q=thread.reference.lower(), follow=True
    )
    assert thread.reference in found.page.text


@pytest.mark.promise("I7.15")
def test_a_complaint_by_telephone_counts(
    client: CheckedClient, claire: StaffMember, eloise: Person
) -> None:
    at_desk(client, claire)
    opened(claire, eloise)
    form = client.get(client.get(f"/conseillers/dossiers/{eloise.pk}").page.link(
        "Noter une réclamation"))  # fmt: skip
    done = client.send(
        form, action="reclamation", follow=True, subject="remboursement",
        words="Elle dit qu’elle attend son remboursement depuis janvier.",
    )  # fmt: skip
    thread = Thread.objects.get()
    assert thread.complained_at is not None
    assert thread.lines.first().channel == "téléphone"  # type: ignore[union-attr]
    assert "réponse due le 24/05/2022" in done.page.text
    assert thread.reference in client.get("/conseillers/messages?seulement=reclamations").page.text


# --- Any sequence -------------------------------------------------------------------------------

_DO = {
    "take": lambda t, who, p: op.take(thread=t, actor=who.at_desk, at=product_clock.now()),
    "answer": lambda t, who, p: answered(t, who, Outcome.GRANTED if t.complained_at else None),
    "follow": lambda t, who, p: follow_up(t, p),
    "complain": lambda t, who, p: op.complain(thread=t, actor=me(p), at=product_clock.now()),
    "close": lambda t, who, p: op.close(thread=t, actor=who.at_desk, at=product_clock.now()),
    "note": lambda t, who, p: op.note(
        thread=t, words="Une note.", actor=who.at_desk, at=product_clock.now()
    ),
}


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(sorted(_DO))), max_size=8))
@settings(max_examples=15)
def test_any_sequence_breaks_no_promise_in_silence(
    eloise: Person, claire: StaffMember, clock: Clock, steps: list[tuple[int, str]]
) -> None:
    clock.set("2022-03-24T09:00")
    thread = message_of(eloise)
    for days, what in steps:
        for _day in range(days):
            clock.set(f"{(clock() + timedelta(days=1)).date()}T12:00")
            op.renew_promises(actor=ROBOT, at=product_clock.now())
            op.close_what_is_answered(actor=ROBOT, at=product_clock.now())
        thread.refresh_from_db()
        with suppress(UnableToTalk):
            _DO[what](thread, claire, eloise)
        op.renew_promises(actor=ROBOT, at=product_clock.now())
        thread.refresh_from_db()
        talk = reading.talk_of(thread, on=product_clock.today())
        assert talk.seen.state
        last = thread.lines.exclude(what="note").last()
        assert last is not None
        if thread.state in WITH_US:
            assert thread.promised_on >= product_clock.today()
            assert talk.seen.said
    Thread.objects.filter(pk=thread.pk).update(state=State.CLOSED)
