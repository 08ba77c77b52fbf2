"""Doing several things at the very same instant, each on a connection of its own.

For tests with `@pytest.mark.django_db(transaction=True)`: what one does, the others must see.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

_PATIENCE = 30  # seconds, before a test that hangs says so


def at_once[T](*actions: Callable[[], T]) -> list[T | Exception]:
    """Start *actions* together; what each returned or raised, in their order."""
    assert not connection.in_atomic_block, "needs django_db(transaction=True): nothing is committed"
    barrier = threading.Barrier(len(actions), timeout=_PATIENCE)

    def run(action: Callable[[], T]) -> T | Exception:
        try:
            connection.ensure_connection()
            barrier.wait()
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result(_PATIENCE) for future in [pool.submit(run, a) for a in actions]]


def twice[T](action: Callable[[], T], times: int = 2) -> list[T | Exception]:
    """The same action, *times* at once: a double click."""
    return at_once(*[action] * times)


def succeeded(outcomes: Sequence[Any]) -> list[Any]:
    """Those that raised nothing."""
    return [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
