"""The worker's door to contributions."""

from procrastinate.contrib.django import app

from espace_client.contributions import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.periodic(cron="55 2 * * *")
@app.task(
    name="contributions.withdraw_what_was_not_paid", queue="letters", retry=5,
    queueing_lock="contributions.withdraw_what_was_not_paid",
)  # fmt: skip
def withdraw_what_was_not_paid(timestamp: int = 0) -> None:
    """After an import that says of a payment that it was rejected; and each night, should a worker
    have stopped half-way."""
    operations.withdraw_what_was_not_paid(
        actor=robot("la mise à jour des cotisations"), at=clock.now()
    )
