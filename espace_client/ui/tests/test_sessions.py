"""A copy of the database opens nobody's session."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


def test_a_session_that_begins_is_written_once_and_whole() -> None:
    session = SessionStore()
    session.cycle_key()
    session["x"] = {"y": 1}
    with CaptureQueriesContext(connection) as asked:
        session.save()
        session.save()
    assert [query["sql"].split()[0] for query in asked] == ["INSERT"]
    assert SessionStore(session.session_key)["x"] == {"y": 1}


def test_what_changed_within_a_value_is_written_too() -> None:
    session = SessionStore()
    session["x"] = {"y": 1}
    session.save()
    session["x"]["y"] = 2
    session.save()
    assert SessionStore(session.session_key)["x"] == {"y": 2}


def test_a_session_that_was_ended_meanwhile_does_not_come_back() -> None:
    session = SessionStore()
    session["x"] = 1
    session.save()
    SessionStore(session.session_key).flush()
    session["x"] = 2
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()
