"""An account without e-mail: a letter is asked for, it opens the account, its sheet counts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse

from espace_client.accounts import operations, queries
from espace_client.accounts.letters import tell_already_open
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    AccountState,
    OneTimeCode,
    Outcome,
    Purpose,
    SpareCode,
    SpareKind,
)
from espace_client.accounts.operations.one_time_codes import UnableToUseOneTimeCode
from espace_client.accounts.operations.second_steps import show_second_step
from espace_client.accounts.tests.journey import PASSWORD, card_of, last_secret, notices
from espace_client.audit.queries import history_of
from espace_client.delivery import operations as delivery
from espace_client.delivery.carriers import secrets_of
from espace_client.delivery.letters import pages_of, typeset_letter
from espace_client.delivery.models import Parcel, Via
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import Actor, robot, visitor
from espace_client.members.models import Address, Person
from espace_client.ui.gates import CARD_ALONE
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.bench.printed import text_of
from tests.people import account_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
LETTER = "accounts.activation_letter"


def ask(client: CheckedClient, person: Person, **changes: str) -> HttpResponse:
    """« Créer mon compte sans e-mail », with what the card says."""
    typed = card_of(person, **changes)
    kept = {name: typed[name] for name in typed if name not in ("email", "email_again", "terms")}
    return client.send(client.get("/creer-mon-compte/sans-e-mail"), kept)


def send(person: Person, actor: Actor | None = None) -> OneTimeCode:
    return operations.send_activation_letter(
        person=person, actor=actor or robot("un essai"), at=product_clock.now()
    )


def code() -> str:
    return last_secret(LETTER, "code")


def type_code(client: CheckedClient, typed: str) -> HttpResponse:
    return client.send(client.get("/courrier"), code=typed)


def at_home(*names: str) -> CheckedClient:
    device = CheckedClient()
    device.may_see = frozenset(names)
    return device


def choose(client: CheckedClient, password: str = PASSWORD) -> HttpResponse:
    return client.send(client.get("/courrier/mot-de-passe"), password=password, terms=True)


def opened(person: Person, *names: str) -> CheckedClient:
    """The browser in which *person* has just used a letter."""
    send(person)
    device = at_home(*names)
    assert type_code(device, code()).url == "/courrier/mot-de-passe"
    assert choose(device).url == "/courrier/fait"
    return device


def letters(notice: str = LETTER) -> int:
    return Parcel.objects.filter(notice=notice).count()


@pytest.mark.promise("I4.5")
def test_from_the_printed_letter_to_the_card(
    client: CheckedClient, odette: Person, run_jobs: Jobs, print_shop: PrintShop, clock: Clock
) -> None:
    Address.objects.update(recipient_line="")  # her canary looks like a whole member number
    assert ask(client, odette).url == "/creer-mon-compte/sans-e-mail/note"
    assert client.get("/creer-mon-compte/sans-e-mail/note").page.h1 == "Votre demande est notée"
    run_jobs()
    assert AccountRequest.objects.get().outcome == Outcome.LETTER_SENT
    clock.set("2022-03-24T16:05")
    delivery.print_letters(actor=robot("l’impression"), at=clock.now)
    run_jobs()
    (batch,) = print_shop.batches()
    assert pages_of(batch.pdf) == 2
    lines = [line.strip() for line in text_of(batch.pdf).split("\n")]
    (typed,) = [line for line in lines if line.count("-") == 2 and len(line) == 14]
    assert len([line for line in lines if line.count("-") == 1 and len(line) == 9]) == 10
    device = at_home("odette")
    assert type_code(device, typed.lower()).url == "/courrier/mot-de-passe"
    page = device.get("/courrier/mot-de-passe").page
    assert "Bonjour Madame Le Goff" in page.text
    assert choose(device).url == "/courrier/fait"
    done = device.get("/courrier/fait").page
    assert "4820 9108" in done.text
    card = device.get(done.link("Voir ma carte")).page
    assert (card.h1, "Odette Le Goff" in card.text) == ("Ma carte", True)
    account = Account.objects.get(person=odette)
    assert (account.state, account.email) == (AccountState.WITHOUT_EMAIL, "")
    assert queries.spare_codes_left(account, SpareKind.SHEET) == 10
    assert ("accounts.opened_by_letter_letter", "") in notices()
    assert any("sans adresse e-mail" in line.sentence for line in history_of(odette.pk))


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"last_name": "Autrechose"}, Outcome.WRONG_NAME),
        ({"member_number": "99999999"}, Outcome.UNKNOWN_NUMBER),
        ({"birth_date_year": "1937"}, Outcome.WRONG_BIRTH_DATE),
    ],
)
@pytest.mark.promise("1.1")
def test_the_answer_is_the_same_and_no_letter_leaves(
    client: CheckedClient, odette: Person, run_jobs: Jobs, changes: dict[str, str], outcome: Outcome
) -> None:
    assert ask(client, odette, **changes).url == "/creer-mon-compte/sans-e-mail/note"
    run_jobs()
    assert AccountRequest.objects.get().outcome == outcome
    assert not Parcel.objects.exists()


def test_one_letter_a_week_and_three_in_45_days(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    for days, count in ((0, 1), (6, 1), (1, 2), (7, 3), (7, 3), (31, 4)):
        clock.advance(days=days)
        ask(client, odette)
        run_jobs("accounts.answer_request")
        assert letters() == count, days
    assert Outcome.NO_LETTER in AccountRequest.objects.values_list("outcome", flat=True)
    alive = OneTimeCode.objects.filter(killed_at__isnull=True)
    assert alive.count() == 1
    assert SpareCode.objects.count() == 10


def test_an_adviser_sends_one_a_day_and_nobody_else_may(
    odette: Person, nadia: Actor, clock: Clock
) -> None:
    send(odette)
    clock.advance(days=1)
    send(odette, nadia)
    with pytest.raises(operations.UnableToSendLetter, match="aujourd’hui"):
        send(odette, nadia)
    with pytest.raises(operations.UnableToSendLetter, match="Seul un conseiller"):
        send(odette, visitor())


@pytest.mark.parametrize("name", ["lucien", "andree", "paul", "karim"])
def test_whoever_cannot_have_an_account_gets_no_letter(
    everybody: dict[str, Person], name: str
) -> None:
    """Not started, ended, died, and covered by somebody else's card."""
    Person.objects.filter(pk=everybody["paul"].pk).update(died_on=date(2022, 3, 1))
    with pytest.raises(operations.UnableToSendLetter):
        send(Person.objects.get(pk=everybody[name].pk))
    assert not letters()


def test_without_an_address_or_a_printer_none_leaves(odette: Person, settings: object) -> None:
    Address.objects.all().delete()
    with pytest.raises(operations.UnableToSendLetter, match="adresse postale"):
        send(odette)
    assert not Account.objects.exists()


@pytest.mark.promise("I4.5")
def test_a_code_serves_once_and_a_newer_letter_replaces_it(odette: Person, clock: Clock) -> None:
    send(odette)
    old = code()
    clock.advance(days=8)
    send(odette)
    refused = type_code(at_home(), old)
    assert "Prenez le courrier le plus récent" in refused.page.text
    device = at_home("odette")
    type_code(device, code())
    assert choose(device).url == "/courrier/fait"
    again = type_code(at_home(), code())
    assert "Ce code a déjà servi. Votre compte est ouvert" in again.page.text


def test_it_expires_after_45_days_to_the_second(odette: Person, clock: Clock) -> None:
    send(odette)
    clock.advance(days=45)
    assert "Ce code a expiré" in type_code(at_home(), code()).page.text
    clock.advance(seconds=-1)
    assert type_code(at_home(), code()).url == "/courrier/mot-de-passe"


def test_a_letter_waits_longer_than_the_sweeper(odette: Person, clock: Clock) -> None:
    send(odette)
    clock.advance(days=44)
    operations.forget_what_is_old(actor=robot("le ménage"), at=clock.now)
    assert SpareCode.objects.count() == 10
    assert type_code(at_home(), code()).url == "/courrier/mot-de-passe"
    clock.advance(days=32)
    operations.forget_what_is_old(actor=robot("le ménage"), at=clock.now)
    assert not Account.objects.exists()


def test_a_page_left_open_finds_the_code_used(odette: Person) -> None:
    send(odette)
    first, second = at_home("odette"), at_home("odette")
    type_code(first, code())
    type_code(second, code())
    page = second.get("/courrier/mot-de-passe")
    assert choose(first).url == "/courrier/fait"
    late = second.send(page, password=PASSWORD, terms=True)
    assert (late.status_code, late.page.h1) == (410, "Ce code ne marche plus")
    assert late.page.link("Me connecter") == "/connexion"


def test_a_weak_password_and_terms_not_read_use_nothing_up(odette: Person) -> None:
    send(odette)
    device = at_home("odette")
    type_code(device, code())
    page = device.get("/courrier/mot-de-passe")
    assert device.send(page, password=PASSWORD, terms=False).page.error("terms")
    assert device.send(page, password="odettelegoff", terms=True).page.error("password")
    assert not Account.objects.open().exists()
    assert choose(device).url == "/courrier/fait"


def test_three_failures_then_a_quarter_of_an_hour(odette: Person, clock: Clock) -> None:
    send(odette)
    for _ in range(3):
        assert type_code(at_home(), "2345-6789-ABCD").status_code == 422
    assert "attendez jusqu’à 9 h 15" in type_code(at_home(), code()).page.text
    clock.advance(minutes=15)
    assert type_code(at_home(), code()).url == "/courrier/mot-de-passe"


def test_an_old_number_may_come_by_letter_and_its_address_in_doubt_is_dropped(
    odette: Person,
) -> None:
    account = account_of(odette)
    Account.objects.update(state=AccountState.TO_VERIFY)
    before = account.epoch
    opened(odette, "odette")
    account.refresh_from_db()
    assert (account.state, account.email) == (AccountState.WITHOUT_EMAIL, "")
    assert account.epoch > before


@pytest.mark.parametrize("state", [AccountState.BLOCKED, AccountState.DECEASED])
def test_what_is_blocked_stays_so(odette: Person, state: AccountState) -> None:
    send(odette)
    device = at_home("odette")
    type_code(device, code())
    page = device.get("/courrier/mot-de-passe")
    Account.objects.update(state=state)
    assert device.send(page, password=PASSWORD, terms=True).status_code == 410
    with pytest.raises(operations.UnableToSendLetter):
        send(odette)


def test_whoever_has_an_account_is_told_by_letter_that_it_is_open(
    client: CheckedClient, odette: Person, run_jobs: Jobs
) -> None:
    opened(odette, "odette")
    ask(client, odette)
    run_jobs("accounts.answer_request")
    assert letters() == 1
    assert letters("accounts.already_open_letter") == 1
    ask(client, odette)
    run_jobs("accounts.answer_request")
    assert letters("accounts.already_open_letter") == 1


def test_whoever_has_an_email_is_told_there(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account_of(jeanne)
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.already_active", jeanne.email)]


def test_every_known_channel_is_told(jeanne: Person) -> None:
    opened(jeanne, "jeanne", "karim")
    assert {notice for notice, _to in notices()} == {
        LETTER,
        "accounts.opened_by_letter",
        "accounts.opened_by_letter_text",
        "accounts.opened_by_letter_letter",
    }


def test_no_code_of_the_letter_stands_in_the_database(odette: Person) -> None:
    opened(odette, "odette")
    hashes = {bytes(one.code_hash) for one in SpareCode.objects.all()}
    assert len(hashes) == 10
    text = Parcel.objects.get(notice=LETTER).text
    assert code() not in text
    assert last_secret(LETTER, "spare_1") not in text


# --- The sheet ----------------------------------------------------------------------------------


def use(account: Account, typed: str) -> None:
    show_second_step(
        account=account, purpose=Purpose.DEVICE, typed=typed, actor=account.actor,
        at=product_clock.now(),
    )  # fmt: skip


def test_a_sheet_counts_only_once_its_letter_has_served(odette: Person) -> None:
    send(odette)
    account = Account.objects.get()
    assert queries.spare_codes_left(account, SpareKind.SHEET) == 0
    opened_again = at_home("odette")
    type_code(opened_again, code())
    choose(opened_again)
    assert queries.spare_codes_left(account, SpareKind.SHEET) == 10


def test_a_new_sheet_leaves_once_when_two_codes_are_left(odette: Person, run_jobs: Jobs) -> None:
    opened(odette, "odette")
    account = Account.objects.get()
    for at in range(1, 8):
        use(account, last_secret(LETTER, f"spare_{at}"))
    run_jobs("accounts.refill_sheet")
    assert letters("accounts.sheet_letter") == 0
    use(account, last_secret(LETTER, "spare_8"))
    use(account, last_secret(LETTER, "spare_9"))
    run_jobs("accounts.refill_sheet")
    assert letters("accounts.sheet_letter") == 1
    # The last of the old ones serves until a new one does.
    use(account, last_secret(LETTER, "spare_10"))
    use(account, last_secret("accounts.sheet_letter", "spare_1"))
    assert queries.spare_codes_left(account, SpareKind.SHEET) == 9


def test_a_code_of_the_new_sheet_retires_the_old_one(odette: Person, clock: Clock) -> None:
    device = opened(odette, "odette")
    account = Account.objects.get()
    clock.advance(minutes=5)
    page = device.get("/securite/feuille-de-codes")
    assert "Il vous reste 10 codes" in page.page.text
    assert device.send(page, button="Recevoir une nouvelle feuille").url == page.page.url
    assert "Une nouvelle feuille part" in device.get("/securite/feuille-de-codes").page.text
    use(account, last_secret(LETTER, "spare_1"))
    use(account, last_secret("accounts.sheet_letter", "spare_1"))
    with pytest.raises(UnableToUseOneTimeCode):
        use(account, last_secret(LETTER, "spare_2"))
    page = device.get("/securite/feuille-de-codes")
    refused = device.send(page, button="Recevoir une nouvelle feuille")
    assert "moins de sept jours" in refused.page.text


def test_whoever_has_an_email_needs_no_sheet(client: CheckedClient, jeanne: Person) -> None:
    page = signed_in(client, jeanne).get("/securite/feuille-de-codes").page
    assert "Vous n’avez pas besoin de feuille" in page.text


def test_the_card_opens_after_plus_tard(client: CheckedClient, odette: Person) -> None:
    account_of(odette)
    Account.objects.update(state=AccountState.LEGACY)
    signed_in(client, odette)
    session = client.session
    session[CARD_ALONE] = True
    session.save()
    assert client.get("/ma-carte").page.h1 == "Ma carte"


# --- A forgotten password -----------------------------------------------------------------------

RESET = "accounts.reset_letter"
NEW_PASSWORD = "trois girafes dans un ascenseur"


def forget_password(client: CheckedClient, identifier: str) -> HttpResponse:
    page = client.get("/mot-de-passe-oublie")
    return client.send(page, identifier=identifier, button="Recevoir un code par courrier")


@pytest.mark.promise("I4.9")
def test_a_forgotten_password_is_chosen_anew_by_letter(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    before = opened(odette, "odette")
    account = Account.objects.get()
    clock.advance(minutes=5)
    asked = forget_password(client, "4820 9108")
    assert client.get(asked.url).page.h1 == "Votre demande est notée"
    run_jobs("accounts.answer_password_reset")
    assert letters(RESET) == 1
    device = at_home("odette")
    assert type_code(device, last_secret(RESET, "code")).url == "/mot-de-passe-oublie/nouveau"
    page = device.get("/mot-de-passe-oublie/nouveau")
    assert page.page.value("username") == "48209108"
    assert device.send(page, password=NEW_PASSWORD).status_code == 302
    assert device.get("/ma-carte").page.h1 == "Ma carte"
    account.refresh_from_db()
    assert account.state == AccountState.WITHOUT_EMAIL
    assert check_password(NEW_PASSWORD, account.password)
    # Whoever was inside is so no more, and paper tells it, since nothing else reaches her.
    assert before.get("/ma-carte").status_code == 302
    assert letters("accounts.password_changed_letter") == 1
    used = type_code(at_home(), last_secret(RESET, "code"))
    assert "Ce code a déjà servi. Connectez-vous avec votre nouveau mot de passe" in used.page.text


@pytest.mark.promise("I4.9")
def test_asking_by_letter_says_the_same_and_writes_to_nobody_else(
    client: CheckedClient, odette: Person, jeanne: Person, run_jobs: Jobs
) -> None:
    account_of(jeanne)
    for identifier in ("99999999", "personne@poste.example"):
        asked = forget_password(client, identifier)
        assert client.get(asked.url).page.h1 == "Votre demande est notée"
    run_jobs("accounts.answer_password_reset")
    assert not Parcel.objects.exists()
    forget_password(client, jeanne.email)
    forget_password(client, jeanne.email)
    run_jobs("accounts.answer_password_reset")
    assert [(notice, to) for notice, to in notices()] == [(RESET, "")]


def test_one_kind_of_letter_never_does_what_the_other_does(odette: Person, clock: Clock) -> None:
    """A code to choose a password again opens no new account, and a blocked one stays closed to
    the letter that opens."""
    opened(odette, "odette")
    account = Account.objects.get()
    operations.send_reset_letter(account=account, actor=robot("un essai"), at=clock.now)
    reset = OneTimeCode.objects.get(purpose=Purpose.RESET)
    with pytest.raises(operations.UnableToOpenByLetter):
        operations.open_by_letter(
            code=reset, password=NEW_PASSWORD, terms_version=clock.today, actor=visitor(),
            at=clock.now,
        )  # fmt: skip
    Account.objects.update(state=AccountState.CREATED)
    with pytest.raises(operations.UnableToOpenByLetter):
        operations.open_by_letter(
            code=reset, password=NEW_PASSWORD, terms_version=clock.today, actor=visitor(),
            at=clock.now,
        )  # fmt: skip
    assert type_code(at_home(), last_secret(RESET, "code")).status_code == 422


def test_each_letter_is_one_sheet_and_its_codes_a_page_to_keep(
    odette: Person, clock: Clock
) -> None:
    opened(odette, "odette")
    account, actor = Account.objects.get(), robot("un essai")
    operations.send_sheet(account=account, actor=actor, at=clock.now)
    operations.send_reset_letter(account=account, actor=actor, at=clock.now)
    tell_already_open(odette, moment="jeudi 24 mars 2022 à 9 h 00", actor=actor, at=clock.now)
    for sheet in Parcel.objects.filter(notice__in=[LETTER, "accounts.sheet_letter"]):
        assert [one["kind"] for one in sheet.blocks][-5:] == [
            "sheet", "heading", "paragraph", "codes", "paragraph"
        ]  # fmt: skip
        assert "====" not in sheet.text
    pages = {
        parcel.notice: pages_of(typeset_letter(parcel, secrets_of(parcel)))
        for parcel in Parcel.objects.filter(via=Via.LETTER)
    }
    assert pages == {
        LETTER: 2,
        "accounts.sheet_letter": 2,
        RESET: 1,
        "accounts.already_open_letter": 1,
        "accounts.opened_by_letter_letter": 1,
    }
