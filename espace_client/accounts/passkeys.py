"""The ceremony of a passkey (WebAuthn level 2): what the browser is asked, what its answer proves.

Challenges are random and serve once; they wait in the session. Attestation is not asked for: which
make of key somebody has is none of our business.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from espace_client.accounts.models import Account, Passkey

_ALGORITHMS = (-7, -8, -257)  # ES256, EdDSA, RS256: what browsers offer
# What reading an answer that somebody made up can raise.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error)

type Asked = tuple[str, dict[str, Any]]  # JSON for the browser, and what is kept in the session


class WrongPasskey(Exception):
    """The answer of the browser proves nothing."""


@dataclass(frozen=True, slots=True)
class Made:
    """A key that was just made."""

    credential_id: bytes
    credential: bytes
    sign_count: int


def ask_to_make(account: Account, known: Sequence[Passkey]) -> Asked:
    """What the browser needs to make a key for *account* that is none of *known*."""
    person = account.person
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=account.pk.bytes,
            name=account.email or str(person),
            display_name=str(person),
        ),
        [_credential(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return json.dumps(dict(options)), {"challenge": state["challenge"]}


def made(state: dict[str, Any], answer: str) -> Made:
    """The key that *answer* brings. Raises WrongPasskey."""
    try:
        said = _server().register_complete(_whole(state), json.loads(answer))
        key = said.credential_data
        if key is None or key.public_key.ALGORITHM not in _ALGORITHMS:
            raise WrongPasskey
        return Made(key.credential_id, bytes(key), said.counter)
    except _UNREADABLE as error:
        raise WrongPasskey from error


def ask_to_show(known: Sequence[Passkey]) -> Asked:
    """What the browser needs to show one of *known*."""
    options, state = _server().authenticate_begin(
        [_credential(one) for one in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return json.dumps(dict(options)), {"challenge": state["challenge"]}


def shown(state: dict[str, Any], answer: str, known: Sequence[Passkey]) -> tuple[Passkey, int]:
    """Which of *known* signed the challenge, and its count. Raises WrongPasskey, also when the
    count does not grow: then a copy of the key is about."""
    try:
        said = json.loads(answer)
        keys = [_credential(one) for one in known]
        right = _server().authenticate_complete(_whole(state), keys, said)
        count = AuthenticationResponse.from_dict(said).response.authenticator_data.counter
        passkey = next(one for one in known if bytes(one.credential_id) == right.credential_id)
    except _UNREADABLE as error:
        raise WrongPasskey from error
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        raise WrongPasskey
    return passkey, count


def _server() -> Fido2Server:
    """Keys are bound to the host that members type; the page must be of that very origin."""
    public = urlsplit(settings.PUBLIC_URL)
    origin = f"{public.scheme}://{public.netloc}"
    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=public.hostname, name=settings.INSURER.name),
        verify_origin=lambda said: said == origin,
    )
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=one)
        for one in _ALGORITHMS
    ]
    return server


def _credential(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))


def _whole(state: dict[str, Any]) -> dict[str, Any]:
    return {**state, "user_verification": UserVerificationRequirement.PREFERRED}
