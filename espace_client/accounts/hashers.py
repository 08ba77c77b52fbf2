"""How passwords are stored: Argon2id at OWASP's minimum, chosen for the launch day.

Django's default costs ten times more and would refuse honest members on the morning that a
hundred thousand of them are invited (quality A.7, B.6.L).
"""

from argon2.low_level import hash_secret
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode_like(self, password: str, encoded: str) -> str:
        """*password* under the salt and the parameters of *encoded*: equal to it if it is right.
        One computation then answers for all that rest under one salt."""
        known = self.decode(encoded)
        hashed = hash_secret(
            password.encode(),
            known["salt"].encode("latin1"),
            time_cost=known["time_cost"],
            memory_cost=known["memory_cost"],
            parallelism=known["parallelism"],
            hash_len=known["params"].hash_len,
            type=known["params"].type,
        )
        return f"{self.algorithm}{hashed.decode('ascii')}"
