"""How many tries a door lets through in a day, whoever waits for each opening (quality 1.8)."""

from datetime import datetime, timedelta

import pytest

from espace_client.accounts import rules
from espace_client.accounts.rules import Door, open_again_at
from espace_client.kernel.clock import PARIS

pytestmark = pytest.mark.promise("1.8")
_DAY = timedelta(days=1)

# Every door of a secret that somebody could guess, and of an invitation that leaves. Those of one
# network are not among them: behind a network is no secret, and its codes have 58 bits.
AT_MOST = {
    rules.SIGN_IN: 60,
    rules.SIGN_IN_PERSON: 100,
    rules.SIGN_IN_DEVICE: 60,
    rules.STEP_UP: 60,
    rules.CODE_TRY: 65,
    rules.RESET_CODE: 65,
    rules.DESK: 60,
    rules.DESK_CODE: 60,
    rules.NEW_EMAIL: 6,
    rules.CARER_INVITATION: 6,
    rules.CARER_MAIL: 6,
}


@pytest.mark.parametrize("door", AT_MOST, ids=lambda door: door.name)
def test_a_door_lets_through_so_many_a_day_at_most(door: Door) -> None:
    start = datetime(2022, 3, 24, 9, tzinfo=PARIS)
    tries = [start]
    while tries[-1] < start + 3 * _DAY:
        tries.append(_next(door, tries))
    busiest = max(
        sum(1 for other in tries if one <= other < one + _DAY) for one in tries[: len(tries) // 2]
    )
    assert busiest <= AT_MOST[door]


def _next(door: Door, tries: list[datetime]) -> datetime:
    """The first moment at which the door is open again, as throttle.pass_through counts."""
    moment = tries[-1] + timedelta(seconds=1)
    while True:
        counted = [one for one in tries if moment - door.window < one]
        if not counted:
            return moment
        until = open_again_at(door, tries=len(counted), last=counted[-1])
        if until <= moment:
            return moment
        leaves = counted[0] + door.window + timedelta(seconds=1)  # one try less is counted then
        moment = min(until, leaves)
