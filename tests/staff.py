"""The insurer's people in the tests: `claire`, an adviser, and `hugo`, a supervisor.

Their codes come from `code_of_now`. How real people are enrolled is told in desk/tests.
"""

from functools import cache

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client

from espace_client.accounts import operations, queries
from espace_client.accounts.models import AccountRequest, ProofState, SecondProof
from espace_client.accounts.second_factor import code_of, new_secret, step_of
from espace_client.accounts.staff import (
    FileOpening,
    OpeningReason,
    StaffMember,
    StaffRole,
    StaffState,
    totp_bound_to,
)
from espace_client.contracts.queries import number_of
from espace_client.kernel import clock
from espace_client.kernel.actors import operator
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import NAMES

STAFF_PASSWORD = "quatre cerises sur le phare"
NEW_EMAIL = "nouvelle.adresse@boite.example"


@cache
def _hashed(password: str) -> str:
    return make_password(password)


def hired(full_name: str, email: str, role: StaffRole) -> StaffMember:
    """Somebody in post, with both factors, as an enrolment leaves them."""
    staff = StaffMember.objects.create(
        email=email,
        email_key=email,
        full_name=full_name,
        role=role,
        state=StaffState.INVITED,
        state_since=clock.now(),
        password=_hashed(STAFF_PASSWORD),
    )
    staff.refresh_from_db()
    staff.totp_sealed = settings.SEALING_KEYS.seal_bytes(
        new_secret().encode(), bound_to=totp_bound_to(staff)
    )
    staff.state = StaffState.ACTIVE
    staff.save()
    return staff


def code_of_now(staff: StaffMember, *, steps: int = 0) -> str:
    """What the telephone of *staff* shows, or showed *steps* half minutes from now."""
    known = StaffMember.objects.get(pk=staff.pk)
    return code_of(queries.opened_secret(known), step=step_of(clock.now()) + steps)


def at_desk(client: Client, staff: StaffMember) -> Client:
    """The same client with a session of *staff* that has just begun, after both factors."""
    request = HttpRequest()
    request.session = client.session
    request.moment = clock.now()  # type: ignore[attr-defined]
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    auth.login(request, staff)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    if isinstance(client, CheckedClient):
        client.may_see = frozenset(NAMES)
    return client


def at_the_code_page(client: CheckedClient, staff: StaffMember) -> CheckedClient:
    """The same client once the password was right: the code is still to come."""
    page = client.get("/conseillers/connexion")
    client.send(page, email=staff.email, password=STAFF_PASSWORD)
    return client


def opened(
    staff: StaffMember, person: Person, reason: OpeningReason = OpeningReason.CALL
) -> FileOpening:
    """The file of *person*, open for *staff*."""
    return operations.open_file(
        staff=staff, person=person, reason=reason, actor=staff.at_desk, at=clock.now()
    )


def waiting_proof(person: Person, email: str = NEW_EMAIL) -> SecondProof:
    """A request for an account with an e-mail that the file does not hold; it waits."""
    request = AccountRequest.objects.create(
        at=clock.now(),
        member_number=number_of(person),
        last_name=person.name,
        first_name=person.first_name,
        birth_date=person.birth_date,
        email=email,
        terms_version=clock.today(),
    )
    operations.answer_request(request_id=request.pk, actor=operator("les tests"), at=clock.now())
    return SecondProof.objects.get(person=person, state=ProofState.WAITING)


@pytest.fixture
def claire(db: None) -> StaffMember:
    """An adviser."""
    return hired("Claire Besson", "claire.besson@horizon.example", StaffRole.ADVISER)


@pytest.fixture
def hugo(db: None) -> StaffMember:
    """A supervisor."""
    return hired("Hugo Marchal", "hugo.marchal@horizon.example", StaffRole.SUPERVISOR)
