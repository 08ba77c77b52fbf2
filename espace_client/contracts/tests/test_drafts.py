"""Nothing that was being written is lost when a session ends (I4.10)."""

from uuid import uuid4

import pytest
from django.conf import settings

from espace_client.documents.models import IssuedDocument
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, acting, at_home, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.10")]
ASK = "/attestation-affiliation"


def write_too_long(client: CheckedClient, person: Person, clock: Clock) -> None:
    """Fill in the form, and send it half an hour later."""
    signed_in(client, person)
    page = client.get(ASK)
    clock.advance(minutes=31)
    sent = client.send(
        page, purpose="employeur", when="jour", day_day="1", day_month="3", day_year="2022"
    )
    assert sent.url == f"/connexion?next={ASK}"


def token() -> dict[str, str]:
    return {"form_token": str(uuid4())}


def come_back(client: CheckedClient, person: Person) -> str:
    """Sign in, at home, on the page that one was led to; where one comes out."""
    at_home(client, person)
    page = client.get("/connexion", {"next": ASK})
    return client.send(page, email=person.email, password=PASSWORD).url


def test_a_form_sent_after_the_end_comes_back_as_it_was(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    write_too_long(client, jeanne, clock)
    page = client.get("/connexion", {"next": ASK})
    assert "Ce que vous aviez écrit est gardé" in page.page.text
    assert come_back(client, jeanne) == ASK
    shown = client.get(ASK)
    assert "Nous avons gardé ce que vous aviez écrit" in shown.page.text
    assert shown.status_code == 200, "nothing of it is judged before it is sent"
    values = [shown.page.value(name) for name in ("day_day", "day_month", "day_year")]
    assert values == ["1", "3", "2022"]


@pytest.mark.parametrize("only", [False, True])
def test_what_a_carer_wrote_comes_back_in_that_space_alone(
    client: CheckedClient, jeanne: Person, salah: Person, odette: Person, clock: Clock, only: bool
) -> None:
    access = helped(jeanne, salah)
    other = helped(odette, salah)
    acting(client, salah, access)
    client.may_see = client.may_see | {"odette"}
    page = client.get(ASK)
    clock.advance(minutes=0 if only else 31)
    said = {"purpose": "employeur", "when": "jour", "day_day": "1"}
    client.post(ASK, {**said, "draft_only": "1", **token()}) if only else client.send(page, **said)

    def shown_in(space: str) -> bool:
        session = client.session
        session.update({"acting_for": space} if space else {})
        if not space:
            session.pop("acting_for", None)
        session.save()
        return "Nous avons gardé" in client.get(ASK).page.text

    if not only:
        assert come_back(client, salah) == ASK
    assert not shown_in("")
    assert not shown_in(str(other.pk))
    assert shown_in(str(access.pk))


def test_once_it_is_sent_it_is_forgotten(
    client: CheckedClient, karim: Person, clock: Clock
) -> None:
    write_too_long(client, karim, clock)
    come_back(client, karim)
    assert client.send(client.get(ASK)).status_code == 302
    assert "Nous avons gardé" not in client.get(ASK).page.text


@pytest.mark.promise("1.14")
def test_somebody_else_on_the_same_browser_never_sees_it(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    write_too_long(client, jeanne, clock)
    account_of(salah)
    client.may_see = frozenset({"salah"})
    assert come_back(client, salah) == ASK
    shown = client.get(ASK)
    assert "Nous avons gardé" not in shown.page.text
    assert "draft" not in client.session


def test_it_rests_sealed_and_without_a_secret(jeanne: Person, clock: Clock) -> None:
    client = CheckedClient()
    signed_in(client, jeanne)
    clock.advance(minutes=31)
    client.post(
        ASK, {"purpose": "employeur", "day_day": "CANARI", "password": "x", "sms_code": "1"}
    )
    stored = client.session["draft"]
    assert "CANARI" not in str(stored)
    sealed = settings.SEALING_KEYS.unseal_bytes(
        bytes.fromhex(stored["sealed"]), bound_to=f"draft:{jeanne.account.pk}::{ASK}"
    )
    assert b"CANARI" in sealed
    assert b"password" not in sealed
    assert b"sms_code" not in sealed


def test_a_page_that_asks_to_keep_only_does_nothing_else(
    client: CheckedClient, karim: Person, clock: Clock
) -> None:
    """What the script sends when it says that the session has ended, should it be wrong."""
    signed_in(client, karim)
    page = client.get(ASK)
    assert "data-draft" in page.content.decode()
    kept = client.post(ASK, {"purpose": "employeur", "when": "aujourdhui", "draft_only": "1"})
    assert kept.url == ASK
    assert "Nous avons gardé" in client.get(ASK).page.text
    assert not IssuedDocument.objects.exists()


def test_one_button_makes_the_session_go_on(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    client.get("/accueil")
    clock.advance(minutes=26)
    assert client.post("/session/continuer", token()).status_code == 204
    clock.advance(minutes=26)
    assert client.get("/accueil").status_code == 200


def test_it_goes_on_in_the_space_of_somebody_whom_one_helps(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    acting(client, salah, helped(jeanne, salah))
    assert client.post("/session/continuer", token()).status_code == 204


def test_a_session_that_ended_does_not_go_on(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    client.get("/accueil")
    clock.advance(minutes=31)
    assert client.post("/session/continuer", token()).status_code == 302
    assert client.get("/accueil").status_code == 302


def test_the_warning_comes_five_minutes_before_and_to_members_alone(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    page = client.get("/accueil").content.decode()
    assert 'data-warn-after="1500"' in page
    assert 'data-ends-after="1800"' in page
    assert "data-session" not in CheckedClient().get("/connexion").content.decode()
