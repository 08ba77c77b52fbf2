"""What a member can show beside the password, and what was shown for one act."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q


class AuthenticatorApp(models.Model):
    """A telephone that makes codes (RFC 6238). It counts once `confirmed_at` is set: a first code
    has shown that it knows the secret."""

    account = models.OneToOneField(
        "accounts.Account", primary_key=True, on_delete=models.CASCADE, related_name="authenticator"
    )
    secret_sealed = models.BinaryField(help_text="Opens with app_bound_to(account)")
    last_step = models.BigIntegerField(null=True, help_text="A code serves once")
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} since {self.added_at:%Y-%m-%d}"


def app_bound_to(account: object) -> str:
    """What the seal of a member's second factor is bound to: whose it is, by the account's id."""
    return f"member-totp:{account}"


class Passkey(models.Model):
    """A key of a telephone, a computer or a token (WebAuthn). The private part never leaves it."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="passkeys"
    )
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="AttestedCredentialData, as the browser gave it")
    sign_count = models.BigIntegerField(default=0)
    label = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class SpareKind(models.TextChoices):
    """Where a spare code is printed."""

    SHEET = "sheet", "Feuille de codes du courrier"
    RECOVERY = "recovery", "Codes de secours"


class SpareCode(models.Model):
    """A printed code that serves once as the second step: on the sheet that comes by letter for
    whoever has no e-mail, or among the recovery codes of whoever uses an app or a passkey.
    `batch` names the sheet; a newer sheet replaces the one before."""

    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="spare_codes"
    )
    kind = models.CharField(max_length=10, choices=SpareKind)
    batch = models.UUIDField()
    code_hash = models.BinaryField(max_length=32, help_text="Keyed: codes.spare_hash")
    counts_since = models.DateTimeField(null=True, help_text="Once its letter has served")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "code_hash"], name="one_spare_code")
        ]
        indexes = [models.Index(fields=["account", "kind"], name="spare_codes_of_an_account")]

    def __str__(self) -> str:
        return f"{self.kind} {'used' if self.used_at else 'unused'}"


class Act(models.TextChoices):
    """What asks for the password again and a fresh code (quality 1.9)."""

    CHANGE_EMAIL = "change_email", "changer votre adresse e-mail"
    CHANGE_PASSWORD = "change_password", "changer votre mot de passe"
    SECOND_FACTORS = "second_factors", "régler la double protection"
    DELEGATE = "delegate", "donner un accès à quelqu’un"


class StepUp(models.Model):
    """Somebody who is signed in showed the password again and a fresh code, for one act, in one
    session. It counts for ten minutes, and is used up by the act."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="step_ups"
    )
    act = models.CharField(max_length=20, choices=Act)
    session_key = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_step_up_expires_later", condition=Q(expires_at__gt=F("given_at"))
            )
        ]
        indexes = [models.Index(fields=["account", "act", "-given_at"], name="step_ups_for_an_act")]

    def __str__(self) -> str:
        return f"{self.act} {self.given_at:%Y-%m-%d %H:%M}"

    def counts(self, at: datetime) -> bool:
        """Whether it still lets the act happen."""
        return self.used_at is None and self.given_at <= at < self.expires_at
