"""The pages of another e-mail: the code, the link on another device, « ce n’est pas moi »."""

from collections.abc import Callable

import pytest

from espace_client.accounts.models import Account, AccountState, Act, EmailChange
from espace_client.accounts.tests.journey import last_secret, somebody_at_home
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.environment import PUBLIC_URL
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, signed_in, stepped_up

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]
NEW = "jeanne.nouvelle@poste.example"


def ask(client: CheckedClient, jeanne: Person, run_jobs: Jobs, email: str = NEW) -> None:
    stepped_up(signed_in(client, jeanne), jeanne, Act.CHANGE_EMAIL)
    page = client.get("/securite/adresse-e-mail")
    sent = client.send(page, email=email, email_again=email)
    assert sent.url == "/securite/adresse-e-mail/verifier"
    run_jobs("accounts.answer_email_change")


def confirm(client: CheckedClient, **typed: str) -> object:
    typed = typed or {"code": last_secret("accounts.new_email", "code")}
    page = client.get("/securite/adresse-e-mail/verifier")
    return client.send(page, action="/verifier", **typed)


def link(notice: str, name: str) -> str:
    return last_secret(notice, name).removeprefix(PUBLIC_URL)


@pytest.mark.promise("I4.13")
@pytest.mark.promise("1.11")
def test_the_code_changes_it_this_session_goes_on_and_the_others_end(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    signed_in(other_client, jeanne)
    ask(client, jeanne, run_jobs)
    assert confirm(client).url == "/securite/adresse-e-mail/fait"
    assert NEW in client.get("/securite/adresse-e-mail/fait").page.text
    assert client.get("/accueil").status_code == 200
    assert other_client.get("/accueil").url.startswith("/connexion")
    assert client.get("/securite/adresse-e-mail").url.startswith("/securite/confirmer/")


@pytest.mark.promise("1.4")
@pytest.mark.promise("I4.8")
def test_the_link_confirms_on_another_device_by_one_button(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, run_jobs)
    address = link("accounts.new_email", "link_address")
    for _ in range(3):
        scanner = somebody_at_home("jeanne")
        assert scanner.get(address, follow=True).page.h1 == "Est-ce bien votre adresse e-mail ?"
        scanner.head(address)
    assert Account.objects.get().email == jeanne.email
    telephone = somebody_at_home("jeanne")
    page = telephone.get(address, follow=True)
    # The mailbox alone shows too little: the address may be mistyped, its reader a stranger.
    for typed in ("", "je ne sais pas du tout"):
        page = telephone.send(page, password=typed)
        assert (page.status_code, page.page.h1) == (422, "Est-ce bien votre adresse e-mail ?")
    assert Account.objects.get().email == jeanne.email
    done = telephone.send(page, password=PASSWORD, follow=True)
    assert done.page.h1 == "Votre adresse est confirmée"
    assert Account.objects.get().email == NEW
    assert client.get("/accueil").url.startswith("/connexion")
    used = telephone.get(address, follow=True)
    assert (used.status_code, used.page.h1) == (410, "Ce lien a déjà servi")


@pytest.mark.promise("I4.8")
def test_a_link_replaced_expired_cut_or_made_up_leads_to_one_page_with_one_button(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne, run_jobs, "jeanne.nouvele@poste.example")
    corrected = link("accounts.new_email", "link_address")
    clock.advance(seconds=1)
    ask(client, jeanne, run_jobs)
    latest = link("accounts.new_email", "link_address")
    clock.advance(hours=24)
    for address, heading in {
        corrected: "Ce lien a été remplacé",
        latest: "Ce lien a expiré",
        latest[:-3]: "Ce lien ne marche pas",
        f"{latest[:-3]}xyz": "Ce lien ne marche pas",
    }.items():
        shown = somebody_at_home("jeanne").get(address, follow=True)
        assert (shown.status_code, shown.page.h1) == (410, heading)
        assert len(shown.page.root.xpath("//main//p[@class='actions']/a")) == 1


def test_the_link_with_what_a_mail_program_adds_works(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, run_jobs)
    address = link("accounts.new_email", "link_address")
    for made_of_it in (f"{address}.", f"{address}%3E", f"{address[:-5]}=%0D%0A{address[-5:]}"):
        shown = somebody_at_home("jeanne").get(made_of_it, follow=True)
        assert shown.page.h1 == "Est-ce bien votre adresse e-mail ?", made_of_it


@pytest.mark.promise("1.10")
@pytest.mark.promise("1.4")
def test_this_was_not_me_takes_it_back_closes_everything_and_leads_to_a_new_password(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, run_jobs)
    confirm(client)
    address = link("accounts.email_changed", "undo_address")
    mailbox = somebody_at_home()
    asked = mailbox.get(address, follow=True)
    assert asked.page.h1 == "Ce n’est pas vous qui avez changé d’adresse ?"
    assert Account.objects.get().email == NEW  # opening it does nothing
    done = mailbox.send(asked, follow=True)
    assert done.page.h1 == "Le changement d’adresse est annulé"
    account = Account.objects.get()
    assert (account.email, account.state) == (jeanne.email, AccountState.BLOCKED)
    assert client.get("/accueil").url.startswith("/connexion")
    assert mailbox.get(address, follow=True).page.h1 == "Le changement est déjà annulé"
    page = mailbox.get(done.page.link("Choisir un nouveau mot de passe"))
    assert page.page.h1 == "Avec quoi vous connectez-vous ?"


def test_an_undo_link_that_is_too_old_or_made_up_says_so(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne, run_jobs)
    confirm(client)
    address = link("accounts.email_changed", "undo_address")
    clock.advance(days=7)
    for opened, heading in {
        address: "Ce lien a expiré",
        address[:-2]: "Ce lien ne marche pas",
    }.items():
        shown = somebody_at_home().get(opened, follow=True)
        assert (shown.status_code, shown.page.h1) == (410, heading)


def test_keeping_the_address_and_warnings(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, run_jobs, "contact@poste.example")
    page = client.get("/securite/adresse-e-mail/verifier")
    assert "Plusieurs personnes lisent peut-être" in page.page.text
    assert client.send(page, action="/garder").url == "/securite"
    assert EmailChange.objects.get().state == "dropped"
    ask(client, jeanne, run_jobs, "jeanne@yopmail.com")
    assert "semble provisoire" in client.get("/securite/adresse-e-mail/verifier").page.text


def test_the_same_address_and_two_different_ones_are_refused(
    client: CheckedClient, jeanne: Person
) -> None:
    stepped_up(signed_in(client, jeanne), jeanne, Act.CHANGE_EMAIL)
    page = client.get("/securite/adresse-e-mail")
    same = client.send(page, email=jeanne.email.upper(), email_again=jeanne.email)
    assert "déjà votre adresse" in same.page.error("email")
    differing = client.send(page, email=NEW, email_again="une.autre@poste.example")
    assert differing.page.error("email_again")


def test_who_has_no_email_gives_one(client: CheckedClient, jeanne: Person, run_jobs: Jobs) -> None:
    account = account_of(jeanne)
    Account.objects.update(state=AccountState.WITHOUT_EMAIL, email="", email_key="")
    assert "Donner mon adresse e-mail" in signed_in(client, jeanne).get("/securite").page.text
    ask(client, jeanne, run_jobs)
    confirm(client)
    account.refresh_from_db()
    assert (account.email, account.state) == (NEW, AccountState.ACTIVE)
