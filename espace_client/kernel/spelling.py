"""Codes that are read over the telephone or copied from paper: `K7P4-3MWT-9QXC`."""

import re
import secrets

# No 0 O 1 I L U, which sound or look alike (product B.0.1).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4


def new_code(*, groups: int) -> str:
    """A fresh code of *groups* times four characters, without its dashes: 4.9 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(groups * _GROUP))


def grouped(code: str) -> str:
    """« K7P4-3MWT-9QXC »: as it is printed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def cleaned(typed: str) -> str:
    """The code in what was typed: blanks, dashes of any kind, dots and case are forgiven."""
    return re.sub(r"[\s.\-_‐‑‒–—−]", "", typed).upper()
