"""A copy of the database opens nobody's session."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from espace_client.ui.sessions import SessionStore
from tests.bench.pages import CheckedClient
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.promise("1.11")
def test_what_the_database_holds_of_a_session_is_no_cookie(
    client: CheckedClient, other_client: CheckedClient, jeanne: object
) -> None:
    signed_in(client, jeanne)
    assert client.get("/accueil").status_code == 200
    (kept,) = Session.objects.values_list("session_key", flat=True)
    other_client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert other_client.get("/accueil").status_code == 302


def test_a_session_is_found_again_changed_and_deleted() -> None:
    first = SessionStore()
    first["x"] = 1
    first.save()
    key = first.session_key
    assert key is not None
    assert first.exists(key)
    again = SessionStore(key)
    assert again["x"] == 1
    again["x"] = 2
    again.save()
    assert SessionStore(key)["x"] == 2
    again.cycle_key()
    assert not first.exists(key)
    again.flush()
    assert not Session.objects.exists()


def test_an_unknown_key_opens_an_empty_session() -> None:
    unknown = SessionStore("a" * 32)
    assert dict(unknown.items()) == {}
    assert unknown.session_key is None
