"""A forgotten password that somebody else asks for, or that was of somebody who has died."""

from collections.abc import Callable

import pytest

from espace_client.accounts import operations
from espace_client.accounts.forgotten import ResetWay, accounts_meant
from espace_client.accounts.letters import UnableToSendLetter
from espace_client.accounts.models import Account, AccountState, OneTimeCode, Purpose
from espace_client.accounts.operations.letters import send_reset_letter
from espace_client.accounts.operations.one_time_codes import (
    UnableToSendCode,
    UnableToUseOneTimeCode,
)
from espace_client.accounts.tests.journey import PASSWORD, ask, last_link, last_secret, notices
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
PAGE = "/mot-de-passe-oublie"


def asked(typed: str, clock: Clock, way: ResetWay = ResetWay.EMAIL) -> int:
    """How many messages left for whoever asked."""
    return operations.answer_password_reset(
        typed=typed, way=way, actor=robot("un essai"), at=clock.now
    )


def codes() -> list[OneTimeCode]:
    found = OneTimeCode.objects.filter(purpose=Purpose.RESET)
    return list(found.select_related("account__person").order_by("issued_at"))


# --- Asked by others ----------------------------------------------------------------------------


def test_a_stranger_kills_no_link_that_is_younger_than_ten_minutes(
    jeanne: Person, clock: Clock
) -> None:
    account_of(jeanne)
    assert asked(jeanne.email, clock) == 1
    clock.advance(minutes=9, seconds=59)
    assert asked(jeanne.email, clock) == 0
    (link,) = codes()
    assert link.link_works(clock.now)
    clock.advance(seconds=1)
    assert asked(jeanne.email, clock) == 1
    assert [code.link_works(clock.now) for code in codes()] == [False, True]


def test_nor_a_link_of_an_account_that_was_never_activated(
    client: CheckedClient, jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    first = last_link()
    clock.advance(minutes=9, seconds=59)
    assert asked(jeanne.email, clock) == 0
    assert last_link() == first
    clock.advance(seconds=1)
    assert asked(jeanne.email, clock) == 1


def test_a_link_that_has_served_holds_up_no_other(jeanne: Person, clock: Clock) -> None:
    account_of(jeanne)
    asked(jeanne.email, clock)
    (link,) = codes()
    operations.reset_password(code=link, password=PASSWORD, actor=visitor(), at=clock.now)
    clock.advance(seconds=61)
    assert asked(jeanne.email, clock) == 1


def test_one_way_takes_nothing_from_another(jeanne: Person, clock: Clock) -> None:
    account_of(jeanne)
    for _ in range(25):
        asked(jeanne.email, clock)
        clock.advance(minutes=10)
    assert len(notices()) == 20
    assert asked(jeanne.email, clock, ResetWay.SMS) == 1
    digits = last_secret("accounts.reset_text", "code")
    opened = operations.give_reset_code(
        typed=jeanne.email, code=digits, source="127.0.0.1", actor=visitor(), at=clock.now
    )
    assert opened.link_works(clock.now)


def test_what_a_text_message_opened_counts_for_no_way(jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    for _ in range(19):
        asked(jeanne.email, clock, ResetWay.SMS)
        clock.advance(seconds=61)
    for turn in range(12):
        OneTimeCode.objects.create(
            account=account, purpose=Purpose.RESET, via="sms", bound_to=f"sms:{turn}",
            link_hash=bytes([turn]) * 32, issued_at=clock.now,
            expires_at=clock.now.replace(year=2030), link_expires_at=clock.now.replace(year=2030),
        )  # fmt: skip
    assert asked(jeanne.email, clock, ResetWay.SMS) == 1
    assert asked(jeanne.email, clock) == 1


def test_the_rows_of_a_couple_are_held_by_person_everywhere(
    paul: Person, marie_louise: Person
) -> None:
    """Two verbs that hold both in two orders would wait for each other for ever."""
    people = sorted([paul, marie_louise], key=lambda person: person.pk)
    for person, digit in zip(people, "fe", strict=True):  # the ids of accounts run the other way
        Account.objects.filter(pk=account_of(person).pk).update(id=f"{digit}" * 32)
    held = [account.person_id for account in accounts_meant(paul.email)]
    assert held == [person.pk for person in people]


# --- After a death that the file knows, before the night closes the account ---------------------


def dies(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(died_on="2022-03-20")


def space_is_shut(client: CheckedClient, page: str) -> bool:
    answer = client.get(page, follow=True)
    return answer.status_code == 410


def test_a_link_that_left_before_a_death_opens_nothing_after_it(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account = account_of(jeanne)
    asked(jeanne.email, clock)
    address = PAGE + last_secret("accounts.reset", "link_address").rpartition(PAGE)[2]
    dies(jeanne)
    assert space_is_shut(client, address)
    with pytest.raises(operations.UnableToReset):
        operations.reset_password(code=codes()[0], password=PASSWORD, actor=visitor(), at=clock.now)
    clock.advance(hours=2)
    with pytest.raises(UnableToSendCode):
        operations.send_reset_again(code=codes()[0], actor=visitor(), at=clock.now)
    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE  # the night has not come
    assert not account.check_password(PASSWORD)


def test_nor_does_a_text_message(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    account_of(jeanne)
    asked(jeanne.email, clock, ResetWay.SMS)
    digits = last_secret("accounts.reset_text", "code")
    given = {"typed": jeanne.email, "code": digits, "source": "127.0.0.1", "actor": visitor()}
    dies(jeanne)
    with pytest.raises(UnableToUseOneTimeCode):
        operations.give_reset_code(**given, at=clock.now)


def test_nor_does_what_a_text_message_opened(jeanne: Person, clock: Clock) -> None:
    account_of(jeanne)
    asked(jeanne.email, clock, ResetWay.SMS)
    opened = operations.give_reset_code(
        typed=jeanne.email, code=last_secret("accounts.reset_text", "code"), source="127.0.0.1",
        actor=visitor(), at=clock.now,
    )  # fmt: skip
    dies(jeanne)
    with pytest.raises(operations.UnableToReset):
        operations.reset_password(code=opened, password=PASSWORD, actor=visitor(), at=clock.now)


def test_nor_does_a_letter(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    asked(jeanne.email, clock, ResetWay.LETTER)
    code = last_secret("accounts.reset_letter", "code")
    dies(jeanne)
    refused = client.send(client.get("/courrier"), code=code)
    assert refused.status_code == 422
    clock.advance(days=8)
    account.person.refresh_from_db()
    with pytest.raises(UnableToSendLetter):
        send_reset_letter(account=account, actor=robot("un essai"), at=clock.now)
