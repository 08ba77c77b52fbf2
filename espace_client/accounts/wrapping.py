"""Wrapping all old passwords, batch after batch: for the job of the worker and for the command."""

import time
from collections.abc import Iterator
from datetime import timedelta

from espace_client.accounts import operations
from espace_client.accounts.operations.wrapping import Batch
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor


def wrap_all(*, actor: Actor, within: timedelta | None = None) -> Iterator[Batch]:
    """One batch after the other until none is left, or until the time is up. May be killed at any
    moment and begun again: a batch is whole or not at all."""
    began = time.monotonic()
    operations.count_old_accounts(actor=actor, at=clock.now())
    last = ""
    while within is None or time.monotonic() - began < within.total_seconds():
        batch = operations.wrap_old_passwords(actor=actor, at=clock.now(), after=last)
        if batch.is_empty:
            return
        last = batch.last
        yield batch
