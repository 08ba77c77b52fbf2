"""A card that is sent, opened or stopped twice at the very same instant."""

from collections.abc import Callable

import pytest

from espace_client.audit.models import Entry
from espace_client.contracts import operations
from espace_client.contracts.models import SharedCard
from espace_client.delivery.models import Parcel
from espace_client.kernel import clock
from espace_client.kernel.actors import visitor
from espace_client.members.models import Person
from tests.bench.two_clients import at_once, succeeded, twice
from tests.people import card_link_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("I6.13")]


def test_two_tabs_send_one_link(jeanne: Person) -> None:
    assert len(succeeded(twice(lambda: card_link_of(jeanne), 3))) == 1
    assert SharedCard.objects.count() == 1
    assert Parcel.objects.filter(notice="contracts.card_sent").count() == 1


def test_the_last_of_five_is_given_once(jeanne: Person) -> None:
    for number in range(4):
        card_link_of(jeanne, f"n{number}@pharmacie.example")

    def to(number: int) -> Callable[[], object]:
        return lambda: card_link_of(jeanne, f"m{number}@pharmacie.example")

    assert len(succeeded(at_once(to(0), to(1), to(2)))) == 1
    assert SharedCard.objects.count() == 5


def test_each_opening_is_counted(jeanne: Person) -> None:
    link = card_link_of(jeanne).link

    def press() -> SharedCard:
        return operations.open_shared_card(
            link=link, source="127.0.0.1", device="Firefox", actor=visitor(), at=clock.now()
        )

    assert len(succeeded(twice(press, 4))) == 4
    assert SharedCard.objects.get().openings == 4


def test_stopped_once(jeanne: Person) -> None:
    link = card_link_of(jeanne).link
    actor = visitor()
    twice(lambda: operations.stop_sharing_card(link=link, actor=actor, at=clock.now()), 3)
    assert Entry.objects.filter(event="contracts.card_link_stopped").count() == 1
