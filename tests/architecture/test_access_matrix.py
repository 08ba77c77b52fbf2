"""Who may open which address, for all of them: a new one without a block is red."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from espace_client.accounts.staff import StaffMember
from espace_client.audit.models import Entry
from espace_client.members.models import Person
from tests.architecture.matrix import Block, blocks
from tests.architecture.objects import FACTORIES, Objects
from tests.architecture.routes import Route, every_route, methods_of
from tests.bench.pages import CheckedClient
from tests.people import signed_in
from tests.staff import at_desk, at_the_code_page

ROUTES = every_route()
BLOCKS = blocks()
PAIRS = [(route, block) for route in ROUTES for block in BLOCKS if block.is_for(route.name)]
each_pair = pytest.mark.parametrize(
    ("route", "block"), PAIRS, ids=[f"{block.method} {route.name}" for route, block in PAIRS]
)
# Of nobody: sessions begin and end, and a form page is remembered as sent.
_MAY_BE_WRITTEN = ("django_session",)
_VARIES = ("desk:file", "desk:open_file", "accounts:access")
_WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


def undeclared(routes: list[Route], declared: list[Block]) -> Iterator[str]:
    """What a route lacks in the matrix, and what the matrix says of no route."""
    for route in routes:
        if not route.name:
            yield f"{route.pattern} has no name"
        elif not any(block.is_for(route.name) for block in declared):
            yield f"{route.name} has no block"
    for block in declared:
        mine = [route for route in routes if block.is_for(route.name)]
        if not mine:
            yield f"{block.method} {block.route} is no route"
        for route in mine:
            if bool(route.parameters) != (block.object in FACTORIES):
                yield f"{route.name} varies by {route.parameters}, its object is {block.object!r}"
        yield from (f"{block.method} {block.route}: {fault}" for fault in block.faults())


@pytest.mark.promise("2.1")
@pytest.mark.promise("I2.15")
def test_every_route_has_its_block_and_every_block_its_route():
    assert list(undeclared(ROUTES, BLOCKS)) == []


@pytest.mark.promise("2.1")
def test_a_route_without_a_block_is_found():
    lost = Route("home:new", "nouveau", (), lambda request: None)
    assert list(undeclared([*ROUTES, lost], BLOCKS)) == ["home:new has no block"]
    assert "is no route" in next(undeclared(ROUTES[1:], BLOCKS))
    anonymous = Route("", "nouveau", (), lambda request: None)
    assert list(undeclared([*ROUTES, anonymous], BLOCKS)) == ["nouveau has no name"]
    varying = Route("home:help", "aide/<uuid:person>", ("person",), lambda request: None)
    assert "varies by" in next(undeclared([*ROUTES, varying], BLOCKS))


@pytest.mark.promise("1.9")
def test_what_asks_for_the_password_again_is_declared():
    asking = {route.name for route in ROUTES if hasattr(route.view, "act")}
    declared = {route.name for route, block in PAIRS if block.step_up}
    assert asking == declared != set()


@dataclass(frozen=True)
class Visit:
    """One person at one address, with what came back."""

    response: HttpResponse
    events: tuple[str, ...]
    written: frozenset[str]


def visit(client: CheckedClient, block: Block, address: str) -> Visit:
    before = Entry.objects.count()
    with CaptureQueriesContext(connection) as captured:
        if block.method == "GET":
            response = client.get(address)
        else:
            token = {"form_token": str(uuid.uuid4())}
            response = client.generic(
                block.method,
                address,
                "&".join(f"{name}={value}" for name, value in token.items()),
                "application/x-www-form-urlencoded",
            )
    events = tuple(Entry.objects.values_list("event", flat=True)[before:])
    written = {found[2] for query in captured if (found := _WRITES.match(query["sql"]))}
    return Visit(response, events, frozenset(written) - set(_MAY_BE_WRITTEN))


def require(
    seen: Visit, block: Block, expected: int | str, of: dict[str, object] | None = None
) -> None:
    """The declared answer. *of*: what stands in the address that it leads to, if anything does."""
    if isinstance(expected, int):
        assert seen.response.status_code == expected
    else:
        where = reverse(expected, kwargs=of if expected in _VARIES else None)
        assert (seen.response.status_code, seen.response.url) == (302, where)
    assert seen.events == (block.log if seen.response.status_code != 404 else ())
    if block.method == "GET" and not block.log:
        assert not seen.written, f"a GET writes in {sorted(seen.written)}"


@pytest.fixture
def owner(jeanne: Person, salah: Person) -> Person:
    return jeanne


def the_objects(block: Block, owner: Person, stranger: Person) -> Objects | None:
    return FACTORIES[block.object](owner, stranger) if block.object else None


def at(route: Route, value: object | None) -> str:
    """The address with *value* in each variable part, or what a mapping says of each."""
    values = value if isinstance(value, dict) else {}
    return route.address(**{name: values.get(name, value) for name in route.parameters})


def led_away(seen: Visit, block: Block) -> None:
    """To the sign-in page of that side, with nothing done."""
    door = reverse("desk:sign_in" if block.on_desk else "accounts:sign_in")
    assert seen.response.status_code == 302
    assert seen.response.url.startswith(f"{door}?next=")
    assert not seen.written


def as_a_visitor(client: CheckedClient, block: Block, address: str) -> None:
    seen = visit(client, block, address)
    if "visitor" in block.roles:
        require(seen, block, block.answer)
    else:
        led_away(seen, block)


@each_pair
@pytest.mark.promise("2.1")
def test_a_visitor_gets_what_is_public_and_is_led_to_the_sign_in_page_elsewhere(
    route, block, client, owner, salah
):
    objects = the_objects(block, owner, salah)
    as_a_visitor(client, block, at(route, objects and objects.own))


@pytest.mark.promise("1.15")
def test_the_desk_is_the_addresses_under_its_path_and_no_others():
    there = {route.name for route in ROUTES if route.pattern.startswith(settings.DESK_PATH)}
    assert there == {route.name for route in ROUTES if route.name.startswith("desk:")} != set()


DESK = [(route, block) for route, block in PAIRS if block.on_desk]
MEMBERS = [(route, block) for route, block in PAIRS if not block.on_desk]


def each_of(pairs: list[tuple[Route, Block]]) -> pytest.MarkDecorator:
    names = [f"{block.method} {route.name}" for route, block in pairs]
    return pytest.mark.parametrize(("route", "block"), pairs, ids=names)


@each_of(DESK)
@pytest.mark.promise("1.15")
def test_a_password_alone_opens_nothing_of_the_desk(route, block, client, owner, salah, claire):
    objects = the_objects(block, owner, salah)
    at_the_code_page(client, claire)
    if route.name == "desk:code":
        assert visit(client, block, at(route, None)).response.status_code in (200, 422)
    else:
        as_a_visitor(client, block, at(route, objects and objects.own))


@each_of(DESK)
@pytest.mark.promise("1.15")
def test_a_member_is_a_visitor_at_the_desk(route, block, client, owner, salah, claire):
    objects = the_objects(block, owner, salah)
    as_a_visitor(signed_in(client, owner), block, at(route, objects and objects.own))


@each_of(MEMBERS)
@pytest.mark.promise("2.1")
def test_staff_are_visitors_on_the_members_pages(route, block, client, owner, salah, hugo):
    objects = the_objects(block, owner, salah)
    as_a_visitor(at_desk(client, hugo), block, at(route, objects and objects.own))


@each_of(DESK)
@pytest.mark.parametrize("role", ["staff", "supervisor"])
@pytest.mark.promise("2.1")
@pytest.mark.promise("2.5")
def test_staff_get_what_is_declared(route, block, role, client, owner, salah, claire, hugo):
    objects = the_objects(block, owner, salah)
    at_desk(client, claire if role == "staff" else hugo)
    seen = visit(client, block, at(route, objects and objects.own))
    if role not in block.roles:
        assert seen.response.status_code == 404
        assert not seen.written - {"ui_sentform"}
        return
    require(seen, block, block.staff, {"person": owner.pk})
    if objects is None:
        return
    unknown = visit(client, block, at(route, objects.unknown)).response
    assert unknown.status_code == block.unknown
    if objects.foreign is not None:
        closed = visit(client, block, at(route, objects.foreign))
        where = reverse(block.closed, kwargs={"person": salah.pk})
        assert (closed.response.status_code, closed.response.url) == (302, where)
        assert closed.events == ()


@each_of(MEMBERS)
@pytest.mark.promise("2.1")
@pytest.mark.promise("4.1")
@pytest.mark.promise("4.3")
@pytest.mark.promise("4.4")
def test_each_gets_their_own_and_the_same_404_for_what_is_not(
    route, block, client, other_client, owner, salah
):
    objects = the_objects(block, owner, salah)
    signed_in(client, owner)
    if objects is None:
        require(visit(client, block, at(route, None)), block, block.member)
        return
    require(
        visit(client, block, at(route, objects.own)), block, block.member, {"access": objects.own}
    )
    unknown = visit(client, block, at(route, objects.unknown)).response
    assert unknown.status_code == block.unknown
    if objects.foreign is not None:
        # It does exist: whoever owns it opens it.
        require(
            visit(signed_in(other_client, salah), block, at(route, objects.foreign)),
            block,
            block.member,
            {"access": objects.foreign},
        )
        foreign = visit(client, block, at(route, objects.foreign)).response
        assert foreign.status_code == unknown.status_code == 404
        assert masked(foreign, objects.foreign) == masked(unknown, objects.unknown)


def entered(
    client: CheckedClient, block: Block, owner: Person, staff: StaffMember
) -> CheckedClient:
    """Whoever may do most on that side of the site."""
    return at_desk(client, staff) if block.on_desk else signed_in(client, owner)


def masked(response: HttpResponse, value: object) -> tuple[object, ...]:
    """An answer without what differs from one request to the next, or repeats the address."""
    body = response.content.decode().replace(str(value), "OBJECT")
    body = re.sub(r'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]+', r"\1", body)
    return response.status_code, sorted(response.headers.items()), body


@each_pair
@pytest.mark.promise("4.8")
def test_a_view_takes_the_declared_methods_alone(route, block, client, owner, salah, hugo):
    objects = the_objects(block, owner, salah)
    declared = {other.method for other in BLOCKS if other.is_for(route.name)}
    entered(client, block, owner, hugo)
    assert methods_of(route, at(route, objects and objects.own), client) == declared


POSTS = [(route, block) for route, block in PAIRS if block.method == "POST"]


@pytest.mark.parametrize(("route", "block"), POSTS, ids=[route.name for route, _ in POSTS])
@pytest.mark.promise("4.8")
@pytest.mark.parametrize("fault", ["no CSRF token", "no form token", "another site"])
def test_a_forged_or_stale_form_does_nothing(route, block, client, owner, salah, hugo, fault):
    entered(client, block, owner, hugo)
    client.handler.enforce_csrf_checks = fault == "no CSRF token"
    content = {} if fault == "no form token" else {"form_token": str(uuid.uuid4())}
    elsewhere = {"Sec-Fetch-Site": "cross-site"} if fault == "another site" else {}
    objects = the_objects(block, owner, salah)
    before = Entry.objects.count()
    response = client.post(at(route, objects and objects.own), content, headers=elsewhere)
    assert response.status_code == 403
    assert Entry.objects.count() == before


@pytest.mark.django_db
@pytest.mark.promise("I2.12")
def test_the_demo_s_pages_are_absent_here(client):
    assert not [route for route in ROUTES if route.name.startswith("demo")]
    for address in ("/demo/", "/demo/mailbox.json", "/demo/clock"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_each_page_has_a_title_of_its_own(client, other_client, owner, salah, hugo):
    titles: dict[str, str] = {}
    signed_in(client, owner)
    desk = at_desk(CheckedClient(), hugo)
    for route, block in PAIRS:
        if block.method != "GET" or route.name == "healthz":
            continue
        objects = the_objects(block, owner, salah)
        # Each page to whom it is meant for: a visitor where a visitor may come.
        reader = desk if block.on_desk else client
        if "visitor" in block.roles:
            reader = other_client
        response = reader.get(at(route, objects and objects.own))
        if response.status_code == 200 and hasattr(response, "page"):  # a document has none
            titles[route.name] = response.page.title
    twins = {
        title: [name for name, other in titles.items() if other == title]
        for title in titles.values()
    }
    # The same page at two addresses.
    allowed = [
        {"documents:terms", "documents:terms_version"},
        {"reimbursements:guarantees", "reimbursements:guarantees_of"},
        {"reimbursements:sample", "reimbursements:sample_step"},
    ]
    assert not {t: n for t, n in twins.items() if len(n) > 1 and set(n) not in allowed}
