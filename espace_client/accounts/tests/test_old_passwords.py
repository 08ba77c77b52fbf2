"""The password of the old portal opens once more, in each scheme, before and after the wrap."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse

from espace_client.accounts.hashers import Argon2id
from espace_client.accounts.models import Account, AccountState, HashScheme, LegacyLogin
from espace_client.accounts.tests.journey import ask, choose_password, last_link
from espace_client.kernel import clock
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.old_portal import OLD_PASSWORD, WRITTEN, hash_of, old_login, wrap_all_now
from tests.people import PASSWORD, account_of

pytestmark = pytest.mark.django_db
each_scheme = pytest.mark.parametrize("scheme", HashScheme, ids=str)


def typed(client: CheckedClient, identifier: str, password: str) -> HttpResponse:
    return client.send(client.get("/connexion"), email=identifier, password=password)


@pytest.mark.promise("1.13")
@each_scheme
@pytest.mark.parametrize("wrap", [False, True], ids=["sealed", "wrapped"])
def test_the_old_password_opens_once_then_rests_as_ours_do(
    client: CheckedClient, jeanne: Person, scheme: HashScheme, wrap: bool
) -> None:
    old_login(jeanne, "48201937", scheme=scheme)
    if wrap:
        wrap_all_now()
    assert typed(client, "48201937", "horizon2020").status_code == 422
    assert typed(client, "48201937", OLD_PASSWORD).status_code == 302
    account = Account.objects.get(person=jeanne)
    assert account.state == AccountState.LEGACY
    assert account.must_choose_password, "horizon2019 would not be accepted today"
    assert account.check_password(OLD_PASSWORD)
    assert LegacyLogin.objects.filter(hash_sealed=None, wrapped="").get().person == jeanne
    again = CheckedClient()
    assert typed(again, "4820 1937", OLD_PASSWORD).status_code == 302


@pytest.mark.promise("1.13")
def test_no_bare_hash_is_left_in_the_database(jeanne: Person) -> None:
    for number, (scheme, written) in enumerate(WRITTEN.items()):
        person = Person.objects.create(
            reference=f"W{number}", birth_name="Essai", first_names="Un", birth_date="01/01/1940"
        )
        old_login(person, f"9900{number}00", scheme=scheme, written=written)
    wrap_all_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(l::text, ' ') FROM accounts_legacylogin AS l")
        (everything,) = cursor.fetchone()
    for scheme, written in WRITTEN.items():
        assert written.rpartition("$")[2] not in everything, scheme
    wrapped = LegacyLogin.objects.exclude(wrapped="").values_list("wrapped", flat=True)
    assert len(wrapped) == len(WRITTEN)
    for value in wrapped:
        known = Argon2id().decode(value.rpartition(" ")[2])
        assert (known["memory_cost"], known["time_cost"], known["parallelism"]) == (19456, 2, 1)


@pytest.mark.parametrize("like", ["django", "werkzeug", "passlib"])
@pytest.mark.parametrize("scheme", [HashScheme.PBKDF2_SHA1, HashScheme.PBKDF2_SHA256], ids=str)
@pytest.mark.parametrize("wrap", [False, True], ids=["sealed", "wrapped"])
def test_pbkdf2_opens_as_three_libraries_write_it(
    client: CheckedClient, jeanne: Person, scheme: HashScheme, like: str, wrap: bool
) -> None:
    written = hash_of("Été 1962 à Brest", scheme=scheme, like=like)
    old_login(jeanne, "48201937", scheme=scheme, written=written)
    if wrap:
        wrap_all_now()
    assert typed(client, "48201937", "Été 1962 à Brest").status_code == 302


def test_bcrypt_reads_72_bytes_as_it_always_did(client: CheckedClient, jeanne: Person) -> None:
    long = "un très long mot de passe de l’ancien site, " * 3
    written = hash_of(long, scheme=HashScheme.BCRYPT).replace("$2b$", "$2y$")
    old_login(jeanne, "48201937", scheme=HashScheme.BCRYPT, written=written)
    wrap_all_now()
    assert typed(client, "48201937", long).status_code == 302


def test_an_accent_typed_in_two_characters_opens_too(client: CheckedClient, jeanne: Person) -> None:
    written = hash_of("été à Brest", scheme=HashScheme.BCRYPT)
    old_login(jeanne, "48201937", scheme=HashScheme.BCRYPT, written=written)
    assert typed(client, "48201937", "e\u0301te\u0301 a\u0300 Brest").status_code == 302


def test_a_good_old_password_need_not_be_changed(client: CheckedClient, jeanne: Person) -> None:
    written = hash_of(PASSWORD, scheme=HashScheme.BCRYPT)
    old_login(jeanne, "48201937", scheme=HashScheme.BCRYPT, written=written)
    typed(client, "48201937", PASSWORD)
    assert not Account.objects.get(person=jeanne).must_choose_password


def test_a_login_without_a_hash_is_like_an_unknown_one(
    client: CheckedClient, jeanne: Person
) -> None:
    LegacyLogin.objects.filter(person=jeanne).update(scheme="", hash_sealed=None, hash_index=None)
    texts = {
        typed(CheckedClient(), number, OLD_PASSWORD).page.text.replace(number, "…")
        for number in ("48201937", "48201938")
    }
    assert len(texts) == 1


def test_an_open_account_has_one_password_alone(client: CheckedClient, jeanne: Person) -> None:
    account_of(jeanne)
    old_login(jeanne, "48201937")
    assert typed(client, "48201937", OLD_PASSWORD).status_code == 422
    wrap_all_now()
    kept = LegacyLogin.objects.get(person=jeanne)
    assert (kept.hash_sealed, kept.wrapped) == (None, ""), "it counts no more: it is not kept"


@pytest.mark.promise("1.13")
def test_choosing_a_password_by_the_link_of_the_card_forgets_the_old_one(
    client: CheckedClient, jeanne: Person, run_jobs: Callable[..., list[str]]
) -> None:
    old_login(jeanne, "48201937")
    typed(CheckedClient(), "48201937", OLD_PASSWORD)
    assert Account.objects.get(person=jeanne).state == AccountState.LEGACY
    ask(client, jeanne)
    assert typed(CheckedClient(), "48201937", OLD_PASSWORD).status_code == 302, "still the way in"
    run_jobs("accounts.answer_request")
    choose_password(client, last_link())
    account = Account.objects.get(person=jeanne)
    assert (account.state, account.must_choose_password) == (AccountState.ACTIVE, False)
    assert typed(CheckedClient(), "48201937", OLD_PASSWORD).status_code == 422


def test_the_space_of_somebody_who_died_is_closed(client: CheckedClient, jeanne: Person) -> None:
    old_login(jeanne, "48201937")
    Person.objects.filter(pk=jeanne.pk).update(died_on=clock.today())
    assert typed(client, "48201937", OLD_PASSWORD).url == "/connexion/espace-ferme"
    assert Account.objects.get(person=jeanne).state == AccountState.DECEASED
    assert "condoléances" in client.get("/connexion/espace-ferme").page.text
    assert client.get("/accueil").status_code == 302


def test_a_blocked_space_leads_to_a_new_password(client: CheckedClient, jeanne: Person) -> None:
    account = account_of(jeanne)
    Account.objects.filter(pk=account.pk).update(state=AccountState.BLOCKED)
    assert typed(client, jeanne.email, "pas le bon mot de passe").status_code == 422
    assert typed(client, jeanne.email, PASSWORD).url == "/connexion/mot-de-passe-a-changer"
    page = client.get("/connexion/mot-de-passe-a-changer")
    assert b'href="/mot-de-passe-oublie"' in page.content
    assert client.get("/accueil").status_code == 302
