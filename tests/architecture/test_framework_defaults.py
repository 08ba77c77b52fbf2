"""The ten defaults of the framework that fail the bar (quality A.7), each changed.

The ninth stands in tests/faults/test_new_version.py: how a new version takes over.
"""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import mail

from espace_client.accounts.rules import LINK_LIFETIME, REFUSED_AFTER, RESET_LIFETIME
from espace_client.accounts.tests.journey import ask, last_link
from espace_client.delivery.models import Parcel
from espace_client.members.models import Person
from tests.architecture.sources import modules, names_used
from tests.bench.clock import Clock
from tests.bench.environment import ROOT
from tests.bench.pages import CheckedClient
from tests.people import account_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.19")]
Jobs = Callable[..., list[str]]


def test_1_a_link_lives_a_day_and_a_reset_an_hour() -> None:
    assert timedelta(hours=24) == LINK_LIFETIME
    assert timedelta(minutes=60) == RESET_LIFETIME
    theirs = {"PasswordResetTokenGenerator", "default_token_generator", "PasswordResetView"}
    for name, tree in modules().items():
        assert not theirs & set(names_used(tree)), f"{name} uses the framework's three days"


def test_2_a_second_link_kills_the_first(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    first = last_link()
    clock.advance(minutes=2)
    ask(CheckedClient(), jeanne)
    run_jobs("accounts.answer_request")
    assert last_link() != first
    assert CheckedClient().get(first, follow=True).status_code == 410


def test_3_no_mail_leaves_within_a_request(client: CheckedClient, jeanne: Person) -> None:
    ask(client, jeanne)
    assert not Parcel.objects.exists(), "it is a job that finds out whether there is one to write"
    assert not mail.outbox


def test_4_a_password_costs_what_owasp_asks_for_and_no_more() -> None:
    assert make_password("x").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_5_an_old_hash_betrays_no_account() -> None:
    """Each refusal lasts the same: accounts/tests/test_one_hash.py, and tests/timing."""
    assert timedelta(milliseconds=300) <= REFUSED_AFTER <= timedelta(seconds=1)


def test_6_what_is_personal_is_not_cached_and_no_session_lasts_for_days(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    assert client.get("/accueil").headers["Cache-Control"] == "no-store, private"
    assert timedelta(hours=12) == timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert timedelta(minutes=30) == timedelta(seconds=settings.SESSION_IDLE_SECONDS)


def test_7_no_field_takes_the_focus_when_a_page_opens(client: CheckedClient) -> None:
    for path in ("/connexion", "/creer-mon-compte", "/courrier", "/conseillers/connexion"):
        assert "autofocus" not in client.get(path).content.decode().casefold(), path
    for page in ROOT.glob("espace_client/**/templates/**/*.html"):
        assert "autofocus" not in page.read_text("utf-8").casefold(), page


@pytest.mark.parametrize(
    "path", ["/activer/%00", "/confirmer/%00", "/connexion?next=%00", "/mes-garanties/%00"]
)
def test_8_a_nul_in_an_address_is_no_failure_of_ours(
    client: CheckedClient, jeanne: Person, path: str
) -> None:
    signed_in(client, jeanne)
    assert client.get(path).status_code < 500


@pytest.mark.parametrize("field", ["email", "password"])
def test_8_a_nul_in_a_field_is_refused(client: CheckedClient, jeanne: Person, field: str) -> None:
    account_of(jeanne)
    typed = {"email": jeanne.email, "password": "un mot de passe", field: "a\0b"}
    assert client.send(client.get("/connexion"), typed).status_code == 422


@pytest.mark.audit
def test_10_a_package_that_nobody_could_judge_is_no_pass(tmp_path: Path) -> None:
    """pip-audit alone says « no known vulnerabilities » of it and exits with 0."""
    lock = tmp_path / "lock.txt"
    lock.write_text(f"espace-client-nobody-has-this==1.0 --hash=sha256:{'0' * 64}\n")
    judged = subprocess.run(
        [ROOT / "tools/advisories.sh", lock], capture_output=True, text=True, check=False
    )
    assert judged.returncode
    assert "could not be audited" in judged.stderr
