"""The sessions that are open, ended one by one or all at once, and the devices that are known."""

from uuid import UUID

import pytest

from espace_client.accounts.models import Account, KnownDevice, OpenSession
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of, at_home, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.12"), pytest.mark.promise("1.11")]


def on_the_phone(person: Person) -> CheckedClient:
    """Another browser of *person*, with a session of its own that says what it is."""
    phone = signed_in(CheckedClient(), person)
    OpenSession.objects.filter(pk=session_of(phone)).update(label="Safari sur iPhone")
    return phone


def session_of(client: CheckedClient) -> UUID:
    from espace_client.ui.sessions import kept_key

    return OpenSession.objects.get(session_key=kept_key(client.cookies["__Host-session"].value)).pk


def is_in(client: CheckedClient) -> bool:
    return client.get("/accueil").status_code == 200


def test_each_session_is_listed_with_its_device_and_its_hours(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    clock.advance(minutes=10)
    on_the_phone(jeanne)
    clock.advance(minutes=3)
    page = client.get("/securite/appareils").page
    assert "Cette session" in page.text
    assert "Un appareil inconnu Ouverte jeudi 24 mars 2022 à 9 h 00." in page.text.replace(
        "\u00a0", " "
    )
    assert "Safari sur iPhone Ouverte jeudi 24 mars 2022 à 9 h 10." in page.text.replace(
        "\u00a0", " "
    )


def test_last_seen_is_kept_to_the_minute(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    for _ in range(3):
        clock.advance(seconds=59)
        client.get("/accueil")
    session = OpenSession.objects.get()
    assert (clock.now - session.last_seen_at).total_seconds() <= 60


def test_one_is_ended_and_is_dead_at_its_next_request(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    phone, tablet = on_the_phone(jeanne), on_the_phone(jeanne)
    page = client.get("/securite/appareils")
    done = client.send(page, action=f"deconnecter/{session_of(phone)}", follow=True)
    assert "Cet appareil est déconnecté" in done.page.text
    assert not is_in(phone)
    assert is_in(tablet)
    assert is_in(client)
    assert str(session_of(tablet)) in client.get("/securite/appareils").content.decode()


def test_all_others_are_ended_at_once(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    phone, tablet = on_the_phone(jeanne), on_the_phone(jeanne)
    page = client.get("/securite/appareils")
    done = client.send(page, action="tout-deconnecter", follow=True)
    assert "Aucune. Vous n’êtes connecté nulle part ailleurs" in done.page.text
    assert not is_in(phone)
    assert not is_in(tablet)
    assert is_in(client)


def test_this_one_too_if_asked(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    phone = on_the_phone(jeanne)
    old = client.cookies["__Host-session"].value
    page = client.get("/securite/appareils")
    out = client.send(page, action="tout-deconnecter", here_too=True)
    assert out.url == "/au-revoir"
    thief = CheckedClient()
    thief.cookies["__Host-session"] = old
    assert not any(map(is_in, (client, phone, thief)))


def test_a_session_that_ended_by_itself_is_not_listed(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    out, _forgotten = on_the_phone(jeanne), on_the_phone(jeanne)
    out.send(out.get("/accueil"), action="deconnexion")
    clock.advance(minutes=31)
    signed_in(client, jeanne)
    assert "Aucune." in client.get("/securite/appareils").page.text
    # Another password: every session that was open before is dead, and the list knows.
    phone = on_the_phone(jeanne)
    Account.objects.update(epoch=1)
    jeanne.refresh_from_db()
    again = CheckedClient()
    signed_in(again, Person.objects.get(pk=jeanne.pk))
    assert "Aucune." in again.get("/securite/appareils").page.text
    assert not is_in(phone)


def test_the_list_follows_a_session_under_a_new_id(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    before = session_of(client)
    session = client.session
    session.cycle_key()
    session.save()
    client.cookies["__Host-session"] = session.session_key
    assert session_of(client) == before
    assert "Cette session" in client.get("/securite/appareils").page.text


def test_nobody_ends_the_session_of_somebody_else(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    signed_in(client, jeanne)
    his = signed_in(CheckedClient(), salah)
    page = client.get("/securite/appareils")
    token = page.page.value("form_token")
    client.post(f"/securite/appareils/deconnecter/{session_of(his)}", {"form_token": token})
    assert is_in(his)


def test_a_session_set_beforehand_is_not_taken_over(client: CheckedClient, jeanne: Person) -> None:
    """Fixation: the id that a thief planted is not the one that opens."""
    at_home(client, jeanne)
    client.get("/connexion")
    client.cookies["__Host-session"] = "a" * 32
    client.may_see = frozenset({"jeanne", "karim"})
    from tests.people import PASSWORD

    client.send(client.get("/connexion"), email=jeanne.email, password=PASSWORD)
    assert is_in(client)
    thief = CheckedClient()
    thief.cookies["__Host-session"] = "a" * 32
    assert not is_in(thief)


def test_a_forgotten_device_shows_a_code_again(client: CheckedClient, jeanne: Person) -> None:
    signed_in(at_home(client, jeanne), jeanne)
    page = client.get("/securite/appareils")
    assert "Firefox sur Windows (cet appareil-ci)" in page.page.text
    client.send(page, action=f"oublier/{KnownDevice.objects.get().pk}")
    assert not KnownDevice.objects.exists()
    assert account_of(jeanne).devices.count() == 0
