"""Counting tries at a door, in the database: every web process sees the same count."""

import hmac
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from espace_client.accounts.models import Attempt
from espace_client.accounts.rules import Door, open_again_at
from espace_client.kernel.clock import PARIS
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import NBSP


class TooManyTries(UnableTo):
    """The door is closed for a while. The sentence says until when."""

    def __init__(self, until: datetime) -> None:
        there = until.astimezone(PARIS)
        hour = f"{there.hour}{NBSP}h{NBSP}{there.minute:02d}"
        super().__init__(
            _(
                "Trop d’essais à la suite. Pour votre sécurité, attendez jusqu’à {hour}, puis"
                " recommencez. Vous pouvez aussi nous appeler au {telephone}."
            ).format(hour=hour, telephone=settings.INSURER.telephone.replace(" ", NBSP))
        )
        self.until = until


def pass_through(door: Door, key: str, *, at: datetime, exactly: bool = True) -> Attempt:
    """Count one try of *key* at *door*. Raises TooManyTries while the door is closed.

    *exactly*: two tries of one key wait for each other, so that many at once are counted to the
    unit. A whole network is not made to queue: there, a few too many may pass.
    """
    hashed = _hash(door, key)
    if exactly:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(hashed[:8], "big", signed=True)]
            )
    known = Attempt.objects.filter(door=door.name, key=hashed, at__gt=at - door.window, at__lte=at)
    past = known.aggregate(tries=Count("id"), last=Max("at"))
    if past["last"] and (until := open_again_at(door, tries=past["tries"], last=past["last"])) > at:
        raise TooManyTries(until)
    return Attempt.objects.create(door=door.name, key=hashed, at=at)


def forget(door: Door, key: str) -> None:
    """Start counting anew: the right person came through."""
    Attempt.objects.filter(door=door.name, key=_hash(door, key)).delete()


def _hash(door: Door, key: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"{door.name}:{key}".encode(), "sha256")
