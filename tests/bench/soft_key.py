"""A passkey in software: it answers as a browser and its key do, and can be made to lie."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.bench.environment import PUBLIC_URL

_PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class SoftKey:
    """One key. `origin` and `host` are those of the page that it believes to be on."""

    origin: str = PUBLIC_URL
    host: str = PUBLIC_URL.removeprefix("https://")
    identifier: bytes = field(default_factory=lambda: os.urandom(32))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    count: int = 0

    def make(self, options: str) -> str:
        """What the browser says of this key to a page that asked for one."""
        said = self._client_data("webauthn.create", options)
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AuthenticatorData.create(
            self._host_hash(),
            _PRESENT | AuthenticatorData.FLAG.AT,
            self.count,
            AttestedCredentialData.create(bytes(16), self.identifier, public),
        )
        attestation = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=said, attestationObject=attestation)

    def show(self, options: str) -> str:
        """What the browser says once this key has signed the challenge of the page."""
        self.count += 1
        said = self._client_data("webauthn.get", options)
        data = AuthenticatorData.create(self._host_hash(), _PRESENT, self.count)
        signature = self.private.sign(bytes(data) + said.hash, ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signature)

    def _client_data(self, kind: str, options: str) -> CollectedClientData:
        challenge = websafe_decode(json.loads(options)["publicKey"]["challenge"])
        return CollectedClientData.create(kind, challenge, self.origin)

    def _host_hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _answer(self, **response: Any) -> str:
        name = websafe_encode(self.identifier)
        said = {key: websafe_encode(bytes(value)) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
