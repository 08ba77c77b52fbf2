"""Coming in on the desk: a password, then a code. Nothing is open between the two."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, queries
from espace_client.accounts.codes import recovery_hash
from espace_client.accounts.passwords import is_right_for
from espace_client.accounts.rules import DESK, DESK_CODE, DESK_SOURCE
from espace_client.accounts.second_factor import accepted_step
from espace_client.accounts.staff import RecoveryCode, StaffMember
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.kernel import emails, spelling
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToEnterDesk(UnableTo):
    """The address, the password or the code is wrong. The sentence never says which of the first
    two."""


def check_staff_password(
    *, email: str, password: str, source: str, actor: Actor, at: datetime
) -> StaffMember:
    """Who stands at the desk's door: their code is still to come, and gives every right.

    Raises UnableToEnterDesk or TooManyTries. One hash is computed whoever is asked for; a refusal
    is counted and remembered, so it is raised outside the blocks that note it.
    """
    key = f"{emails.canonical(email)}/{source}"
    with transaction.atomic():
        from_here = pass_through(DESK_SOURCE, source, at=at, exactly=False)
        pass_through(DESK, key, at=at)
    staff = queries.staff_with_email(email)
    right = is_right_for(staff, password)
    with transaction.atomic():
        if right:
            forget(DESK, key)
            from_here.delete()
        else:
            subject = f"staff:{staff.pk}" if staff else ""
            record(events.DESK_REFUSED, actor=actor, at=at, subject=subject, source=source)
    if staff is None or not right:
        raise UnableToEnterDesk(
            _("L’adresse e-mail ou le mot de passe ne correspond pas. Vérifiez, puis recommencez.")
        )
    return staff


def check_code(
    *, staff: StaffMember, code: str, source: str, actor: Actor, at: datetime
) -> StaffMember:
    """The second factor: the telephone's code of the moment, or a printed one. Each serves once.

    Raises UnableToEnterDesk or TooManyTries: five wrong ones an hour, then growing delays,
    wherever they come from.
    """
    with transaction.atomic():
        pass_through(DESK_CODE, str(staff.pk), at=at)
    with transaction.atomic():
        known = StaffMember.objects.select_for_update().get(pk=staff.pk)
        right = known.is_active and (
            _is_code_of_now(known, code, at=at) or _is_recovery_code(known, code, actor, at=at)
        )
        if right:
            forget(DESK_CODE, str(staff.pk))
        else:
            subject = f"staff:{known.pk}"
            record(events.DESK_CODE_REFUSED, actor=actor, at=at, subject=subject, source=source)
    if not right:
        raise UnableToEnterDesk(
            _("Ce code ne correspond pas, ou il a déjà servi. Attendez le suivant.")
        )
    return known


@transaction.atomic
def enter_desk(*, staff: StaffMember, source: str, at: datetime) -> None:
    """Note that somebody of the insurer came in, after check_code or confirm_staff."""
    subject = f"staff:{staff.pk}"
    record(events.DESK_ENTERED, actor=staff.at_desk, at=at, subject=subject, source=source)


@transaction.atomic
def leave_desk(*, staff: StaffMember, at: datetime) -> None:
    """Note that they signed out."""
    record(events.DESK_LEFT, actor=staff.at_desk, at=at, subject=f"staff:{staff.pk}")


def _is_code_of_now(staff: StaffMember, code: str, *, at: datetime) -> bool:
    secret = queries.opened_secret(staff)
    step = accepted_step(secret, spelling.cleaned(code), at=at, last=staff.totp_last_step)
    if step is None:
        return False
    StaffMember.objects.filter(pk=staff.pk).update(totp_last_step=step)
    return True


def _is_recovery_code(staff: StaffMember, code: str, actor: Actor, *, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(
        staff=staff, code_hash=recovery_hash(code, staff=staff.pk), used_at__isnull=True
    )
    if not unused.update(used_at=at):
        return False
    record(events.RECOVERY_CODE_USED, actor=actor, at=at, subject=f"staff:{staff.pk}")
    return True
