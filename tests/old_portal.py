"""Logins of the old portal as an import leaves them: sealed, or wrapped by the job."""

import base64
import hashlib

import bcrypt
from django.conf import settings

from espace_client.accounts import operations
from espace_client.accounts.models import HashScheme, LegacyLogin, hash_bound_to
from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from espace_client.members.models import Person
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.invented_passwords import PASSWORD, SLOW, fast_hash, old_password

OLD_PASSWORD = PASSWORD  # everybody's, in invented exports
WRITTEN = {
    HashScheme.MD5: fast_hash("md5", ""),
    HashScheme.MD5_SALTED: fast_hash("md5_sel", "7f3a9c01"),
    HashScheme.SHA1: fast_hash("sha1", ""),
    HashScheme.SHA1_SALTED: fast_hash("sha1_sel", "7f3a9c01"),
    **{HashScheme(scheme): hashes[0] for scheme, hashes in SLOW.items()},
}


def old_login(
    person: Person, login: str, *, scheme: HashScheme = HashScheme.MD5_SALTED, written: str = ""
) -> LegacyLogin:
    """A login of *person* whose hash is sealed as an import seals it."""
    LegacyLogin.objects.filter(person=person).delete()
    written = written or WRITTEN[scheme]
    return LegacyLogin.objects.create(
        login=login,
        person=person,
        scheme=scheme,
        hash_sealed=settings.SEALING_KEYS.seal_bytes(
            written.encode(), bound_to=hash_bound_to(login)
        ),
        hash_index=settings.BLIND_INDEX.of(written, purpose="legacy"),
    )


def many_old_logins(count: int) -> None:
    """So many people, each with an old login, in all schemes; one in twenty without a hash."""
    dice = Dice(2022)
    people = Person.objects.bulk_create(
        Person(reference=f"A{n}", birth_name="Ancien", first_names="Un", birth_date="01/01/1940")
        for n in range(count)
    )
    logins = []
    for number, person in enumerate(people):
        login, (scheme, written) = f"7{number:07d}", old_password(dice)
        logins.append(LegacyLogin(login=login, person=person, scheme=scheme))
        if written:
            logins[-1].hash_sealed = settings.SEALING_KEYS.seal_bytes(
                written.encode(), bound_to=hash_bound_to(login)
            )
            logins[-1].hash_index = settings.BLIND_INDEX.of(written, purpose="legacy")
    LegacyLogin.objects.bulk_create(logins)


def wrap_all_now() -> None:
    """What the job of the worker does."""
    operations.wrap_old_passwords(actor=robot("un essai"), at=clock.now(), most=10_000)


def hash_of(password: str, *, scheme: HashScheme, like: str = "django") -> str:
    """*password* as an old portal kept it, written as one of three libraries writes it."""
    if scheme is HashScheme.BCRYPT:
        return bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()
    name = scheme.removeprefix("pbkdf2_")
    salt = b"un sel tres vieux".replace(b" ", b"")
    digest = hashlib.pbkdf2_hmac(name, password.encode(), salt, 1000)
    match like:
        case "django":
            return f"{scheme}$1000${salt.decode()}${base64.b64encode(digest).decode()}"
        case "werkzeug":
            return f"pbkdf2:{name}:1000${salt.decode()}${digest.hex()}"
        case _:
            head = "pbkdf2" if name == "sha1" else f"pbkdf2-{name}"
            return f"${head}$1000${_passlib(salt)}${_passlib(digest)}"


def _passlib(content: bytes) -> str:
    return base64.b64encode(content).decode().rstrip("=").replace("+", ".")
