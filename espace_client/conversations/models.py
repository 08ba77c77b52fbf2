"""Threads of messages, everything written in them, and the files that came with it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from espace_client.accounts.staff import StaffMember
from espace_client.conversations.rules import WITH_US, Outcome, State
from espace_client.documents.models import ReceivedDocument
from espace_client.members.models import Person
from espace_client.statements.built_once import Given


class Subject(models.TextChoices):
    """What a message is about: ten, and one's own words."""

    REIMBURSEMENT = "remboursement", "Un remboursement"
    CARD = "carte", "Ma carte de tiers payant"
    GUARANTEES = "garanties", "Mes garanties"
    QUOTE = "devis", "Un devis"
    HOSPITAL = "hospitalisation", "Une hospitalisation"
    CONTRIBUTIONS = "cotisations", "Mes cotisations ou mon prélèvement"
    DETAILS = "coordonnees", "Mon adresse ou mes coordonnées"
    BENEFICIARIES = "beneficiaires", "Les personnes que je couvre"
    TERMINATION = "resiliation", "La fin de mon contrat"
    SPACE = "espace", "Cet espace, ou ma connexion"
    OTHER = "autre", "Autre chose, en toutes lettres"


class Wanted(models.TextChoices):
    """How the answer is wanted."""

    SPACE = "espace", "Dans mon espace"
    TELEPHONE = "telephone", "Par téléphone"
    LETTER = "courrier", "Par courrier"


def codes(states: Iterable[State]) -> list[str]:
    """The states as their column holds them, always in the same order."""
    return sorted(state.value for state in states)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def in_space(self, space: UUID | Given) -> "ThreadQuerySet":
        """Those of the space of one person: a message may be about care, so nobody else's."""
        return self.filter(person=space)

    def waiting(self) -> "ThreadQuerySet":
        """Those that an answer is owed to, the first promise first."""
        return self.filter(state__in=codes(WITH_US)).order_by("promised_on", "id")


class Thread(models.Model):
    """What somebody writes about one thing, and what is answered.

    `person` is nobody for what comes through the public form: then `sealed_contact` says who writes
    and how to answer. `sealed_subject` is the subject in one's own words. `about` is the request it
    is linked to. A complaint has its three moments: made, acknowledged, to be answered by.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="threads")
    sealed_contact = models.BinaryField(null=True, help_text="Opens with thread_bound_to(id)")
    subject = models.CharField(max_length=20, choices=Subject)
    sealed_subject = models.BinaryField(null=True, help_text="The same")
    about = models.UUIDField(null=True)
    about_reference = models.CharField(max_length=40, blank=True)
    wanted = models.CharField(max_length=20, choices=Wanted)
    slot = models.CharField(max_length=120, blank=True, help_text="When to call")

    state = models.CharField(max_length=20)
    state_since = models.DateTimeField()
    sent_at = models.DateTimeField()
    first_promised_on = models.DateField()
    promised_on = models.DateField()
    taken_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, related_name="threads"
    )
    complained_at = models.DateTimeField(null=True)
    acknowledge_by = models.DateField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thread_state_is_known", condition=Q(state__in=codes(State))
            ),
            models.CheckConstraint(
                name="a_message_is_somebody_s",
                condition=Q(person__isnull=False) | Q(sealed_contact__isnull=False),
            ),
            models.CheckConstraint(
                name="a_complaint_has_its_legal_dates",
                condition=Q(complained_at=None, acknowledge_by=None, answer_by=None)
                | Q(
                    complained_at__isnull=False,
                    acknowledge_by__isnull=False,
                    answer_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="only_a_complaint_has_an_outcome",
                condition=Q(outcome="")
                | Q(outcome__in=sorted(Outcome), complained_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at", "id"], name="threads_of_a_person"),
            models.Index(
                fields=["promised_on", "id"],
                condition=Q(state__in=codes(WITH_US)),
                name="threads_to_answer",
            ),
            models.Index(
                fields=["answer_by", "id"],
                condition=Q(complained_at__isnull=False) & Q(outcome=""),
                name="complaints_to_answer",
            ),
            models.Index(
                fields=["state_since"], condition=Q(state="answered"), name="answered_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.state}"


def thread_bound_to(identifier: UUID) -> str:
    """What the seals of a thread and of everything written in it are bound to."""
    return f"thread:{identifier}"


class Entry(models.TextChoices):
    """What a line of a thread is."""

    MESSAGE = "message", "Message"
    ANSWER = "answer", "Réponse"
    READ = "read", "Lu par un conseiller"
    COMPLAINT = "complaint", "Réclamation"
    ACKNOWLEDGED = "acknowledged", "Accusé de réception de la réclamation"
    RENEWED = "renewed", "Nouvelle date de réponse"
    CLOSED = "closed", "Clos"
    NOTE = "note", "Note pour les conseillers"


class Line(models.Model):
    """One thing in a thread, by whom, through which channel. Rows are only ever added; the database
    refuses anything else. `words` is sealed; the member reads the rows that are `visible`."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="lines")
    at = models.DateTimeField()
    what = models.CharField(max_length=20, choices=Entry)
    state = models.CharField(max_length=20, help_text="Where the thread stands since")
    role = models.CharField(max_length=20)
    actor = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    facts = models.JSONField(default=dict, help_text="Dates and codes")
    words = models.BinaryField(null=True, help_text="Opens with thread_bound_to(thread)")
    visible = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["thread", "id"], name="lines_of_a_thread")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class Enclosure(models.Model):
    """A document that came with a line."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="enclosures")
    document = models.ForeignKey(ReceivedDocument, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "document"], name="enclosed_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.document_id}"
