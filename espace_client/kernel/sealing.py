"""What must be readable again later, sealed with a key that is not in the database; and how to
find a sealed value again without opening any."""

import hmac
import json
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class CannotUnseal(Exception):
    """The seal was broken, belongs to something else, or its key is gone."""


class KeyRing:
    """AES-256-GCM keys by name. The first one seals; all of them unseal, so that keys can turn."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise ValueError("A key ring needs at least one key.")
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._current = next(iter(self._keys))

    def seal(self, content: Mapping[str, str], *, bound_to: str) -> bytes:
        """*content* sealed for one thing only: it opens with the same `bound_to`, or not at all."""
        return self.seal_bytes(json.dumps(dict(content)).encode(), bound_to=bound_to)

    def unseal(self, sealed: bytes, *, bound_to: str) -> dict[str, str]:
        """What was sealed for `bound_to`. Raises CannotUnseal."""
        content: dict[str, str] = json.loads(self.unseal_bytes(sealed, bound_to=bound_to))
        return content

    def seal_bytes(self, content: bytes, *, bound_to: str) -> bytes:
        """The same for one value: a NIR, an IBAN, a whole document."""
        name = self._current.encode()
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._keys[self._current].encrypt(nonce, content, bound_to.encode())
        return bytes([len(name)]) + name + nonce + sealed

    def unseal_bytes(self, sealed: bytes, *, bound_to: str) -> bytes:
        """The value that was sealed for `bound_to`. Raises CannotUnseal."""
        end = 1 + sealed[0]
        name, nonce, body = (
            sealed[1:end].decode(),
            sealed[end : end + _NONCE],
            sealed[end + _NONCE :],
        )
        try:
            return self._keys[name].decrypt(nonce, body, bound_to.encode())
        except (KeyError, InvalidTag) as error:
            raise CannotUnseal(bound_to) from error


class BlindIndex:
    """Tells whether two sealed values are the same without opening them: a keyed hash, whose key
    is not the one that seals (quality 5.2). `purpose` keeps a NIR from answering for an IBAN."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, value: str, *, purpose: str) -> bytes:
        """32 bytes, the same for the same value and purpose."""
        return hmac.digest(self._key, f"{purpose}:{value}".encode(), "sha256")
