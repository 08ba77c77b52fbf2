"""How long answers have really taken, beside what is promised (product B.7, D.5)."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEASURED_OVER = timedelta(weeks=12)
FEWEST = 20  # answers, below which two figures would say more of chance than of us
_STANDS = timedelta(days=7)  # for which a measure is told; an older one was forgotten


class AnswerDelay(models.Model):
    """Of one kind, how long the first answers of the last twelve weeks took: one half of them
    `half` days at most, nine in ten `nine_in_ten`. Days of the calendar, from the day a request was
    sent; measured anew each night from the events, and written by nothing else."""

    kind = models.CharField(max_length=40, unique=True)
    measured_on = models.DateField()
    answers = models.PositiveIntegerField()
    half = models.PositiveIntegerField()
    nine_in_ten = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="half_comes_before_nine_in_ten", condition=Q(half__lte=F("nine_in_ten"))
            ),
            models.CheckConstraint(name="a_delay_is_of_answers", condition=Q(answers__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.half}/{self.nine_in_ten}"


def answered_lately(kind: str, *, on: date) -> str:
    """What whoever is about to ask reads of it, a sentence; empty where too few were answered, or
    nothing was measured lately. One query."""
    found = AnswerDelay.objects.filter(
        kind=kind, answers__gte=FEWEST, measured_on__gte=on - _STANDS
    ).first()
    if found is None:
        return ""
    said = {"half": _within(found.half), "most": _within(found.nine_in_ten)}
    if found.half == found.nine_in_ten:
        words = _("Ces douze dernières semaines, neuf réponses sur dix sont parties %(most)s.")
    else:
        words = _(
            "Ces douze dernières semaines, la moitié des réponses sont parties %(half)s,"
            " et neuf sur dix %(most)s."
        )
    return words % said


def _within(days: int) -> str:
    if not days:
        return _("le jour même")
    return ngettext("en %(days)d jour", "en %(days)d jours", days) % {"days": days}
