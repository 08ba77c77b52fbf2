"""Forecasts that were kept, to be compared with what happens."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models


class Forecast(models.Model):
    """What a rehearsal expected. `days` and `calls` are lists as rollout.funnel and rollout.waves
    make them; `parameters` says with which figures, and where each comes from. No name in it."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    made_at = models.DateTimeField()
    launch = models.DateField()
    members = models.PositiveIntegerField(help_text="To whom a message leaves")
    capacity = models.PositiveIntegerField(help_text="Calls that the centre takes in an hour")
    seed = models.IntegerField()
    parameters = models.JSONField()
    waves = models.JSONField()
    days = models.JSONField()
    calls = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["-made_at"], name="newest_forecast")]

    def __str__(self) -> str:
        return f"{self.launch} {self.members}"
