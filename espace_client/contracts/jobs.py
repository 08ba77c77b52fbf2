"""The worker's door to contracts."""

from procrastinate.contrib.django import app

from espace_client.contracts import operations
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
