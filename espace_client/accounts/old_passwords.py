"""Whether somebody typed their password of the old portal, in each of its seven schemes.

What an old portal stored is parted in two: the recipe (salt, rounds, format), and the digest that
came out. The wrap keeps the recipe in the clear and Argon2id of the digest, so that nothing in the
database is worth more to a thief than the password is (decisions.md, « Old password hashes »).
"""

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass

import bcrypt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.crypto import constant_time_compare

from espace_client.accounts.hashers import Argon2id
from espace_client.accounts.legacy import HashScheme, LegacyLogin, hash_bound_to
from espace_client.accounts.passwords import salt_of
from espace_client.accounts.rules import BCRYPT_READS, MOST_BCRYPT_ROUNDS, MOST_PBKDF2_ROUNDS
from espace_client.accounts.rules import normal_password as nfc
from espace_client.kernel.sealing import CannotUnseal

_BCRYPT_DIGEST = 31  # characters, after the version, the rounds and the salt
_BASE64 = str.maketrans("._-", "+/+")


@dataclass(frozen=True, slots=True)
class OldHash:
    """An old hash in two parts. A recipe holds no blank; the digest is written one way alone."""

    recipe: str
    digest: str


def parted(scheme: str, written: str) -> OldHash:
    """The two parts of a hash that the import has let pass."""
    match scheme:
        case HashScheme.MD5 | HashScheme.SHA1:
            return OldHash("", written.lower())
        case HashScheme.MD5_SALTED | HashScheme.SHA1_SALTED:
            salt, _, figures = written.rpartition("$")
            return OldHash(salt, figures.lower())
        case HashScheme.BCRYPT:
            return OldHash(written[:-_BCRYPT_DIGEST], written[-_BCRYPT_DIGEST:])
        case _:
            recipe, _, digest = written.rpartition("$")
            if recipe.startswith("pbkdf2:"):  # as Werkzeug writes it: already in hexadecimal
                return OldHash(recipe, digest.lower())
            return OldHash(recipe, _from_base64(digest).hex())


def digest_of(typed: str, *, scheme: str, recipe: str) -> str:
    """What *typed* gives under that recipe. Empty when it would take too long to tell."""
    match scheme:
        case HashScheme.MD5 | HashScheme.MD5_SALTED:
            return hashlib.md5(f"{recipe}{typed}".encode(), usedforsecurity=False).hexdigest()
        case HashScheme.SHA1 | HashScheme.SHA1_SALTED:
            return hashlib.sha1(f"{recipe}{typed}".encode(), usedforsecurity=False).hexdigest()
        case HashScheme.BCRYPT:
            return _bcrypt(typed, recipe)
        case HashScheme.PBKDF2_SHA1:
            return _pbkdf2(typed, recipe, "sha1")
        case _:
            return _pbkdf2(typed, recipe, "sha256")


def wrapped(login: LegacyLogin) -> str:
    """What replaces the seal. The same each time, so that a wrap begun again ends alike.
    Raises CannotUnseal."""
    old = parted(login.scheme, _unsealed(login))
    return f"{old.recipe} {make_password(old.digest, salt=salt_of(f'legacy:{login.login}'))}"


def is_right(login: LegacyLogin, typed: str) -> bool:
    """Whether *typed*, or its composed form, is the old password of *login*. One without a hash
    has no right password."""
    if not login.wrapped and login.hash_sealed is None:
        return False
    with suppress(CannotUnseal):  # its key is gone: nobody has that password
        return any(_opens(login, spelling) for spelling in dict.fromkeys((typed, nfc(typed))))
    return False


def _opens(login: LegacyLogin, typed: str) -> bool:
    if login.wrapped:
        recipe, _, encoded = login.wrapped.partition(" ")
        digest = digest_of(typed, scheme=login.scheme, recipe=recipe)
        return constant_time_compare(Argon2id().encode_like(digest, encoded), encoded)
    old = parted(login.scheme, _unsealed(login))
    digest = digest_of(typed, scheme=login.scheme, recipe=old.recipe)
    return bool(digest) and constant_time_compare(digest, old.digest)


def _unsealed(login: LegacyLogin) -> str:
    sealed = bytes(login.hash_sealed or b"")
    return settings.SEALING_KEYS.unseal_bytes(sealed, bound_to=hash_bound_to(login.login)).decode()


def _bcrypt(typed: str, recipe: str) -> str:
    _version, rounds, salt = recipe.lstrip("$").split("$")
    secret = typed.encode()[:BCRYPT_READS]
    if int(rounds) > MOST_BCRYPT_ROUNDS or b"\0" in secret:
        return ""
    # The versions differ in the bugs of those who wrote them, not in what they compute.
    computed = bcrypt.hashpw(secret, f"$2b${rounds}${salt}".encode()).decode()
    return computed[-_BCRYPT_DIGEST:]


def _pbkdf2(typed: str, recipe: str, name: str) -> str:
    head, rounds, salt = _parts(recipe)
    if int(rounds) > MOST_PBKDF2_ROUNDS:
        return ""
    # passlib writes the salt in base64; Django and Werkzeug as it is.
    bare = _from_base64(salt) if head.startswith("$") else salt.encode()
    return hashlib.pbkdf2_hmac(name, typed.encode(), bare, int(rounds)).hex()


def _parts(recipe: str) -> tuple[str, str, str]:
    before, _, salt = recipe.rpartition("$")
    if before.startswith("pbkdf2:"):
        head, _, rounds = before.rpartition(":")
    else:
        head, _, rounds = before.rpartition("$")
    return head, rounds, salt


def _from_base64(written: str) -> bytes:
    bare = written.rstrip("=").translate(_BASE64)
    return base64.b64decode(bare + "=" * (-len(bare) % 4))
