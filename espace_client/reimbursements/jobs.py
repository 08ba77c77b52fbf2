"""The worker's door to reimbursements."""

from procrastinate.contrib.django import app

from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from espace_client.reimbursements import operations


@app.periodic(cron="5 3 * * *")
@app.task(
    name="reimbursements.withdraw_what_was_cancelled", queue="letters", retry=5,
    queueing_lock="reimbursements.withdraw_what_was_cancelled",
)  # fmt: skip
def withdraw_what_was_cancelled(timestamp: int = 0) -> None:
    """After an import that cancels or corrects a line of care; and each night, should a worker have
    stopped half-way."""
    operations.withdraw_what_was_cancelled(
        actor=robot("la mise à jour des remboursements"), at=clock.now()
    )
