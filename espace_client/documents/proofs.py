"""What anybody may read of a document, signed: its number, its days, initials. No name, no NIR.

The code stands in the QR square of the document. It is checked without asking the insurer: by the
page « Vérifier un document », with or without a network, or by `tools/verify_document.py`, which
knows the public key and nothing else. Layout: docs/verification.md.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from espace_client.kernel.signing import SigningKeys, as_bytes, as_text

FORMAT = 1
SEALED_FORMAT = 2  # the same, with a seal before the initials
MOST_BYTES = 300  # of what is signed; product D.14


class NotGenuine(ValueError):
    """The code was not made by us, or was changed since."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the room that writes a document lets anybody read of it.

    `initials` of whom it names (« J. M. »). What it says is true from `first` to `last`; it may be
    relied upon until `valid_until`, or without limit when it tells of days gone by. `seal` is the
    digest of what was deposited, on a receipt (documents/receipts.py).
    """

    initials: tuple[str, ...]
    first: date
    last: date
    valid_until: date | None
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the code of one document says."""

    insurer: str
    title: str
    number: str
    issued_on: date
    said: Said


def initials(first_name: str, name: str) -> str:
    """« J. M. » of Jeanne Martin, « J.-P. D. » of Jean-Paul Durand."""
    first = ".-".join(part[:1].upper() for part in first_name.split("-") if part)
    return f"{first}. {name[:1].upper()}."


def initials_of(full_name: str) -> str:
    """« J. M. » of « Jeanne Martin »: the first word is the first name."""
    first, _blank, name = full_name.partition(" ")
    return initials(first, name)


def code_of(proof: Proof, keys: SigningKeys) -> str:
    """The signed code: the content, a dot, the signature, both in base64url."""
    said = proof.said
    content = json.dumps(
        [
            SEALED_FORMAT if said.seal else FORMAT,
            keys.current,
            proof.insurer,
            proof.title,
            proof.number,
            *(_day(day) for day in (proof.issued_on, said.first, said.last, said.valid_until)),
            *((said.seal,) if said.seal else ()),
            *said.initials,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    return f"{as_text(content)}.{as_text(keys.sign(content))}"


def read(code: str, keys: SigningKeys) -> Proof:
    """What a genuine code says. Raises NotGenuine."""
    try:
        first, dot, last = code.partition(".")
        content, signature = as_bytes(first), as_bytes(last)
        fields = json.loads(content)
        form, key = fields[:2]
        genuine = (
            bool(dot)
            and form in (FORMAT, SEALED_FORMAT)
            and keys.signed(content, signature, key=key)
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotGenuine(code[:20]) from error
    if not genuine:
        raise NotGenuine(code[:20])
    return _proof(fields)


def _proof(fields: Sequence[Any]) -> Proof:
    form, _key, insurer, title, number, issued_on, first, last, until, *who = fields
    seal = who.pop(0) if form == SEALED_FORMAT else ""
    said = Said(
        initials=tuple(who),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        valid_until=date.fromisoformat(until) if until else None,
        seal=seal,
    )
    return Proof(insurer, title, number, date.fromisoformat(issued_on), said)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
