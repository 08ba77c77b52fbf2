"""What stands in the addresses of the site, and what no cache keeps: walked, not listed."""

import inspect
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.http import HttpResponse

from espace_client.accounts.staff import StaffMember
from espace_client.members.models import Person
from tests.architecture.matrix import Block
from tests.architecture.objects import FACTORIES
from tests.architecture.routes import Route, every_route
from tests.architecture.test_access_matrix import PAIRS, at
from tests.bench.page_checks.leaks import CANARIES
from tests.bench.pages import CheckedClient
from tests.people import signed_in
from tests.staff import at_desk

UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}")
# 128 bits or more in the alphabet of a sealed or signed secret.
SECRET = re.compile(r"[A-Za-z0-9_.:=-]{40,}")
DAY = re.compile(r"(19|20)\d\d(-\d\d-\d\d)?")
# Of an act, which is everybody's: what the nomenclatures of the Sécurité sociale call it.
ACT = re.compile(r"[A-Z]{4}\d{3}|[a-z]+(-[a-z0-9]+)+")
# A person's number of their own, or a row's; nothing else in an address may be a variable.
CONVERTERS = {"uuid", "date", "slug", "anything", "str"}


def traceable(address: str) -> Iterator[str]:
    """The parts of an address that count, or that stand for somebody: numbers of rows, of cards,
    of the Sécurité sociale, of contracts, names."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or parts.path.startswith("/static/"):
        return
    for said in re.split(r"[/?&#]", unquote(address)):  # an address may name another: ?next=
        part = re.sub(r"^\w+=", "", said)
        known = any(one.fullmatch(part) for one in (UUID, SECRET, DAY, ACT))
        if not known and re.search(r"\d\D?\d\D?\d|^\d+$", part):
            yield part
    theirs = {string for strings in CANARIES.values() for string in strings}
    yield from (string for string in theirs if string.lower() in unquote(address).lower())


def leading_from(response: HttpResponse) -> set[str]:
    """Every address that an answer names: its links, forms, pictures, and where it leads."""
    found = {response.headers["Location"]} if "Location" in response.headers else set()
    if hasattr(response, "page"):
        found |= set(response.page.root.xpath("//@href | //@action | //@src | //@formaction"))
    return {str(one) for one in found}


def opened(
    client: CheckedClient, jeanne: Person, salah: Person, hugo: StaffMember
) -> Iterator[tuple[Route, Block, HttpResponse]]:
    """Every address of the site, opened by whoever may do most there."""
    member, desk = signed_in(CheckedClient(), jeanne), at_desk(CheckedClient(), hugo)
    for route, block in PAIRS:
        if block.method != "GET":
            continue
        reader = desk if block.on_desk else member if "member" in block.roles else client
        value = FACTORIES[block.object](jeanne, salah).own if block.object else None
        yield route, block, reader.get(at(route, value))


@pytest.mark.promise("2.2")
def test_the_variable_parts_of_addresses_are_random_or_nobody_s() -> None:
    for route in every_route():
        kinds = re.findall(r"<(?:(\w+):)?\w+>", route.pattern)
        assert set(kinds) <= CONVERTERS, route.pattern
        assert len(kinds) == len(route.parameters), route.pattern


@pytest.mark.django_db
@pytest.mark.promise("2.2")
def test_no_link_of_any_page_names_a_number_or_a_person(
    client: CheckedClient, jeanne: Person, salah: Person, hugo: StaffMember
) -> None:
    found, followed = {}, set()
    for route, _block, response in opened(client, jeanne, salah, hugo):
        links = leading_from(response) | {response.request["PATH_INFO"]}
        followed |= links
        found |= {(route.name, link): list(traceable(link)) for link in links if link}
    assert {where: parts for where, parts in found.items() if parts} == {}
    assert sum(bool(UUID.search(link)) for link in followed) > 20  # it did see objects


@pytest.mark.parametrize(
    "address",
    [
        "/mes-contrats/17",
        "/mes-documents?page=3&document=1204",
        "/mes-contrats/48201937",
        "/desk/2-69-05-49-588-157-80",
        "/mes-contrats/RH-48201937",
        "/mes-documents/AT-2022-0001",
        "/accueil?pour=Jeanne%20Martin",
        "/accueil#12",
        "/texte/normal?next=%2Fmes-contrats%2F17",
    ],
)
@pytest.mark.promise("2.2")
def test_a_number_or_a_name_in_an_address_is_found(address: str) -> None:
    assert list(traceable(address))


@pytest.mark.parametrize(
    "address",
    [
        "/mes-contrats/5b7e0d83-3c71-4a6e-9a51-6c1f6f7d2b10",
        "/mes-garanties?annee=2021",
        "/conditions/2022-03-24",
        "/static/ui/portal.1a2b3c4d5e6f.css",
        "tel:+33199001234",
    ],
)
def test_what_is_random_or_everybody_s_may_stand_there(address: str) -> None:
    assert list(traceable(address)) == []


def answers_pdf(route: Route) -> bool:
    """Whether the source of the view speaks of a PDF that it answers."""
    source = inspect.getsource(inspect.unwrap(route.view))
    return bool(re.search(r"return _?pdf\(|application/pdf", source))


@pytest.mark.django_db
@pytest.mark.promise("4.5")
def test_no_cache_keeps_a_download(
    client: CheckedClient, jeanne: Person, salah: Person, hugo: StaffMember
) -> None:
    """Whatever is not a page, and is not everybody's: documents, exports, files."""
    downloads = {}
    for route, block, response in opened(client, jeanne, salah, hugo):
        kind = response.headers.get("Content-Type", "")
        if block.sensitive and response.status_code == 200 and not kind.startswith("text/html"):
            downloads[route.name] = (kind, response.headers["Cache-Control"])
    pdfs = {name for name, (kind, _cache) in downloads.items() if kind == "application/pdf"}
    assert pdfs >= {route.name for route in every_route() if answers_pdf(route)} != set()
    for name, (_kind, cache) in downloads.items():
        assert {"no-store", "private"} <= set(re.split(r",\s*", cache)), name
