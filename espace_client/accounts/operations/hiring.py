"""Bringing somebody of the insurer in, by the invitation of another, and letting them go."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.accounts import events, notices, permissions, queries
from espace_client.accounts.codes import recovery_hash
from espace_client.accounts.passwords import check_staff_policy
from espace_client.accounts.rules import DESK_CODE, normal_password
from espace_client.accounts.second_factor import (
    INVITATION_LIFETIME,
    accepted_step,
    new_recovery_codes,
    new_secret,
)
from espace_client.accounts.staff import (
    RecoveryCode,
    StaffMember,
    StaffRole,
    StaffState,
    totp_bound_to,
)
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.kernel import emails, spelling, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import moment_in_words


class UnableToHire(UnableTo):
    """This person cannot be invited, or let go, by this actor."""


class UnableToEnrol(UnableTo):
    """The invitation no longer works, or the first code is wrong."""


@transaction.atomic
def invite_staff(
    *, email: str, full_name: str, role: StaffRole, actor: Actor, at: datetime
) -> StaffMember:
    """Invite somebody by a single-use link of 24 hours, sent to their work e-mail.

    Who was invited before, or has left, starts anew: the link before dies with whatever it had
    begun. Raises UnableToHire when *actor* may not, or when they are in post already.
    """
    if not permissions.may_manage_staff(actor):
        raise UnableToHire(_("Seul un superviseur peut inviter quelqu’un."))
    staff = StaffMember.objects.select_for_update().filter(email_key=emails.canonical(email))
    invited = staff.first() or StaffMember(email_key=emails.canonical(email))
    if invited.is_active:
        raise UnableToHire(_("Cette personne est déjà en poste. Retirez-la d’abord."))
    token = tokens.new_token()
    invited.email, invited.full_name, invited.role = email, full_name, role
    invited.state, invited.state_since = StaffState.INVITED, at
    invited.invitation_hash = tokens.token_hash(token)
    invited.invitation_expires_at = at + INVITATION_LIFETIME
    _forget_factors(invited)
    invited.save()
    invited.refresh_from_db()
    record(
        events.STAFF_INVITED,
        actor=actor,
        at=at,
        subject=f"staff:{invited.pk}",
        name=full_name,
        role=StaffRole(role).label,
    )
    post(
        notices.STAFF_INVITATION,
        to=Recipient(invited.pk, full_name, full_name, email, last_digits=""),
        actor=actor,
        at=at,
        once_key=f"staff:{invited.pk}:{at.isoformat()}",
        context={"expires": moment_in_words(at + INVITATION_LIFETIME), "inviter": actor.name},
        secrets={"invitation_address": _address_of(token)},
    )
    return invited


def choose_staff_password(
    *, staff: StaffMember, password: str, actor: Actor, at: datetime
) -> StaffMember:
    """The first half of an enrolment: a password, and a fresh secret for the second factor.

    Nobody can sign in with it yet. Raises UnableToUsePassword (nothing is used up) or
    UnableToEnrol.
    """
    chosen = normal_password(password)
    check_staff_policy(chosen, staff=staff)
    hashed = make_password(chosen)
    with transaction.atomic():
        invited = _held_invited(staff, at=at)
        invited.password = hashed
        invited.totp_sealed = settings.SEALING_KEYS.seal_bytes(
            new_secret().encode(), bound_to=totp_bound_to(invited)
        )
        invited.totp_last_step = None
        invited.save(update_fields=["password", "totp_sealed", "totp_last_step"])
        record(events.STAFF_PASSWORD_CHOSEN, actor=actor, at=at, subject=f"staff:{invited.pk}")
    return invited


def confirm_staff(
    *, staff: StaffMember, code: str, actor: Actor, at: datetime
) -> tuple[StaffMember, list[str]]:
    """The second half: the first code proves that the telephone knows the secret. The invitation
    is used up; the ten recovery codes come back this once, their hashes alone are kept.

    Raises UnableToEnrol, or TooManyTries. A try is counted, so a refusal is raised outside.
    """
    with transaction.atomic():
        pass_through(DESK_CODE, str(staff.pk), at=at)
    with transaction.atomic():
        invited = _held_invited(staff, at=at)
        if invited.totp_sealed is None:
            raise UnableToEnrol(_("Choisissez d’abord votre mot de passe."))
        secret = queries.opened_secret(invited)
        step = accepted_step(secret, spelling.cleaned(code), at=at, last=None)
        if step is None:
            raise UnableToEnrol(
                _("Ce code ne correspond pas. Attendez le suivant, puis tapez ses 6 chiffres.")
            )
        invited.state, invited.state_since = StaffState.ACTIVE, at
        invited.invitation_hash = invited.invitation_expires_at = None
        invited.totp_last_step = step
        invited.save()
        codes = new_recovery_codes()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(staff=invited, code_hash=recovery_hash(one, staff=invited.pk))
            for one in codes
        )
        forget(DESK_CODE, str(staff.pk))
        record(events.STAFF_ENROLLED, actor=invited.at_desk, at=at, subject=f"staff:{invited.pk}")
    return invited, codes


@transaction.atomic
def let_go(*, staff: StaffMember, actor: Actor, at: datetime) -> None:
    """Take somebody's access away. Their sessions end at the next page; both factors are erased.

    Raises UnableToHire when *actor* may not, or would let themselves go: somebody must remain.
    """
    if not permissions.may_manage_staff(actor):
        raise UnableToHire(_("Seul un superviseur peut retirer un accès."))
    if actor.person == staff.pk:
        raise UnableToHire(_("On ne retire pas son propre accès. Demandez à un autre superviseur."))
    leaving = StaffMember.objects.select_for_update().get(pk=staff.pk)
    if leaving.state == StaffState.LEFT:
        return
    leaving.state, leaving.state_since = StaffState.LEFT, at
    leaving.invitation_hash = leaving.invitation_expires_at = None
    _forget_factors(leaving)
    leaving.save()
    record(
        events.STAFF_LEFT,
        actor=actor,
        at=at,
        subject=f"staff:{leaving.pk}",
        name=leaving.full_name,
    )


def _forget_factors(staff: StaffMember) -> None:
    staff.password, staff.totp_sealed, staff.totp_last_step = "", None, None
    if not staff._state.adding:
        RecoveryCode.objects.filter(staff=staff).delete()


def _held_invited(staff: StaffMember, *, at: datetime) -> StaffMember:
    """*staff* as they are now, held; the invitation that opened this page is still the one."""
    now = StaffMember.objects.select_for_update().get(pk=staff.pk)
    same = now.invitation_hash == staff.invitation_hash
    if not (same and now.invitation_works(at)):
        raise UnableToEnrol(_("Cette invitation n’est plus valable. Demandez-en une autre."))
    return now


def _address_of(token: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("desk:open_invitation", args=[token])
