"""The trail: sentences, exact facts, and tampering that shows."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from espace_client.audit import queries
from espace_client.audit.events import WrongFacts, declare, declared
from espace_client.audit.models import Entry
from espace_client.audit.operations import record
from espace_client.kernel import clock
from espace_client.kernel.actors import robot

pytestmark = pytest.mark.django_db
SAID = declare("audit.tests.said", "« {word} » a été dit.", "word")


def say(*words: str, person: uuid.UUID | None = None) -> None:
    with transaction.atomic():
        for word in words:
            record(SAID, actor=robot("un essai"), at=clock.now(), person=person, word=word)


def test_a_row_is_a_sentence_with_its_actor_date_and_channel() -> None:
    person = uuid.uuid4()
    say("bonjour", person=person)
    line = queries.history_of(person)[0]
    assert (line.sentence, line.actor, line.channel, line.at) == (
        "« bonjour » a été dit.", "un essai", "robot", clock.now()
    )  # fmt: skip


def test_other_facts_than_declared_are_refused() -> None:
    with pytest.raises(WrongFacts), transaction.atomic():
        record(SAID, actor=robot("un essai"), at=clock.now(), mot="bonjour")


def test_every_declared_event_has_a_name_of_its_room() -> None:
    assert all(name.count(".") >= 1 and event.sentence for name, event in declared().items())


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_database_refuses_to_change_the_past(sql: str) -> None:
    say("bonjour")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET actor = 'quelqu’un d’autre' WHERE facts->>'word' = 'deux'",
        "DELETE FROM audit_entry WHERE facts->>'word' = 'deux'",
        "UPDATE audit_entry SET facts = '{\"word\": \"zwei\"}' WHERE facts->>'word' = 'deux'",
    ],
)
def test_whoever_changes_it_behind_our_back_is_seen(sql: str) -> None:
    say("un", "deux", "trois")
    call_command("verify-audit")
    tamper(sql)
    with pytest.raises(CommandError, match="broken at row"):
        call_command("verify-audit")
    assert Entry.objects.count() in (2, 3)
