"""Finding accounts, requests and links."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from espace_client.accounts.models import (
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    LegacyLogin,
    Outcome,
)
from espace_client.accounts.rules import SHARED_MAILBOX_MAX, Identity, Part, wrong_parts
from espace_client.contracts import queries as contracts
from espace_client.kernel import birth_dates, emails, tokens
from espace_client.members.models import Person
from espace_client.members.queries import holder_of_number


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
    access, opens_on = contracts.access_of(person.pk, on=on)
    if access is contracts.Access.ENDED:
        return Match(Outcome.CONTRACT_ENDED, person)
    account = Account.objects.filter(person=person, state=AccountState.ACTIVE).first()
    held = account.email if account else person.email
    if not held:
        return Match(Outcome.NO_EMAIL_HELD, person)
    if not emails.same_mailbox(request.email, held):
        return Match(Outcome.OTHER_EMAIL, person)
    if access is contracts.Access.NOT_STARTED:
        return Match(Outcome.NOT_STARTED, person, opens_on)
    if account is None and len(accounts_with_email(held)) >= SHARED_MAILBOX_MAX:
        return Match(Outcome.MAILBOX_FULL, person)
    return Match(Outcome.ALREADY_ACTIVE if account else Outcome.MATCHED, person)


def can_be_activated(account: Account, *, on: date) -> bool:
    """Whether a link of *account* may still open it: it is not open yet, its e-mail is still the
    one in the file, and the person still has a cover."""
    same_email = emails.same_mailbox(account.email, account.person.email)
    access, _ = contracts.access_of(account.person_id, on=on)
    return not account.is_active and same_email and access is contracts.Access.OPEN


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
    active = Account.objects.filter(email_key=emails.canonical(email), state=AccountState.ACTIVE)
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
    """The active accounts of those ids, with their people."""
    active = Account.objects.filter(pk__in=identifiers, state=AccountState.ACTIVE)
    return list(active.select_related("person").order_by("pk"))


def indexes_of_hashes() -> dict[str, bytes]:
    """The index of each old password's hash that is still held, by its login."""
    held = LegacyLogin.objects.filter(hash_index__isnull=False).values_list("login", "hash_index")
    return {login: bytes(index) for login, index in held if index}
