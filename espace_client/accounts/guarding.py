"""The doors before a password is checked (quality 1.8): guessing is slowed down, and a stranger
who guesses locks nobody out of a browser that they know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from espace_client.accounts.finding_devices import devices_of
from espace_client.accounts.identifying import Meant, key_of
from espace_client.accounts.models import Account, Attempt, LegacyLogin
from espace_client.accounts.rules import (
    SIGN_IN,
    SIGN_IN_DEVICE,
    SIGN_IN_PERSON,
    SIGN_IN_SOURCE,
    Door,
)
from espace_client.accounts.throttle import TooManyTries, forget, pass_through


@dataclass(frozen=True, slots=True)
class Passage:
    """The tries that one sign-in has counted, and whose password it may check."""

    door: Door
    keys: Sequence[str]
    accounts: Sequence[Account]
    logins: Sequence[LegacyLogin]
    tries: Sequence[Attempt] = field(default=())

    def forgive(self) -> None:
        """The right person came through: nothing of it counts."""
        forget(self.door, *self.keys, tries=self.tries)


@transaction.atomic
def passage(typed: str, meant: Meant, *, token: str, source: str, at: datetime) -> Passage:
    """Let somebody try a password. A browser that one of the accounts knows has a count of its own,
    for that account alone; the others have a hundred tries a day, whatever was typed. Beyond, they
    are passed over without a word: to say it would tell that two identifiers are one person's.

    Raises TooManyTries.
    """
    devices = devices_of(meant.accounts, token, at=at)
    own = [one for one in meant.accounts if one.pk in devices]
    if own:  # one count, however the account is named
        door, keys = SIGN_IN_DEVICE, [str(device) for device in devices.values()]
        tries = list[Attempt]()
    else:
        door, keys = SIGN_IN, [key_of(typed)]
        # A house where many sign in well is no attacker: forgiven.
        tries = [pass_through(SIGN_IN_SOURCE, source, at=at, exactly=False)]
    for key in sorted(keys):  # in one order: two at once must not wait for each other
        pass_through(door, key, at=at)
    accounts = [
        one
        for one in meant.accounts
        if one in own or _within_a_hundred(one.person_id, tries, at=at)
    ]
    logins = [one for one in meant.logins if _within_a_hundred(one.person_id, tries, at=at)]
    return Passage(door, keys, accounts, logins, tries)


def _within_a_hundred(person: UUID, tries: list[Attempt], *, at: datetime) -> bool:
    try:
        tries.append(pass_through(SIGN_IN_PERSON, str(person), at=at))
    except TooManyTries:
        return False
    return True
