"""The worker's door to contracts."""

from procrastinate.contrib.django import app

from espace_client.contracts import card_orders, operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.periodic(cron="50 2 * * *")
@app.task(
    name="contracts.withdraw_what_ended", queue="letters", retry=5,
    queueing_lock="contracts.withdraw_what_ended",
)  # fmt: skip
def withdraw_what_ended(timestamp: int = 0) -> None:
    """After an import that broke what a certificate promised; and each night, should a worker
    have stopped half-way."""
    operations.withdraw_what_ended(actor=robot("la mise à jour des contrats"), at=clock.now())


@app.periodic(cron="35 3 * * *")
@app.task(
    name="contracts.forget_shared_cards", queue="letters",
    queueing_lock="contracts.forget_shared_cards",
)  # fmt: skip
def forget_shared_cards(timestamp: int) -> None:
    operations.forget_shared_cards(actor=robot("le ménage de la nuit"), at=clock.now())


# Often, because a printer that refused a batch is asked again.
@app.periodic(cron="*/10 * * * *")
@app.task(name="contracts.print_cards", queue="letters", queueing_lock="contracts.print_cards")
def print_cards(timestamp: int = 0) -> None:
    """With the letters, on working days at four: the cards of the day are printed."""
    at = clock.now()
    if card_orders.printing_is_due(at):
        operations.print_cards(actor=robot("la fabrication des cartes"), at=at)
