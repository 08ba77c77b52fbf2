"""What the flush after a transactional test needs to know about our tables."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

# Not Django's own tables (unmanaged), so its flush would leave their rows behind.
_QUEUE = "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
# The audit trail refuses to be emptied, by triggers; a replica's session does not fire them.
_PAST_TRIGGERS = "SET LOCAL session_replication_role = replica"


@pytest.fixture(scope="session", autouse=True)
def flush_empties_everything() -> Iterator[None]:
    """Let the flush between two transactional tests empty the trail and the queue as well."""
    plain_flush = DatabaseOperations.sql_flush

    def flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = plain_flush(self, *args, **kwargs)
        return [_PAST_TRIGGERS, *statements, _QUEUE] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", flush)
        yield
