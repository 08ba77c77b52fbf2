"""Giving somebody an access to one's own space, function by function, for a time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.accounts import codes, events, notices, sending
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import Account, Act, StepUp
from espace_client.accounts.rules import (
    ACCESS_MONTHS,
    CARER_INVITATION,
    CARER_LETTER_LIFETIME,
    INVITATION_LIFETIME,
    WAIT_BETWEEN_INVITATIONS,
    months_later,
)
from espace_client.accounts.step_ups import use_step_up
from espace_client.accounts.telling_carers import tell, what_it_opens
from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.contracts.leaving import require_to_be_covered
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.kernel import spelling, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words, moment_in_words
from espace_client.kernel.rights import Right
from espace_client.members.models import Carried, Delegation
from espace_client.members.rights import in_words


class UnableToGiveAccess(UnableTo):
    """The access cannot be given so. The sentence says what to change."""


@dataclass(frozen=True, slots=True)
class WantedAccess:
    """To whom, for what, until when. Without an e-mail the invitation is a code on paper."""

    carer_name: str
    carer_email: str
    rights: frozenset[Right]
    end_on: date


@transaction.atomic
def give_access(
    *, account: Account, wanted: WantedAccess, step_up: StepUp | None, actor: Actor, at: datetime
) -> Delegation:
    """Offer an access to the space of *account*: it opens nothing until the carer accepts.

    Needs the password and a code again, which are used up. Raises NeedsStepUp, UnableToGiveAccess,
    UnableAfterLeaving or TooManyTries.
    """
    hold_person(account.person)
    today = date_in_paris(at)
    require_to_be_covered(account.person_id, on=today)
    _require_sense(account, wanted, today)
    use_step_up(step_up, account=account, act=Act.DELEGATE, at=at)
    access = Delegation(
        giver=account.person,
        carer_name=wanted.carer_name,
        carer_email=wanted.carer_email,
        rights=[right.value for right in Right if right in wanted.rights],
        start_on=today,
        end_on=wanted.end_on,
        carried=Carried.EMAIL if wanted.carer_email else Carried.LETTER,
        secret_expires_at=at,
        created_at=at,
    )
    access.save()
    access.refresh_from_db()
    record(
        events.ACCESS_GIVEN,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"access:{access.pk}",
        name=access.carer_name,
        until=access.until_in_words,
        functions=in_words(access.rights),
    )
    invite(access=access, actor=actor, at=at)
    if account.email or access.carried == Carried.EMAIL:  # else the letter with the code tells it
        tell(
            account.person, (notices.ACCESS_GIVEN, notices.ACCESS_GIVEN_LETTER), access,
            actor=actor, at=at,
        )  # fmt: skip
    return access


@transaction.atomic
def invite_again(*, access: Delegation, account: Account, actor: Actor, at: datetime) -> None:
    """Send the invitation anew: the link or the code before is dead. Raises UnableToGiveAccess
    when nothing waits any more, UnableAfterLeaving or TooManyTries."""
    hold_person(account.person)
    require_to_be_covered(account.person_id, on=date_in_paris(at))
    waiting = Delegation.objects.select_for_update(of=("self",)).filter(
        pk=access.pk, giver=account.person, accepted_at__isnull=True, ended_at__isnull=True
    )
    found = waiting.select_related("giver").first()
    if found is None:
        raise UnableToGiveAccess(_("Cette invitation a déjà reçu une réponse."))
    invite(access=found, actor=actor, at=at)


@transaction.atomic
def invite(*, access: Delegation, actor: Actor, at: datetime) -> None:
    """The secret that opens the invitation leaves: a link of 24 hours to the carer's mailbox, or
    twelve characters on paper, to the postal address of the one who gives. *access* is held.

    Raises UnableToGiveAccess less than a minute after the one before, or TooManyTries after six in
    a day."""
    lifetime = INVITATION_LIFETIME if access.carried == Carried.EMAIL else CARER_LETTER_LIFETIME
    if at - (access.secret_expires_at - lifetime) < WAIT_BETWEEN_INVITATIONS:
        raise UnableToGiveAccess(_("Une invitation vient de partir. Attendez une minute."))
    pass_through(CARER_INVITATION, str(access.giver_id), at=at)
    if access.carried == Carried.EMAIL:
        how = _send_link(access, actor=actor, at=at)
    else:
        how = _send_code(access, actor=actor, at=at)
    record(
        events.ACCESS_INVITED,
        actor=actor,
        at=at,
        person=access.giver_id,
        subject=f"access:{access.pk}",
        name=access.carer_name,
        how=how,
    )


def _require_sense(account: Account, wanted: WantedAccess, today: date) -> None:
    if not account.person.in_file or account.person.died_on:
        raise UnableToGiveAccess(_("Vous n’avez pas d’espace à ouvrir à quelqu’un."))
    if not wanted.rights:
        raise UnableToGiveAccess(
            _("Choisissez au moins une chose que cette personne pourra faire.")
        )
    if not today <= wanted.end_on <= months_later(today, ACCESS_MONTHS[-1]):
        raise UnableToGiveAccess(_("Choisissez un dernier jour dans les 12 mois qui viennent."))
    if not wanted.carer_email and not sending.can_be_written_to(sending.recipient(account.person)):
        raise UnableToGiveAccess(
            _(
                "Aucun courrier ne peut partir à votre adresse. Choisissez l’e-mail, ou"
                " appelez-nous."
            )
        )


def _send_link(access: Delegation, *, actor: Actor, at: datetime) -> str:
    token = tokens.new_token()
    _keep(access, tokens.token_hash(token), at + INVITATION_LIFETIME)
    address = reverse("accounts:open_invitation", args=[token])
    post(
        notices.CARER_INVITED,
        to=Recipient(
            access.giver_id, access.carer_name, access.carer_name, access.carer_email,
            last_digits="",
        ),
        actor=actor,
        at=at,
        once_key=f"{notices.CARER_INVITED.code}:{access.pk}:{at.isoformat()}",
        context={**what_it_opens(access), "expires": moment_in_words(access.secret_expires_at)},
        secrets={"invitation_address": settings.PUBLIC_URL.rstrip("/") + address},
    )  # fmt: skip
    return _("lien par e-mail, valable 24 heures")


def _send_code(access: Delegation, *, actor: Actor, at: datetime) -> str:
    to = sending.recipient(access.giver)
    if not sending.can_be_written_to(to):
        raise UnableToGiveAccess(_("Aucun courrier ne peut partir à votre adresse. Appelez-nous."))
    characters = codes.new_letter_code()
    _keep(access, codes.carer_code_hash(characters), at + CARER_LETTER_LIFETIME)
    # It ends in the course of its last day: the letter names the day before.
    last = date_in_paris(access.secret_expires_at - sending.DAY)
    post(
        notices.CARER_CODE,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.CARER_CODE.code}:{access.pk}:{at.isoformat()}",
        context={**what_it_opens(access), "expires": date_in_words(last)},
        secrets={"code": spelling.grouped(characters)},
    )
    return _("code par courrier, à lui remettre")


def _keep(access: Delegation, secret_hash: bytes, expires_at: datetime) -> None:
    access.secret_hash, access.secret_expires_at = secret_hash, expires_at
    access.save(update_fields=["secret_hash", "secret_expires_at"])
