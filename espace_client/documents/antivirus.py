"""The port of the antivirus: clamd, where there is one (`ANTIVIRUS`); none is said aloud.

« clamd://host:3310 », « clamd:///run/clamav/clamd.sock ». While it does not answer, what comes is
kept in quarantine, which nobody reads.
"""

import io
from enum import StrEnum
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

_PATIENCE = 20  # seconds


class Verdict(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"  # this installation has no antivirus
    UNKNOWN = "quarantined"  # it has one, which does not answer


def is_there() -> bool:
    """Whether this installation has an antivirus."""
    return bool(settings.ANTIVIRUS)


def verdict_of(content: bytes) -> Verdict:
    """What the antivirus says of these bytes."""
    if not is_there():
        return Verdict.UNSCANNED
    try:
        answers = _clamd().instream(io.BytesIO(content))
    except (ClamdError, OSError):
        return Verdict.UNKNOWN
    said = {status for status, _reason in answers.values()}
    if said == {"OK"}:
        return Verdict.CLEAN
    return Verdict.INFECTED if "FOUND" in said else Verdict.UNKNOWN


def _clamd() -> ClamdNetworkSocket:
    where = urlsplit(settings.ANTIVIRUS)
    if where.hostname:
        return ClamdNetworkSocket(where.hostname, where.port or 3310, timeout=_PATIENCE)
    return ClamdUnixSocket(where.path, timeout=_PATIENCE)
