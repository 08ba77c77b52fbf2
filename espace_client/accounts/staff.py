"""The insurer's own people: who may sign in on the desk, and which files they have opened.

Apart from the members' accounts in every way: another table, another backend, another side of the
site (accounts.sides).
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from espace_client.kernel import actors
from espace_client.members.models import Person


class StaffRole(models.TextChoices):
    """What somebody of the insurer may do. A supervisor is an adviser who also hires."""

    ADVISER = "adviser", "Conseiller"
    SUPERVISOR = "supervisor", "Superviseur"


class StaffState(models.TextChoices):
    INVITED = "invited", "Invité"
    ACTIVE = "active", "En poste"
    LEFT = "left", "Parti"


class StaffManager(BaseUserManager["StaffMember"]):
    """Nobody is made here: one is invited by another (operations.invite_staff)."""


class StaffMember(AbstractBaseUser):
    """One of the insurer's people. Signs in with a password and a code of six figures, always.

    The invitation is a single-use link, known by its hash alone; it is gone once used.
    """

    backend = "espace_client.accounts.backend.StaffBackend"

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    email = models.EmailField(max_length=254)
    email_key = models.CharField(max_length=254, unique=True)
    full_name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=StaffRole)
    state = models.CharField(max_length=20, choices=StaffState)
    state_since = models.DateTimeField()
    invitation_hash = models.BinaryField(max_length=32, null=True, unique=True)
    invitation_expires_at = models.DateTimeField(null=True)
    totp_sealed = models.BinaryField(null=True, help_text="Opens with totp_bound_to(id)")
    totp_last_step = models.BigIntegerField(null=True, help_text="A code serves once")

    objects = StaffManager()

    USERNAME_FIELD = "email_key"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="active_staff_have_two_factors",
                condition=~Q(state="active") | (~Q(password="") & Q(totp_sealed__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_invitation_expires",
                condition=Q(invitation_hash__isnull=True, invitation_expires_at__isnull=True)
                | Q(invitation_hash__isnull=False, invitation_expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_the_invited_hold_an_invitation",
                condition=Q(state="invited") | Q(invitation_hash__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether they can sign in."""
        return self.state == StaffState.ACTIVE

    @property
    def is_supervisor(self) -> bool:
        """Whether they may hire and let go."""
        return self.role == StaffRole.SUPERVISOR

    @property
    def at_desk(self) -> actors.Actor:
        """They as the author of an act that no member asked for."""
        return self.reached_by(actors.Channel.PORTAL)

    def reached_by(self, channel: actors.Channel) -> actors.Actor:
        """They as the author of an act for a member, who reached them through *channel*."""
        return actors.adviser(identifier=self.pk, name=self.full_name, channel=channel)

    def invitation_works(self, at: datetime) -> bool:
        """Whether the invitation still opens the way in."""
        expires = self.invitation_expires_at
        return self.state == StaffState.INVITED and expires is not None and at < expires

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session ends with the password, the second factor or the role it was opened with."""
        proof = f"{self.password}|{bytes(self.totp_sealed or b'').hex()}|{self.role}"
        salt = "espace_client.accounts.staff"
        return salted_hmac(salt, proof, secret=secret, algorithm="sha256").hexdigest()


def totp_bound_to(staff: StaffMember) -> str:
    """What the seal of a second factor's secret is bound to: whose it is."""
    return f"totp:{staff.pk}"


class RecoveryCode(models.Model):
    """One of the ten codes printed at enrolment, for the day the telephone is lost. Used once."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "code_hash"], name="one_recovery_code")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {'used' if self.used_at else 'unused'}"


class OpeningReason(models.TextChoices):
    """Why an adviser opens a file (quality 2.5)."""

    CALL = "call", "appel"
    LETTER = "letter", "courrier"
    REQUEST = "request", "demande à vérifier"
    CONTROL = "control", "contrôle"


class Question(models.TextChoices):
    """What an adviser asks on the telephone. Nothing that stands on the card, never the NIR."""

    ADDRESS = "address", "adresse postale"
    COVERED = "covered", "date de naissance d’une autre personne couverte"
    IBAN = "iban", "quatre derniers caractères de l’IBAN"
    OPTION = "option", "option choisie au contrat"
    START = "start", "année de début du contrat"


_CHANNELS = {
    OpeningReason.CALL: actors.Channel.TELEPHONE,
    OpeningReason.LETTER: actors.Channel.LETTER,
}


class FileOpening(models.Model):
    """An adviser opened the file of somebody, for a reason, for half an hour."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    reason = models.CharField(max_length=20, choices=OpeningReason)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_opening_expires_later", condition=Q(expires_at__gt=F("opened_at"))
            )
        ]
        indexes = [
            models.Index(fields=["staff", "-opened_at"], name="openings_of_staff"),
            models.Index(fields=["person", "-opened_at"], name="openings_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.opened_at:%Y-%m-%d %H:%M} {self.reason}"

    @property
    def actor(self) -> actors.Actor:
        """The adviser at work on this file."""
        channel = _CHANNELS.get(OpeningReason(self.reason), actors.Channel.PORTAL)
        return self.staff.reached_by(channel)
