"""The same thing done several times at the very same instant, each on a connection of its own."""

from pathlib import Path

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.contracts import operations as contracts
from espace_client.contracts.models import CardBatch, CardOrder
from espace_client.delivery.models import Parcel
from espace_client.demarches import operations as op
from espace_client.demarches.deciding import Decision
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import Gesture, State
from espace_client.documents.models import Receipt
from espace_client.kernel import actors, clock
from espace_client.kernel.actors import robot
from espace_client.kernel.spreadsheets import rows_of
from espace_client.members.models import Person
from tests.bench.two_clients import at_once, succeeded, twice
from tests.people import card_asked_again

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.promise("I7.18"),
    pytest.mark.promise("6.6"),
]


def test_two_tabs_begin_one_draft(eloise: Person) -> None:
    me = actors.member(person=eloise.pk, name=str(eloise))

    def begin() -> Demarche:
        return op.begin(kind="card_again", person=eloise.pk, actor=me, at=clock.now())

    made = succeeded(twice(begin, 4))
    assert len({one.pk for one in made}) == 1
    assert Demarche.objects.count() == 1


def test_sent_five_times_at_once_it_is_one_of_everything(eloise: Person) -> None:
    draft = card_asked_again(eloise, send=False)
    me = actors.member(person=eloise.pk, name=str(eloise))

    def send() -> Demarche:
        return op.send(demarche=draft, actor=me, at=clock.now())

    sent = succeeded(twice(send, 5))
    assert {one.reference for one in sent} == {draft.reference}
    assert len(sent) == 5  # everybody sees the same reference
    assert Receipt.objects.count() == 1
    assert CardOrder.objects.count() == 1
    assert Parcel.objects.filter(notice="demarches.receipt").count() == 1
    assert Parcel.objects.filter(notice="demarches.decision").count() == 1
    assert draft.events.filter(what=Gesture.SEND).count() == 1


def test_withdrawn_while_it_is_decided_is_one_of_the_two(
    eloise: Person, claire: StaffMember
) -> None:
    demarche = card_asked_again(eloise, why="stolen")
    me = actors.member(person=eloise.pk, name=str(eloise))
    at_once(
        lambda: op.withdraw(demarche=demarche, actor=me, at=clock.now()),
        lambda: op.decide(
            demarche=demarche, decision=Decision(Gesture.ACCEPT), actor=claire.at_desk,
            at=clock.now(),
        ),
    )  # fmt: skip
    demarche.refresh_from_db()
    going = CardOrder.objects.filter(settled_at=None).exists()
    assert (demarche.state, going) in ((State.WITHDRAWN, False), (State.ACCEPTED, True))


def test_stopped_while_it_is_printed_is_one_of_the_two(
    eloise: Person, settings: object, tmp_path: Path
) -> None:
    settings.CARD_PRINTER = {  # type: ignore[attr-defined]
        "BACKEND": "espace_client.contracts.card_printers.CardFolder",
        "OPTIONS": {"path": str(tmp_path)},
    }
    demarche = card_asked_again(eloise)
    me, factory = actors.member(person=eloise.pk, name=str(eloise)), robot("la fabrique")
    at_once(
        lambda: op.withdraw(demarche=demarche, actor=me, at=clock.now()),
        lambda: contracts.print_cards(actor=factory, at=clock.now()),
        lambda: contracts.print_cards(actor=factory, at=clock.now()),
    )
    contracts.print_cards(actor=factory, at=clock.now())
    printed = [row for file in tmp_path.glob("cartes-*.csv") for row in rows_of(file.read_bytes())]
    order = CardOrder.objects.get()
    assert len(printed) == CardBatch.objects.count() == (order.batch is not None)
    demarche.refresh_from_db()
    assert (demarche.state == State.WITHDRAWN) is (order.batch is None)
