"""Asking for another e-mail to sign in with: noted, then answered by a job."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import events, notices
from espace_client.accounts.email_steps import drop, may_change, note
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.mailboxes import is_closed_to
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    ChangeState,
    EmailChange,
    Purpose,
    StepUp,
)
from espace_client.accounts.operations.one_time_codes import UnableToSendCode, send_one_time_code
from espace_client.accounts.rules import LINK_LIFETIME, NEW_EMAIL, WAIT_BETWEEN_CODES
from espace_client.accounts.stating import change_state
from espace_client.accounts.step_ups import check_step_up
from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Recipient
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient


class UnableToChangeEmail(UnableTo):
    """The e-mail stays as it is. The sentence says what to do; never that somebody uses it."""


@transaction.atomic
def ask_email_change(
    *,
    account: Account,
    email: str,
    migration: bool,
    actor: Actor,
    at: datetime,
    step_up: StepUp | None = None,
) -> EmailChange:
    """Note the e-mail that *account* wants to sign in with; another one that still waits is dropped
    with its code and its link. A job sends the message, so that nothing here tells whether somebody
    uses the address (answer_email_change).

    `migration`: it replaces an old number; otherwise a step-up is needed, except to send the same
    message again within a day. Raises UnableToChangeEmail, NeedsStepUp, or TooManyTries after ten
    in a day.
    """
    account = held_with_person(account)
    waiting = EmailChange.objects.filter(account=account, state=ChangeState.WAITING).first()
    again = (
        waiting is not None
        and not waiting.has_lapsed(at)
        and emails.same_mailbox(waiting.new_email, email)
    )
    if not may_change(account, migration=migration):
        raise UnableToChangeEmail(_("Votre adresse ne peut pas changer ici. Appelez-nous."))
    if not migration and emails.same_mailbox(account.email, email):
        raise UnableToChangeEmail(_("C’est déjà votre adresse. Écrivez-en une autre."))
    if not migration and not again:
        check_step_up(step_up, account=account, act=Act.CHANGE_EMAIL, at=at)
    if again and waiting and at - waiting.asked_at < WAIT_BETWEEN_CODES:
        raise UnableToChangeEmail(_("Un message vient de partir. Attendez une minute."))
    pass_through(NEW_EMAIL, str(account.pk), at=at)
    if waiting and again:
        waiting.asked_at = at
        waiting.save(update_fields=["asked_at"])
    else:
        if waiting:
            drop(waiting, at=at)
        waiting = EmailChange.objects.create(
            account=account,
            old_email=account.email,
            new_email=email,
            new_email_key=emails.canonical(email),
            migration=migration,
            asked_at=at,
        )
    if migration:
        change_state(account, to=AccountState.TO_VERIFY, actor=actor, at=at)
    note(events.EMAIL_CHANGE_ASKED, waiting, actor=actor, at=at)
    app.configure_task("accounts.answer_email_change", queue="letters").defer(
        change_id=str(waiting.pk)
    )
    return waiting


@transaction.atomic
def answer_email_change(*, change_id: UUID, actor: Actor, at: datetime) -> bool:
    """Send the code and the link of a day to the new e-mail; nothing when two others or another
    family use it: then the insurer's people see that it is to be cleared up. Whether it left."""
    asked = EmailChange.objects.select_related("account__person").get(pk=change_id)
    account = held_with_person(asked.account)
    change = EmailChange.objects.get(pk=change_id)
    if change.state != ChangeState.WAITING or account.person.died_on:
        return _none_left(change, _("la demande ne compte plus"), actor=actor, at=at)
    change.blocked = is_closed_to(account.person, change.new_email)
    change.save(update_fields=["blocked"])
    if change.blocked:
        if change.migration:
            change_state(account, to=AccountState.CONFLICT, actor=actor, at=at)
        return _none_left(change, _("d’autres utilisent cette adresse"), actor=actor, at=at)
    page = "accounts:open_identifier_link" if change.migration else "accounts:confirm_email"
    try:
        send_one_time_code(
            account=account,
            purpose=Purpose.NEW_EMAIL,
            notice=notices.NEW_EMAIL,
            to=_newcomer(account.person, change.new_email),
            actor=actor,
            at=at,
            bound_to=str(change.pk),
            context={"migration": change.migration},
            link_lifetime=LINK_LIFETIME,
            link_address=lambda token: reverse(page, args=[token]),
        )
    except UnableToSendCode:
        return _none_left(change, _("un message vient de partir"), actor=actor, at=at)
    return True


@transaction.atomic
def drop_email_change(*, change: EmailChange, actor: Actor, at: datetime) -> None:
    """The e-mail stays as it was: what left for the new one is dead."""
    held_with_person(change.account)
    waiting = EmailChange.objects.filter(pk=change.pk, state=ChangeState.WAITING).first()
    if waiting is not None:
        drop(waiting, at=at)
        note(events.EMAIL_CHANGE_DROPPED, waiting, actor=actor, at=at)


def _newcomer(person: Person, email: str) -> Recipient:
    """Somebody at a mailbox that nobody has shown to be theirs: the first name and an initial, so
    that a couple knows which of them is meant and a stranger learns no name (quality 1.14)."""
    known = as_recipient(person, number=number_of(person), email=email)
    return replace(known, full_name=f"{person.first_name} {person.name[0]}.")


def _none_left(change: EmailChange, why: str, *, actor: Actor, at: datetime) -> bool:
    record(
        events.EMAIL_CHANGE_NOT_SENT, actor=actor, at=at, person=change.account.person_id,
        subject=f"email_change:{change.pk}", why=why,
    )  # fmt: skip
    return False
