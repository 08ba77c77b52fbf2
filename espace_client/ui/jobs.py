"""The worker's door to this room."""

from datetime import timedelta

from procrastinate.contrib.django import app

from espace_client.kernel import clock
from espace_client.ui.models import SentForm

KEPT = timedelta(days=2)  # the promise is at least 24 hours (quality 6.6)


@app.periodic(cron="40 3 * * *")
@app.task(name="ui.forget_sent_forms", queue="letters", queueing_lock="ui.forget_sent_forms")
def forget_sent_forms(timestamp: int) -> None:
    """Sent forms only guard against being sent again; after two days they have served."""
    SentForm.objects.filter(at__lt=clock.now() - KEPT).delete()
