"""The worker's door to messages."""

from procrastinate.contrib.django import app

from espace_client.conversations import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot

_ROBOT = robot("le suivi des messages")


@app.periodic(cron="15 5,12,17 * * *")
@app.task(
    name="conversations.keep_promises", queue="letters", queueing_lock="conversations.keep_promises"
)
def keep_promises(timestamp: int = 0) -> None:
    """Three times a day, as for requests."""
    now = clock.now()
    operations.renew_promises(actor=_ROBOT, at=now)
    operations.close_what_is_answered(actor=_ROBOT, at=now)
