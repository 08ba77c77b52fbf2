"""Checking a document that somebody shows: genuine or not, until when (docs/verification.md)."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.conf import settings

from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.documents.proofs import NotGenuine, Proof, read
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.signing import as_bytes


class Verdict(Enum):
    """What somebody who checks a document is told."""

    GENUINE = "genuine"
    NOT_YET = "not_yet"  # the clock of whoever checks is before the day it was made
    OVER = "over"  # genuine, and no longer to be relied upon
    WITHDRAWN = "withdrawn"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one document, with what anybody may read of it (nothing if it is not ours)."""

    verdict: Verdict
    proof: Proof | None = None
    withdrawn_on: date | None = None
    because: str = ""


def check_code(code: str, *, on: date) -> Checked:
    """What the code of a QR square is worth on that day. A forged one costs no query."""
    try:
        proof = read(code, settings.SIGNING_KEYS)
    except NotGenuine:
        return Checked(Verdict.NOT_OURS)
    kept = IssuedDocument.objects.filter(number=proof.number)
    row = kept.values_list("withdrawn_at", "withdrawn_because").first()
    # Signed and not kept: made by another installation with our keys, or lost with a backup.
    return _checked(proof, *(row or (None, "")), on=on)


def check_number(number: str, *, on: date) -> Checked:
    """What the document of that number is worth on that day."""
    kept = IssuedDocument.objects.filter(number=number).exclude(proof="")
    row = kept.values_list("proof", "withdrawn_at", "withdrawn_because").first()
    if row is None:
        return Checked(Verdict.NOT_OURS)
    code, withdrawn_at, because = row
    try:
        proof = read(code, settings.SIGNING_KEYS)
    except NotGenuine:  # its key is gone from SIGNING_KEYS: nobody vouches for it any more
        return Checked(Verdict.NOT_OURS)
    return _checked(proof, withdrawn_at, because, on=on)


def _checked(proof: Proof, withdrawn_at: datetime | None, because: str, *, on: date) -> Checked:
    if withdrawn_at:
        day = date_in_paris(withdrawn_at)
        return Checked(Verdict.WITHDRAWN, proof, day, str(Withdrawal(because).label))
    return Checked(verdict_on(proof, on=on), proof)


def verdict_on(proof: Proof, *, on: date) -> Verdict:
    """What a genuine proof that was not withdrawn is worth on that day."""
    if on < proof.issued_on:
        return Verdict.NOT_YET
    until = proof.said.valid_until
    return Verdict.OVER if until and until < on else Verdict.GENUINE


def withdrawn_digests(*, on: date) -> list[str]:
    """The documents that were withdrawn, for whoever checks without a network, save those whose
    last day is over: of them the code alone says that they do not count any more."""
    rows = IssuedDocument.objects.filter(withdrawn_at__isnull=False).exclude(valid_until__lt=on)
    return sorted(digest_of(code) for code in rows.values_list("proof", flat=True))


def digest_of(code: str) -> str:
    """How a code stands in the list of those that were withdrawn: eight bytes of the SHA-256 of its
    signature, in hexadecimal. A number has 39 bits and could be found from its hash; a signature
    is known to whoever holds the document alone."""
    _content, _dot, signature = code.partition(".")
    return hashlib.sha256(as_bytes(signature)).hexdigest()[:16]
