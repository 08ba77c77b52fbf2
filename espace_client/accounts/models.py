"""Accounts, the requests that ask for one, and the links that open one."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from espace_client.accounts.card_codes import CardCode
from espace_client.accounts.devices import KnownDevice, OpenSession
from espace_client.accounts.email_changes import ChangeState, EmailChange
from espace_client.accounts.factors import (
    Act,
    AuthenticatorApp,
    Passkey,
    SpareCode,
    SpareKind,
    StepUp,
)
from espace_client.accounts.legacy import HashScheme, LegacyLogin, hash_bound_to
from espace_client.accounts.one_time import OneTimeCode, Purpose
from espace_client.accounts.rules import LATERS
from espace_client.accounts.staff import FileOpening, RecoveryCode, StaffMember
from espace_client.kernel import actors
from espace_client.members.models import Person

# What has a module of its own; Django finds its tables here, and other rooms their names.
__all__ = [
    "Account",
    "AccountRequest",
    "AccountState",
    "Act",
    "ActivationLink",
    "Attempt",
    "AuthenticatorApp",
    "CardCode",
    "ChangeState",
    "CodeKind",
    "EmailChange",
    "FileOpening",
    "HashScheme",
    "KnownDevice",
    "LegacyLogin",
    "OneTimeCode",
    "OpenSession",
    "Outcome",
    "Passkey",
    "ProofCode",
    "ProofState",
    "ProofWay",
    "Purpose",
    "RecoveryCode",
    "Refusal",
    "SecondProof",
    "SpareCode",
    "SpareKind",
    "StaffMember",
    "StepUp",
    "hash_bound_to",
]


class AccountState(models.TextChoices):
    """How far an account has come (product B.2.2, B.3.3). Changed by accounts.stating alone."""

    LEGACY = "legacy_actif", "Ancien accès, identifiant à mettre à jour"
    PROPOSED = "identifiant_propose", "Adresse e-mail demandée"
    TO_VERIFY = "email_a_verifier", "Adresse e-mail à vérifier"
    CONFLICT = "conflit_email", "Adresse e-mail à éclaircir"
    CREATED = "cree", "Créé, lien envoyé"
    ACTIVE = "active", "Actif"
    MIGRATED = "migre", "Actif, identifiant mis à jour"
    WITHOUT_EMAIL = "sans_email", "Actif, sans adresse e-mail"
    LEFT = "radie", "Contrat terminé, en lecture seule"
    BLOCKED = "bloque", "Bloqué"
    DECEASED = "decede", "Fermé après un décès"


# Signs in to the whole space.
OPEN_STATES = frozenset(
    {AccountState.ACTIVE, AccountState.MIGRATED, AccountState.WITHOUT_EMAIL, AccountState.LEFT}
)
# Signs in with the old number, to the pages that replace it and no others.
MIGRATING_STATES = frozenset(
    {AccountState.LEGACY, AccountState.PROPOSED, AccountState.TO_VERIFY, AccountState.CONFLICT}
)
# Opened once, and shut since: no link that opens an account opens it again.
CLOSED_STATES = frozenset({AccountState.BLOCKED, AccountState.DECEASED})


class AccountManager(BaseUserManager["Account"]):
    """Accounts by their primary key: an e-mail does not name one, a couple may share it."""

    def open(self) -> models.QuerySet["Account"]:
        """The accounts that somebody can sign in to."""
        return self.filter(state__in=OPEN_STATES)


class Account(AbstractBaseUser):
    """The access of one person. Two accounts may share one mailbox, never a password or data.

    Whoever has no e-mail signs in with the number of the card. `epoch` grows with each change of
    a credential: every session that was open before ends.
    """

    backend = "espace_client.accounts.backend.AccountBackend"

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    email = models.EmailField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, db_index=True, blank=True)
    state = models.CharField(max_length=20, choices=AccountState)
    state_before = models.CharField(
        max_length=20, choices=AccountState, blank=True, db_default="",
        help_text="What it was before the insurer's file closed it",
    )  # fmt: skip
    state_since = models.DateTimeField()
    state_channel = models.CharField(max_length=20)
    terms_version = models.DateField(null=True)
    epoch = models.PositiveIntegerField(default=0)
    must_choose_password = models.BooleanField(
        default=False, help_text="The old password is too weak: asked once the e-mail is verified"
    )
    laters_left = models.PositiveSmallIntegerField(default=LATERS, help_text="« Plus tard »")

    objects = AccountManager()

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_open_account_has_a_password",
                condition=~Q(state__in=sorted(OPEN_STATES)) | ~Q(password=""),
            ),
            models.CheckConstraint(
                name="who_signs_in_by_email_has_one",
                condition=~Q(state__in=["active", "migre"]) | ~Q(email_key=""),
            ),
            models.CheckConstraint(
                name="an_open_account_has_accepted_the_terms",
                condition=~Q(state__in=sorted(OPEN_STATES)) | Q(terms_version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether somebody can sign in to the whole of it."""
        return self.state in OPEN_STATES

    @property
    def is_migrating(self) -> bool:
        """Whether it opens with the old number, to the pages that replace it alone."""
        return self.state in MIGRATING_STATES

    @property
    def is_closed(self) -> bool:
        """Whether it was opened once and is shut: a new password, or a corrected file, opens it."""
        return self.state in CLOSED_STATES

    @property
    def is_whole(self) -> bool:
        """Whether a session of it opens more than the pages that replace the old number and a
        password too weak for the rules."""
        return self.is_active and not self.must_choose_password

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session ends with the password and with every other credential it was opened with."""
        salt, proof = "espace_client.accounts.member", f"{self.password}|{self.epoch}"
        return salted_hmac(salt, proof, secret=secret, algorithm="sha256").hexdigest()

    @property
    def actor(self) -> actors.Actor:
        """The member as the author of an act on the portal."""
        return actors.member(person=self.person_id, name=str(self.person))


class Outcome(models.TextChoices):
    """Why a request was answered as it was. For the insurer's own people only."""

    MATCHED = "link_sent", "Lien envoyé"
    LETTER_SENT = "letter_sent", "Sans e-mail : courrier d’activation envoyé"
    NO_LETTER = "no_letter", "Sans e-mail : aucun courrier possible, voir l’historique"
    JUST_SENT = "just_sent", "Lien déjà envoyé il y a peu, ou six fois ce jour"
    MAILBOX_FULL = "mailbox_full", "Boîte aux lettres déjà partagée par deux comptes"
    ALREADY_ACTIVE = "already_active", "Compte déjà actif"
    ACTIVE_ELSEWHERE = "active_elsewhere", "Compte déjà actif, avec une autre adresse"
    NOT_STARTED = "not_started", "Contrat pas encore commencé"
    OTHER_EMAIL = "other_email", "Adresse e-mail différente de celle du dossier"
    NO_EMAIL_HELD = "no_email_held", "Pas d’adresse e-mail au dossier"
    UNKNOWN_NUMBER = "unknown_number", "Numéro inconnu"
    WRONG_NAME = "wrong_name", "Nom différent"
    WRONG_FIRST_NAME = "wrong_first_name", "Prénom différent"
    WRONG_BIRTH_DATE = "wrong_birth_date", "Date de naissance différente"
    MINOR = "minor", "Personne mineure"
    CONTRACT_ENDED = "contract_ended", "Contrat terminé"
    DECEASED = "deceased", "Personne décédée : on n’écrit à personne"


# The identity fits, the e-mail is new to us: a second proof is asked for.
NEEDS_PROOF = frozenset({Outcome.OTHER_EMAIL, Outcome.NO_EMAIL_HELD})
MISMATCHES = frozenset(
    {Outcome.UNKNOWN_NUMBER, Outcome.WRONG_NAME, Outcome.WRONG_FIRST_NAME, Outcome.WRONG_BIRTH_DATE}
)


class AccountRequest(models.Model):
    """What a visitor typed to get an account. Answered by a job, so that no page tells by its
    time or its words whether the identity was right (quality 1.1)."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    at = models.DateTimeField()
    member_number = models.CharField(max_length=15)
    last_name = models.CharField(max_length=100)
    first_name = models.CharField(max_length=150)
    birth_date = models.CharField(max_length=10)
    email = models.EmailField(max_length=254)
    terms_version = models.DateField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    superseded_at = models.DateTimeField(null=True, help_text="Corrected by a later request")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answered_request_has_an_outcome",
                condition=Q(answered_at__isnull=True) | ~Q(outcome=""),
            )
        ]
        indexes = [models.Index(fields=["member_number", "-at"], name="requests_of_a_number")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome or 'waiting'}"


class ActivationLink(models.Model):
    """A single-use link to the password page. Only the SHA-256 of its token is stored."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    killed_at = models.DateTimeField(null=True, help_text="By a newer link or a corrected e-mail")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at__isnull=True, killed_at__isnull=True),
                name="one_live_link_per_account",
            ),
            models.CheckConstraint(
                name="a_link_is_used_or_killed",
                condition=Q(used_at__isnull=True) | Q(killed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_link_expires_later", condition=Q(expires_at__gt=F("issued_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} until {self.expires_at:%Y-%m-%d %H:%M}"

    def works(self, at: datetime) -> bool:
        """Whether the link opens the password page at that moment."""
        return self.used_at is None and self.killed_at is None and at < self.expires_at


class Attempt(models.Model):
    """One try at a guarded door, remembered under a keyed hash, to slow down guessing."""

    door = models.CharField(max_length=20)
    key = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["door", "key", "at"], name="attempts_at_a_door")]

    def __str__(self) -> str:
        return f"{self.door} {self.at:%Y-%m-%d %H:%M:%S}"


class ProofState(models.TextChoices):
    """What became of a second proof."""

    WAITING = "waiting", "En attente"
    GIVEN = "given", "Donnée"
    REFUSED = "refused", "Refusée"
    EXPIRED = "expired", "Expirée"
    SUPERSEDED = "superseded", "Remplacée"


class ProofWay(models.TextChoices):
    """How somebody proved that a card is theirs."""

    KNOWN_EMAIL = "known_email", "Confirmée depuis l’adresse e-mail connue"
    MOBILE = "mobile", "Code reçu sur le mobile connu"
    LETTER = "letter", "Code reçu par courrier"
    ADVISER = "adviser", "Accordée par un conseiller"


class Refusal(models.TextChoices):
    """Why a second proof was refused. The first is the member's own word."""

    NOT_ME = "not_me", "La personne dit que ce n’est pas elle"
    UNREACHABLE = "unreachable", "Personne n’a répondu au rappel"
    DOUBTFUL = "doubtful", "Les réponses au téléphone ne convainquent pas"
    MISTYPED = "mistyped", "L’adresse e-mail tapée est fausse"
    OTHER = "other", "Autre raison"


class SecondProof(models.Model):
    """What is still to be shown before an account opens with an e-mail that the insurer does not
    hold: the card alone is known to every pharmacist (quality 1.2). One waits per person."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="second_proofs")
    request = models.ForeignKey(AccountRequest, on_delete=models.SET_NULL, null=True)
    email = models.EmailField(max_length=254)
    email_key = models.CharField(max_length=254)
    terms_version = models.DateField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ProofState, default=ProofState.WAITING)
    way = models.CharField(max_length=12, choices=ProofWay, blank=True)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    explanation = models.CharField(max_length=500, blank=True, help_text="Of an adviser")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=150, blank=True, help_text="As the history names them")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_proof_waits_per_person",
                fields=["person"],
                condition=Q(state=ProofState.WAITING),
            ),
            models.CheckConstraint(
                name="a_proof_is_settled_or_waits",
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_given_proof_says_how", condition=~Q(state="given") | ~Q(way="")
            ),
            models.CheckConstraint(
                name="a_refused_proof_says_why", condition=~Q(state="refused") | ~Q(refusal="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(state=ProofState.WAITING),
                name="proofs_that_wait",
            ),
            models.Index(fields=["person", "-asked_at"], name="proofs_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    def waits(self, at: datetime) -> bool:
        """Whether it can still be given at that moment."""
        return self.state == ProofState.WAITING and at < self.expires_at


class CodeKind(models.TextChoices):
    """What carries a code to somebody whom the insurer knows."""

    LINK = "link", "Lien par e-mail"
    TEXT = "text", "Code par SMS"
    LETTER = "letter", "Code par courrier"


class ProofCode(models.Model):
    """A secret that left to a known channel, for one proof. Only a hash is kept: of a link the
    SHA-256, of what is short enough to be tried out a keyed one, whose key is not in the
    database."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    proof = models.ForeignKey(SecondProof, on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=8, choices=CodeKind)
    code_hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    killed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_code_expires_after_issue",
                condition=Q(expires_at__gt=F("issued_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_at:%Y-%m-%d %H:%M}"

    def works(self, at: datetime) -> bool:
        """Whether it gives the proof at that moment."""
        alive = self.used_at is None and self.killed_at is None and at < self.expires_at
        return alive and self.proof.waits(at)
