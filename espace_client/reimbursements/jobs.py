"""The worker's door to reimbursements."""

from procrastinate.contrib.django import app

from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from espace_client.reimbursements import operations


@app.periodic(cron="40 6 * * *")
@app.task(
    name="reimbursements.look_for_flows", queue="letters", queueing_lock="reimbursements.flows"
)
def look_for_flows(timestamp: int = 0) -> None:
    """Each morning: care that should have reached us by yesterday."""
    operations.look_for_flows(actor=robot("le suivi des remboursements"), at=clock.now())


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
