"""Each form of requests and messages, sent twice at the very same instant by two tabs of one
session: one thing is done, and both tabs are led to it (quality 6.6). A few rounds in every run,
five hundred in the audit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from espace_client.accounts.staff import StaffMember
from espace_client.conversations.models import Line, Thread
from espace_client.delivery.models import Parcel
from espace_client.demarches import operations as op
from espace_client.demarches.deciding import Decision
from espace_client.demarches.models import Attachment, Demarche, DemarcheEvent
from espace_client.demarches.rules import Gesture
from espace_client.documents.models import Receipt, ReceivedDocument
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench import filling
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.bench.two_clients import at_once
from tests.people import card_asked_again, message_of, signed_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.promise("6.6"),
    pytest.mark.promise("I7.18"),
]
COUNTED = (Demarche, DemarcheEvent, Receipt, Attachment, ReceivedDocument, Thread, Line, Parcel)
ROUNDS = [2, pytest.param(500, marks=pytest.mark.audit)]


@dataclass(frozen=True, slots=True)
class Form:
    """Where it is shown, what is typed, and how many rows one sending adds."""

    shown: str
    typed: dict[str, object]
    adds: dict[type, int]
    action: str | None = None
    photograph: bytes = b""


def _send(person: Person, adviser: StaffMember) -> Form:
    card_asked_again(person, send=False, why="stolen")
    adds = {DemarcheEvent: 1, Receipt: 1, Parcel: 1}
    return Form("/demarches/renvoi-carte/resume", {}, adds, "resume")


def _withdraw(person: Person, adviser: StaffMember) -> Form:
    asked = card_asked_again(person, why="stolen")
    adds = {DemarcheEvent: 1, Receipt: 1, Parcel: 1}
    return Form(f"/mes-demandes/{asked.pk}/annuler", {}, adds)


def _contest(person: Person, adviser: StaffMember) -> Form:
    asked = card_asked_again(person, why="stolen")
    no = Decision(Gesture.REFUSE, "Votre adresse n’a pas pu être vérifiée.", "no_address")
    op.decide(demarche=asked, decision=no, actor=adviser.at_desk, at=product_clock.now())
    why = "Mon adresse est juste, je vis ici depuis vingt ans."
    adds = {DemarcheEvent: 1, Receipt: 1, Parcel: 1}
    return Form(f"/mes-demandes/{asked.pk}/contester", {"why": why}, adds)


def _add(person: Person, adviser: StaffMember) -> Form:
    asked = card_asked_again(person, why="stolen")
    photograph = picture("JPEG", page(text=f"Plainte {asked.reference}"))
    adds = {DemarcheEvent: 1, Receipt: 1, Attachment: 1, ReceivedDocument: 1}
    return Form(f"/mes-demandes/{asked.pk}/ajouter", {}, adds, photograph=photograph)


def _message(person: Person, adviser: StaffMember) -> Form:
    typed = {"subject": "carte", "words": "Ma carte ne passe pas.", "wanted": "espace"}
    return Form("/mes-messages/nouveau", typed, {Thread: 1, Line: 1, Receipt: 1, Parcel: 1})


def _line(person: Person, adviser: StaffMember) -> Form:
    thread = message_of(person)
    adds = {Line: 1, Receipt: 1, Parcel: 1}
    return Form(f"/mes-messages/{thread.pk}", {"words": "Le pharmacien attend toujours."}, adds)


def _public(person: Person, adviser: StaffMember) -> Form:
    typed = {
        "name": "Jean Petit", "email": "jean@petit.example", "subject": "carte",
        "words": "Ma carte ne passe pas chez le pharmacien.",
    }  # fmt: skip
    return Form("/nous-ecrire", typed, {Thread: 1, Line: 1, Parcel: 1})


FORMS = [_send, _withdraw, _contest, _add, _message, _line, _public]


@pytest.mark.parametrize("rounds", ROUNDS, ids=["small", "full"])
@pytest.mark.parametrize("made", FORMS, ids=lambda one: one.__name__.strip("_"))
def test_two_clicks_are_one(
    client: CheckedClient, jeanne: Person, claire: StaffMember,
    clock: Clock, made: Callable[[Person, StaffMember], Form], rounds: int,
) -> None:  # fmt: skip
    for _round in range(rounds):
        clock.advance(minutes=10)  # of files and of strangers, only so many are taken in a time
        signed_in(client, jeanne)
        form = made(jeanne, claire)
        shown = client.get(form.shown)
        found = filling.the_form(shown.page.root, form.action)
        content = filling.filled(found, form.typed)
        where = filling.goes_to(found, form.shown)
        before = {model: model.objects.count() for model in COUNTED}

        def post(form: Form = form, content: Any = content, where: str = where) -> HttpResponse:
            tab = CheckedClient()
            tab.cookies, tab.may_see = client.cookies.copy(), client.may_see
            files = [SimpleUploadedFile("photo.jpg", form.photograph)] if form.photograph else []
            return tab.post(where, {**content, "files": files})

        one, other = at_once(post, post)
        assert isinstance(one, HttpResponse), one
        assert isinstance(other, HttpResponse), other
        assert one.status_code == other.status_code == 302
        assert one.headers["Location"] == other.headers["Location"]
        added = {
            model: many for model in COUNTED if (many := model.objects.count() - before[model])
        }
        assert added == form.adds
