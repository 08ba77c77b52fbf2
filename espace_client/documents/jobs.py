"""The worker's door to documents."""

from procrastinate.contrib.django import app

from espace_client.documents import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="documents.scan_what_waits", queue="letters", queueing_lock="documents.scan_what_waits"
)
def scan_what_waits(timestamp: int = 0) -> None:
    """The antivirus may have come back."""
    operations.scan_what_waits(actor=robot("l’antivirus"), at=clock.now())
