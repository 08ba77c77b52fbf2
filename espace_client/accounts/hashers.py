"""How passwords are stored: Argon2id at OWASP's minimum, chosen for the launch day.

Django's default costs ten times more and would refuse honest members on the morning that a
hundred thousand of them are invited (quality A.7, B.6.L).
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
