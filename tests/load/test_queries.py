"""What a signed-in page asks of the database: the same with few members as with many."""

import json
from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.accounts import quick_card
from espace_client.accounts.forgotten import people_meant
from espace_client.accounts.models import Account, KnownDevice
from espace_client.accounts.quick_card import TypedCard
from espace_client.accounts.rules import DEVICE_LIFETIME
from espace_client.demarches import operations as op
from espace_client.kernel import clock, tokens
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from tests.bench.pages import CheckedClient
from tests.load.population import GROWING, account_of_member, add_lines, add_members
from tests.people import (
    PASSWORD,
    account_of,
    attachment_of,
    card_asked_again,
    contract_of,
    explained_line,
    product,
    signed_in,
)
from tests.staff import at_desk

MOST_OF_A_REQUEST = 8
MOST_QUERIES = 4  # the session, the account with its person, and two of the page
SIGN_IN_STATEMENTS, REFUSAL_STATEMENTS = 18, 13  # savepoints included
PAGES = (
    "/accueil",
    "/ma-carte",
    "/mes-contrats",
    "/mes-contrats/{contract}/droit-de-maintien",
    "/mes-garanties/{contract}",
    "/mes-garanties/{contract}/comparer",
    "/attestations",
    "/attestation-affiliation",
    "/attestation-de-radiation",
    "/cotisations-payees",
    "/releve-des-remboursements",
    "/mes-documents",
    "/mes-demandes",
    "/mes-remboursements",
    "/mes-remboursements/teletransmission",
)
PAYMENT_LINES = """
    WITH file AS (
        INSERT INTO reimbursements_paymentfile (name, sha256, taken_at, taken_by, lines, known)
        VALUES ('un essai', '', now(), 'un essai', %(count)s, 0) RETURNING id
    )
    INSERT INTO reimbursements_paymentline
        (reference, file_id, operation, "on", care, request, complementary, digest)
    SELECT 'L-' || n, file.id, 'annulation', '2022-03-22', 'S-' || n, '', 0, ''
    FROM file, generate_series(1, %(count)s) AS n
"""
FIRST_KEY = "00000000-0000-4000-8000-000000000000"
ENOUGH = 20_000  # members, for PostgreSQL to prefer its indexes
MOST_BLOCKS = 100
MOST_PROBED = 73 * 4  # a number and its 72 neighbours, each down a tree of four levels
_MEMBER = 40  # any of them, with a spouse


def crowd(members: int) -> None:
    """Put that many members into the file of the insurer."""
    product()
    with connection.cursor() as cursor:
        add_members(cursor, members)


def sweep() -> None:
    """Take out of the indexes what other tests have rolled back: it lies there under the same keys,
    and would be counted. By a connection of its own, as no transaction may hold a VACUUM."""
    ours = connection.settings_dict
    where = {"dbname": ours["NAME"], "user": ours["USER"], "host": ours["HOST"]}
    with psycopg.connect(**where, autocommit=True) as other:
        other.execute("VACUUM")  # the tables of products too: each test brings its own


def member() -> Person:
    return Account.objects.select_related("person").get(pk=account_of_member(_MEMBER)).person


def queries_of(client: CheckedClient, page: str) -> list[str]:
    """What the page asks, in SQL, once nothing of it is new any more."""
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def addresses_for(person: Person) -> dict[str, str]:
    contract = person.contracts_held.order_by("reference").first()
    return {page: page.format(contract=contract.pk) for page in PAGES}


@pytest.mark.promise("I2.9")
@pytest.mark.parametrize("members", [300, 100_000])
def test_pages_ask_the_same_whatever_the_number_of_members(client, db, members):
    crowd(members)
    person = member()
    signed_in(client, person)
    asked = {page: queries_of(client, at) for page, at in addresses_for(person).items()}
    assert {page: len(queries) for page, queries in asked.items()} == {
        "/accueil": MOST_QUERIES,  # what is under way beside the contracts
        "/ma-carte": MOST_QUERIES,  # the covers; what was sent
        "/mes-contrats": 3,
        "/mes-contrats/{contract}/droit-de-maintien": MOST_QUERIES,  # the contract; the tariff
        "/mes-garanties/{contract}": MOST_QUERIES,  # the covers with their tables; what was used
        "/mes-garanties/{contract}/comparer": 3,
        "/attestations": 3,
        "/attestation-affiliation": 3,
        "/attestation-de-radiation": 3,
        "/cotisations-payees": MOST_QUERIES,  # the contracts; what they owed
        "/releve-des-remboursements": MOST_QUERIES,  # whose care is open; the years
        "/mes-documents": MOST_QUERIES,  # the papers; the years and kinds to choose from
        "/mes-demandes": 3,
        "/mes-remboursements": MOST_QUERIES,  # whose care is told; the lines
        "/mes-remboursements/teletransmission": MOST_QUERIES,  # … with its link; what is watched
    }


@pytest.mark.promise("I2.9")
@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_the_same_with_one_contract_and_with_ten(client, jeanne, page):
    signed_in(client, jeanne)
    address = addresses_for(jeanne)[page]
    with_one = queries_of(client, address)
    for number in range(9):
        contract_of(jeanne, reference=f"ENCORE-{number}")
    with_ten = queries_of(client, address)
    assert len(with_ten) == len(with_one) <= MOST_QUERIES


@pytest.mark.promise("I8.8")
@pytest.mark.parametrize("page", ["", "/tableau", "/{line}", "/{line}/pdf"])
def test_reimbursements_ask_the_same_with_one_line_and_with_two_hundred(client, jeanne, page):
    line = explained_line(jeanne, reference="R-0")
    address = f"/mes-remboursements{page.format(line=line.pk)}"
    signed_in(client, jeanne)
    with_one = queries_of(client, address)
    for number in range(200):
        explained_line(jeanne, reference=f"R-{number + 1}", cared_on=date(2020, 1, 1))
    assert len(queries_of(client, address)) == len(with_one)


@pytest.mark.promise("I7.19")
def test_a_request_asks_the_same_whatever_happened_to_it(client, eloise, claire):
    """Eight times, not four: docs/decisions/0038."""
    asked = card_asked_again(eloise, why="stolen")
    address = f"/mes-demandes/{asked.pk}"
    signed_in(client, eloise)
    assert len(queries_of(client, address)) == MOST_OF_A_REQUEST
    for number in range(20):
        op.write_down_call(demarche=asked, words=f"Appel {number}", visible=True,
                     actor=claire.at_desk, at=clock.now())  # fmt: skip
        attachment_of(asked)
    assert len(queries_of(client, address)) == MOST_OF_A_REQUEST


@pytest.mark.promise("I8.8")
@pytest.mark.parametrize("page", ["", "?annee=2022&soins=optique", "/{line}", "/trop-percu"])
def test_reimbursements_are_read_through_indexes(client, db, page):
    """Among forty thousand lines of care, and as many of payment files."""
    sweep()
    crowd(ENOUGH)
    person = member()
    with connection.cursor() as cursor:
        add_lines(cursor, ENOUGH, 2)
        cursor.execute(PAYMENT_LINES, {"count": 2 * ENOUGH})
        cursor.execute("ANALYZE reimbursements_paymentline")
    signed_in(client, person)
    line = Reimbursement.objects.filter(person=person)[0]
    asked = queries_of(client, f"/mes-remboursements{page.format(line=line.pk)}")
    assert [table for query in asked for table in walks(query)] == []


@pytest.mark.promise("I2.9")
def test_no_page_walks_through_a_table_that_grows(client, db):
    crowd(ENOUGH)
    assert of_each_page(client, walks) == {page: [] for page in PAGES}


def test_no_page_walks_through_an_index_that_grows(client, db):
    sweep()
    crowd(ENOUGH)
    read = of_each_page(client, blocks)
    assert {page: max(found) for page, found in read.items() if max(found) > MOST_BLOCKS} == {}


def searches_for(person: Person) -> dict[str, str]:
    """Every way an adviser looks for somebody."""
    return {
        "number": person.member_number,
        "one wrong digit": f"9{person.member_number[1:]}",
        "name": f"{person.birth_name} {person.birth_date}",
        "e-mail": person.email,
        "mobile": "06 39 98 19 37",
    }


def queries_of_search(client: CheckedClient, typed: str) -> list[str]:
    """What the page of the results asks, once the search was typed."""
    client.send(client.get("/conseillers/"), action="recherche", q=typed)
    return queries_of(client, "/conseillers/recherche")


@pytest.mark.promise("I3.14")
def test_the_desk_searches_through_indexes_alone(client, claire):
    crowd(ENOUGH)
    person = member()
    at_desk(client, claire)
    for way, typed in searches_for(person).items():
        asked = queries_of_search(client, typed)
        assert len(asked) <= MOST_QUERIES, way
        assert [table for query in asked for table in walks(query)] == [], way
        assert max(read for query in asked for read in blocks(query)) <= MOST_PROBED, way


@pytest.mark.promise("I7.19")
@pytest.mark.parametrize("choice", ["", "?qui=moi", "?qui=libres", "?qui=avis", "?qui=documents",
                                    "?sorte=card_again", "?apres=2022-04-01_{last}"])  # fmt: skip
def test_the_queue_of_requests_reads_what_it_shows(client, claire, choice):
    """Filters and paging included: the same queries, through indexes, whatever their number."""
    sweep()
    crowd(ENOUGH)
    at_desk(client, claire)
    asked = queries_of(client, f"/conseillers/demandes{choice.format(last=FIRST_KEY)}")
    assert len(asked) <= MOST_QUERIES
    assert [table for query in asked for table in walks(query)] == []
    if choice not in ("?qui=moi", "?qui=avis", "?qui=documents"):  # which may look in vain
        assert max(read for query in asked for read in blocks(query)) <= MOST_BLOCKS * 4


def of_each_page[T](client: CheckedClient, found: Callable[[str], list[T]]) -> dict[str, list[T]]:
    """What *found* finds in the queries of each page."""
    person = member()
    signed_in(client, person)
    return {
        page: [one for query in queries_of(client, at) for one in found(query)]
        for page, at in addresses_for(person).items()
    }


def blocks(query: str) -> list[int]:
    """How many blocks PostgreSQL looks at for the answer, its plan apart."""
    plan = explained(query, "ANALYZE, BUFFERS, ")
    return [plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]]


def walks(query: str) -> list[str]:
    """The tables that grow with the members and that PostgreSQL reads from one end to the other."""
    return [
        node["Relation Name"]
        for node in nodes(explained(query))
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in GROWING
    ]


def explained(query: str, options: str = "") -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN ({options}FORMAT JSON) {query.replace('%', '%%')}")
        [answer] = cursor.fetchone()
    return (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


def nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def test_a_walk_through_a_table_is_found(db):
    crowd(300)
    assert walks("SELECT * FROM members_person WHERE birth_name ILIKE '%x%'") == ["members_person"]
    assert walks("SELECT * FROM contracts_product WHERE name = 'x'") == []


@pytest.mark.parametrize("kind", ["e-mail", "number", "nobody’s e-mail", "nobody’s number"])
def test_whoever_has_forgotten_a_password_is_found_through_indexes_alone(db, kind):
    """A visitor's job, asked for by anybody and as often as the doors let in."""
    sweep()
    crowd(ENOUGH)
    person = member()
    typed = {
        "e-mail": person.email,
        "number": person.member_number,
        "nobody’s e-mail": "personne@boite.example",
        "nobody’s number": "99999999",
    }[kind]
    with CaptureQueriesContext(connection) as asked:
        found = people_meant(typed)
    assert bool(found) != kind.startswith("nobody")
    queries = [query["sql"] for query in asked.captured_queries]
    assert [table for query in queries for table in walks(query)] == []
    assert max(read for query in queries for read in blocks(query)) <= MOST_BLOCKS


@pytest.mark.promise("I6.14")
@pytest.mark.parametrize("known", [True, False])
def test_whoever_wants_to_see_a_card_is_found_through_indexes_alone(db, known):
    """Another visitor's job."""
    sweep()
    crowd(ENOUGH)
    person = member()
    typed = TypedCard(person.member_number if known else "99999999", person.birth_date)
    with CaptureQueriesContext(connection) as asked:
        found = quick_card.people_meant(typed, on=clock.today())
    assert bool(found) == known
    queries = [query["sql"] for query in asked.captured_queries]
    assert [table for query in queries for table in walks(query)] == []
    assert max(read for query in queries for read in blocks(query)) <= MOST_BLOCKS


@pytest.mark.promise("I4.18")
@pytest.mark.parametrize("password", [PASSWORD, "pas le bon mot de passe"])
def test_a_sign_in_on_a_known_device_asks_little_beside_its_hash(client, jeanne, password):
    """What each statement is for stands in docs/speed.md."""
    account, token, at = account_of(jeanne), tokens.new_token(), clock.now()
    known = {"first_seen_at": at, "last_seen_at": at, "expires_at": at + DEVICE_LIFETIME}
    hashed = tokens.token_hash(token)
    KnownDevice.objects.create(account=account, token_hash=hashed, label="Firefox", **known)
    client.cookies[settings.BROWSER_COOKIE_NAME] = f"normal.{token}"
    page = client.get("/connexion")
    with CaptureQueriesContext(connection) as asked:
        answer = client.send(page, email=jeanne.email, password=password)
    assert answer.status_code == (302 if password == PASSWORD else 422)
    assert len(asked) == (SIGN_IN_STATEMENTS if password == PASSWORD else REFUSAL_STATEMENTS)
