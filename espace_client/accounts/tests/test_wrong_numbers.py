"""Trying numbers by the thousand: nothing is learned, each try waits, nobody is locked out."""

import re
import time
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse

from espace_client.accounts.models import AccountRequest, Outcome
from espace_client.accounts.rules import IDENTITY_SOURCE
from espace_client.accounts.tests.journey import ask, card_of, notices
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]
_EVERY = 10  # one try in ten names a number that exists
_A_SECOND = 10  # tries
_FORGOTTEN = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="form_token" value=")[^"]*'
    r'|(?<=nonce=")[^"]*|(?<=name="member_number" value=")\d+|(?<=jusqu’à )\d+\s*h\s*\d+'
)


def tries(count: int, people: list[Person]) -> Iterator[dict[str, object]]:
    """Wrong identities: numbers that do not exist, and now and then one that does."""
    for turn in range(count):
        if turn % _EVERY == _EVERY // 2:
            person = people[turn // _EVERY % len(people)]
            number = str(person.member_number)
        else:
            number = f"{10_000_000 + turn * 7919 % 30_000_000:08d}"
        yield {
            **card_of(people[0]),
            "member_number": number,
            "last_name": "Durand",
            "first_name": "Camille",
            "form_token": str(uuid.uuid4()),
        }


def seen(answer: HttpResponse) -> tuple[int, str, str]:
    """What a robot can compare: the status, where it leads, the bytes."""
    return (
        answer.status_code,
        answer.headers.get("Location", ""),
        _FORGOTTEN.sub("", answer.text),
    )


def attack(count: int, sources: int, people: list[Person], clock: Clock, run_jobs: Jobs) -> int:
    """Send them all; how many passed the door. Every answer is one of two, whoever is named."""
    robots = [
        CheckedClient(REMOTE_ADDR=f"198.18.{at // 250}.{at % 250 + 1}") for at in range(sources)
    ]
    answers: set[tuple[int, str, str]] = set()
    passed = 0
    for turn, typed in enumerate(tries(count, people)):
        robot = robots[turn % sources]
        robot.checks = False  # thousands of the same two pages, judged elsewhere
        answer = robot.post("/creer-mon-compte", typed)
        answers.add(seen(answer))
        passed += answer.status_code == 302
        if turn % _A_SECOND == 0:
            clock.advance(seconds=1)
            run_jobs("accounts.answer_request")
    assert sorted(status for status, _, _ in answers) == [302, 422]
    return passed


def trial(
    count: int, sources: int, people: dict[str, Person], clock: Clock, run_jobs: Jobs
) -> None:
    jeanne = people["jeanne"]
    holders = [person for person in people.values() if person.member_number]
    passed = attack(count, sources, [jeanne, *holders], clock, run_jobs)
    # Free tries, then one after 1, 2, 4 … 30 minutes: a handful a quarter of an hour.
    at_most = IDENTITY_SOURCE.free + 5
    assert passed <= at_most * sources < count
    assert not AccountRequest.objects.filter(outcome=Outcome.MATCHED).exists()
    assert notices() == []

    # The one whose number was tried most comes from her own network, within the same minute.
    began, started = clock.now, time.monotonic()
    at_home = CheckedClient(REMOTE_ADDR="203.0.113.9")
    assert ask(at_home, jeanne).url == "/creer-mon-compte/message"
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.activation", jeanne.email)]
    assert (clock.now - began).total_seconds() + time.monotonic() - started < 60


@pytest.mark.promise("1.8")
@pytest.mark.promise("I3.8")
@pytest.mark.parametrize("sources", [1, 8])
def test_three_hundred_wrong_numbers(
    everybody: dict[str, Person], clock: Clock, run_jobs: Jobs, sources: int
) -> None:
    trial(300, sources, everybody, clock, run_jobs)


@pytest.mark.audit
@pytest.mark.promise("1.8")
@pytest.mark.promise("I3.8")
@pytest.mark.parametrize("sources", [1, 200])
def test_ten_thousand_wrong_numbers(
    everybody: dict[str, Person], clock: Clock, run_jobs: Jobs, sources: int
) -> None:
    trial(10_000, sources, everybody, clock, run_jobs)
