"""The worker's door to cards that are on their way."""

from procrastinate.contrib.django import app

from espace_client.demarches.kinds.card_again import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.periodic(cron="*/10 * * * *")
@app.task(name="card_again.follow", queue="letters", queueing_lock="card_again.follow")
def follow(timestamp: int = 0) -> None:
    """Printed, posted, to be asked for: each step as it comes."""
    operations.follow_cards(actor=robot("le suivi des cartes"), at=clock.now())
