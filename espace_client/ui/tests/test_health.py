"""`/healthz` tells a balancer the truth."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from espace_client.ui import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_process():
    health._require_migrations.cache_clear()
    yield
    health._require_migrations.cache_clear()


def test_ok_when_the_database_answers_and_is_up_to_date(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_probe_costs_one_query_once_the_migrations_were_seen(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/healthz")


def test_unavailable_while_the_database_is_away(client, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer")


def test_unavailable_until_the_migrations_are_there(client, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
        answer = client.get("/healthz")
        assert (answer.status_code, answer.content) == (503, b"migrations are missing")
    assert client.get("/healthz").status_code == 200
