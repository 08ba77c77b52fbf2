"""The link of the mail: opened by scanners, by its owner, too late, twice, cut in two."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.http import HttpResponse

from espace_client.accounts.models import (
    Account,
    ActivationLink,
    ChangeState,
    EmailChange,
    KnownDevice,
)
from espace_client.accounts.tests.journey import PASSWORD, ask, last_link, notices, reset_letter
from espace_client.kernel import tokens
from espace_client.kernel.clock import PARIS
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import at_home

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]


@pytest.fixture
def link(client: CheckedClient, jeanne: Person, run_jobs: Jobs) -> str:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    return last_link()


def choose(client: CheckedClient, link: str, password: str = PASSWORD) -> HttpResponse:
    page = client.get(link, follow=True)
    return client.send(page, password=password)


@pytest.fixture
def phone(jeanne: Person) -> CheckedClient:
    """Another device than the one the account was asked on; Jeanne's household may be seen."""
    device = CheckedClient()
    device.may_see = frozenset({"jeanne", "karim"})
    return device


@pytest.mark.promise("1.3")
def test_the_link_opens_on_another_device_and_once(phone: CheckedClient, link: str) -> None:
    entered = choose(phone, link)
    assert entered.url == "/bienvenue"
    assert phone.get("/accueil").page.h1 == "Bonjour Madame Martin"
    late = CheckedClient().get(link, follow=True)
    assert (late.status_code, late.page.h1) == (410, "Ce lien a déjà servi")
    assert "accounts.activated" in [notice for notice, _ in notices()]


@pytest.mark.promise("1.3")
@pytest.mark.promise("1.10")
def test_what_was_begun_before_ends_with_the_activation(
    phone: CheckedClient, link: str, jeanne: Person, clock: Clock
) -> None:
    account, now = Account.objects.get(), clock.now
    letter = reset_letter(account, now)
    EmailChange.objects.create(
        account=account, new_email="attaque@poste.example", new_email_key="attaque@poste.example",
        migration=True, asked_at=now,
    )  # fmt: skip
    stranger = at_home(CheckedClient(), jeanne)
    assert choose(phone, link).url == "/bienvenue"
    letter.refresh_from_db()
    assert letter.killed_at
    assert EmailChange.objects.get().state == ChangeState.DROPPED
    account.refresh_from_db()
    assert account.epoch == 1  # whoever was inside is so no more
    # The browser that chose the password is the only one that is known.
    token = stranger.cookies[settings.BROWSER_COOKIE_NAME].value.rpartition(".")[2]
    assert not KnownDevice.objects.filter(token_hash=tokens.token_hash(token)).exists()
    assert KnownDevice.objects.count() == 1
    assert phone.get("/accueil").status_code == 200


@pytest.mark.promise("1.4")
def test_mail_scanners_use_nothing_up(phone: CheckedClient, link: str) -> None:
    for _ in range(25):
        scanner = CheckedClient()
        scanner.may_see = phone.may_see
        scanner.get(link, follow=True)
        scanner.head(link)
    assert ActivationLink.objects.get().used_at is None
    assert choose(phone, link).url == "/bienvenue"


@pytest.mark.promise("I2.6")
@pytest.mark.promise("1.3")
@pytest.mark.parametrize("sent_on", ["2022-03-24T09:00", "2022-03-26T20:00", "2022-10-29T20:00"])
def test_the_link_lives_24_hours_whatever_the_clocks_do(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock, phone: CheckedClient,
    sent_on: str,
) -> None:  # fmt: skip
    clock.set(datetime.fromisoformat(sent_on).replace(tzinfo=PARIS))
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    link = last_link()
    clock.advance(hours=23, minutes=59, seconds=59)
    assert phone.get(link, follow=True).page.h1 == "Choisissez votre mot de passe"
    clock.advance(seconds=1)
    expired = phone.get(link, follow=True)
    assert (expired.status_code, expired.page.h1) == (410, "Ce lien a expiré")


@pytest.mark.promise("1.5")
def test_an_expired_link_is_renewed_by_one_button(
    phone: CheckedClient, link: str, clock: Clock
) -> None:
    clock.advance(hours=24, minutes=1)
    expired = phone.get(link, follow=True)
    sent = phone.send(expired, follow=True)
    assert sent.page.h1 == "Un nouveau lien est parti"
    assert choose(phone, last_link()).url == "/bienvenue"


def test_a_newer_link_kills_the_one_before(
    client: CheckedClient, phone: CheckedClient, link: str, clock: Clock, run_jobs: Jobs
) -> None:
    clock.advance(minutes=2)
    client.send(client.get("/creer-mon-compte/message"), action="renvoyer")
    run_jobs("accounts.answer_request")
    assert last_link() != link
    assert phone.get(link, follow=True).page.h1 == "Ce lien a été remplacé"
    assert choose(phone, last_link()).url == "/bienvenue"


@pytest.mark.promise("1.5")
@pytest.mark.parametrize("broken", ["/activer/nimporte-quoi", "/activer/%00", "/activer/é"])
def test_a_link_that_never_was_leads_to_one_button(client: CheckedClient, broken: str) -> None:
    page = client.get(broken, follow=True)
    assert (page.status_code, page.page.h1) == (410, "Ce lien ne marche pas")
    assert page.page.link("Refaire ma demande") == "/creer-mon-compte"


@pytest.mark.promise("4.6")
def test_no_page_shows_the_token(client: CheckedClient, link: str, phone: CheckedClient) -> None:
    opened = phone.get(link)
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert opened.url == "/activer"
    token = link.removeprefix("/activer/")
    assert token not in phone.get("/activer").content.decode()


@pytest.mark.promise("1.12")
@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("court", "trop court"),
        ("motdepasse123", "trop courant"),
        ("Jeanne Martin 12", "contient votre nom"),
        ("je suis 12051944", "contient votre nom"),
        ("aaaaaaaaaaaaaaaa", "se devine trop vite"),
        ("azertyuiop1234", "se devine trop vite"),
        ("x" * 129, "trop long"),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence_and_the_link_still_works(
    phone: CheckedClient, link: str, password: str, said: str
) -> None:
    refused = choose(phone, link, password)
    assert refused.status_code == 422
    assert said in refused.page.text
    assert choose(phone, link).url == "/bienvenue"


@pytest.mark.promise("1.12")
@pytest.mark.parametrize(
    "password",
    [
        "  espaces autour du puits  ",
        "é" * 3 + " tunnel 🦉 girafe mandoline",
        "un zèbre, deux truites et trois parapluies " * 2 + "dansent sous la lune verte, zut",
    ],
)
def test_every_character_counts_and_none_is_cut(
    phone: CheckedClient, link: str, jeanne: Person, password: str
) -> None:
    assert choose(phone, link, password).url == "/bienvenue"
    fresh = CheckedClient()
    at_home(fresh, jeanne)
    page = fresh.get("/connexion")
    assert fresh.send(page, email=jeanne.email, password=password[:-1]).status_code == 422
    assert fresh.send(page, email=jeanne.email, password=password).url == "/accueil"


@pytest.mark.promise("I2.8")
@pytest.mark.promise("1.7")
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "pirate.example"},
        {"X-Forwarded-Host": "pirate.example"},
        {"Forwarded": "host=pirate.example"},
    ],
)
def test_a_forged_host_changes_no_link(
    jeanne: Person, run_jobs: Jobs, headers: dict[str, str]
) -> None:
    client = CheckedClient()
    page = client.get("/creer-mon-compte")
    client.defaults.update({f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()})
    from espace_client.accounts.tests.journey import card_of

    client.checks = False  # a 400 page of a host that is not ours is Django's own
    client.send(page, card_of(jeanne))
    run_jobs("accounts.answer_request")
    for notice, _ in notices():
        assert notice == "accounts.activation"
        assert last_link().startswith("/activer/")  # and last_link checks the origin


def test_the_account_has_one_password_stored_with_argon2id(phone: CheckedClient, link: str) -> None:
    choose(phone, link)
    stored = Account.objects.get().password
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
