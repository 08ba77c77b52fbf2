"""What anybody may check without asking us: Ed25519 signatures, by keys that can turn.

The public halves may be printed, copied and kept: they verify, they never sign.
"""

import base64
import binascii
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class SigningKeys:
    """Ed25519 keys by name, from their 32-byte seeds. The first signs, all of them verify."""

    def __init__(self, seeds: Mapping[str, bytes]) -> None:
        if not seeds:
            raise ValueError("Signing needs at least one key.")
        private = {name: Ed25519PrivateKey.from_private_bytes(seed) for name, seed in seeds.items()}
        self.current = next(iter(private))
        self._signing = private[self.current]
        self._public: dict[str, Ed25519PublicKey] = {
            name: key.public_key() for name, key in private.items()
        }

    def sign(self, content: bytes) -> bytes:
        """The signature of *content* by the current key: 64 bytes."""
        return self._signing.sign(content)

    def signed(self, content: bytes, signature: bytes, *, key: str) -> bool:
        """Whether *signature* is that of *content* by our key of that name."""
        known = self._public.get(key)
        if known is None:
            return False
        try:
            known.verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def public(self) -> dict[str, str]:
        """The public halves by name, in base64url: what a page or a script verifies with."""
        return {name: as_text(key.public_bytes_raw()) for name, key in self._public.items()}


def as_text(content: bytes) -> str:
    """Bytes for an address or a QR code: base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def as_bytes(text: str) -> bytes:
    """What `as_text` wrote, and nothing else: one content has one spelling. Raises ValueError."""
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error
    if as_text(content) != text:
        raise ValueError("another spelling of the same bytes")
    return content
