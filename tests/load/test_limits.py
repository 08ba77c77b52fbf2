"""A limit shows what the product shows: nobody wins by doing less."""

from datetime import date, timedelta
from itertools import batched, product

import lxml.html
import pytest
from django.conf import settings
from django.db import connection

from espace_client.demarches.models import Demarche
from espace_client.demarches.taken_over import OLD_TURNS, OldKind, TakenOverRequest
from espace_client.kernel import clock
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.load.limits.application import application
from tests.load.limits.who import COOKIE
from tests.load.reading import main_text
from tests.people import certificate_of, contract_of, line_of_care, signed_in
from tests.sample_tables import bring_sample_tables

LEAST_PART = 0.9  # of our bytes, that the limit must write as well


@pytest.fixture(autouse=True)
def real_tables(db: None) -> None:
    """The products of the demo, with all their lines."""
    bring_sample_tables()


def limit_of(client: CheckedClient, path: str) -> tuple[str, str]:
    """The status and the page of the limit for the session of *client*."""
    connection.ensure_connection()
    said: list[str] = []
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    environ = {"PATH_INFO": path, "HTTP_COOKIE": f"{COOKIE}={cookie.value}" if cookie else ""}
    body = application(lambda: connection.connection)(
        environ, lambda status, _: said.append(status)
    )
    return said[0], b"".join(body).decode()


@pytest.mark.parametrize("name", ["jeanne", "karim", "odette", "salah"])
@pytest.mark.parametrize("page", ["/accueil", "/mes-garanties/{contract}"])
def test_both_sides_say_the_same(client, everybody, name, page):
    person = everybody[name]
    client.checks = False  # the spaces in the lines of the demo's products are not the question
    signed_in(client, person)
    path = page.format(contract=person.coverages.get().contract_id)
    status, page_of_limit = limit_of(client, path)
    ours = client.get(path).content.decode()
    assert status == "200 OK"
    assert main_text(page_of_limit) == main_text(ours)
    assert len(page_of_limit) >= LEAST_PART * len(ours)


@pytest.mark.parametrize("name", ["jeanne", "salah"])
def test_both_sides_list_the_same_requests(client, everybody, name):
    """Those of the old portal, and twenty of today's that are over."""
    person, at = everybody[name], clock.now()
    Demarche.objects.bulk_create(
        Demarche(
            reference=f"EC-{day}", kind="card_again", person=person, answers=b"", state="closed",
            state_since=at, started_at=at, sent_at=at - timedelta(days=day),
            promised_on=clock.today(), first_promised_on=clock.today(),
        )
        for day in range(20)
    )  # fmt: skip
    signed_in(client, person)
    status, page_of_limit = limit_of(client, "/mes-demandes")
    ours = client.get("/mes-demandes").content.decode()
    assert status == "200 OK"
    assert main_text(page_of_limit) == main_text(ours)
    assert len(page_of_limit) >= LEAST_PART * len(ours)


def test_both_sides_show_the_same_of_many_requests(client, jeanne: Person):
    for day, (kind, state) in enumerate(product(OldKind, OLD_TURNS), start=1):
        TakenOverRequest.objects.create(
            reference=f"MANY-{day}",
            person=jeanne,
            kind=kind,
            state=state,
            asked_on=date(2022, 2, 1),
            promised_on=date(2022, 3, 24) + timedelta(days=(day - 8) % 20 - 3),
        )
    signed_in(client, jeanne)
    client.checks = False
    everything = list(TakenOverRequest.objects.order_by("promised_on", "reference"))
    for kept in batched(everything, 5, strict=False):
        TakenOverRequest.objects.all().delete()
        TakenOverRequest.objects.bulk_create(kept)
        ours = client.get("/accueil").content.decode()
        assert main_text(limit_of(client, "/accueil")[1]) == main_text(ours)


@pytest.mark.promise("I8.8")
@pytest.mark.parametrize("how_many", [1, 20, 21])
def test_both_sides_show_the_same_reimbursements(client, jeanne: Person, karim, how_many):
    Reimbursement.objects.all().delete()
    for number in range(how_many):
        line_of_care(
            jeanne,
            reference=f"R-{number}",
            amounts=("25.00", "16.50", f"7.{number:02}"),
            cared_on=date(2022, 1, 1) + timedelta(days=number % 7),
        )
    signed_in(client, jeanne)
    client.checks = False
    ours = client.get("/mes-remboursements").content.decode()
    page_of_limit = limit_of(client, "/mes-remboursements")[1]
    assert main_text(page_of_limit) == main_text(ours)
    assert len(page_of_limit) >= LEAST_PART * len(ours)


@pytest.mark.parametrize("how_many", [1, 20, 21])
def test_both_sides_show_the_same_of_documents(client, jeanne: Person, clock: Clock, how_many):
    for day in range(how_many):
        clock.set(f"{2022 + day % 2}-04-{day + 1:02}T23:30")
        certificate_of(jeanne)
    signed_in(client, jeanne)
    client.checks = False
    ours = client.get("/mes-documents").content.decode()
    page_of_limit = limit_of(client, "/mes-documents")[1]
    assert main_text(page_of_limit) == main_text(ours)
    assert len(page_of_limit) >= LEAST_PART * len(ours)
    assert ours.count("Lire à l’écran") == min(how_many, 20)


def test_the_table_is_long(client, jeanne: Person):
    signed_in(client, jeanne)
    _, page = limit_of(client, f"/mes-garanties/{jeanne.contracts_held.get().pk}")
    assert 25 <= len(lxml.html.fromstring(page).xpath("//tbody/tr")) <= 35


def test_the_limit_knows_who_may_see_what(client, other_client, jeanne, salah):
    contract = jeanne.contracts_held.get().pk
    assert limit_of(client, "/accueil")[0] == "404 Not Found"
    signed_in(other_client, salah)
    assert limit_of(other_client, f"/mes-garanties/{contract}")[0] == "404 Not Found"
    contract_of(salah, reference="SECOND")
    assert limit_of(other_client, "/accueil")[1].count("Voir les garanties") == 2
