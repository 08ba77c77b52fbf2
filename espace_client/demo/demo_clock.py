"""The demo's time: the machine's, moved by an offset that every process reads in the database."""

from datetime import datetime

from espace_client.demo.models import DemoClock
from espace_client.kernel.clock import system_time


def now() -> datetime:
    """The present moment in the demo."""
    offset = DemoClock.objects.values_list("offset", flat=True).first()
    return system_time() + offset if offset else system_time()


def set_to(moment: datetime) -> None:
    """Make it *moment* now, in every process, and let time run on from there."""
    DemoClock.objects.update_or_create(id=1, defaults={"offset": moment - system_time()})
