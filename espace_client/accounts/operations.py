"""The verbs of an account: ask for one, answer, send the link again, activate, sign in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import events, notices, queries
from espace_client.accounts.models import (
    MISMATCHES,
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    Attempt,
    Outcome,
)
from espace_client.accounts.passwords import check_policy, right_accounts
from espace_client.accounts.rules import (
    IDENTITY,
    IDENTITY_SOURCE,
    LINK_LIFETIME,
    LINKS_A_DAY,
    SIGN_IN,
    SIGN_IN_SOURCE,
    WAIT_BETWEEN_LINKS,
    normal_password,
)
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.audit.queries import happened
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel import clock, emails, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words, moment_in_words
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient


@dataclass(frozen=True, slots=True)
class TypedIdentity:
    """What a visitor typed, already in normal form (number in digits, date JJ/MM/AAAA)."""

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
    identity is right. `replaces` is the request whose e-mail was mistyped: it dies with its link.

    Raises TooManyTries after 5 tries of one number from one *source* in an hour, or 20 in all,
    and UnableToSendAgain when the same was asked less than a minute ago.
    """
    corrected = replaces is None or not _same_email(replaces.email, identity.email)
    if replaces and not corrected and at - replaces.at < WAIT_BETWEEN_LINKS:
        raise UnableToSendAgain(_("Un message vient de partir. Attendez une minute."))
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

    The link goes only to the e-mail that the insurer holds. Any other e-mail gets nothing, and
    the e-mail held is told. May run twice: a request is answered once.
    """
    request = AccountRequest.objects.select_for_update().get(pk=request_id)
    if request.answered_at:
        return Outcome(request.outcome)
    found = queries.match(request, on=clock.date_in_paris(at))
    if found.person:
        # Row locks come before the trail's own lock, everywhere: an import that holds this person
        # must never wait for somebody who waits for it. What it changed is then read again.
        _lock(found.person)
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


def _lock(person: Person) -> None:
    """Hold the person, then the account: always in this order."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    list(Account.objects.select_for_update().filter(person=person))


def _tell(request: AccountRequest, found: queries.Match, *, actor: Actor, at: datetime) -> Outcome:
    person = found.person
    assert person is not None
    match found.outcome:
        case Outcome.MATCHED:
            account = _open_account(person, request, actor=actor, at=at)
            try:
                issue_link(account=account, actor=actor, at=at)
            except UnableToSendAgain:
                return Outcome.JUST_SENT
        case Outcome.ALREADY_ACTIVE:
            _notify(notices.ALREADY_ACTIVE, person, request, actor=actor, at=at)
        case Outcome.NOT_STARTED:
            opens_on = date_in_words(found.opens_on) if found.opens_on else ""
            _notify(notices.NOT_STARTED, person, request, actor=actor, at=at, opens_on=opens_on)
        case Outcome.CONTRACT_ENDED if person.email:
            _notify(notices.CONTRACT_ENDED, person, request, actor=actor, at=at)
        case Outcome.OTHER_EMAIL:
            _notify(notices.OTHER_EMAIL, person, request, actor=actor, at=at)
    return found.outcome


def _notify(
    notice: notices.Notice,
    person: Person,
    request: AccountRequest,
    *,
    actor: Actor,
    at: datetime,
    **context: object,
) -> None:
    """Tell the e-mail we know: the account's if it is open, else the file's. Once a day at most:
    nobody fills somebody else's mailbox by asking again and again."""
    account = Account.objects.filter(person=person, state=AccountState.ACTIVE).first()
    post(
        notice,
        to=as_recipient(
            person, number=request.member_number, email=account.email if account else ""
        ),
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{person.pk}:{clock.date_in_paris(at)}",
        context={**context, "moment": moment_in_words(request.at)},
    )


def _open_account(
    person: Person, request: AccountRequest, *, actor: Actor, at: datetime
) -> Account:
    """The account of *person*, who is locked, without a password yet."""
    account, _created = Account.objects.update_or_create(
        person=person,
        defaults={
            "email": person.email,
            "email_key": emails.canonical(person.email),
            "terms_version": request.terms_version,
        },
        create_defaults={
            "email": person.email,
            "email_key": emails.canonical(person.email),
            "terms_version": request.terms_version,
            "state": AccountState.CREATED,
            "state_since": at,
            "state_channel": actor.channel,
        },
    )
    return account


class UnableToSendAgain(UnableTo):
    """Another link cannot leave now."""


@transaction.atomic
def issue_link(*, account: Account, actor: Actor, at: datetime) -> ActivationLink:
    """Send a fresh activation link to the e-mail that the insurer holds now; the ones before die.

    Raises UnableToSendAgain when one left less than a minute ago, or six in a day, or when the
    account is open already or its person has no e-mail any more.
    """
    account = _held(account)
    if account.is_active or not account.person.email:
        raise UnableToSendAgain(_("Aucun lien ne peut partir. Appelez-nous, nous vous aidons."))
    if not _same_email(account.email, account.person.email):
        account.email = account.person.email
        account.email_key = emails.canonical(account.person.email)
        account.save(update_fields=["email", "email_key"])
    past = queries.links_since(account, at - timedelta(days=1))
    if past and at - past[0] < WAIT_BETWEEN_LINKS:
        raise UnableToSendAgain(_("Un message vient de partir. Attendez une minute."))
    if len(past) >= LINKS_A_DAY:
        raise UnableToSendAgain(
            _("Six messages sont déjà partis aujourd’hui. Appelez-nous, nous vous aidons.")
        )
    _kill_links(account, at=at)
    token = tokens.new_token()
    link = ActivationLink.objects.create(
        account=account,
        token_hash=tokens.token_hash(token),
        issued_at=at,
        expires_at=at + LINK_LIFETIME,
    )
    record(
        events.LINK_ISSUED,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"link:{link.pk}",
        masked_email=emails.masked(account.email),
    )
    post(
        notices.ACTIVATION,
        to=as_recipient(account.person, number=number_of(account.person), email=account.email),
        actor=actor,
        at=at,
        once_key=f"activation:{link.pk}",
        context={"expires": moment_in_words(link.expires_at)},
        secrets={"activation_address": _address_of(token)},
    )
    return link


def _address_of(token: str) -> str:
    """Built on the configured address alone: no header of a visitor can bend it (quality 1.7)."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("accounts:open_link", args=[token])


def _kill_links(account: Account, *, at: datetime) -> None:
    ActivationLink.objects.filter(
        account=account, used_at__isnull=True, killed_at__isnull=True
    ).update(killed_at=at)


def _held(account: Account) -> Account:
    """The account as it is now, held until the end of the transaction."""
    held = Account.objects.select_for_update(of=("self",)).select_related("person")
    return held.get(pk=account.pk)


def _same_email(one: str, other: str) -> bool:
    return emails.canonical(one) == emails.canonical(other)


def _supersede(request: AccountRequest, *, corrected: bool, actor: Actor, at: datetime) -> None:
    """What was asked before no longer counts. Its link dies only if the e-mail was another."""
    AccountRequest.objects.filter(pk=request.pk, superseded_at__isnull=True).update(
        superseded_at=at
    )
    if not corrected:
        return
    if request.outcome in (Outcome.MATCHED, Outcome.JUST_SENT):
        _kill_links(_held(Account.objects.get(person=request.person_id)), at=at)
    record(events.REQUEST_CORRECTED, actor=actor, at=at, subject=f"request:{request.pk}")


class UnableToActivate(UnableTo):
    """The link does not open the account any more."""


def activate_account(*, link: ActivationLink, password: str, actor: Actor, at: datetime) -> Account:
    """Use the link once: choose the password, open the account, tell its owner.

    Raises UnableToUsePassword (nothing is used up), or UnableToActivate when the link was used,
    replaced or has expired meanwhile. Two at the same instant: exactly one wins.
    """
    chosen = normal_password(password)
    check_policy(chosen, person=link.account.person)
    hashed = make_password(chosen)  # before any row is held: it takes time
    with transaction.atomic():
        account = _held(link.account)
        if not queries.can_be_activated(account, on=clock.date_in_paris(at)):
            raise UnableToActivate(_("Ce lien n’est plus valable."))
        won = ActivationLink.objects.filter(
            pk=link.pk, used_at__isnull=True, killed_at__isnull=True, expires_at__gt=at
        ).update(used_at=at)
        if not won:
            raise UnableToActivate(_("Ce lien a déjà servi ou n’est plus valable."))
        Account.objects.filter(pk=account.pk).update(
            password=hashed,
            state=AccountState.ACTIVE,
            state_since=at,
            state_channel=actor.channel,
        )
        account.refresh_from_db(fields=["password", "state", "state_since", "state_channel"])
        record(
            events.ACCOUNT_ACTIVATED,
            actor=account.actor,
            at=at,
            person=account.person_id,
            subject=f"account:{account.pk}",
            terms=date_in_words(account.terms_version),
        )
        post(
            notices.ACTIVATED,
            to=as_recipient(account.person, number=number_of(account.person), email=account.email),
            actor=account.actor,
            at=at,
            once_key=f"activated:{link.pk}",
            context={"moment": moment_in_words(at)},
        )
    return account


class UnableToSignIn(UnableTo):
    """The address or the password is wrong. The sentence never says which."""


def sign_in(
    *, email: str, password: str, source: str, actor: Actor, at: datetime
) -> Sequence[Account]:
    """The accounts that this e-mail and this password open: one, or two when a couple shares a
    mailbox and, by chance, a password. Raises UnableToSignIn or TooManyTries.

    A refusal is counted and remembered, so it is raised outside the blocks that note it.
    """
    key = f"{emails.canonical(email)}/{source}"
    with transaction.atomic():
        from_here = pass_through(SIGN_IN_SOURCE, source, at=at, exactly=False)
        pass_through(SIGN_IN, key, at=at)
    candidates = queries.accounts_with_email(email)
    opened = right_accounts(candidates, password)
    with transaction.atomic():
        if opened:
            forget(SIGN_IN, key)
            from_here.delete()  # a house where many sign in well is no attacker
        else:
            known = candidates[0].person_id if candidates else None
            record(events.SIGN_IN_REFUSED, actor=actor, at=at, person=known)
    if not opened:
        raise UnableToSignIn(
            _(
                "L’adresse e-mail ou le mot de passe ne correspond pas. Vérifiez les majuscules,"
                " puis essayez encore."
            )
        )
    return opened


@transaction.atomic
def enter(*, account: Account, at: datetime) -> None:
    """Note that the member came in with *account*, after sign_in or activate_account."""
    record(
        events.SIGNED_IN,
        actor=account.actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
    )


@transaction.atomic
def leave(*, account: Account, at: datetime) -> None:
    """Note that the member signed out."""
    record(
        events.SIGNED_OUT,
        actor=account.actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
    )


@transaction.atomic
def note_unusable_link(*, link: ActivationLink, actor: Actor, at: datetime) -> None:
    """Remember, once a link, that somebody stood before one that no longer works: an adviser will
    be asked about it."""
    seen = f"link:{link.pk}"
    if happened(events.ACTIVATION_REFUSED, person=link.account.person_id, subject=seen):
        return
    why = _("déjà utilisé") if link.used_at else _("expiré ou remplacé")
    record(
        events.ACTIVATION_REFUSED,
        actor=actor,
        at=at,
        person=link.account.person_id,
        subject=seen,
        why=why,
    )


@transaction.atomic
def forget_what_is_old(*, actor: Actor, at: datetime) -> None:
    """Erase what has served: tries after two days, requests and dead links after thirty
    (product B.3.3: an account that was never activated is abandoned after 30 days)."""
    tries, _ = Attempt.objects.filter(at__lt=at - timedelta(days=2)).delete()
    month = at - timedelta(days=30)
    requests, _ = AccountRequest.objects.filter(at__lt=month).delete()
    ActivationLink.objects.filter(expires_at__lt=month).delete()
    Account.objects.filter(state=AccountState.CREATED, state_since__lt=month, links=None).delete()
    record(events.OLD_FORGOTTEN, actor=actor, at=at, tries=tries, requests=requests)


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
