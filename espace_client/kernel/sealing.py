"""Secrets that must be readable again later, sealed with a key that is not in the database."""

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
        self._keys = dict(keys)
        self._current = next(iter(self._keys))

    def seal(self, content: Mapping[str, str], *, bound_to: str) -> bytes:
        """*content* sealed for one thing only: it opens with the same `bound_to`, or not at all."""
        name = self._current.encode()
        nonce = secrets.token_bytes(_NONCE)
        body = json.dumps(dict(content)).encode()
        sealed = AESGCM(self._keys[self._current]).encrypt(nonce, body, bound_to.encode())
        return bytes([len(name)]) + name + nonce + sealed

    def unseal(self, sealed: bytes, *, bound_to: str) -> dict[str, str]:
        """What was sealed for `bound_to`. Raises CannotUnseal."""
        end = 1 + sealed[0]
        name, nonce, body = (
            sealed[1:end].decode(),
            sealed[end : end + _NONCE],
            sealed[end + _NONCE :],
        )
        try:
            plain = AESGCM(self._keys[name]).decrypt(nonce, body, bound_to.encode())
        except (KeyError, InvalidTag) as error:
            raise CannotUnseal(bound_to) from error
        content: dict[str, str] = json.loads(plain)
        return content
