"""A card on paper that somebody waits for, and the batches in which cards are printed."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from espace_client.members.models import Person


class Outcome(models.TextChoices):
    """How the way of a card ended."""

    RECEIVED = "received", "Reçue"
    NOT_RECEIVED = "not_received", "Pas arrivée"
    CAME_BACK = "came_back", "Revenue par la poste"
    NO_NEWS = "no_news", "Sans nouvelles"
    STOPPED = "stopped", "Annulée avant l’impression"


class CardBatch(models.Model):
    """A file of cards for whoever prints them, handed over once.

    `content` is the sealed CSV, forgotten once it was taken. `prepared_at`: the printer holds it;
    `taken_at`: it may print; `posted_on`: it said that the cards left.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    cards = models.PositiveIntegerField()
    content = models.BinaryField(null=True, help_text="Opens with card_batch_bound_to(number)")
    sha256 = models.BinaryField(max_length=32)
    prepared_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    posted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cards_are_posted_after_they_were_taken",
                condition=Q(posted_on=None) | Q(taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_file_of_cards_is_forgotten_once_taken",
                condition=Q(taken_at=None) | Q(content=None),
            ),
        ]

    def __str__(self) -> str:
        return card_batch_name(self.number)


def card_batch_name(number: int) -> str:
    """« cartes-000012 »."""
    return f"cartes-{number:06d}"


def card_batch_bound_to(number: int) -> str:
    """What the seal of the file of a batch is bound to."""
    return f"card_batch:{number}"


class CardOrder(models.Model):
    """The cards of one contract that are to be printed, for one addressee, one for each of
    `people`.

    `asked_for` is the démarche it was ordered for, `reference` its reference. `postal_lines` are
    what will stand on the envelope. Until it is settled no other one may be on its way: the
    database says so. `address_cleared_at`: after a return by the post, somebody found out the
    right address.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    contract = models.ForeignKey(
        "contracts.Contract", on_delete=models.PROTECT, related_name="card_orders"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="card_orders")
    people = ArrayField(models.UUIDField())
    asked_for = models.UUIDField(db_index=True)
    reference = models.CharField(max_length=20)
    postal_lines = ArrayField(models.CharField(max_length=60))
    ordered_at = models.DateTimeField()
    batch = models.ForeignKey(CardBatch, on_delete=models.PROTECT, null=True, related_name="orders")
    outcome = models.CharField(max_length=20, blank=True, choices=Outcome)
    settled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True, help_text="Why it came back")
    address_cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "person"],
                condition=Q(settled_at=None),
                name="one_card_on_its_way",
            ),
            models.CheckConstraint(
                name="the_way_of_a_card_ends_somehow",
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="what_was_printed_is_not_stopped",
                condition=~Q(outcome=Outcome.STOPPED) | Q(batch=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["ordered_at"],
                condition=Q(batch=None, settled_at=None),
                name="cards_to_print",
            ),
            models.Index(
                fields=["settled_at"],
                condition=Q(outcome="came_back", address_cleared_at=None),
                name="cards_that_came_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.outcome or 'en route'}"
