"""The worker's doors to delivery."""

from uuid import UUID

from procrastinate.contrib.django import app

from espace_client.delivery import operations, queries
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.task(name="delivery.send", queue="letters")
def send(parcel_id: str) -> None:
    operations.send(parcel_id=UUID(parcel_id), actor=robot("l’envoi"), at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="delivery.rescue", queue="letters", queueing_lock="delivery.rescue")
def rescue(timestamp: int) -> None:
    operations.rescue(actor=robot("l’envoi"), at=clock.now())


# Often, because four o'clock in Paris is another hour in the queue's time after a change of hour,
# and because a printer that refused a batch is asked again.
@app.periodic(cron="*/5 * * * *")
@app.task(name="delivery.print_letters", queue="letters", queueing_lock="delivery.print_letters")
def print_letters(timestamp: int) -> None:
    """On working days at four: the letters of the day leave."""
    at = clock.now()
    if queries.printing_is_due(at):
        operations.print_letters(actor=robot("l’envoi des courriers"), at=at)
