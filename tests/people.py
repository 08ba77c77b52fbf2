"""The cast in the database: named people, each with a home, a contract and strings of their own.

They are those of `espace_client.portfolio.cast`, so that tests, demo and screenshots show the
same faces. `jeanne` covers her husband `karim`; `salah`, `eloise`, `odette` … are strangers to
them, each with a contract of their own: who is refused always owns another object of that kind.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    KnownDevice,
    LegacyLogin,
    StepUp,
)
from espace_client.accounts.passwords import salt_of
from espace_client.accounts.rules import DEVICE_LIFETIME, STEP_UP_LIFETIME
from espace_client.benefits.recognising import recognise
from espace_client.contracts.certificates import Wanted
from espace_client.contracts.ends import WantedEnd
from espace_client.contracts.models import (
    CardOrder,
    Contract,
    ContractKind,
    Coverage,
    Guarantee,
    Option,
    Product,
    ProductVersion,
    Relationship,
)
from espace_client.contracts.notices import CERTIFICATE_WITHDRAWN_LETTER
from espace_client.contracts.operations import (
    Shared,
    WantedShare,
    certify,
    certify_end,
    issue_card,
    issue_table,
    share_card,
)
from espace_client.contracts.queries import number_of
from espace_client.contributions.certificates import WantedPayment
from espace_client.contributions.models import Contribution, Mandate, Payment
from espace_client.contributions.operations import certify_payment
from espace_client.conversations import operations as conversations
from espace_client.conversations.models import Enclosure, Subject, Thread
from espace_client.conversations.operations import Written
from espace_client.delivery.models import Parcel, PrintBatch, State, Via
from espace_client.delivery.notices import Notice
from espace_client.delivery.operations import post
from espace_client.demarches import operations as demarches
from espace_client.demarches.models import Attachment, Demarche, TakenOverRequest, codes
from espace_client.demarches.rules import OPEN
from espace_client.documents.models import IssuedDocument, ReceivedDocument
from espace_client.documents.operations import receive
from espace_client.documents.purposes import Purpose
from espace_client.documents.uploading import as_given
from espace_client.kernel import actors, clock, emails, nir, tokens
from espace_client.kernel.rights import Right
from espace_client.members.models import (
    Address,
    BankAccount,
    Delegation,
    Person,
    iban_bound_to,
    nir_bound_to,
)
from espace_client.members.queries import as_recipient
from espace_client.portfolio import cast
from espace_client.portfolio.household import Household, Someone
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.operations import state_care
from espace_client.reimbursements.yearly import WantedStatement
from espace_client.ui.acting import ACTING, Acting
from espace_client.ui.sessions import kept_key
from tests.bench.corpus import page, picture
from tests.bench.page_checks import leaks, words
from tests.bench.pages import CheckedClient

PASSWORD = "le vélo bleu dort sous la pluie"
ROLES = {
    "jeanne": cast.JEANNE,
    "eloise": cast.ELOISE,
    "salah": cast.SALAH,
    "odette": cast.ODETTE,
    "paul": cast.PAUL,
    "lucien": cast.LUCIEN,
    "andree": cast.ANDREE,
    "marguerite": cast.MARGUERITE,
}
SPOUSES = {"karim": cast.JEANNE, "marie_louise": cast.PAUL}
_OPTIONS = {"essentielle": "Essentielle", "equilibre": "Équilibre", "confort": "Confort"}
_LINES = (
    ("hospital", "Chambre particulière", "60\u00a0€ par jour"),
    ("everyday_care", "Consultation d’un généraliste", "100\u00a0% BR, Sécurité sociale incluse"),
    ("optical", "Monture et deux verres simples", "200\u00a0€ tous les 2 ans"),
    ("dental", "Couronne", "250\u00a0% BR, Sécurité sociale incluse"),
)


# --- Canaries -----------------------------------------------------------------------------------


def canary(someone: Someone) -> str:
    """A mark that stands in every free text of somebody's file, and nowhere else."""
    return f"CAN-{someone.reference}-7F3A"


# What the insurer prints as an example stands on pages that everybody opens.
_PRINTED = "".join(shape.hint.replace(" ", "") for shape in settings.INSURER.number_shapes)


def _strings_of(someone: Someone, household: Household) -> tuple[str, ...]:
    mine = [
        canary(someone),
        someone.reference,
        # The number of a card belongs to everybody it covers.
        "" if household.spouse else someone.member_number,
        someone.email,
        someone.mobile,
        someone.landline,
        someone.nir,
        f"{someone.first_name} {someone.name}",
        f"{someone.first_name} {someone.birth_name}",
    ]
    if someone is household.holder:
        mine += [household.contract, household.home.street]
        mine += [account.iban for account in household.accounts]
        mine += [mandate.rum for mandate in household.mandates]
        mine += [request.reference for request in household.requests]
    return tuple(string for string in mine if string and string not in _PRINTED)


def _someone(name: str) -> Someone:
    if name in ROLES:
        return ROLES[name].person
    spouse = SPOUSES[name].household.spouse
    assert spouse is not None, name
    return spouse


NAMES = (*ROLES, *SPOUSES)
_HOUSEHOLDS = {name: role.household for name, role in {**ROLES, **SPOUSES}.items()}
leaks.CANARIES.update({name: _strings_of(_someone(name), _HOUSEHOLDS[name]) for name in NAMES})
words.AS_TYPED.update(
    name
    for someone in map(_someone, NAMES)
    for name in (someone.birth_name, someone.usual_name, someone.birth_name.upper())
    if "'" in name
)


def name_of(person: Person) -> str:
    """Which of the cast a person is: « jeanne »; empty for anybody else."""
    return next((name for name in NAMES if _someone(name).reference == person.reference), "")


def household_of(name: str) -> frozenset[str]:
    """Whose data somebody may see: their own, and for a holder of those the contract covers."""
    covered = [spouse for spouse, role in SPOUSES.items() if role is ROLES.get(name)]
    holder = [key for key, role in ROLES.items() if role is SPOUSES.get(name)]
    return frozenset([name, *covered, *holder])


# --- Moving in ----------------------------------------------------------------------------------


def move_in(household: Household) -> Person:
    """Put a household into the database: people, home, contract, cover, old login, account,
    mandate, open requests. The holder."""
    holder = _person(household.holder)
    home = household.home
    Address.objects.create(
        person=holder,
        recipient_line=canary(household.holder),
        building_line=home.building,
        street_line=home.street,
        locality_line=home.locality,
        postcode=home.postcode,
        city=home.city,
    )
    contract = contract_of(
        holder,
        reference=household.contract,
        option=household.option,
        start_on=household.start_on,
        end_on=household.end_on,
    )
    if household.spouse:
        cover(contract, _person(household.spouse), Relationship.SPOUSE)
    if household.old_login:
        LegacyLogin.objects.create(
            login=household.old_login, person=holder, last_login_on=household.last_login_on
        )
    for request in household.requests:
        TakenOverRequest.objects.create(
            reference=request.reference,
            person=holder,
            kind=request.kind,
            asked_on=request.asked_on,
            promised_on=request.promised_on,
            state=request.state,
        )
    _open_accounts(household, contract)
    return holder


def asked_before(person: Person) -> TakenOverRequest:
    """One that *person* made in the old portal: theirs, or another one."""
    found = TakenOverRequest.objects.filter(person=person).order_by("reference").first()
    return found or TakenOverRequest.objects.create(
        reference=f"D-{person.reference}", person=person, kind="lentilles", state="en_etude",
        asked_on=date(2022, 3, 1), promised_on=date(2022, 4, 8),
    )  # fmt: skip


def card_asked_again(person: Person, *, send: bool = True, **answers: object) -> Demarche:
    """A card that *person* asks to be sent again; only filled in unless it is to be sent. What was
    asked before is over."""
    me, now = actors.member(person=person.pk, name=str(person)), clock.now()
    CardOrder.objects.filter(person=person, settled_at=None).update(
        settled_at=now, outcome="received"
    )
    for one in Demarche.objects.in_space(person.pk).filter(state__in=codes(OPEN)):
        demarches.withdraw(demarche=one, actor=me, at=now)
    draft = demarches.begin(kind="card_again", person=person.pk, actor=me, at=now)
    covered = Coverage.objects.filter(contract__coverages__person=person)
    said = {
        "contract": str(Contract.objects.filter(coverages__person=person).values_list("pk")[0][0]),
        "why": "lost",
        "people": [str(one) for one in covered.values_list("person", flat=True)],
        "same_address": "yes",
        "telephone": "",
    }
    demarches.write(demarche=draft, answers=said | answers, actor=me, at=now)
    if send:
        demarches.send(demarche=draft, actor=me, at=now)
    draft.refresh_from_db()
    return draft


def attachment_of(demarche: Demarche) -> Attachment:
    """A photograph that whoever made *demarche* adds to it."""
    me = actors.member(person=demarche.person_id, name=str(demarche.person))
    photograph = picture("JPEG", page(text=f"Page {demarche.reference}"))
    received = receive(
        files=[as_given("photo.jpg", photograph)], person=demarche.person_id, actor=me,
        at=clock.now(),
    )  # fmt: skip
    (made,) = demarches.give_documents(
        demarche=demarche, documents=received.kept, actor=me, at=clock.now()
    )
    return made


def message_of(person: Person, *documents: ReceivedDocument, words: str = "") -> Thread:
    """A message that *person* wrote to the advisers."""
    me = actors.member(person=person.pk, name=str(person))
    written = Written(Subject.CARD, words or "Ma carte ne passe pas chez le pharmacien.")
    return conversations.write(
        written=written, person=person, documents=documents, actor=me, at=clock.now()
    )


def enclosure_of(person: Person) -> Enclosure:
    """A photograph that came with a message of *person*."""
    me = actors.member(person=person.pk, name=str(person))
    photograph = picture("JPEG", page(text=f"Lettre {person.reference}"))
    received = receive(
        files=[as_given("lettre.jpg", photograph)], person=person.pk, actor=me, at=clock.now()
    )
    thread = message_of(person, *received.kept)
    return Enclosure.objects.get(line__thread=thread)


def _open_accounts(household: Household, contract: Contract) -> None:
    """The accounts of those in the household, sealed as an import seals them; the mandates."""
    accounts = {}
    for account in household.accounts:
        accounts[account.reference] = BankAccount.objects.create(
            reference=account.reference,
            person=Person.objects.get(reference=account.person),
            holder_name=account.holder_name,
            iban_sealed=settings.SEALING_KEYS.seal_bytes(
                account.iban.encode(), bound_to=iban_bound_to(account.reference)
            ),
            iban_index=settings.BLIND_INDEX.of(account.iban, purpose="iban"),
            country=account.iban[:2],
            last4=account.iban[-4:],
            receives_reimbursements=account.reimbursed,
        )
    for mandate in household.mandates:
        Mandate.objects.create(
            rum=mandate.rum,
            contract=contract,
            account=accounts[mandate.account],
            signed_on=mandate.signed_on,
            debit_day=mandate.day,
            ended_on=mandate.ended_on,
        )


def _person(someone: Someone) -> Person:
    return Person.objects.create(
        reference=someone.reference,
        member_number=someone.member_number or None,
        title=someone.title,
        birth_name=someone.birth_name,
        usual_name=someone.usual_name,
        first_names=someone.first_names,
        birth_date=someone.birth_date,
        email=someone.email,
        mobile=someone.mobile,
        landline=someone.landline,
        died_on=someone.died_on,
        **_sealed_nir(someone),
    )


def _sealed_nir(someone: Someone) -> dict[str, bytes]:
    if not someone.nir:
        return {}
    number = nir.normal(someone.nir)
    bound_to = nir_bound_to(someone.reference)
    return {
        "nir_sealed": settings.SEALING_KEYS.seal_bytes(number.encode(), bound_to=bound_to),
        "nir_index": settings.BLIND_INDEX.of(number, purpose="nir"),
    }


def product(code: str = "retraites-horizon") -> Product:
    """The product of the cast, with a short guarantee table for each option."""
    found = Product.objects.filter(code=code).first()
    if found:
        return found
    made = Product.objects.create(code=code, name="Santé Retraites Horizon", responsible=True)
    version = ProductVersion.objects.create(
        product=made, valid_from=date(2012, 1, 1), source="Tableau inventé pour les tests"
    )
    for option_code, name in _OPTIONS.items():
        option = Option.objects.create(version=version, code=option_code, name=name)
        Guarantee.objects.bulk_create(
            Guarantee(
                option=option, position=at, heading=heading, label=label, expression=pays,
                kind=recognise(label, heading=heading) or "",
            )
            for at, (heading, label, pays) in enumerate(_LINES)
        )  # fmt: skip
    return made


def contract_of(
    holder: Person,
    *,
    reference: str,
    option: str = "equilibre",
    start_on: date = date(2019, 1, 1),
    end_on: date | None = None,
) -> Contract:
    """One more contract, that covers its holder."""
    contract = Contract.objects.create(
        reference=reference,
        holder=holder,
        product=product(),
        option_code=option,
        kind=ContractKind.EVIN_EXIT,
        start_on=start_on,
        end_on=end_on,
    )
    cover(contract, holder, Relationship.MEMBER)
    return contract


def cover(contract: Contract, person: Person, relationship: Relationship) -> Coverage:
    """Cover *person* for as long as the contract runs."""
    return Coverage.objects.create(
        contract=contract,
        person=person,
        relationship=relationship,
        start_on=contract.start_on,
        end_on=contract.end_on,
    )


def nir_held(person: Person, nir: str) -> Person:
    """Put a NIR into the file of *person*, sealed as an import seals it."""
    bound_to = nir_bound_to(person.reference)
    person.nir_sealed = settings.SEALING_KEYS.seal_bytes(nir.encode(), bound_to=bound_to)
    person.nir_index = settings.BLIND_INDEX.of(nir, purpose="nir")
    person.save(update_fields=["nir_sealed", "nir_index"])
    return person


def certificate_of(
    person: Person,
    *people: Person,
    first: date | None = None,
    last: date | None = None,
    with_nir: bool = False,
) -> IssuedDocument:
    """A certificate of affiliation that *person* asked for: of *people*, or of themselves."""
    day = clock.today()
    wanted = Wanted(
        people=frozenset(one.pk for one in people or (person,)),
        purpose=Purpose.EMPLOYER,
        first=first or last or day,
        last=last or first or day,
        with_nir=with_nir,
    )
    actor = actors.member(person=person.pk, name=str(person))
    return certify(wanted=wanted, person=person.pk, actor=actor, at=clock.now())


def card_document_of(
    person: Person, *, year: int | None = None, with_nir: bool = True
) -> IssuedDocument:
    """The third-party-payment card that *person* downloaded, of this year unless told otherwise."""
    day = clock.today()
    (contract, *_others) = Contract.objects.filter(coverages__person=person).order_by("-start_on")
    actor = actors.member(person=person.pk, name=str(person))
    return issue_card(
        contract=contract.pk,
        year=year or day.year,
        person=person.pk,
        actor=actor,
        at=clock.now(),
        with_nir=with_nir,
    )


def card_link_of(person: Person, email: str = "accueil@pharmacie.example") -> Shared:
    """The link by which *person* lets a professional open their card, without its NIR."""
    (contract, *_others) = Contract.objects.filter(coverages__person=person).order_by("-start_on")
    return share_card(
        wanted=WantedShare(contract.pk, clock.today().year, email, with_nir=False),
        person=person.pk,
        actor=actors.member(person=person.pk, name=str(person)),
        at=clock.now(),
    )


def end_certificate_of(person: Person, *people: Person, with_nir: bool = False) -> IssuedDocument:
    """A certificate that the cover of *people* is over, that *person* asked for; of themselves."""
    wanted = WantedEnd(
        people=frozenset(one.pk for one in people or (person,)),
        purpose=Purpose.INSURER,
        with_nir=with_nir,
    )
    actor = actors.member(person=person.pk, name=str(person))
    return certify_end(wanted=wanted, person=person.pk, actor=actor, at=clock.now())


def contribution_of(
    contract: Contract,
    month: date,
    amount: str = "72.60",
    *,
    payment: Payment = Payment.PAID,
    end_on: date | None = None,
) -> Contribution:
    """What a contract owed for the month that begins on that day, or until *end_on*."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return Contribution.objects.create(
        reference=f"{contract.reference}-{month:%Y%m%d}",
        contract=contract,
        period_start=month,
        period_end=end_on or last,
        due_on=last,
        amount=Decimal(amount),
        payment=payment,
    )


def payment_certificate_of(
    person: Person, *, first: date, last: date, contract: Contract | None = None
) -> IssuedDocument:
    """A certificate of what was paid for a contract, which *person* asked for: their newest."""
    held = contract or Contract.objects.filter(holder=person).order_by("-start_on")[0]
    wanted = WantedPayment(contract=held.pk, purpose=Purpose.OTHER, first=first, last=last)
    actor = actors.member(person=person.pk, name=str(person))
    return certify_payment(wanted=wanted, person=person.pk, actor=actor, at=clock.now())


def line_of_care(
    person: Person,
    *,
    reference: str,
    amounts: tuple[str, str, str] = ("25.00", "17.50", "7.50"),
    cared_on: date = date(2021, 6, 15),
    paid_on: date | None = date(2021, 6, 22),
    **said: Any,
) -> Reimbursement:
    """One line of care: what was spent, what the Sécurité sociale paid, what the insurer paid."""
    contract = said.pop("contract", None) or Contract.objects.filter(coverages__person=person)[0]
    spent, basic, complementary = map(Decimal, amounts)
    return Reimbursement.objects.create(
        reference=reference,
        contract=contract,
        person=person,
        cared_on=cared_on,
        paid_on=paid_on,
        spent=spent,
        basic=basic,
        complementary=complementary,
        **{"care": "Consultation d’un généraliste", **said},
    )


def explained_line(person: Person, *, reference: str, **said: Any) -> Reimbursement:
    """A visit whose amounts our computation finds: 25 € less 1 €, of which 70 % and the rest."""
    found = {"act": "G", "kind": "medical_fees", "charge": Decimal(1)}
    return line_of_care(
        person, reference=reference, amounts=("25.00", "16.50", "7.50"), **{**found, **said}
    )


def statement_of(
    person: Person, *people: Person, year: int = 2021, acting: Acting | None = None
) -> IssuedDocument:
    """The yearly statement of the care of *people* in the space of *person*: their own."""
    wanted = WantedStatement(frozenset(one.pk for one in people or (person,)), year)
    actor = actors.member(person=person.pk, name=str(person))
    return state_care(wanted=wanted, space=person.pk, acting=acting, actor=actor, at=clock.now())


def table_document_of(person: Person, *, year: int | None = None) -> IssuedDocument:
    """The guarantee table that *person* downloaded, of today unless an earlier year is named."""
    (contract, *_others) = Contract.objects.filter(coverages__person=person).order_by("-start_on")
    actor = actors.member(person=person.pk, name=str(person))
    return issue_table(
        contract=contract.pk, person=person.pk, actor=actor, at=clock.now(), year=year
    )


def sent_to(
    person: Person, notice: Notice = CERTIFICATE_WITHDRAWN_LETTER, **context: object
) -> Parcel:
    """A message that left for *person* just now: a letter in a batch that the printer took."""
    at = clock.now()
    secrets = context.pop("secrets", None)
    with transaction.atomic():
        parcel = post(
            notice,
            to=as_recipient(person, number=number_of(person)),
            actor=actors.robot("un essai"),
            at=at,
            once_key=f"essai:{uuid4()}",
            context={
                "document_number": "AT-7K4P-9QXC", "issued_on": "1er mars 2022",
                "because": "il contenait une erreur", "moment": "jeudi 24 mars 2022", **context,
            },
            secrets=secrets,  # type: ignore[arg-type]
        )  # fmt: skip
    assert parcel is not None
    parcel.state, parcel.secrets, parcel.settled_at = State.SENT, None, at
    if parcel.via == Via.LETTER:
        number = PrintBatch.objects.count() + 1
        parcel.batch = PrintBatch.objects.create(
            number=number, made_at=at, letters=1, pages=1, prepared_at=at, taken_at=at
        )
        parcel.place = parcel.pages = 1
    parcel.save()
    return parcel


# --- Accounts and sessions ----------------------------------------------------------------------


@cache
def _hashed(password: str, salt: str) -> str:
    return make_password(password, salt=salt)


def account_of(person: Person, *, password: str = PASSWORD, email: str | None = None) -> Account:
    """The active account of somebody; made if there is none."""
    address = email or person.email or f"{name_of(person) or 'quelqu.un'}@boite.example"
    account, _ = Account.objects.get_or_create(
        person=person,
        defaults={
            "email": address,
            "email_key": emails.canonical(address),
            "password": _hashed(password, salt_of(emails.canonical(address))),
            "state": AccountState.ACTIVE,
            "state_since": clock.now(),
            "state_channel": "espace",
            "terms_version": date(2022, 3, 24),
        },
    )
    return account


def signed_in(client: Client, person: Person) -> Client:
    """The same client with a session of *person* that has just begun, as signing in begins it."""
    request = HttpRequest()
    request.session = client.session
    request.moment = clock.now()  # type: ignore[attr-defined]
    auth.login(request, account_of(person), backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    if isinstance(client, CheckedClient):
        client.may_see = household_of(name_of(person))
    return client


def stepped_up(client: Client, person: Person, act: Act) -> Client:
    """The same client, whose session showed the password and a fresh code again for *act*."""
    key = kept_key(client.cookies[settings.SESSION_COOKIE_NAME].value)
    at = clock.now()
    StepUp.objects.create(
        account=account_of(person), act=act, session_key=key, given_at=at,
        expires_at=at + STEP_UP_LIFETIME,
    )  # fmt: skip
    return client


# --- Carers -------------------------------------------------------------------------------------


def helped(giver: Person, carer: Person, *rights: Right, **said: Any) -> Delegation:
    """An access that *giver* gave to *carer*, accepted, until the end of the year; all functions
    unless some are named."""
    at = clock.now()
    return Delegation.objects.create(
        giver=giver,
        carer=carer,
        carer_name=str(carer),
        **{
            "rights": [right.value for right in rights or Right],
            "start_on": clock.today(),
            "end_on": clock.today().replace(month=12, day=31),
            "carried": "email",
            "created_at": at,
            "secret_expires_at": at,
            "accepted_at": at,
            **said,
        },
    )


def acting(client: Client, carer: Person, access: Delegation) -> Client:
    """The same client, signed in as *carer* and in the space that *access* opens."""
    signed_in(client, carer)
    session = client.session
    session[ACTING] = str(access.pk)
    session.save()
    if isinstance(client, CheckedClient):
        theirs = household_of(name_of(access.giver))
        client.may_see = frozenset({name_of(carer)}) | theirs
    return client


# --- Fixtures -----------------------------------------------------------------------------------


def _fixture(name: str) -> Callable[..., Person]:
    @pytest.fixture(name=name)
    def moved_in(db: None) -> Person:
        return move_in(ROLES[name].household)

    moved_in.__doc__ = ROLES[name].what_to_try
    return moved_in


jeanne = _fixture("jeanne")
eloise = _fixture("eloise")
salah = _fixture("salah")
odette = _fixture("odette")
paul = _fixture("paul")
lucien = _fixture("lucien")
andree = _fixture("andree")
marguerite = _fixture("marguerite")


@pytest.fixture
def karim(jeanne: Person) -> Person:
    """Jeanne's husband, covered by her contract; he holds no card."""
    return Person.objects.get(reference=cast.JEANNE.household.spouse.reference)


@pytest.fixture
def marie_louise(paul: Person) -> Person:
    """Paul's wife: one mailbox for two."""
    return Person.objects.get(reference=cast.PAUL.household.spouse.reference)


@pytest.fixture
def everybody(
    jeanne: Person, eloise: Person, salah: Person, odette: Person, paul: Person,
    lucien: Person, andree: Person, marguerite: Person,
) -> dict[str, Person]:  # fmt: skip
    """The whole cast by name, husband and wife included."""
    return {name_of(person): person for person in Person.objects.all()}


def at_home(client: Client, person: Person) -> Client:
    """The same client on a device that the account of *person* knows: no code is asked for."""
    token, at = tokens.new_token(), clock.now()
    if found := client.cookies.get(settings.BROWSER_COOKIE_NAME):
        token = found.value.rpartition(".")[2]
    KnownDevice.objects.create(
        account=account_of(person),
        token_hash=tokens.token_hash(token),
        label="Firefox sur Windows",
        first_seen_at=at,
        last_seen_at=at,
        expires_at=at + DEVICE_LIFETIME,
    )
    client.cookies[settings.BROWSER_COOKIE_NAME] = f"normal.{token}"
    return client
