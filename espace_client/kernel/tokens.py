"""Single-use secrets that travel in a link. Only their hash is ever stored."""

import hashlib
import re
import secrets

TOKEN_BYTES = 32  # 256 bits; the promise is at least 128 (quality 1.3)
_LENGTH = 43  # of 32 bytes in URL-safe base 64


def new_token() -> str:
    """A fresh secret for a link, 43 characters of URL-safe base 64."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """What is stored of a token. A fast hash is enough: the token itself cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


def cleaned(raw: str) -> str:
    """The token in what a mail program made of the link.

    Some cut it in two with `=` and a line break (quoted-printable), others add the dot or the
    bracket that follows it in the text (quality 1.5).
    """
    joined = re.sub(r"=?\s+", "", raw)
    found = re.match(r"[A-Za-z0-9_-]+", joined)
    return found.group()[:_LENGTH] if found else ""
