"""Guessing is bounded, and a stranger locks nobody out of a browser they know (quality 1.8)."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import Account, Attempt, KnownDevice, Purpose
from espace_client.accounts.operations.one_time_codes import UnableToUseOneTimeCode
from espace_client.accounts.throttle import TooManyTries
from espace_client.kernel import clock as product_clock
from espace_client.kernel import tokens
from espace_client.kernel.actors import visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("1.8")]
_TOKEN = "t" * 43
a_hundred_or_a_thousand = pytest.mark.parametrize(
    "count", [200, pytest.param(1000, marks=pytest.mark.audit)]
)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How many passwords were compared with somebody's, and how many hashes there were in all. The
    hash itself is left out: a thousand of them say nothing more."""
    counts: Counter[str] = Counter()

    def cheap(candidates: list[Account], typed: str, *, salt: str) -> list[Account]:
        counts["hashes"] += 1
        counts["checks"] += len(candidates)
        return [one for one in candidates if typed == PASSWORD]

    monkeypatch.setattr("espace_client.accounts.operations.entering.right_accounts", cheap)
    return counts


def try_once(identifier: str, password: str, *, source: str, token: str = "") -> None:
    operations.sign_in(
        identifier=identifier, password=password, source=source, device_token=token,
        actor=visitor(), at=product_clock.now(),
    )  # fmt: skip


def guess(
    identifier: str, password: str = "essai", *, source: str = "198.51.100.1", token: str = ""
) -> str:
    """What comes of it: « opened », « UnableToSignIn » or « TooManyTries »."""
    try:
        try_once(identifier, password, source=source, token=token)
    except (operations.UnableToSignIn, TooManyTries) as refusal:
        return type(refusal).__name__
    return "opened"


def known_device(person: Person) -> None:
    KnownDevice.objects.create(
        account=account_of(person),
        token_hash=tokens.token_hash(_TOKEN),
        label="Firefox sur Windows",
        first_seen_at=product_clock.now(),
        last_seen_at=product_clock.now(),
        expires_at=product_clock.now() + timedelta(days=180),
    )


@a_hundred_or_a_thousand
def test_many_passwords_from_200_networks_check_a_hundred_a_day_at_most(
    jeanne: Person, clock: Clock, checked: Counter[str], count: int
) -> None:
    account_of(jeanne)
    spellings = (jeanne.email, "48201937", jeanne.email.upper(), "4820 1937", "A48201937")
    for number in range(count):
        guess(spellings[number % 5], source=f"198.51.100.{number % 200}")
        clock.advance(seconds=86_400 / count)
    assert 30 < checked["checks"] <= 100


def keep_guessing(clock: Clock, *identifiers: str, hours: int = 24) -> None:
    """A robot that changes networks at each try, and comes back the second that a door opens."""
    end = product_clock.now() + timedelta(hours=hours)
    number = 0
    while product_clock.now() < end:
        opens = []
        for identifier in identifiers:
            number += 1
            with suppress(operations.UnableToSignIn):
                try:
                    try_once(identifier, "essai", source=f"203.0.113.{number % 250}")
                except TooManyTries as refusal:
                    opens.append(refusal.until)
        if len(opens) == len(identifiers):
            clock.advance(seconds=(min(opens) - product_clock.now()).total_seconds() + 0.001)


def test_a_robot_that_waits_for_each_opening_checks_a_hundred_a_day_at_most(
    jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    account_of(jeanne)
    keep_guessing(clock, jeanne.email, "48201937")
    assert 80 < checked["checks"] <= 100


@a_hundred_or_a_thousand
def test_one_password_for_many_accounts_is_stopped_at_its_network(
    checked: Counter[str], count: int
) -> None:
    outcomes = Counter(guess(f"membre{number}@boite.example") for number in range(count))
    assert outcomes == {"UnableToSignIn": 50, "TooManyTries": count - 50}
    assert checked["hashes"] == 50


def test_a_known_browser_has_one_count_however_the_account_is_named(
    jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    known_device(jeanne)
    names = (jeanne.email, "48201937", jeanne.email.upper(), "4820 1937", "A48201937", "4820-1937")
    outcomes = [guess(name, token=_TOKEN) for name in names]
    assert outcomes == ["UnableToSignIn"] * 5 + ["TooManyTries"]


def test_wrong_codes_at_the_sign_in_close_no_door_of_its_owner(jeanne: Person) -> None:
    """Whoever knows the password keeps nobody from choosing another one."""
    account = account_of(jeanne)
    at = product_clock.now()

    def show(purpose: Purpose) -> str:
        try:
            operations.show_second_step(
                account=account, purpose=purpose, typed="wrong", actor=visitor(), at=at
            )
        except (UnableToUseOneTimeCode, TooManyTries) as refusal:
            return type(refusal).__name__
        return "shown"

    assert [show(Purpose.DEVICE) for _ in range(11)][-1] == "TooManyTries"
    assert show(Purpose.STEP_UP) == "UnableToUseOneTimeCode"


def test_her_own_browser_opens_while_a_stranger_guesses(
    jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    known_device(jeanne)
    for number in range(60):
        guess(jeanne.email, source=f"198.51.100.{number}")
        guess("48201937", source=f"198.51.100.{number}")
    assert guess(jeanne.email, PASSWORD, source="198.51.100.7") == "TooManyTries"
    assert guess(jeanne.email, PASSWORD, source="198.51.100.7", token=_TOKEN) == "opened"


def test_a_known_browser_has_a_count_of_its_own(jeanne: Person, checked: Counter[str]) -> None:
    known_device(jeanne)
    tries = [guess(jeanne.email, token=_TOKEN) for _ in range(7)]
    assert tries == ["UnableToSignIn"] * 5 + ["TooManyTries"] * 2
    assert guess(jeanne.email, PASSWORD, source="203.0.113.9") == "opened", (
        "elsewhere is counted apart"
    )


def test_a_browser_known_to_one_account_helps_with_no_other(
    jeanne: Person, salah: Person, checked: Counter[str]
) -> None:
    known_device(jeanne)
    account_of(salah)
    for number in range(6):
        guess(salah.email, source=f"198.51.100.{number}")
    assert guess(salah.email, PASSWORD, token=_TOKEN) == "TooManyTries"


@pytest.mark.promise("1.1")
def test_the_sentence_is_the_same_of_locked_and_of_unknown(
    client: CheckedClient, jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    account_of(jeanne)
    shown = set()
    for identifier in (jeanne.email, "48201937", "personne@boite.example", "99999999"):
        for number in range(5):
            guess(identifier, source=f"198.51.100.{number}")
        refused = client.send(client.get("/connexion"), email=identifier, password="essai")
        assert "attendez jusqu’à" in refused.page.text
        shown.add((refused.status_code, refused.page.text))
    assert len(shown) == 1


@pytest.mark.promise("1.1")
def test_two_identifiers_of_one_person_do_not_tell_it(
    jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    """Guessing at the e-mail says nothing at the number, not even past the hundred of a day."""
    account_of(jeanne)
    keep_guessing(clock, jeanne.email)
    assert guess("48201937") == guess("99999999") == "UnableToSignIn"


def test_a_right_password_starts_the_count_anew(
    jeanne: Person, clock: Clock, checked: Counter[str]
) -> None:
    account_of(jeanne)
    for _ in range(4):
        guess(jeanne.email)
    assert guess(jeanne.email, PASSWORD) == "opened"
    assert [guess(jeanne.email) for _ in range(5)] == ["UnableToSignIn"] * 5


def test_the_counts_outlive_the_process_and_name_nobody(
    jeanne: Person, checked: Counter[str]
) -> None:
    account_of(jeanne)
    guess(jeanne.email)
    kept = b" ".join(bytes(key) for key in Attempt.objects.values_list("key", flat=True))
    assert Attempt.objects.count() == 3
    assert jeanne.email.encode() not in kept
