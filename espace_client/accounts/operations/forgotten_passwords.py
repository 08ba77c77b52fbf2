"""« J’ai oublié mon mot de passe »: asked, answered by a job, and a code that came by SMS."""

import hmac
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import codes, events, forgotten, notices, queries, sending
from espace_client.accounts.forgotten import ResetWay, can_be_reset
from espace_client.accounts.holding import held_with_person, hold_person
from espace_client.accounts.letters import UnableToSendLetter, note_not_sent
from espace_client.accounts.models import Account, AccountState, OneTimeCode, Purpose
from espace_client.accounts.operations.letters import send_activation_letter, send_reset_letter
from espace_client.accounts.operations.links import UnableToSendAgain, issue_link
from espace_client.accounts.operations.one_time_codes import (
    UnableToSendCode,
    UnableToUseOneTimeCode,
    send_one_time_code,
    use_one_time_code,
)
from espace_client.accounts.rules import (
    CODE_LIFETIME,
    RESET,
    RESET_CODE,
    RESET_LIFETIME,
    RESET_SOURCE,
    WAIT_BETWEEN_RESETS,
)
from espace_client.accounts.throttle import pass_through
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.kernel import tokens
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient


@transaction.atomic
def ask_password_reset(
    *, typed: str, way: ResetWay, source: str, actor: Actor, at: datetime, device: str = ""
) -> str:
    """Note that somebody has forgotten a password. A job answers, so that nothing here tells
    whether the e-mail or the number is known. What was typed comes back sealed: the browser's
    session keeps it for the code of a text message.

    Raises TooManyTries after five in an hour for one identifier from one *source*, or twenty.
    """
    pass_through(RESET_SOURCE, source, at=at, exactly=False)
    pass_through(RESET, f"{forgotten.key_of(typed)}/{source}", at=at)
    kept = forgotten.sealed(typed)
    others = {ResetWay.SMS: _("par SMS"), ResetWay.LETTER: _("par courrier")}
    how = others.get(way, _("par e-mail"))
    record(events.RESET_ASKED, actor=actor, at=at, how=how, **whence(device, source))
    app.configure_task("accounts.answer_password_reset", queue="letters").defer(
        sealed=kept, way=str(way)
    )
    return kept


@transaction.atomic
def answer_password_reset(*, typed: str, way: ResetWay, actor: Actor, at: datetime) -> int:
    """Send what lets whoever is meant choose another password, to channels that the insurer knew
    before. An account that was never activated gets its activation link. How many left."""
    left = 0
    for person in forgotten.people_meant(typed):
        hold_person(person)
        account = _account_of(person, actor=actor, at=at)
        left += _send(account, way, actor=actor, at=at)
    record(events.RESET_ANSWERED, actor=actor, at=at, count=left)
    return left


@transaction.atomic
def send_reset_again(*, code: OneTimeCode, actor: Actor, at: datetime) -> None:
    """Whoever stands before a link that no longer works gets another one, in the same mailbox.
    Raises UnableToSendCode."""
    account = held_with_person(code.account)
    if not can_be_reset(account) or not _send_link(account, actor=actor, at=at):
        raise UnableToSendCode(_("Aucun message ne peut partir. Appelez-nous."))


def give_reset_code(
    *, typed: str, code: str, source: str, actor: Actor, at: datetime, device: str = ""
) -> OneTimeCode:
    """The six digits of a text message open the page of the password, as a link would: for ten
    minutes, once. Raises UnableToUseOneTimeCode or TooManyTries. An identifier that means nobody
    is answered the same; a try is counted, so a refusal is raised outside."""
    with transaction.atomic():
        pass_through(RESET_CODE, f"{forgotten.key_of(typed)}/{source}", at=at)
    refused: UnableToUseOneTimeCode | None = None
    with transaction.atomic():
        for account in forgotten.accounts_meant(typed):
            account = held_with_person(account)
            try:
                use_one_time_code(
                    account=account, purpose=Purpose.RESET, typed=code, actor=actor, at=at,
                    bound_to=ResetWay.SMS, source=source, device=device,
                )  # fmt: skip
            except UnableToUseOneTimeCode as refusal:
                refused = refusal
            else:
                return _opened(account, at=at)
        if refused is None:
            hmac.compare_digest(codes.one_time_hash(code, code=uuid4()), bytes(32))
            facts = whence(device, source)
            record(events.CODE_REFUSED, actor=actor, at=at, why=_("inexact"), **facts)
    raise refused or UnableToUseOneTimeCode(
        _(
            "Ce code ne marche pas. Recopiez les 6 chiffres du dernier message, reçu il y a"
            " moins de 10 minutes. Ou demandez un nouveau code."
        )
    )


def _account_of(person: Person, *, actor: Actor, at: datetime) -> Account:
    """The account of *person*, who is held; whoever has only an old login gets one."""
    made = {"state": AccountState.LEGACY, "state_since": at, "state_channel": actor.channel}
    account, _created = Account.objects.select_related("person").get_or_create(
        person=person, defaults=made
    )
    return account


def _send(account: Account, way: ResetWay, *, actor: Actor, at: datetime) -> bool:
    if way is ResetWay.LETTER:
        return _send_letter(account, actor=actor, at=at)
    if account.state == AccountState.CREATED:
        last = queries.last_link_of(account)
        if last and last.works(at) and at - last.issued_at < WAIT_BETWEEN_RESETS:
            return False
        try:
            issue_link(account=account, actor=actor, at=at)
        except UnableToSendAgain:
            return False
        return True
    try:
        if way is ResetWay.SMS:
            return _send_digits(account, actor=actor, at=at)
        return _send_link(account, actor=actor, at=at)
    except UnableToSendCode:
        return False


def _send_link(account: Account, *, actor: Actor, at: datetime) -> bool:
    email = account.email or account.person.email
    if not email:
        return False
    last = queries.live_code(account, Purpose.RESET, ResetWay.EMAIL)
    if last and at - last.issued_at < WAIT_BETWEEN_RESETS:
        raise UnableToSendCode(_("Un message vient de partir. Attendez dix minutes."))
    send_one_time_code(
        account=account,
        purpose=Purpose.RESET,
        notice=notices.RESET,
        to=as_recipient(account.person, number=number_of(account.person), email=email),
        actor=actor,
        at=at,
        bound_to=ResetWay.EMAIL,
        link_lifetime=RESET_LIFETIME,
        link_address=lambda token: reverse("accounts:open_reset", args=[token]),
    )
    return True


def _send_digits(account: Account, *, actor: Actor, at: datetime) -> bool:
    to = sending.recipient(account.person)
    if not sending.can_be_texted(to):
        return False
    send_one_time_code(
        account=account, purpose=Purpose.RESET, notice=notices.RESET_TEXT, to=to, actor=actor,
        at=at, bound_to=ResetWay.SMS,
    )  # fmt: skip
    return True


def _opened(account: Account, *, at: datetime) -> OneTimeCode:
    """What stands for a link that was opened: nobody has its token, the session names it."""
    return OneTimeCode.objects.create(
        account=account,
        purpose=Purpose.RESET,
        via=ResetWay.SMS,
        bound_to=f"{ResetWay.SMS}:{uuid4()}",
        link_hash=tokens.token_hash(tokens.new_token()),
        issued_at=at,
        expires_at=at + CODE_LIFETIME,
        link_expires_at=at + CODE_LIFETIME,
    )


def _send_letter(account: Account, *, actor: Actor, at: datetime) -> bool:
    """To the postal address held; what was never opened gets the letter that opens it."""
    try:
        if account.state == AccountState.CREATED:
            send_activation_letter(person=account.person, actor=actor, at=at)
        else:
            send_reset_letter(account=account, actor=actor, at=at)
    except UnableToSendLetter as refusal:
        note_not_sent(account.person, refusal, actor=actor, at=at)
        return False
    return True
