"""Asking for an account, and the answer that a job gives."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import events, notices, queries
from espace_client.accounts.holding import account_to_open, hold_person
from espace_client.accounts.letters import UnableToSendLetter, note_not_sent, tell_already_open
from espace_client.accounts.models import MISMATCHES, NEEDS_PROOF, AccountRequest, Outcome
from espace_client.accounts.operations.letters import send_activation_letter
from espace_client.accounts.operations.links import UnableToSendAgain, issue_link
from espace_client.accounts.operations.proving import ask_for_proof
from espace_client.accounts.rules import IDENTITY, IDENTITY_SOURCE, WAIT_BETWEEN_LINKS
from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.delivery.operations import post
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor
from espace_client.kernel.emails import same_mailbox
from espace_client.kernel.french import date_in_words, moment_in_words
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient


@dataclass(frozen=True, slots=True)
class TypedIdentity:
    """What a visitor typed, already in normal form (number in digits, date JJ/MM/AAAA). Without an
    e-mail, a letter answers."""

    member_number: str
    last_name: str
    first_name: str
    birth_date: str
    email: str


@transaction.atomic
def ask_for_account(
    *,
    identity: TypedIdentity,
    terms_version: date,
    source: str,
    actor: Actor,
    at: datetime,
    replaces: AccountRequest | None = None,
) -> AccountRequest:
    """Note that somebody wants an account. A job answers, so that nothing here tells whether the
    identity is right. `replaces` is the request whose e-mail was mistyped: it dies, and a job takes
    its proof and its link with it.

    Raises TooManyTries after 5 tries of one number from one *source* in an hour, or 20 in all,
    and UnableToSendAgain when the same was asked less than a minute ago.
    """
    corrected = replaces is None or not same_mailbox(replaces.email, identity.email)
    if replaces and not corrected and at - replaces.at < WAIT_BETWEEN_LINKS:
        raise UnableToSendAgain(
            _("Si tout correspond, un message vient de partir. Attendez une minute.")
        )
    pass_through(IDENTITY_SOURCE, source, at=at, exactly=False)
    pass_through(IDENTITY, f"{identity.member_number}/{source}", at=at)
    if replaces is not None:
        _supersede(replaces, corrected=corrected, actor=actor, at=at)
    request = AccountRequest.objects.create(
        at=at,
        member_number=identity.member_number,
        last_name=identity.last_name,
        first_name=identity.first_name,
        birth_date=identity.birth_date,
        email=identity.email,
        terms_version=terms_version,
    )
    record(
        events.ACCOUNT_ASKED,
        actor=actor,
        at=at,
        subject=f"request:{request.pk}",
        last_digits=identity.member_number[-3:],
    )
    app.configure_task("accounts.answer_request", queue="letters").defer(request_id=str(request.pk))
    return request


@transaction.atomic
def answer_request(*, request_id: UUID, actor: Actor, at: datetime) -> Outcome:
    """Compare a request with the insurer's file and send what follows from it.

    The link goes only to the e-mail that the insurer holds, or that a second proof was given for.
    Any other e-mail gets nothing before such a proof, and every known channel is told. May run
    twice: a request is answered once.
    """
    request = AccountRequest.objects.select_for_update().get(pk=request_id)
    if request.answered_at:
        return Outcome(request.outcome)
    found = queries.match(request, on=clock.date_in_paris(at))
    if found.person:
        # Row locks come before the trail's own lock, everywhere: an import that holds this person
        # must never wait for somebody who waits for it. What it changed is then read again.
        hold_person(found.person)
        found = queries.match(request, on=clock.date_in_paris(at))
    outcome = found.outcome
    if found.person and not request.superseded_at:
        outcome = _tell(request, found, actor=actor, at=at)
    request.answered_at, request.outcome, request.person = at, outcome, found.person
    request.save(update_fields=["answered_at", "outcome", "person"])
    record(
        events.REQUEST_ANSWERED,
        actor=actor,
        at=at,
        # Why an identity did not fit is for the insurer's people, not for whom it resembles.
        person=found.person.pk if found.person and outcome not in MISMATCHES else None,
        subject=f"request:{request.pk}",
        outcome=outcome.label,
    )
    return outcome


@transaction.atomic
def take_up_again(*, actor: Actor, at: datetime) -> None:
    """Find the requests that a crash left unanswered, and have them answered."""
    lost = AccountRequest.objects.filter(
        answered_at__isnull=True, superseded_at__isnull=True, at__lt=at - timedelta(minutes=10)
    )
    for request in lost.select_for_update(skip_locked=True)[:500]:
        app.configure_task("accounts.answer_request", queue="letters").defer(
            request_id=str(request.pk)
        )
    if lost.exists():
        record(events.TAKEN_UP_AGAIN, actor=actor, at=at)


def _tell(request: AccountRequest, found: queries.Match, *, actor: Actor, at: datetime) -> Outcome:
    person = found.person
    assert person is not None
    match found.outcome:
        case Outcome.MATCHED:
            same = same_mailbox(request.email, person.email)
            account = account_to_open(
                person,
                email=person.email if same else request.email,
                terms_version=request.terms_version,
                actor=actor,
                at=at,
            )
            try:
                issue_link(account=account, actor=actor, at=at)
            except UnableToSendAgain:
                return Outcome.JUST_SENT
        case Outcome.LETTER_SENT:
            return _write(person, actor=actor, at=at)
        case Outcome.ALREADY_ACTIVE:
            _notify(notices.ALREADY_ACTIVE, person, request, actor=actor, at=at)
        case Outcome.NOT_STARTED if person.email:
            opens_on = date_in_words(found.opens_on) if found.opens_on else ""
            _notify(notices.NOT_STARTED, person, request, actor=actor, at=at, opens_on=opens_on)
        case Outcome.CONTRACT_ENDED if person.email:
            _notify(notices.CONTRACT_ENDED, person, request, actor=actor, at=at)
        case Outcome.ACTIVE_ELSEWHERE:
            _notify(notices.OTHER_EMAIL, person, request, actor=actor, at=at)
        case outcome if outcome in NEEDS_PROOF:
            ask_for_proof(request=request, person=person, actor=actor, at=at)
    return found.outcome


def _write(person: Person, *, actor: Actor, at: datetime) -> Outcome:
    """A letter with a code, for whoever has no e-mail."""
    try:
        with transaction.atomic():
            send_activation_letter(person=person, actor=actor, at=at)
    except UnableToSendLetter as refusal:
        note_not_sent(person, refusal, actor=actor, at=at)
        return Outcome.NO_LETTER
    return Outcome.LETTER_SENT


def _notify(
    notice: notices.Notice,
    person: Person,
    request: AccountRequest,
    *,
    actor: Actor,
    at: datetime,
    **context: object,
) -> None:
    """Tell the e-mail we know: the account's if it is open or blocked, else the file's. Once a day
    at most: nobody fills somebody else's mailbox by asking again and again."""
    account = queries.account_of_person(person.pk)
    account = account if account and (account.is_active or account.is_closed) else None
    if account and not account.email and not person.email:
        moment = moment_in_words(request.at)
        try:
            tell_already_open(person, moment=moment, actor=actor, at=at)
        except UnableToSendLetter as refusal:
            note_not_sent(person, refusal, actor=actor, at=at)
        return
    post(
        notice,
        to=as_recipient(
            person, number=request.member_number, email=account.email if account else ""
        ),
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{person.pk}:{clock.date_in_paris(at)}",
        context={
            **context,
            "moment": moment_in_words(request.at),
            "blocked": account is not None and account.is_closed,
        },
    )


def _supersede(request: AccountRequest, *, corrected: bool, actor: Actor, at: datetime) -> None:
    """What was asked before no longer counts. If the e-mail was another, a job ends what came of
    it (withdraw_request): here, the time taken would tell whether the identity was right."""
    AccountRequest.objects.filter(pk=request.pk, superseded_at__isnull=True).update(
        superseded_at=at
    )
    if not corrected:
        return
    record(events.REQUEST_CORRECTED, actor=actor, at=at, subject=f"request:{request.pk}")
    withdrawal = app.configure_task("accounts.withdraw_request", queue="letters", priority=1)
    withdrawal.defer(request_id=str(request.pk))
