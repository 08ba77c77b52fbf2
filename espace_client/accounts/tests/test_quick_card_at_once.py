"""A code for the card that is asked for or typed many times at the very same instant."""

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import CardCode
from espace_client.accounts.quick_card import TypedCard
from espace_client.accounts.rules import CODE_TRIES
from espace_client.accounts.tests.journey import last_secret
from espace_client.kernel import clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.two_clients import at_once, succeeded, twice

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.promise("I6.14"),
    pytest.mark.usefixtures("channels"),
]


def answer(typed: TypedCard) -> int:
    return operations.answer_card_request(typed=typed, actor=robot("un essai"), at=clock.now())


def show(typed: TypedCard, code: str, source: str = "127.0.0.1") -> CardCode:
    return operations.show_card(
        typed=typed, code=code, source=source, actor=visitor(), at=clock.now()
    )


@pytest.fixture
def typed(jeanne: Person) -> TypedCard:
    return TypedCard(jeanne.member_number or "", jeanne.birth_date)


def test_two_jobs_send_one_code(typed: TypedCard) -> None:
    assert sorted(twice(lambda: answer(typed), 3)) == [0, 0, 1]
    assert CardCode.objects.count() == 1


def test_the_right_code_shows_one_card(typed: TypedCard) -> None:
    answer(typed)
    code = last_secret("accounts.card_code", "code")
    assert len(succeeded(twice(lambda: show(typed, code), 4))) == 1


def test_wrong_codes_from_many_networks_are_counted_to_the_unit(typed: TypedCard) -> None:
    answer(typed)
    code = last_secret("accounts.card_code", "code")
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    tries = [lambda place=place: show(typed, wrong, f"127.0.6.{place}") for place in range(8)]
    assert succeeded(at_once(*tries)) == []
    assert CardCode.objects.get().tries == CODE_TRIES
    assert succeeded([_tried(typed, code)]) == []


def _tried(typed: TypedCard, code: str) -> object:
    try:
        return show(typed, code)
    except operations.UnableToShowCard as refusal:
        return refusal
