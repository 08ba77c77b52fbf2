"""Finding accounts, requests, links and the insurer's people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Q, QuerySet, When

from espace_client.accounts import codes
from espace_client.accounts.finding_carers import helps_somebody
from espace_client.accounts.models import (
    MIGRATING_STATES,
    NEEDS_PROOF,
    OPEN_STATES,
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    AuthenticatorApp,
    ChangeState,
    CodeKind,
    EmailChange,
    LegacyLogin,
    OneTimeCode,
    Outcome,
    Passkey,
    ProofCode,
    ProofState,
    Purpose,
    Refusal,
    SecondProof,
    SpareCode,
    SpareKind,
)
from espace_client.accounts.rules import SHARED_MAILBOX_MAX, Identity, Part, wrong_parts
from espace_client.accounts.staff import FileOpening, StaffMember, StaffState, totp_bound_to
from espace_client.contracts import queries as contracts
from espace_client.delivery.models import Via
from espace_client.kernel import birth_dates, emails, tokens
from espace_client.members import queries as members
from espace_client.members.models import Person
from espace_client.members.queries import holder_of_number

_NOBODY = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Match:
    """What a request matched: the person, or the reason why nobody."""

    outcome: Outcome
    person: Person | None = None
    opens_on: date | None = None


_WHY = {
    Part.NAME: Outcome.WRONG_NAME,
    Part.FIRST_NAME: Outcome.WRONG_FIRST_NAME,
    Part.BIRTH_DATE: Outcome.WRONG_BIRTH_DATE,
}


def match(request: AccountRequest, *, on: date) -> Match:
    """Who the request speaks of, and whether the e-mail typed is the one the insurer holds.

    Only the e-mail already in the file proves anything: what is printed on the card is known to
    every pharmacist (quality 1.2).
    """
    holder = holder_of_number(request.member_number)
    if holder is None:
        return Match(Outcome.UNKNOWN_NUMBER)
    person, wrong = _closest(request, contracts.people_of_number(holder))
    if wrong:
        return Match(next(why for part, why in _WHY.items() if part in wrong), person)
    if not birth_dates.is_adult(person.birth_date, on=on):
        return Match(Outcome.MINOR, person)
    return _with_access(request, person, on)


def _closest(request: AccountRequest, people: list[Person]) -> tuple[Person, frozenset[Part]]:
    typed = Identity([request.last_name], request.first_name, request.birth_date)
    compared = [
        (person, wrong_parts(typed, known=Identity(
            [person.usual_name, person.birth_name], person.first_names, person.birth_date
        )))
        for person in people
    ]  # fmt: skip
    # Twins with one first token in common: the e-mail tells whom the request is for.
    return min(
        compared,
        key=lambda pair: (len(pair[1]), not emails.same_mailbox(pair[0].email, request.email)),
    )


def _with_access(request: AccountRequest, person: Person, on: date) -> Match:
    account = account_of_person(person.pk)
    if person.died_on or (account and account.state == AccountState.DECEASED):
        return Match(Outcome.DECEASED, person)
    access, opens_on = contracts.access_of(person.pk, on=on)
    if access is contracts.Access.ENDED:
        return Match(Outcome.CONTRACT_ENDED, person)
    if account and (account.is_active or account.is_closed):
        known = account.email or (person.email if account.is_closed else "")
        same = not request.email or emails.same_mailbox(request.email, known)
        return Match(Outcome.ALREADY_ACTIVE if same else Outcome.ACTIVE_ELSEWHERE, person)
    if access is contracts.Access.NOT_STARTED:
        return Match(Outcome.NOT_STARTED, person, opens_on)
    if not request.email:
        return Match(Outcome.LETTER_SENT, person)
    if is_full(request.email):
        return Match(Outcome.MAILBOX_FULL, person)
    if is_theirs(request.email, person):
        return Match(Outcome.MATCHED, person)
    return Match(Outcome.OTHER_EMAIL if person.email else Outcome.NO_EMAIL_HELD, person)


def is_theirs(email: str, person: Person) -> bool:
    """Whether a link may leave to *email* for *person*: it is the one in the file, or a second
    proof was given for it."""
    given = SecondProof.objects.filter(
        person=person, state=ProofState.GIVEN, email_key=emails.canonical(email)
    )
    return emails.same_mailbox(email, person.email) or given.exists()


def is_full(email: str) -> bool:
    """Whether two accounts use the mailbox already."""
    return len(accounts_with_email(email)) >= SHARED_MAILBOX_MAX


def has_open_account(person: Person) -> bool:
    """Whether *person* can sign in already."""
    return Account.objects.open().filter(person=person).exists()


def may_open(person: Person, *, on: date) -> bool:
    """Whether *person* is alive and has a cover that opens a space, or helps somebody."""
    if person.died_on is not None:
        return False
    access, _ = contracts.access_of(person.pk, on=on)
    return access is contracts.Access.OPEN or helps_somebody(person.pk, on=on)


def can_be_activated(account: Account, *, on: date) -> bool:
    """Whether a link of *account* may still open it: it is not open yet, its e-mail is the one in
    the file or that of a second proof, no two others use it, and the person still has a cover."""
    return (
        not account.is_active
        and not account.is_closed  # what is blocked, or shut after a death, stays so
        and is_theirs(account.email, account.person)
        and not is_full(account.email)
        and may_open(account.person, on=on)
    )


def opens_by_letter(account: Account, *, on: date) -> bool:
    """Whether the code of a letter may still open *account*: it is new, or has an old number, and
    its person still has a cover. What is blocked, or closed after a death, stays so."""
    new = account.state == AccountState.CREATED or account.is_migrating
    return new and may_open(account.person, on=on)


def link_of_token(raw: str) -> ActivationLink | None:
    """The link whose token this is, working or not. None: it was never genuine."""
    token = tokens.cleaned(raw)
    found = ActivationLink.objects.filter(token_hash=tokens.token_hash(token))
    return found.select_related("account__person").first()


def link_by_id(link: UUID | str | None) -> ActivationLink | None:
    """The link a session has opened."""
    if link is None:
        return None
    return ActivationLink.objects.filter(pk=link).select_related("account__person").first()


def accounts_with_email(email: str) -> list[Account]:
    """The active accounts that use a mailbox. A couple may share one."""
    active = Account.objects.open().filter(email_key=emails.canonical(email))
    return list(active.select_related("person").order_by("pk"))


def live_request(request: UUID | str | None) -> AccountRequest | None:
    """The request a session has made, unless a later one replaced it."""
    if request is None:
        return None
    return AccountRequest.objects.filter(pk=request, superseded_at__isnull=True).first()


def links_since(account: Account, since: datetime) -> list[datetime]:
    """When links were issued for *account* since then, the newest first."""
    issued = ActivationLink.objects.filter(account=account, issued_at__gt=since)
    return list(issued.order_by("-issued_at").values_list("issued_at", flat=True))


def accounts_by_id(identifiers: list[str]) -> list[Account]:
    """The accounts of those ids that a password opens, with their people."""
    found = Account.objects.filter(pk__in=identifiers, state__in=OPEN_STATES | MIGRATING_STATES)
    return list(found.select_related("person").order_by("pk"))


def indexes_of_hashes() -> dict[str, bytes]:
    """The index of each old password's hash that is still held, by its login."""
    held = LegacyLogin.objects.filter(hash_index__isnull=False).values_list("login", "hash_index")
    return {login: bytes(index) for login, index in held if index}


# --- Second proofs ------------------------------------------------------------------------------


def waiting_proofs() -> QuerySet[SecondProof]:
    """The second proofs that wait, the oldest first, with their people."""
    waiting = SecondProof.objects.filter(state=ProofState.WAITING)
    return waiting.select_related("person").order_by("asked_at")


def contested_proofs(*, since: datetime) -> QuerySet[SecondProof]:
    """The proofs whose person said « ce n’est pas moi », the newest first: somebody used a card
    that is not theirs, and an adviser should call."""
    said_no = SecondProof.objects.filter(refusal=Refusal.NOT_ME, settled_at__gt=since)
    return said_no.select_related("person").order_by("-settled_at")


def proofs_of(person: UUID) -> QuerySet[SecondProof]:
    """The second proofs asked of *person*, the newest first, with the codes that left."""
    return SecondProof.objects.filter(person=person).order_by("-asked_at").prefetch_related("codes")


def proof_by_id(proof: UUID | str) -> SecondProof | None:
    """One second proof, with its person."""
    return SecondProof.objects.filter(pk=proof).select_related("person").first()


def proof_of_request(request: AccountRequest) -> SecondProof | None:
    """The proof that waits for the person and the e-mail of an answered request."""
    return waiting_proofs().filter(_asked_by(request)).first()


def _asked_by(request: AccountRequest) -> Q:
    # A wrong identity keeps whom it resembles, for the advisers: it proves nothing of them. It is
    # looked up like another, in the same time (quality 1.1t).
    person = request.person_id if request.outcome in NEEDS_PROOF else None
    return Q(person=person or _NOBODY, email_key=emails.canonical(request.email))


def text_code_of(request: AccountRequest, *, at: datetime) -> ProofCode | None:
    """The code that left by SMS for that request, while it can be typed."""
    proofs = SecondProof.objects.filter(_asked_by(request), state=ProofState.WAITING)
    alive = ProofCode.objects.filter(
        kind=CodeKind.TEXT,
        proof__in=proofs,
        used_at__isnull=True,
        killed_at__isnull=True,
        expires_at__gt=at,
    )
    return alive.select_related("proof__person").order_by("-issued_at").first()


def code_of_hash(code_hash: bytes) -> ProofCode | None:
    """The link or the code whose hash this is, working or not. None: it was never genuine."""
    found = ProofCode.objects.filter(code_hash=code_hash).exclude(kind=CodeKind.TEXT)
    return found.select_related("proof__person").first()


def code_by_id(code: UUID | str | None) -> ProofCode | None:
    """The code that a session has shown."""
    if code is None:
        return None
    return ProofCode.objects.filter(pk=code).select_related("proof__person").first()


def codes_since(person: UUID, kind: CodeKind, since: datetime) -> int:
    """How many codes of a kind left for *person* since then, whatever the proof."""
    return ProofCode.objects.filter(proof__person=person, kind=kind, issued_at__gt=since).count()


def requests_of_person(person: UUID) -> QuerySet[AccountRequest]:
    """What was typed of *person*, or of somebody who resembles them, the newest first; `outcome`
    says which part was wrong."""
    return AccountRequest.objects.filter(person=person).order_by("-at")


def requests_of_number(number: str) -> QuerySet[AccountRequest]:
    """What was typed with that member number, the newest first, whoever it was."""
    return AccountRequest.objects.filter(member_number=number).order_by("-at")


# --- Codes and factors of an account --------------------------------------------------------------


def live_code(account: Account, purpose: Purpose, bound_to: str) -> OneTimeCode | None:
    """The code that left last for that thing, unless it was used or replaced."""
    return OneTimeCode.objects.filter(
        account=account, purpose=purpose, bound_to=bound_to,
        used_at__isnull=True, killed_at__isnull=True,
    ).first()  # fmt: skip


def code_of_link(raw: str, purpose: Purpose) -> OneTimeCode | None:
    """The code whose link this is, working or not. None: it was never genuine."""
    found = OneTimeCode.objects.filter(link_hash=codes.link_hash(raw), purpose=purpose)
    return found.select_related("account__person").first()


def letter_of_hash(code_hash: bytes) -> OneTimeCode | None:
    """The code of a letter to an account, working or not. None: it was never genuine."""
    found = OneTimeCode.objects.filter(code_hash=code_hash, via=Via.LETTER)
    return found.select_related("account__person").first()


def last_letter_of(account: Account) -> OneTimeCode | None:
    """The letter that left last to open *account*."""
    letters = OneTimeCode.objects.filter(account=account, purpose=Purpose.LETTER)
    return letters.order_by("-issued_at").first()


def one_time_code_by_id(code: UUID | str | None) -> OneTimeCode | None:
    """The code that a session has opened the link of."""
    if code is None:
        return None
    return OneTimeCode.objects.filter(pk=code).select_related("account__person").first()


def has_app(account: Account) -> bool:
    """Whether a telephone makes codes for *account*."""
    return AuthenticatorApp.objects.filter(account=account, confirmed_at__isnull=False).exists()


def has_passkey(account: Account) -> bool:
    """Whether a passkey opens *account*."""
    return Passkey.objects.filter(account=account).exists()


def has_own_factor(account: Account) -> bool:
    """Whether *account* uses an app or a passkey: nothing less gives a session then."""
    return has_app(account) or has_passkey(account)


def spare_codes_left(account: Account, kind: SpareKind) -> int:
    """How many printed codes still serve."""
    return SpareCode.objects.filter(
        account=account, kind=kind, used_at__isnull=True, counts_since__isnull=False
    ).count()


# --- The insurer's people -----------------------------------------------------------------------


def staff_with_email(email: str) -> StaffMember | None:
    """Who of the insurer's people signs in with that address, while they are in post."""
    key = emails.canonical(email)
    return StaffMember.objects.filter(email_key=key, state=StaffState.ACTIVE).first()


def staff_by_id(identifier: UUID | str | None) -> StaffMember | None:
    """One of the insurer's people, whatever their state."""
    if identifier is None:
        return None
    return StaffMember.objects.filter(pk=identifier).first()


def staff_of_invitation(token_hash: bytes, *, at: datetime) -> StaffMember | None:
    """Whom an invitation invites, while it works."""
    invited = StaffMember.objects.filter(invitation_hash=token_hash).first()
    return invited if invited and invited.invitation_works(at) else None


def all_staff() -> list[StaffMember]:
    """Everybody who was ever invited, by name; those who left come last."""
    left_last = Case(When(state=StaffState.LEFT, then=1), default=0)
    return list(StaffMember.objects.order_by(left_last, "full_name", "pk"))


def opened_secret(staff: StaffMember) -> str:
    """What the telephone of *staff* makes its codes from. Never shown after enrolment."""
    sealed = bytes(staff.totp_sealed or b"")
    return settings.SEALING_KEYS.unseal_bytes(sealed, bound_to=totp_bound_to(staff)).decode()


def opening_of(staff: StaffMember, person: UUID, *, at: datetime) -> FileOpening | None:
    """Under which opening *staff* may read the file of *person* at that moment."""
    openings = FileOpening.objects.filter(
        staff=staff, person=person, opened_at__lte=at, expires_at__gt=at
    )
    return openings.select_related("staff", "person").order_by("-opened_at").first()


def numbers_held(person: Person, *, on: date) -> list[str]:
    """The telephone numbers of the file at which *person*, or who acts for them, can be called."""
    guardians = [one.telephone for one in members.guardians_of(person.pk, on=on)]
    return [number for number in (person.mobile, person.landline, *guardians) if number]


def account_of_person(person: UUID) -> Account | None:
    """The account of somebody, open or not yet."""
    return Account.objects.filter(person=person).select_related("person").first()


def account_by_id(account: UUID | str) -> Account | None:
    """One account, open or not, with its person."""
    return Account.objects.filter(pk=account).select_related("person").first()


def legacy_logins_of(person: UUID) -> list[LegacyLogin]:
    """The logins that somebody had on the old portal."""
    logins = LegacyLogin.objects.filter(person=person).defer("hash_sealed", "hash_index")
    return list(logins.order_by("login"))


def last_link_of(account: Account) -> ActivationLink | None:
    """The link that left last."""
    return ActivationLink.objects.filter(account=account).order_by("-issued_at").first()


def has_hashes_to_wrap() -> bool:
    """Whether the hash of an old password is still sealed, and not wrapped."""
    return LegacyLogin.objects.filter(hash_sealed__isnull=False).exists()


def code_left_since(account: Account, purpose: Purpose, bound_to: str, since: datetime) -> bool:
    """Whether a code left for that very thing since then."""
    issued = OneTimeCode.objects.filter(account=account, purpose=purpose, bound_to=bound_to)
    return issued.filter(issued_at__gt=since).exists()


def codes_left_since(
    account: Account, purpose: Purpose, since: datetime, *, bound_to: str | None = None
) -> int:
    """How many codes left for one purpose since then; with *bound_to*, for that thing alone."""
    left = OneTimeCode.objects.filter(account=account, purpose=purpose, issued_at__gt=since)
    return (left if bound_to is None else left.filter(bound_to=bound_to)).count()


# --- Changes of an e-mail -------------------------------------------------------------------------


def waiting_email_change(account: Account, *, at: datetime) -> EmailChange | None:
    """The e-mail that *account* has asked for within a day and not confirmed yet."""
    waiting = EmailChange.objects.filter(account=account, state=ChangeState.WAITING)
    change = waiting.select_related("account__person").first()
    return None if change is None or change.has_lapsed(at) else change


def emails_before(account: Account, *, at: datetime) -> list[str]:
    """The mailboxes that can still undo a change of the e-mail of *account*, beside its own: while
    they can, they are told what is told to the new one."""
    done = EmailChange.objects.filter(account=account, state=ChangeState.DONE, undo_until__gt=at)
    before = [change.old_email for change in done.exclude(undo_hash=None).order_by("-settled_at")]
    if not before:
        return []
    known = {emails.canonical(one): one for one in [*before, account.person.email] if one}
    known.pop(emails.canonical(account.email), None)
    return list(known.values())


def email_change_by_id(change: UUID | str | None) -> EmailChange | None:
    """One change of an e-mail, with its account and person."""
    if not change:
        return None
    return EmailChange.objects.filter(pk=change).select_related("account__person").first()


def change_of_undo_link(raw: str) -> EmailChange | None:
    """The change that this link undoes, or did. None: it was never genuine."""
    found = EmailChange.objects.filter(undo_hash=codes.link_hash(raw))
    return found.select_related("account__person").first()
