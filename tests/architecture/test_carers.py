"""Every address × every function × every relation: what somebody gets in the space of another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from espace_client.audit.models import Entry
from espace_client.kernel import clock
from espace_client.members.models import Delegation, Guardianship, Measure, Person
from espace_client.members.permissions import Right, may
from tests.architecture.matrix import Block
from tests.architecture.routes import Route
from tests.architecture.test_access_matrix import MEMBERS, at, each_of, require, the_objects, visit
from tests.bench.pages import CheckedClient
from tests.people import acting, helped

pytestmark = [pytest.mark.promise("2.4"), pytest.mark.promise("2.9")]
BEHIND_THE_LOGIN = [(route, block) for route, block in MEMBERS if "visitor" not in block.roles]
OPEN = [
    (route, block)
    for route, block in BEHIND_THE_LOGIN
    if block.carer != 404 and block.route not in ("accounts:sign_out", "accounts:leave_space")
]


def test_the_mark_of_each_view_is_what_the_matrix_declares():
    for route, block in MEMBERS:
        mark = getattr(route.view, "carers_may", None)
        assert (mark is not None) == (block.carer != 404), route.name
        if mark is not None:
            assert (mark.right or "") == block.right, route.name


def test_no_page_of_security_bank_or_accesses_is_open():
    opened = {block.route for _route, block in MEMBERS if block.carer != 404}
    assert opened == {
        "home:home", "home:leaving", "contracts:rights",
        "contracts:list", "reimbursements:guarantees", "reimbursements:guarantees_of",
        "contracts:card", "contracts:download_card", "contracts:card_pdf",
        "conversations:list", "conversations:write", "conversations:thread",
        "conversations:complain", "conversations:enclosure",
        "demarches:list", "demarches:detail", "demarches:choose", "demarches:start",
        "demarches:page", "demarches:summary", "demarches:forget", "demarches:sent",
        "demarches:answer", "demarches:documents", "demarches:add", "demarches:attachment",
        "demarches:thumbnail", "demarches:take_back", "demarches:withdraw",
        "demarches:contest", "demarches:reopen",
        "contracts:certificate", "contracts:certificate_ready", "documents:mine",
        "documents:document", "documents:download", "documents:message", "documents:letter",
        "accounts:sign_out", "accounts:leave_space",
        "accounts:go_on", "reimbursements:simulator", "reimbursements:simulator_step",
        "reimbursements:left", "reimbursements:simulator_paper", "contracts:which_certificate",
        "contracts:radiation", "contributions:certificate", "reimbursements:statement",
        "reimbursements:statement_ready", "reimbursements:statement_pdf",
        "reimbursements:compare", "reimbursements:list", "reimbursements:table",
        "reimbursements:line", "reimbursements:line_paper", "reimbursements:feeds",
        "reimbursements:asked_back", "contracts:table_pdf", "contracts:table_document",
    }  # fmt: skip


@each_of(BEHIND_THE_LOGIN)
def test_without_a_mark_a_page_is_closed(
    route: Route, block: Block, client: CheckedClient, jeanne: Person, salah: Person
):
    """With every function given."""
    objects = the_objects(block, jeanne, salah)
    acting(client, salah, helped(jeanne, salah))
    seen = visit(client, block, at(route, objects and objects.own))
    if block.carer == 404:
        assert seen.response.status_code == 404
        assert seen.events == ()
        assert not seen.written - {"ui_sentform"}
        return
    reads = route.view.carers_may.does and block.method == "GET"
    read = ("accounts.carer_read",) if reads else ()
    assert seen.events == (*block.log, *read)
    require(replace(seen, events=block.log, written=frozenset()), block, block.carer)


def _given(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, right)


def _given_everything_else(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, *set(Right) - {right})


def _ended(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, right, ended_at=clock.now(), ending="giver")


def _not_accepted(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, right, accepted_at=None)


def _over_since_yesterday(jeanne: Person, salah: Person, right: Right) -> Delegation:
    yesterday = clock.today() - timedelta(days=1)
    return helped(jeanne, salah, right, start_on=yesterday, end_on=yesterday)


def _from_tomorrow(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, right, start_on=clock.today() + timedelta(days=1))


def _of_somebody_else(jeanne: Person, salah: Person, right: Right) -> Delegation:
    other = Person.objects.create(
        reference="AIDANT-1", birth_name="Voisin", first_names="Camille", in_file=False
    )
    return helped(jeanne, other, right)


def _of_a_guardian(jeanne: Person, salah: Person, right: Right) -> Delegation:
    return helped(jeanne, salah, guardianship=_measure(jeanne, None), end_on=None)


def _of_a_guardian_until_yesterday(jeanne: Person, salah: Person, right: Right) -> Delegation:
    yesterday = clock.today() - timedelta(days=1)
    return helped(jeanne, salah, guardianship=_measure(jeanne, yesterday), end_on=None)


def _after_a_death(jeanne: Person, salah: Person, right: Right) -> Delegation:
    Person.objects.filter(pk=jeanne.pk).update(died_on=clock.today())
    return helped(jeanne, salah, right)


def _measure(person: Person, end_on: date | None) -> Guardianship:
    return Guardianship.objects.create(
        reference="T-1", person=person, measure=Measure.TUTELLE, guardian_name="Salah",
        ruling="TJ 22/0001", start_on=date(2020, 1, 1), end_on=end_on,
    )  # fmt: skip


OPENS = {_given, _of_a_guardian}
type Relation = Callable[[Person, Person, Right], Delegation]
RELATIONS: list[Relation] = [
    _given, _given_everything_else, _ended, _not_accepted, _over_since_yesterday, _from_tomorrow,
    _of_somebody_else, _of_a_guardian, _of_a_guardian_until_yesterday, _after_a_death,
]  # fmt: skip


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda one: one.__name__.strip("_"))
@each_of([(route, block) for route, block in OPEN if block.right])
@pytest.mark.promise("2.3")
def test_an_open_page_opens_exactly_when_the_one_function_says_so(
    route: Route, block: Block, relation: Relation, client: CheckedClient, jeanne: Person,
    salah: Person,
):  # fmt: skip
    objects = the_objects(block, jeanne, salah)
    right = Right(block.right)
    acting(client, salah, relation(jeanne, salah, right))
    allowed = may(salah.pk, right, jeanne.pk, on=clock.today())
    assert allowed is (relation in OPENS)
    address = at(route, objects and objects.own)
    assert visit(client, block, address).response.status_code == (block.carer if allowed else 404)
    if objects is not None and allowed:  # his own things are not in her space
        foreign = visit(client, block, at(route, objects.foreign)).response
        assert foreign.status_code == 404


@each_of(OPEN)
def test_a_right_that_is_withdrawn_is_gone_at_the_next_request(
    route: Route, block: Block, client: CheckedClient, jeanne: Person, salah: Person
):
    """Also of what was made before: a certificate, a document."""
    objects = the_objects(block, jeanne, salah)
    access = helped(jeanne, salah)
    acting(client, salah, access)
    address = at(route, objects and objects.own)
    assert visit(client, block, address).response.status_code == block.carer
    access.ended_at, access.ending = clock.now(), "giver"
    access.save()
    gone = visit(client, block, address)
    assert gone.response.status_code == 404
    assert gone.response.page.h1 == "Cet accès est terminé"
    assert Entry.objects.filter(event="accounts.carer_read").count() <= 1
