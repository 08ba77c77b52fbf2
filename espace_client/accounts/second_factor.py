"""The second factor of the insurer's people: codes of a telephone, and ten printed ones. Pure.

RFC 6238 with its usual figures: HMAC-SHA-1, six digits, half a minute (quality 1.15).
"""

import hmac
from datetime import datetime, timedelta

import pyotp

from espace_client.kernel import spelling

INVITATION_LIFETIME = timedelta(hours=24)
CODE_SECONDS = 30
CODE_WAIT = timedelta(minutes=10)  # between the right password and the code
RECOVERY_CODES = 10
_RECOVERY_GROUPS = 4  # of four characters


def new_secret() -> str:
    """160 random bits in base 32, for a telephone that makes codes."""
    return pyotp.random_base32()


def enrolment_address(secret: str, *, who: str, where: str) -> str:
    """What the square of an enrolment says to a telephone (`otpauth://…`)."""
    return pyotp.TOTP(secret).provisioning_uri(name=who, issuer_name=where)


def step_of(moment: datetime) -> int:
    """The number of the half minute that *moment* falls in."""
    return int(moment.timestamp()) // CODE_SECONDS


def code_of(secret: str, *, step: int) -> str:
    """The six digits of that half minute."""
    return pyotp.HOTP(secret).at(step)


def accepted_step(secret: str, code: str, *, at: datetime, last: int | None) -> int | None:
    """The step whose code *code* is: the present one, or one of its neighbours. None: it is wrong,
    or not newer than *last*, the step that was accepted last (each code serves once).

    A *last* that lies ahead was noted before the clock was set back: it no longer counts.
    """
    now = step_of(at)
    newest = last if last is not None and last <= now + 1 else -1
    for step in (now, now - 1, now + 1):
        if step > newest and hmac.compare_digest(
            code_of(secret, step=step).encode(), code.encode()
        ):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes to print."""
    return [spelling.new_code(groups=_RECOVERY_GROUPS) for _code in range(RECOVERY_CODES)]
