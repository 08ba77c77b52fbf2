"""The pages that replace an old number: which e-mail, verify it, and what holds from then on."""

from uuid import uuid4

import pytest
from django.urls import reverse

from espace_client.accounts.models import Account, AccountState, ChangeState, EmailChange
from espace_client.accounts.tests.journey import notices, reset_letter
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    VERIFY,
    Jobs,
    choose,
    code,
    come_with_old_number,
    give,
    type_code,
)
from espace_client.audit import queries as audit
from espace_client.contracts.models import SharedCard
from espace_client.contracts.tests.test_card import downloaded_here, read
from espace_client.documents.legal import terms_on
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import card_document_of, nir_held, signed_in

pytestmark = pytest.mark.django_db
OTHER = "jeanne.ailleurs@poste.example"


def state(account: Account) -> str:
    account.refresh_from_db()
    return account.state


@pytest.mark.promise("I4.1")
@pytest.mark.promise("1.14")
@pytest.mark.parametrize("page", ["home:home", "contracts:list", "contracts:card", "home:history"])
def test_nothing_opens_before_the_email_is_verified(
    client: CheckedClient, jeanne: Person, page: str
) -> None:
    come_with_old_number(client, jeanne)
    led = client.get(reverse(page))
    assert led.status_code == 302
    assert led.url.startswith(f"{UPDATE}?next=")


@pytest.mark.promise("I4.2")
def test_the_known_email_is_verified_by_its_code(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account = come_with_old_number(client, jeanne)
    page = client.get(UPDATE)
    assert f"finit par {str(jeanne.member_number)[-3:]}" in page.page.text
    assert str(jeanne.member_number) not in page.page.text
    assert jeanne.email not in page.page.text
    assert state(account) == AccountState.PROPOSED
    assert choose(client).url == VERIFY
    assert state(account) == AccountState.TO_VERIFY
    assert account.terms_version == terms_on(product_clock.today()).effective_on
    run_jobs(ANSWER)
    assert notices() == [("accounts.new_email", jeanne.email)]
    moved = type_code(client)
    assert moved.url == "/identifiant/fait"
    assert state(account) == AccountState.MIGRATED
    assert account.email == jeanne.email
    assert jeanne.email in client.get(moved.url).page.text
    assert client.get("/accueil").status_code == 200


@pytest.mark.promise("I4.2")
def test_another_email_is_typed_and_corrected(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = come_with_old_number(client, jeanne)
    assert choose(client, "other").url == "/identifiant/corriger"
    give(client, "jeanne.ailleur@poste.example")
    run_jobs(ANSWER)
    first = code()
    clock.advance(seconds=61)
    assert give(client, OTHER).url == VERIFY
    assert OTHER in client.get(VERIFY).page.text
    run_jobs(ANSWER)
    wrong = type_code(client, first)
    assert wrong.status_code == 422
    assert "Ce code ne marche pas" in wrong.page.text
    type_code(client)
    assert state(account) == AccountState.MIGRATED
    assert account.email == OTHER


@pytest.mark.promise("I4.2")
def test_the_message_leaves_again_once_a_minute(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    first = code()
    again = client.send(client.get(VERIFY), action="renvoyer")
    assert again.status_code == 422
    assert "Attendez une minute" in again.page.text
    clock.advance(seconds=61)
    assert client.send(client.get(VERIFY), action="renvoyer").url == VERIFY
    run_jobs(ANSWER)
    assert "Un nouveau message part" in client.get(VERIFY).page.text
    assert type_code(client, first).status_code == 422
    assert type_code(client).url == "/identifiant/fait"


@pytest.mark.promise("I4.2")
def test_the_code_lives_ten_minutes(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    clock.advance(minutes=10)
    assert type_code(client).status_code == 422
    assert state(account) == AccountState.TO_VERIFY


def test_the_terms_are_accepted_before_anything_leaves(
    client: CheckedClient, jeanne: Person
) -> None:
    account = come_with_old_number(client, jeanne)
    refused = client.send(client.get(UPDATE), answer="known", action="mise-a-jour")
    assert refused.page.error("terms").startswith("Pour continuer")
    assert client.get("/identifiant/corriger").url == UPDATE
    assert client.get("/identifiant/sans-e-mail").url == UPDATE
    assert not EmailChange.objects.exists()
    assert state(account) == AccountState.PROPOSED


@pytest.mark.promise("I4.3")
def test_the_page_asked_for_first_is_one_button_away(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    come_with_old_number(client, jeanne)
    led = client.get("/mes-contrats")
    client.get(led.url)
    choose(client)
    run_jobs(ANSWER)
    moved = type_code(client)
    assert client.get(moved.url).page.link("Aller à la page demandée") == "/mes-contrats"


@pytest.mark.promise("I4.3")
@pytest.mark.parametrize("elsewhere", ["https://voleur.example/", "//voleur.example", "/\\voleur"])
def test_a_page_of_somebody_else_is_not_followed(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, elsewhere: str
) -> None:
    come_with_old_number(client, jeanne)
    client.get(UPDATE, {"next": elsewhere})
    choose(client)
    run_jobs(ANSWER)
    done = client.get(type_code(client).url, {"next": elsewhere})
    assert done.page.link("Aller à mon espace") == "/accueil"


@pytest.mark.promise("I4.2")
def test_later_opens_the_card_alone_three_times(client: CheckedClient, jeanne: Person) -> None:
    account = come_with_old_number(client, jeanne)
    for left in (2, 1, 0):
        client.cookies.clear()
        signed_in(client, jeanne)
        assert client.send(client.get(UPDATE), action="plus-tard").url == reverse("contracts:card")
        card = client.get(reverse("contracts:card"))
        assert card.status_code == 200
        assert card.page.link("Mettre à jour mon identifiant") == UPDATE
        assert client.get("/accueil").url.startswith(UPDATE)
        account.refresh_from_db()
        assert account.laters_left == left
    client.cookies.clear()
    signed_in(client, jeanne)
    last = client.get(UPDATE)
    assert "trois fois" in last.page.text
    assert not last.page.root.xpath("//form[contains(@action, 'plus-tard')]")
    assert not account.is_active


@pytest.mark.promise("I6.13")
def test_after_later_the_card_is_shown_and_not_sent(client: CheckedClient, jeanne: Person) -> None:
    """An old password that may be known pushes no card to a stranger's mailbox."""
    come_with_old_number(client, jeanne)
    client.send(client.get(UPDATE), action="plus-tard")
    assert "envoyer à un professionnel" not in client.get("/ma-carte").page.text
    page, typed = "/ma-carte/envoyer", {"form_token": str(uuid4()), "email": "p@pharmacie.example"}
    for answer in (client.get(page), client.post(page, typed)):
        assert answer.url.startswith(UPDATE)
    assert not SharedCard.objects.exists()


def test_a_second_press_in_the_same_session_costs_nothing(
    client: CheckedClient, jeanne: Person
) -> None:
    account = come_with_old_number(client, jeanne)
    for _press in range(2):
        client.send(client.get(UPDATE), action="plus-tard")
    account.refresh_from_db()
    assert account.laters_left == 2


def test_later_asked_for_after_the_last_opens_nothing(
    client: CheckedClient, jeanne: Person
) -> None:
    account = come_with_old_number(client, jeanne)
    page = client.get(UPDATE)
    Account.objects.filter(pk=account.pk).update(laters_left=0)
    assert client.send(page, action="plus-tard").url == UPDATE
    assert client.get(reverse("contracts:card")).url.startswith(UPDATE)


@pytest.mark.promise("I4.2")
def test_later_ends_sixty_days_after_the_opening(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account = come_with_old_number(client, jeanne)
    assert "jusqu’au 23 mai 2022" in client.get(UPDATE).page.text
    clock.set("2022-05-23T23:50")  # the sixtieth day, in Paris
    signed_in(client, jeanne)
    waiting = client.get(UPDATE)
    assert client.send(waiting, action="plus-tard").url == reverse("contracts:card")
    client.cookies.clear()
    signed_in(client, jeanne)
    late = client.get(UPDATE)
    clock.set("2022-05-24T00:05")
    assert client.send(late, action="plus-tard").url == UPDATE
    assert client.get(reverse("contracts:card")).url.startswith(UPDATE)
    over = client.get(UPDATE)
    assert not over.page.root.xpath("//form[contains(@action, 'plus-tard')]")
    assert "était possible jusqu’au 23 mai 2022" in over.page.text
    assert "trois fois" not in over.page.text
    account.refresh_from_db()
    assert account.laters_left == 2
    choose(client)  # and the way to the e-mail stays open
    assert client.get(VERIFY).status_code == 200


@pytest.mark.promise("1.3")
@pytest.mark.promise("1.10")
def test_a_weak_old_password_is_replaced_after_the_email(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = come_with_old_number(client, jeanne, must_choose_password=True)
    assert client.get("/identifiant/mot-de-passe").url == UPDATE
    choose(client)
    run_jobs(ANSWER)
    assert type_code(client).url == "/identifiant/mot-de-passe"
    assert client.get("/mes-contrats").url.startswith(UPDATE)
    assert client.get(UPDATE).url.startswith("/identifiant/mot-de-passe")
    letter = reset_letter(account, clock.now)
    page = client.get("/identifiant/mot-de-passe")
    short = client.send(page, password="trop court")
    assert "trop court" in short.page.error("password")
    done = client.send(page, password="sept hiboux lisent le journal")
    assert done.url.startswith("/identifiant/fait")
    account.refresh_from_db()
    assert not account.must_choose_password
    assert account.check_password("sept hiboux lisent le journal")
    letter.refresh_from_db()
    assert letter.killed_at  # nothing that left before chooses another one
    assert ("accounts.password_changed", jeanne.email) in notices()
    assert client.get("/mes-contrats").status_code == 200
    assert client.get("/identifiant/mot-de-passe").url == UPDATE


def test_who_has_moved_is_led_home_and_a_visitor_to_sign_in(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    for path in (UPDATE, VERIFY, "/identifiant/corriger", "/identifiant/fait"):
        assert client.get(path).url == "/accueil"
        assert other_client.get(path).url.startswith("/connexion")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("contact@jardin.example", "Plusieurs personnes"),
        ("jeanne@yopmail.com", "pour peu de temps"),
    ],
)
def test_a_doubtful_address_is_warned_of_and_taken(
    client: CheckedClient, jeanne: Person, typed: str, said: str
) -> None:
    come_with_old_number(client, jeanne)
    choose(client, "other")
    give(client, typed)
    assert said in client.get(VERIFY).page.text
    assert EmailChange.objects.get().new_email == typed


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("orange.fr", "Indésirables"), ("wanadoo.fr", "Indésirables"), ("free.fr", "Zimbra"),
        ("laposte.net", "laposte.net"), ("gmail.com", "Spam"), ("sfr.fr", "SFR"),
        ("jardin.example", "Pourriel"),
    ],
)  # fmt: skip
def test_who_received_nothing_is_told_where_to_look(
    client: CheckedClient, jeanne: Person, domain: str, said: str
) -> None:
    come_with_old_number(client, jeanne)
    choose(client, "other")
    give(client, f"jeanne@{domain}")
    page = client.get(client.get(VERIFY).page.link("Où est ce dossier ?"))
    assert said in page.page.text


def test_what_happened_is_remembered_without_the_address(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    type_code(client)
    told = [line.sentence for line in audit.history_of(jeanne.pk)]
    assert any("Conditions d’utilisation" in one for one in told)
    assert any("adresse e-mail à vérifier" in one for one in told)
    assert any("identifiant mis à jour" in one for one in told)
    assert not any(jeanne.email in one for one in told)
    change = EmailChange.objects.get()
    assert (change.state, change.migration) == (ChangeState.DONE, True)


def test_later_gives_no_nir(client: CheckedClient, jeanne: Person, karim: Person) -> None:
    """An old number and an old password are too little for the NIR of a family."""
    nir_held(jeanne, "269054958815780")
    whole = card_document_of(jeanne)
    come_with_old_number(client, jeanne)
    client.send(client.get(UPDATE), action="plus-tard")
    answer = downloaded_here(client)
    assert "Jeanne Martin" in read(answer)
    assert "588" not in read(answer)
    assert client.get(f"/ma-carte/{whole.pk}/pdf").status_code == 404
