"""Somebody with a photographed card and a mailbox of his own: what he sees, and what he gets."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from espace_client.accounts.models import Account, ProofState, SecondProof
from espace_client.accounts.tests.journey import (
    ask,
    choose_password,
    confirmation_link,
    last_link,
    letter_code,
    notices,
    say_yes,
    somebody_at_home,
    text_code,
    type_letter_code,
    type_text_code,
)
from espace_client.delivery.models import Parcel
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
THIEF = "voleur@boite.example"


@pytest.mark.promise("1.2")
@pytest.mark.promise("I3.4")
def test_a_photographed_card_and_a_mailbox_open_nothing(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, mailbox: Mailbox, clock: Clock
) -> None:
    for _ in range(3):
        ask(client, jeanne, email=THIEF)
        client.send(client.get("/creer-mon-compte/message"), action="creer-mon-compte/courrier")
        run_jobs()
        clock.advance(hours=2)
    for page in ("/activer", "/confirmer", "/accueil", "/mes-garanties"):
        assert client.get(page).status_code in (302, 410)
    assert client.get("/confirmer/merci").url == "/creer-mon-compte"
    assert mailbox.to(THIEF) == []
    assert not Account.objects.exists()
    for parcel in Parcel.objects.all():
        assert parcel.address in ("", jeanne.email)
        assert parcel.mobile in ("", "+33639981937")


@pytest.mark.promise("I3.3")
def test_the_text_code_of_another_request_opens_nothing(
    client: CheckedClient, jeanne: Person, salah: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, email="nouvelle@poste.example")
    run_jobs("accounts.answer_request")
    hers = text_code()
    thief = CheckedClient()
    ask(thief, salah, email=THIEF)
    run_jobs("accounts.answer_request")
    if hers != text_code():
        assert type_text_code(thief, hers).status_code == 422
    unmatched = CheckedClient()
    ask(unmatched, jeanne, email="nouvelle@poste.example", last_name="Durand")
    run_jobs("accounts.answer_request")
    assert type_text_code(unmatched, hers).status_code == 422
    assert type_text_code(client, hers).url == "/confirmer/merci"
    assert not Account.objects.filter(person=salah).exists()


@pytest.mark.promise("I3.1")
def test_the_letter_of_somebody_opens_their_account_alone(
    client: CheckedClient, odette: Person, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, odette, email="odette@poste.example")
    run_jobs("accounts.answer_request")
    thief = CheckedClient()
    ask(thief, jeanne, email=THIEF)
    run_jobs("accounts.answer_request")
    assert type_letter_code(thief, letter_code()).url == "/confirmer"
    thief.typed.add("odette@poste.example")
    say_yes(thief)
    assert [to for notice, to in notices() if notice == "accounts.activation"] == [
        "odette@poste.example"
    ]
    assert Account.objects.get().person == odette
    assert SecondProof.objects.get(person=jeanne).state == ProofState.WAITING
    assert choose_password(somebody_at_home("odette"), last_link()).url == "/bienvenue"


@pytest.mark.promise("1.16")
def test_no_code_and_no_token_stands_in_the_database(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, email="nouvelle@poste.example")
    client.send(client.get("/creer-mon-compte/message"), action="creer-mon-compte/courrier")
    run_jobs("accounts.answer_request")
    run_jobs("accounts.answer_for_code")
    secrets = [letter_code(), letter_code().replace("-", ""), confirmation_link()[-43:]]
    code = text_code()
    type_letter_code(client, secrets[0])
    type_text_code(client, code)
    sent = last_link()[-43:]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows = "\n".join(row for (row,) in cursor.fetchall())
            assert not [secret for secret in [*secrets, sent] if secret in rows], table
            if table in ("audit_entry", "delivery_parcel", "accounts_proofcode", "ui_sentform"):
                assert not re.search(rf"(?<![0-9a-f-]){code}(?![0-9a-f-])", rows), table


# --- Nothing is learned -------------------------------------------------------------------------


def _masked(response: HttpResponse) -> tuple[Any, ...]:
    """What came back, without the random parts that every page has."""
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]*', r"\1", response.text)
    headers = {
        name: re.sub(r"'nonce-[^']*'", "", value)
        for name, value in response.headers.items()
        if name != "Content-Length" or not text
    }
    cookies = {
        name: {key: value for key, value in morsel.items() if key not in ("expires",)}
        for name, morsel in response.cookies.items()
    }
    return response.status_code, headers, cookies, re.sub(r'nonce="[^"]*"', "", text)


def _everything_seen(person: Person, run_jobs: Jobs, **changes: str) -> list[tuple[Any, ...]]:
    """Each page and each gesture after a request, as one visitor gets them."""
    visitor = CheckedClient(REMOTE_ADDR=changes.pop("source"))
    seen = [ask(visitor, person, **changes)]

    def look(path: str) -> HttpResponse:
        seen.append(visitor.get(path))
        return seen[-1]

    def press(path: str, action: str, **typed: str) -> None:
        seen.append(visitor.send(look(path), action=action, **typed))

    for _ in range(2):  # before the jobs have answered, and after
        look("/creer-mon-compte/message")
        press("/creer-mon-compte/message", "creer-mon-compte/courrier")
        look("/creer-mon-compte/courrier")
        press("/creer-mon-compte/code", "nouveau-code")
        press("/creer-mon-compte/code", "/code", code="012345")
        press("/courrier", "/courrier", code="2345-6789-ABCD")
        press("/creer-mon-compte/message", "renvoyer")
        look("/confirmer")
        look("/confirmer/merci")
        run_jobs("accounts.answer_request")
        run_jobs("accounts.answer_for_code")
    return [_masked(response) for response in seen]


@pytest.mark.promise("1.1")
@pytest.mark.promise("1.2")
def test_each_page_is_the_same_whoever_and_whatever_is_typed(
    jeanne: Person, odette: Person, paul: Person, run_jobs: Jobs
) -> None:
    new = {"email": "n.b@poste.example", "email_again": "n.b@poste.example"}
    classes = {
        "known e-mail": (jeanne, {"email": "j.b@poste.example"}),
        "other e-mail": (jeanne, new),
        "no e-mail held": (odette, new),
        "unknown number": (jeanne, {**new, "member_number": "99999999"}),
        "another name": (jeanne, {**new, "last_name": "Durand"}),
    }
    Person.objects.filter(pk=jeanne.pk).update(email="j.b@poste.example")
    jeanne.refresh_from_db()
    seen = {
        name: _everything_seen(person, run_jobs, source=f"198.51.100.{at}", **changes)
        for at, (name, (person, changes)) in enumerate(classes.items(), 1)
    }
    reference = seen.pop("unknown number")
    for name, answers in seen.items():
        for at, (here, there) in enumerate(zip(answers, reference, strict=True)):
            if name == "known e-mail":
                here = _like(here, "j***.b***@", "n***.b***@")
            assert here == there, f"answer {at} tells « {name} »"


def _like(answer: tuple[Any, ...], mine: str, theirs: str) -> tuple[Any, ...]:
    *rest, text = answer
    return *rest, text.replace(mine, theirs)
