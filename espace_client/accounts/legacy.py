"""The logins of the old portal, as the import brings them."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper

from espace_client.members.models import Person


class HashScheme(models.TextChoices):
    """How the old portal kept a password. « $ » stands between salt and digest, both as it had
    them; `bcrypt`, `pbkdf2_sha1` and `pbkdf2_sha256` are whole as their libraries write them."""

    MD5 = "md5", "MD5 sans sel"
    MD5_SALTED = "md5_sel", "MD5 avec sel"
    SHA1 = "sha1", "SHA-1 sans sel"
    SHA1_SALTED = "sha1_sel", "SHA-1 avec sel"
    BCRYPT = "bcrypt", "bcrypt"
    PBKDF2_SHA1 = "pbkdf2_sha1", "PBKDF2 avec SHA-1"
    PBKDF2_SHA256 = "pbkdf2_sha256", "PBKDF2 avec SHA-256"


def key_of_login() -> Func:
    """What `kernel.identifiers.number_key` makes of a login, in SQL and as the index holds it."""
    bare = _replaced(Upper(F("login")), "[^0-9A-Z]", Value("g"))
    return _replaced(bare, "^[A-Z]*0*")


def _replaced(text: Func, pattern: str, *flags: Value) -> Func:
    return Func(
        text, Value(pattern), Value(""), *flags,
        function="regexp_replace", output_field=models.CharField(),
    )  # fmt: skip


class LegacyLogin(models.Model):
    """A login of the old portal, as imported. Its password's hash is sealed: a bare MD5 in a dump
    would be the password itself (decisions.md, « Old password hashes »). A job then replaces the
    seal by Argon2id of that hash (`wrapped`); at the first good sign-in both are gone, and the
    account has a password of its own. The index stays: it tells an export that has another hash.
    """

    login = models.CharField(max_length=60, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="legacy_logins")
    last_login_on = models.DateField(null=True)
    scheme = models.CharField(max_length=20, choices=HashScheme, blank=True, db_default="")
    hash_sealed = models.BinaryField(null=True, help_text="Opens with hash_bound_to(login)")
    hash_index = models.BinaryField(max_length=32, null=True, help_text="Tells a changed hash")
    wrapped = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_old_hash_has_its_scheme_and_index",
                condition=Q(scheme="", hash_sealed__isnull=True, hash_index__isnull=True)
                | (~Q(scheme="") & Q(hash_index__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_old_hash_is_sealed_or_wrapped",
                condition=Q(hash_sealed__isnull=True) | Q(wrapped=""),
            ),
        ]
        indexes = [
            models.Index(key_of_login(), name="logins_of_a_number"),
            models.Index(
                fields=["login"],
                condition=Q(hash_sealed__isnull=False),
                name="logins_to_wrap",
            ),
        ]

    def __str__(self) -> str:
        return self.login


def forget_old_passwords(person: Person) -> None:
    """From now on *person* has a password of their own, and no old one counts. The index of the
    hash stays: an export that brings it again changes nothing."""
    LegacyLogin.objects.filter(person=person).update(hash_sealed=None, wrapped="")


def has_own_password(login: LegacyLogin) -> bool:
    """Whether the owner of *login* has an account with a password: then no old one counts."""
    account = getattr(login.person, "account", None)
    return account is not None and bool(account.password)


def hash_bound_to(login: str) -> str:
    """What the seal of an old password's hash is bound to: the login that it opened."""
    return f"legacy:{login}"
