"""A file as an adviser reads it, on one page. Never the NIR, an IBAN, or a word about care."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from espace_client.accounts import queries as accounts
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    ActivationLink,
    LegacyLogin,
    OneTimeCode,
    Outcome,
    SecondProof,
)
from espace_client.audit.queries import Line, whole_history_of
from espace_client.contracts.queries import (
    SeenContract,
    contracts_seen_by,
    number_of,
    people_of_number,
)
from espace_client.delivery.models import Parcel
from espace_client.delivery.queries import messages_of
from espace_client.demarches.standing import every_one_of
from espace_client.demarches.stated import Followed
from espace_client.documents.queries import Listed, documents_to_withdraw
from espace_client.kernel import clock
from espace_client.members import queries as members
from espace_client.members.models import Address, BankAccount, Guardianship, Person
from espace_client.reimbursements.asked_back import AskedBack, asked_back_of

_REQUESTS = 10
_DOCUMENTS = 5
_LINES = 15
# What a request had wrong, and where to look for the right answer.
_AT_FAULT = {
    Outcome.WRONG_NAME: "last_name",
    Outcome.WRONG_FIRST_NAME: "first_name",
    Outcome.WRONG_BIRTH_DATE: "birth_date",
    Outcome.OTHER_EMAIL: "email",
    Outcome.NO_EMAIL_HELD: "email",
    Outcome.UNKNOWN_NUMBER: "member_number",
}


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """One line of the results of a search: enough to tell two people apart, and no more."""

    id: UUID
    name: str
    birth_date: str
    member_number: str
    city: str
    account: str
    dead: bool


def seen(person: Person) -> SeenPerson:
    """*person* as a line of results, with the account and address that `find` has read."""
    account: Account | None = getattr(person, "account", None)
    address: Address | None = getattr(person, "address", None)
    return SeenPerson(
        id=person.pk,
        name=str(person),
        birth_date=person.birth_date,
        member_number=person.member_number or "",
        city=address.city if address else "",
        account=account.get_state_display() if account else "",
        dead=person.died_on is not None,
    )


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """A request for an account: what came of it, and what was typed where it was wrong."""

    at: datetime
    outcome: str
    typed: str


@dataclass(frozen=True, slots=True)
class SeenFile:
    """All that stands on the page of a file."""

    person: Person
    member_number: str
    address: Address | None
    guardians: list[Guardianship]
    bank_accounts: list[BankAccount]
    contracts: list[SeenContract]
    household: list[Person]
    account: Account | None
    link: ActivationLink | None
    link_works: bool
    letter: OneTimeCode | None
    logins: list[LegacyLogin]
    requests: list[SeenRequest]
    proofs: list[SecondProof]
    waiting_proof: SecondProof | None
    messages: list[Parcel]
    documents: list[Listed]
    history: list[Line]
    demarches: list[Followed]
    asked_back: list[AskedBack]


def file_of(person: Person, *, at: datetime) -> SeenFile:
    """The file of *person* at that moment."""
    today = clock.date_in_paris(at)
    account = accounts.account_of_person(person.pk)
    link = accounts.last_link_of(account) if account else None
    proofs = list(accounts.proofs_of(person.pk)[:_REQUESTS])
    return SeenFile(
        person=person,
        member_number=number_of(person),
        address=members.address_of(person.pk),
        guardians=members.guardians_of(person.pk, on=today),
        bank_accounts=members.bank_accounts_of(person.pk),
        contracts=contracts_seen_by(person.pk, on=today),
        household=[one for one in people_of_number(person) if one.pk != person.pk],
        account=account,
        link=link,
        link_works=link is not None and link.works(at),
        letter=accounts.last_letter_of(account) if account else None,
        logins=accounts.legacy_logins_of(person.pk),
        requests=_requests_of(person.pk),
        proofs=proofs,
        waiting_proof=next((proof for proof in proofs if proof.waits(at)), None),
        messages=messages_of(person.pk),
        documents=documents_to_withdraw(person.pk, last=_DOCUMENTS, on=today),
        history=whole_history_of(person.pk, limit=_LINES),
        demarches=every_one_of(person.pk, on=today)[:_REQUESTS],
        asked_back=asked_back_of(person.pk, told=[person.pk]),
    )


def _requests_of(person: UUID) -> list[SeenRequest]:
    return [_request(request) for request in accounts.requests_of_person(person)[:_REQUESTS]]


def _request(request: AccountRequest) -> SeenRequest:
    field = _AT_FAULT.get(Outcome(request.outcome)) if request.outcome else None
    return SeenRequest(
        at=request.at,
        outcome=request.get_outcome_display() if request.outcome else "",
        typed=getattr(request, field) if field else "",
    )
