"""« J’ai oublié mon mot de passe »: by mail, by text message, and what goes wrong on the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse

from espace_client.accounts import operations, queries
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    AuthenticatorApp,
    KnownDevice,
    LegacyLogin,
    OneTimeCode,
    Purpose,
    StepUp,
)
from espace_client.accounts.operations.one_time_codes import UnableToUseOneTimeCode
from espace_client.accounts.tests.journey import PASSWORD as NEW
from espace_client.accounts.tests.journey import last_secret, notices, somebody_at_home
from espace_client.audit import queries as audit
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, signed_in

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]
ANSWER = "accounts.answer_password_reset"
PAGE = "/mot-de-passe-oublie"


def ask(client: CheckedClient, typed: str, way: str = "Recevoir un e-mail") -> HttpResponse:
    return client.send(client.get(PAGE), identifier=typed, button=way)


def link() -> str:
    """The path of the link in the last message."""
    return (
        "/mot-de-passe-oublie"
        + last_secret("accounts.reset", "link_address").rpartition("/mot-de-passe-oublie")[2]
    )


def choose(client: CheckedClient, address: str, password: str = NEW) -> HttpResponse:
    return client.send(client.get(address, follow=True), password=password)


@pytest.mark.promise("I4.9")
def test_by_mail_the_account_opens_the_rest_ends_and_everybody_is_told(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs,
    channels: object, clock: Clock,
) -> None:  # fmt: skip
    account = account_of(jeanne)
    signed_in(other_client, jeanne)
    KnownDevice.objects.create(
        account=account, token_hash=bytes(32), label="x", first_seen_at=clock.now,
        last_seen_at=clock.now, expires_at=clock.now + timedelta(days=180),
    )  # fmt: skip
    stranger = KnownDevice.objects.get()
    assert ask(client, jeanne.email).url == "/mot-de-passe-oublie/message"
    assert client.get("/mot-de-passe-oublie/message").page.h1 == "Regardez vos e-mails"
    assert notices() == []
    run_jobs(ANSWER)
    assert notices() == [("accounts.reset", jeanne.email)]
    client.may_see = frozenset({"jeanne", "karim"})
    clock.advance(minutes=59, seconds=59)
    assert choose(client, link()).url == "/securite/mot-de-passe/fait"
    assert client.get("/accueil").status_code == 200
    assert other_client.get("/accueil").url.startswith("/connexion")
    assert not KnownDevice.objects.filter(pk=stranger.pk).exists()
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert not account.check_password(PASSWORD)
    told = [(notice, to) for notice, to in notices() if "password_changed" in notice]
    assert sorted(told) == [
        ("accounts.password_changed", jeanne.email),
        ("accounts.password_changed_text", ""),
    ]
    said = {line.sentence for line in audit.history_of(jeanne.pk)}
    assert "Nouveau mot de passe choisi après un oubli, depuis un appareil inconnu." in said


@pytest.mark.promise("I4.9")
def test_by_text_message(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, channels: object
) -> None:
    account = account_of(jeanne)
    sent = ask(client, jeanne.member_number, "Recevoir un code par texto")
    assert sent.url == "/mot-de-passe-oublie/code"
    run_jobs(ANSWER)
    page = client.get(sent.url)
    digits = last_secret("accounts.reset_text", "code")
    wrong = "000000" if digits != "000000" else "000001"
    assert "ne marche pas" in client.send(page, code=wrong).page.error("code")
    assert client.send(page, code=digits).url == "/mot-de-passe-oublie/nouveau"
    client.may_see = frozenset({"jeanne", "karim"})
    assert choose(client, "/mot-de-passe-oublie/nouveau").status_code == 302
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert choose_fails(somebody_at_home(), "/mot-de-passe-oublie/nouveau")


def choose_fails(client: CheckedClient, address: str) -> bool:
    """Whether the page of a link that does not work comes, with one button."""
    page = client.get(address, follow=True)
    forms = page.page.root.xpath("//main//form|//main//p[contains(@class, 'actions')]/a")
    return page.status_code == 410 and len(forms) == 1


def test_the_text_code_lives_ten_minutes_and_dies_at_the_sixth_try(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, channels: object, clock: Clock
) -> None:
    account_of(jeanne)
    at = "127.0.0.1"

    def give(code: str) -> OneTimeCode:
        return operations.give_reset_code(
            typed=jeanne.email, code=code, source=at, actor=visitor(), at=clock.now
        )

    ask(client, jeanne.email, "Recevoir un code par texto")
    run_jobs(ANSWER)
    clock.advance(minutes=10)
    with pytest.raises(UnableToUseOneTimeCode):
        give(last_secret("accounts.reset_text", "code"))
    ask(client, jeanne.email, "Recevoir un code par texto")
    run_jobs(ANSWER)
    digits = last_secret("accounts.reset_text", "code")
    for _ in range(5):
        with pytest.raises(UnableToUseOneTimeCode):
            give("000000" if digits != "000000" else "000001")
    with pytest.raises(UnableToUseOneTimeCode):
        give(digits)


@pytest.mark.parametrize("typed", ["00048201937", "48201937", " 4820 1937 ", "A48201937"])
def test_a_number_is_read_in_any_spelling(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, typed: str
) -> None:
    account_of(jeanne)
    number = jeanne.member_number or ""
    ask(client, typed.replace("48201937", number).replace("4820 1937", number))
    run_jobs(ANSWER)
    assert notices() == [("accounts.reset", jeanne.email)]


def test_who_has_only_an_old_login_gets_one_at_the_address_of_the_file(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    LegacyLogin.objects.all().delete()
    LegacyLogin.objects.create(login="H0123456", person=jeanne)
    ask(client, "123456")
    run_jobs(ANSWER)
    assert notices() == [("accounts.reset", jeanne.email)]
    code = queries.code_of_link(link(), Purpose.RESET) or OneTimeCode.objects.get()
    account = operations.reset_password(
        code=OneTimeCode.objects.select_related("account__person").get(pk=code.pk),
        password=NEW, actor=visitor(), at=code.issued_at,
    )  # fmt: skip
    assert account.state == AccountState.LEGACY  # the move to the e-mail is still to come
    assert account.is_migrating


def test_a_couple_gets_a_link_each(
    client: CheckedClient, paul: Person, marie_louise: Person, run_jobs: Jobs
) -> None:
    hers = account_of(marie_louise)
    his = account_of(paul)
    ask(client, paul.email)
    run_jobs(ANSWER)
    assert notices() == [("accounts.reset", paul.email)] * 2
    client.may_see = frozenset({"paul", "marie_louise"})
    choose(client, link())
    his.refresh_from_db()
    hers.refresh_from_db()
    assert his.check_password(NEW) != hers.check_password(NEW)


@pytest.mark.promise("1.3")
def test_the_link_is_dead_after_an_hour_to_the_second_and_one_button_gives_another(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account_of(jeanne)
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    first = link()
    clock.advance(minutes=60)
    dead = client.get(first, follow=True)
    assert (dead.status_code, dead.page.h1) == (410, "Ce lien a expiré")
    assert client.send(dead).url == "/mot-de-passe-oublie/message"
    assert link() != first
    client.may_see = frozenset({"jeanne", "karim"})
    assert choose(client, link()).status_code == 302


@pytest.mark.promise("1.5")
def test_every_failure_leads_to_one_page_with_one_button(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account_of(jeanne)
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    replaced = link()
    clock.advance(minutes=10)
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    used = link()
    somebody = somebody_at_home("jeanne", "karim")
    assert choose(somebody, f"{used}>.").status_code == 302  # what mail programs add is forgiven
    for address, heading in {
        replaced: "Ce lien a été remplacé",
        used: "Ce lien a déjà servi",
        used[:-4]: "Ce lien ne marche pas",
        "/mot-de-passe-oublie/nouveau/xyz": "Ce lien ne marche pas",
    }.items():
        fresh = somebody_at_home()
        assert choose_fails(fresh, address), address
        assert fresh.get(address, follow=True).page.h1 == heading


@pytest.mark.promise("1.4")
def test_scanners_that_open_the_link_do_not_use_it_up(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account_of(jeanne)
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    for turn in range(50):
        scanner = somebody_at_home("jeanne", "karim")
        agent = {"REMOTE_ADDR": f"127.0.1.{turn}", "HTTP_USER_AGENT": f"Safe Links {turn}"}
        scanner.get(link(), follow=True, **agent)
        scanner.head(link(), **agent)
        scanner.options(link(), **agent)
    assert OneTimeCode.objects.get().used_at is None
    client.may_see = frozenset({"jeanne", "karim"})
    assert choose(client, link()).status_code == 302


def test_a_weak_password_uses_nothing_up(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account_of(jeanne)
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    client.may_see = frozenset({"jeanne", "karim"})
    refused = choose(client, link(), "jeanne martin")
    assert refused.status_code == 422
    assert client.send(refused, password=NEW).status_code == 302


def test_a_blocked_account_opens_again(jeanne: Person, run_jobs: Jobs, clock: Clock) -> None:
    account = account_of(jeanne)
    Account.objects.update(state=AccountState.BLOCKED)
    client = somebody_at_home("jeanne", "karim")
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    choose(client, link())
    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE
    assert client.get("/accueil").status_code == 200


def test_who_uses_an_app_shows_it_after_the_reset(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = account_of(jeanne)
    AuthenticatorApp.objects.create(
        account=account, secret_sealed=b"x", added_at=clock.now, confirmed_at=clock.now
    )
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    client.may_see = frozenset({"jeanne", "karim"})
    assert choose(client, link()).url == "/mot-de-passe-oublie/fait"
    assert client.get("/accueil").url.startswith("/connexion")


def test_codes_links_and_step_ups_given_before_are_dead(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = account_of(jeanne)
    StepUp.objects.create(
        account=account, act=Act.CHANGE_EMAIL, session_key="k", given_at=clock.now,
        expires_at=clock.now + timedelta(minutes=10),
    )  # fmt: skip
    ask(client, jeanne.email)
    run_jobs(ANSWER)
    client.may_see = frozenset({"jeanne", "karim"})
    choose(client, link())
    assert not OneTimeCode.objects.filter(used_at=None, killed_at=None).exists()
    assert not StepUp.objects.filter(used_at=None).exists()


@pytest.mark.parametrize("state", ["none", "deceased", "unknown"])
def test_to_whom_has_no_account_nothing_leaves(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, state: str
) -> None:
    if state == "deceased":
        account_of(jeanne)
        Person.objects.filter(pk=jeanne.pk).update(died_on="2022-01-01")
    LegacyLogin.objects.all().delete()
    ask(client, "personne@boite.example" if state == "unknown" else jeanne.email)
    run_jobs(ANSWER)
    assert notices() == []


def test_a_mailbox_is_not_filled_by_a_stranger(jeanne: Person, clock: Clock) -> None:
    account_of(jeanne)
    for _ in range(30):
        operations.answer_password_reset(
            typed=jeanne.email, way=ResetWay.EMAIL, actor=robot("un essai"), at=clock.now
        )
        clock.advance(minutes=10)
    assert len(notices()) == 20


def test_asking_is_slowed_down_for_one_identifier_and_for_one_network(
    client: CheckedClient, jeanne: Person
) -> None:
    account_of(jeanne)
    for _ in range(5):
        assert ask(client, jeanne.email).status_code == 302
    assert "Trop d’essais" in ask(client, jeanne.email.upper()).page.text
    for turn in range(15):
        assert ask(client, f"quelqu.un{turn}@boite.example").status_code == 302
    assert "Trop d’essais" in ask(client, "un.autre@boite.example").page.text


def test_links_and_codes_that_have_served_are_erased(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, channels: object, clock: Clock
) -> None:
    account_of(jeanne)
    ask(client, jeanne.email)
    ask(client, jeanne.email, "Recevoir un code par texto")
    run_jobs(ANSWER)
    assert OneTimeCode.objects.count() == 2
    clock.advance(days=2, hours=1)
    operations.forget_what_is_old(actor=robot("un essai"), at=clock.now)
    assert OneTimeCode.objects.get().link_hash  # its page still says « expiré »
    clock.advance(days=30)
    operations.forget_what_is_old(actor=robot("un essai"), at=clock.now)
    assert not OneTimeCode.objects.exists()
