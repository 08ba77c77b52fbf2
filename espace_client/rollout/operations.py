"""What happens to forecasts: they are kept."""

from datetime import datetime

from django.db import transaction

from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import date_in_words
from espace_client.rollout import events
from espace_client.rollout.forecasts import Expected
from espace_client.rollout.models import Forecast


@transaction.atomic
def keep_forecast(*, expected: Expected, actor: Actor, at: datetime) -> Forecast:
    """Keep *expected*: from now on the move is compared with it. The ones before stay."""
    written = expected.as_json()
    forecast = Forecast.objects.create(made_at=at, **{**written, "launch": expected.launch})
    record(
        events.FORECAST_KEPT,
        actor=actor,
        at=at,
        subject=f"forecast:{forecast.pk}",
        by=actor.name,
        launch=date_in_words(expected.launch),
        members=expected.members,
    )
    return forecast
