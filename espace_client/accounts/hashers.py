"""How passwords are stored: Argon2id at OWASP's minimum, chosen for the launch day.

Django's default costs ten times more and would refuse honest members on the morning that a
hundred thousand of them are invited (quality A.7, B.6.L).
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2.low_level import hash_secret
from django.contrib.auth.hashers import Argon2PasswordHasher

_LESS_URGENT = 10  # of the niceness that Linux gives each thread


def _yield_to_pages() -> None:
    # Elsewhere than on Linux a thread has no priority of its own. A host that refuses is no reason
    # to refuse a sign-in.
    with contextlib.suppress(OSError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LESS_URGENT)


# Threads start with the first hash, after gunicorn has made its workers.
_HASHING = ThreadPoolExecutor(thread_name_prefix="hashing", initializer=_yield_to_pages)


def _behind_pages[T](work: Callable[[], T]) -> T:
    """Compute it in a thread that gives way: when many sign in at once, whoever reads a page is
    served first (decision 0032). The database is not asked there: a connection is its thread's."""
    return _HASHING.submit(work).result()


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return _behind_pages(lambda: super(Argon2id, self).encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        return _behind_pages(lambda: super(Argon2id, self).verify(password, encoded))

    def encode_like(self, password: str, encoded: str) -> str:
        """*password* under the salt and the parameters of *encoded*: equal to it if it is right.
        One computation then answers for all that rest under one salt."""
        known = self.decode(encoded)
        hashed = _behind_pages(
            lambda: hash_secret(
                password.encode(),
                known["salt"].encode("latin1"),
                time_cost=known["time_cost"],
                memory_cost=known["memory_cost"],
                parallelism=known["parallelism"],
                hash_len=known["params"].hash_len,
                type=known["params"].type,
            )
        )
        return f"{self.algorithm}{hashed.decode('ascii')}"
