"""The worker's door to démarches, and to the jobs of each kind."""

import pkgutil
from importlib import import_module

from procrastinate.contrib.django import app

from espace_client.demarches import kinds, operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot

_ROBOT = robot("le suivi des demandes")

for _found in pkgutil.walk_packages(kinds.__path__, f"{kinds.__name__}."):
    if _found.name.endswith(".jobs"):
        import_module(_found.name)


@app.periodic(cron="10 5,12,17 * * *")
@app.task(name="demarches.keep_promises", queue="letters", queueing_lock="demarches.keep_promises")
def keep_promises(timestamp: int = 0) -> None:
    """Three times a day: a promise is renewed on its last day, should a worker have stopped."""
    now = clock.now()
    operations.renew_promises(actor=_ROBOT, at=now)
    operations.remind_all_of_documents(actor=_ROBOT, at=now)
    operations.drop_what_is_silent(actor=_ROBOT, at=now)
    operations.close_what_is_decided(actor=_ROBOT, at=now)
    operations.watch_transfers(actor=_ROBOT, at=now)


@app.periodic(cron="40 2 * * *")
@app.task(
    name="demarches.measure_delays", queue="letters", queueing_lock="demarches.measure_delays"
)
def measure_delays(timestamp: int = 0) -> None:
    """At night: how long answers take."""
    operations.measure_delays(at=clock.now())


@app.periodic(cron="20 9 * * *")
@app.task(
    name="demarches.look_after_drafts", queue="letters", queueing_lock="demarches.look_after_drafts"
)
def look_after_drafts(timestamp: int = 0) -> None:
    now = clock.now()
    operations.remind_of_drafts(actor=_ROBOT, at=now)
    operations.forget_old_drafts(at=now)
