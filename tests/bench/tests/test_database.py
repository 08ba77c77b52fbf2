"""A transactional test may write in the trail and in the queue; the next one starts empty."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from espace_client.audit.models import Entry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_flush_empties_the_trail_and_the_queue(turn, clock):
    assert not Entry.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    Entry.objects.create(at=clock.now, event="x", previous=b"", digest=b"x")
    app.configure_task("bench.nobody", allow_unknown=True).defer()


@pytest.mark.django_db(transaction=True)
def test_the_trail_still_refuses_everybody_else():
    from django.db import DatabaseError, connection

    with pytest.raises(DatabaseError, match="only ever added to"):
        connection.cursor().execute("TRUNCATE audit_entry")
