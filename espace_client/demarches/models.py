"""Démarches: what somebody asks for, everything that happened to it, and the documents given."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.accounts.staff import StaffMember
from espace_client.demarches.rules import DECIDED, DECISIONS, OPEN, State
from espace_client.demarches.taken_over import OldKind, OldState, TakenOverRequest
from espace_client.documents.models import ReceivedDocument
from espace_client.members.models import Person
from espace_client.statements.built_once import Given

# What has a module of its own; Django finds its table here, and other rooms its names.
__all__ = [
    "Attachment",
    "AwaitedDocument",
    "Demarche",
    "DemarcheEvent",
    "OldKind",
    "OldState",
    "TakenOverRequest",
    "answers_bound_to",
    "words_bound_to",
]


def codes(states: Iterable[State]) -> list[str]:
    """The states as their column holds them, always in the same order."""
    return sorted(state.value for state in states)


class DemarcheQuerySet(models.QuerySet["Demarche"]):
    """Démarches, and the one rule that says who sees which."""

    def in_space(self, space: UUID | Given) -> "DemarcheQuerySet":
        """Those of the space of one person: a démarche may be about care, so nobody else's, not
        even of somebody their contract covers. A carer reads them in that space, with the function
        that opens requests."""
        return self.filter(person=space)

    def sent(self) -> "DemarcheQuerySet":
        """All but the drafts, which nobody of the insurer's sees."""
        return self.exclude(state=State.DRAFT.value)

    def waiting(self) -> "DemarcheQuerySet":
        """Those that advisers must answer, the first promise first."""
        return self.filter(state__in=codes(OPEN)).order_by("promised_on", "id")


class Demarche(models.Model):
    """One thing that somebody asks for, from its draft to its end.

    `answers` is what was typed, sealed: it may be about care. `summary` is what its owner read
    when sending it, which stays as it was whatever becomes of the contract. `step` is the kind's
    own named step, which stands for the state it is mapped to. `promised_on` is the last day of the
    promised answer, `first_promised_on` what was said at deposit; the clock stands still since
    `stopped_on`. `asked_at` is when the documents that are awaited were asked for, `reminders` how
    many reminders left since. `amount` is what it is worth, in euros, where that counts for who
    decides. Above the threshold one adviser proposes (`proposed_*`), another one confirms.
    `version` grows with each change: two people never settle the same thing.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="demarches")
    concerns = ArrayField(models.UUIDField(), default=list, help_text="Whom it is about")
    answers = models.BinaryField(help_text="Opens with answers_bound_to(id)")
    owed = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="Euros that its transfer will bring"
    )
    paid = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        default=Decimal("0.00"),
        db_default=Decimal("0.00"),
        help_text="Euros of the transfers that were told of it",
    )
    summary = models.BinaryField(
        null=True, help_text="What was read before sending; opens with words_bound_to(id)"
    )
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    state = models.CharField(max_length=20, default=State.DRAFT.value)
    state_since = models.DateTimeField()
    step = models.CharField(max_length=40, blank=True)
    step_facts = models.JSONField(default=dict, help_text="What the words of the step name")
    step_until = models.DateField(null=True, help_text="The next date of the step")
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    first_promised_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    awaited_from = models.CharField(max_length=120, blank=True, help_text="Whose answer we await")

    taken_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, related_name="demarches"
    )
    proposed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, related_name="proposed_decisions"
    )
    proposed_at = models.DateTimeField(null=True)
    proposal = models.BinaryField(null=True, help_text="Opens with words_bound_to(id)")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    reason = models.CharField(
        max_length=40, blank=True, help_text="Why it was refused, by its code"
    )
    contest_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = DemarcheQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="demarche_state_is_known", condition=Q(state__in=codes(State))
            ),
            # The receipt, the promise and the reference are one thing: whatever was sent has all.
            models.CheckConstraint(
                name="what_is_sent_has_a_promise",
                condition=Q(
                    state=State.DRAFT.value,
                    sent_at=None,
                    promised_on=None,
                    first_promised_on=None,
                )
                | (
                    ~Q(state=State.DRAFT.value)
                    & Q(
                        sent_at__isnull=False,
                        promised_on__isnull=False,
                        first_promised_on__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="a_refusal_has_a_human_and_a_reason",
                condition=~Q(state=State.REFUSED.value)
                | (Q(decided_by__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="a_decision_has_its_moment_and_its_recourse",
                condition=~Q(state__in=codes(DECIDED))
                | Q(decided_at__isnull=False, contest_until__isnull=False),
            ),
            models.CheckConstraint(
                name="two_people_decide",
                condition=Q(proposed_by=None)
                | Q(decided_by=None)
                | ~Q(proposed_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="awaited_documents_were_asked_for",
                condition=~Q(state=State.DOCUMENTS_AWAITED.value) | Q(asked_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state=State.DRAFT.value),
                name="one_draft_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "-sent_at", "id"],
                condition=~Q(state=State.DRAFT.value),
                name="demarches_of_a_person",
            ),
            models.Index(
                fields=["promised_on", "id"],
                condition=Q(state__in=codes(OPEN)),
                name="demarches_to_answer",
            ),
            models.Index(
                fields=["kind", "promised_on", "id"],
                condition=Q(state__in=codes(OPEN)),
                name="demarches_to_answer_by_kind",
            ),
            models.Index(
                fields=["promised_on", "id"],
                condition=Q(state=State.DOCUMENTS_AWAITED.value),
                name="demarches_awaiting_documents",
            ),
            models.Index(
                fields=["started_at"], condition=Q(state=State.DRAFT.value), name="drafts_by_age"
            ),
            models.Index(
                fields=["decided_at"], condition=Q(state__in=codes(DECIDED)), name="decided_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.kind} {self.state}"


def answers_bound_to(identifier: UUID) -> str:
    """What the seal of the answers of a démarche is bound to."""
    return f"demarche-answers:{identifier}"


def words_bound_to(identifier: UUID) -> str:
    """What the seal of the sentences that were written about a démarche is bound to."""
    return f"demarche-words:{identifier}"


class DemarcheEvent(models.Model):
    """One thing that happened, by whom, through which channel. Rows are only ever added; the
    database refuses anything else.

    `what` is a gesture of the table, or one of `events.py::Told`. `words` is what was written
    (a reason, a note of a call), sealed. The member reads the rows that are `visible`.
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=30)
    state = models.CharField(max_length=20, help_text="Where it stands since")
    step = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20)
    actor = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    facts = models.JSONField(default=dict, help_text="Dates and codes; never a word about health")
    words = models.BinaryField(null=True, help_text="Opens with words_bound_to(demarche)")
    visible = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["demarche", "id"], name="events_of_a_demarche"),
            models.Index(
                fields=["at"],
                condition=Q(what__in=[str(one) for one in DECISIONS]),
                name="decisions_by_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.state}"


class AttachmentState(models.TextChoices):
    """What became of a document that was given."""

    GIVEN = "given", "Reçu"
    READABLE = "readable", "Lisible"
    UNREADABLE = "unreadable", "Illisible"


class Attachment(models.Model):
    """A document given for a démarche: one that was just sent, or one that was given before."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    demarche = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="attachments")
    document = models.ForeignKey(ReceivedDocument, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True, help_text="Which document of pieces.yaml")
    given_at = models.DateTimeField()
    rank = models.PositiveSmallIntegerField(
        db_default=0, help_text="Its place among those given at once"
    )
    state = models.CharField(max_length=20, choices=AttachmentState, default=AttachmentState.GIVEN)
    why = models.CharField(max_length=300, blank=True, help_text="Why it cannot be read")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demarche", "document"], name="given_once"),
            models.CheckConstraint(
                name="what_cannot_be_read_says_why",
                condition=~Q(state=AttachmentState.UNREADABLE) | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demarche_id} {self.code} {self.state}"


class AwaitedDocument(models.Model):
    """A document that an adviser asked for. `listed`: it stood in the list shown at deposit;
    otherwise a supervisor said why it is wanted (product D.6). `given_at`: it came."""

    demarche = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="awaited")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    listed = models.BooleanField()
    asked_at = models.DateTimeField()
    override = models.CharField(max_length=300, blank=True, help_text="The supervisor's reason")
    override_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="another_document_needs_a_supervisor",
                condition=Q(listed=True) | (Q(override_by__isnull=False) & ~Q(override="")),
            ),
            models.UniqueConstraint(
                fields=["demarche", "code"],
                condition=Q(given_at=None),
                name="asked_for_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demarche_id} {self.code}"
