"""Wrapping all old passwords, batch after batch, for whoever does not wait for the worker."""

from collections.abc import Iterator

from espace_client.accounts import operations
from espace_client.accounts.operations.wrapping import Batch
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor


def wrap_all(*, actor: Actor) -> Iterator[Batch]:
    """One batch after the other until none is left. May be killed at any moment and begun again: a
    batch is whole or not at all."""
    operations.count_old_accounts(actor=actor, at=clock.now())
    last = ""
    while True:
        batch = operations.wrap_old_passwords(actor=actor, at=clock.now(), after=last)
        if batch.is_empty:
            return
        last = batch.last
        yield batch
