"""The worker's doors to delivery."""

from uuid import UUID

from procrastinate.contrib.django import app

from espace_client.delivery import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.task(name="delivery.send", queue="letters")
def send(parcel_id: str) -> None:
    operations.send(parcel_id=UUID(parcel_id), actor=robot("l’envoi"), at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="delivery.rescue", queue="letters", queueing_lock="delivery.rescue")
def rescue(timestamp: int) -> None:
    operations.rescue(actor=robot("l’envoi"), at=clock.now())
