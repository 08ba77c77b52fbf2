"""The trail says from where each thing was tried or done, not only a sign-in (quality 1.16)."""

from collections.abc import Callable, Iterator

import pytest

from espace_client.accounts.tests import test_forgotten as forgotten
from espace_client.accounts.tests import test_step_up as stepping_up
from espace_client.accounts.tests.journey import ask, last_secret, type_letter_code
from espace_client.accounts.tests.old_numbers import ANSWER, choose, come_with_old_number, type_code
from espace_client.audit.models import Entry
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, household_of, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.promise("1.16"),
    pytest.mark.usefixtures("channels"),
]
Jobs = Callable[..., list[str]]
WRONG = "000000"


@pytest.fixture
def client(client: CheckedClient) -> CheckedClient:
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"
    client.may_see = household_of("jeanne")
    return client


def stand_out(*events: str) -> Iterator[str]:
    """Which of *events* were noted, and do not say that device and that network."""
    for event in events:
        entries = Entry.objects.filter(event=f"accounts.{event}")
        assert entries.exists(), event
        for entry in entries:
            if (entry.facts["device"], entry.facts["source"]) != (
                "Firefox sur Windows",
                "127.0.0.1",
            ):
                yield event


def test_a_sign_out_and_a_step_up(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    page = stepping_up.receive_code(client)
    right = stepping_up.code()
    page = stepping_up.give(client, page, password="pas le bon du tout", code=right)
    stepping_up.give(client, page, password=PASSWORD, code=right)
    client.send(client.get("/accueil"), action="deconnexion")
    assert not list(stand_out("step_up_refused", "step_up_given", "signed_out"))


def test_a_forgotten_password(client: CheckedClient, jeanne: Person, run_jobs: Jobs) -> None:
    account_of(jeanne)
    page = client.get(forgotten.ask(client, jeanne.email, "Recevoir un code par texto").url)
    client.send(page, code=WRONG)  # nothing has left yet
    run_jobs(forgotten.ANSWER)
    client.send(page, code=WRONG)
    client.send(page, code=last_secret("accounts.reset_text", "code"))
    forgotten.choose(client, "/mot-de-passe-oublie/nouveau")
    assert not list(stand_out("reset_asked", "one_time_code_refused", "password_reset"))
    client.send(client.get("/accueil"), action="deconnexion")
    page = client.get(
        forgotten.ask(client, "personne@poste.example", "Recevoir un code par texto").url
    )
    client.send(page, code=WRONG)
    assert not list(stand_out("code_refused"))


def test_the_codes_of_letters(client: CheckedClient, jeanne: Person, run_jobs: Jobs) -> None:
    account_of(jeanne)
    forgotten.ask(client, jeanne.email, "Recevoir un code par courrier")
    run_jobs(forgotten.ANSWER)
    type_letter_code(client, "K7P4-3MWT-9QXC")
    type_letter_code(client, last_secret("accounts.reset_letter", "code"))
    client.send(client.get("/aidants/code"), code="K7P4-3MWT-9QXC")
    assert not list(stand_out("code_refused", "letter_code_read", "carer_code_refused"))


def test_the_codes_of_an_account_that_is_asked_for_and_of_a_move(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, email="ailleurs@poste.example")
    run_jobs("accounts.answer_request")
    client.send(client.get("/creer-mon-compte/code"), action="/code", code=WRONG)
    assert not list(stand_out("code_refused"))
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    type_code(client, WRONG)
    assert not list(stand_out("one_time_code_refused"))
