"""« Ma carte vite »: three screens at a counter, and nothing for whoever tries."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from espace_client.accounts import operations
from espace_client.accounts.models import Account, CardCode
from espace_client.accounts.quick_card import TypedCard
from espace_client.accounts.rules import REFUSED_AFTER
from espace_client.accounts.tests.journey import last_secret, notices
from espace_client.accounts.tests.old_numbers import with_old_number
from espace_client.accounts.tests.test_same_answers import seen
from espace_client.audit.queries import history_of
from espace_client.contracts.models import Contract, Coverage
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import nir_held, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.promise("I6.14"),
    pytest.mark.usefixtures("channels"),
]
Jobs = Callable[..., list[str]]
START, CODE, CARD = "/ma-carte-vite", "/ma-carte-vite/code", "/ma-carte-vite/carte"
NUMBER, ANSWER = "4820 1937", "accounts.answer_card_request"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long a refusal would have waited; nobody waits in a test."""
    waited: list[float] = []
    monkeypatch.setattr("espace_client.accounts.views.on_time.time.sleep", waited.append)
    return waited


def birth(person: Person) -> dict[str, str]:
    day, month, year = person.birth_date.split("/")
    return {"birth_date_day": day, "birth_date_month": month, "birth_date_year": year}


def ask(client: CheckedClient, person: Person, number: str = NUMBER) -> HttpResponse:
    return client.send(client.get(START), number=number, **birth(person))


def code() -> str:
    return last_secret("accounts.card_code", "code")


def another(right: str) -> str:
    return f"{(int(right) + 1) % 10**6:06d}"


def type_code(client: CheckedClient, digits: str) -> HttpResponse:
    return client.send(client.get(CODE), code=digits)


def words(answer: HttpResponse) -> str:
    return " ".join(answer.page.text.replace("\u00a0", " ").split())


def at_the_counter(*names: str) -> CheckedClient:
    client = CheckedClient()
    client.may_see = frozenset(names)
    return client


def left() -> int:
    return [name for name, _ in notices()].count("accounts.card_code")


def told(person: Person) -> list[str]:
    return [line.sentence.replace("\u00a0", " ") for line in history_of(person.pk)]


def test_three_screens_without_an_account(jeanne: Person, karim: Person, run_jobs: Jobs) -> None:
    nir_held(jeanne, "269054958815780")
    assert not Account.objects.exists()
    client = at_the_counter("jeanne", "karim")
    assert ask(client, jeanne).url == CODE
    run_jobs(ANSWER)
    assert type_code(client, code()).url == CARD
    said = words(client.get(CARD))
    assert "Jeanne Martin" in said
    assert "Karim Martin" in said
    assert "N° d’adhérent4820 1937" in said
    assert "588" not in said
    assert not Account.objects.exists()


def test_a_husband_by_his_own_mobile_sees_his_own_card(
    jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    Person.objects.filter(pk=karim.pk).update(mobile="06 39 98 55 01")
    client = at_the_counter("karim", "jeanne")
    ask(client, karim)
    run_jobs(ANSWER)
    type_code(client, code())
    said = words(client.get(CARD))
    assert "Karim Martin" in said
    assert "Jeanne" not in said
    assert any("Carte montrée 10 minutes" in one for one in told(karim))
    assert not any("Carte montrée" in one for one in told(jeanne))


def test_without_a_mobile_of_his_own_no_code_leaves(
    jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    Person.objects.filter(pk=karim.pk).update(mobile="01 99 00 12 34")
    client = CheckedClient()
    assert ask(client, karim).url == CODE
    run_jobs(ANSWER)
    assert left() == 0
    assert "Ouvrir la carte gardée ici" in words(client.get(CODE))
    assert "titulaire du contrat" in words(client.get(START))
    assert any("non envoyé : aucun SMS ne peut partir" in one for one in told(karim))


def test_it_opens_the_card_and_nothing_else(jeanne: Person, karim: Person, run_jobs: Jobs) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    type_code(client, code())
    contract = Contract.objects.get(holder=jeanne).pk
    for page in (
        "/ma-carte", "/accueil", "/mes-documents", f"/mes-garanties/{contract}",
        f"/ma-carte/{contract}", "/ma-carte/envoyer", "/ma-carte/sur-ce-telephone", "/securite",
    ):  # fmt: skip
        assert client.get(page).url == f"/connexion?next={page}"


def test_ten_minutes_to_the_second_then_a_new_code(
    jeanne: Person, karim: Person, run_jobs: Jobs, clock: Clock
) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    type_code(client, code())
    clock.advance(seconds=599)
    assert client.get(CARD).status_code == 200
    clock.advance(seconds=1)
    over = client.get(CARD)
    assert (over.status_code, over.page.h1) == (410, "Votre carte n’est plus montrée")


def test_whoever_has_finished_leaves_nothing_behind(
    jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    type_code(client, code())
    assert client.send(client.get(CARD), action="/fini").url == START
    assert client.get(CARD).url == client.get(CODE).url == START


def test_the_owner_reads_that_it_was_used(jeanne: Person, karim: Person, run_jobs: Jobs) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    type_code(client, another(code()))
    type_code(client, code())
    said = told(jeanne)
    assert any("Code préparé par SMS pour voir votre carte" in one for one in said)
    assert any("Code inexact pour voir votre carte" in one for one in said)
    assert any("Carte montrée 10 minutes sans connexion" in one for one in said)


def test_the_text_message_warns(jeanne: Person, run_jobs: Jobs, texts) -> None:
    ask(CheckedClient(), jeanne)
    run_jobs(ANSWER)
    digits = code()
    run_jobs()
    (one,) = texts
    assert f"{digits} montre votre carte" in one.text
    assert "Ne le donnez à personne" in one.text


# --- Whoever tries ----------------------------------------------------------------------------


def strangers(jeanne: Person, salah: Person) -> dict[str, tuple[str, dict[str, str]]]:
    """What somebody may type: right, a wrong date, a number of nobody, one of somebody else."""
    return {
        "right": (NUMBER, birth(jeanne)),
        "wrong date": (NUMBER, {**birth(jeanne), "birth_date_year": "1951"}),
        "number of nobody": ("9999 9999", birth(jeanne)),
        "another's number": (salah.member_number or "", birth(jeanne)),
    }


@pytest.mark.promise("1.1")
def test_nobody_learns_who_is_known(jeanne: Person, salah: Person, run_jobs: Jobs) -> None:
    answers, statements = {}, {}
    for place, (name, (number, born)) in enumerate(strangers(jeanne, salah).items()):
        client = CheckedClient(REMOTE_ADDR=f"127.0.3.{place}")
        page = client.get(START)
        with CaptureQueriesContext(connection) as asking:
            sent = client.send(page, number=number, **born)
        asked = len(asking)
        before = client.get(sent.url)
        run_jobs(ANSWER)
        after = client.get(sent.url)
        guess = another(code()) if name == "right" else "000000"
        with CaptureQueriesContext(connection) as trying:
            wrong = client.send(after, code=guess)
        answers[name] = repr([seen(one, number, guess) for one in (sent, before, after, wrong)])
        statements[name] = (asked, len(trying))
    assert left() == 1
    assert len(set(answers.values())) == 1, list(answers)
    assert len(set(statements.values())) == 1, statements


@pytest.mark.promise("1.1t")
def test_a_refusal_waits_as_elsewhere(jeanne: Person, run_jobs: Jobs, at_once: list[float]) -> None:
    for number in (NUMBER, "9999 9999"):
        client = CheckedClient()
        ask(client, jeanne, number)
        run_jobs(ANSWER)
        at_once.clear()
        assert type_code(client, "000000").status_code == 422
        (waited,) = at_once
        assert 0 < waited <= REFUSED_AFTER.total_seconds()


def test_the_sixth_try_finds_a_dead_code(jeanne: Person, run_jobs: Jobs) -> None:
    client = at_the_counter("jeanne")
    ask(client, jeanne)
    run_jobs(ANSWER)
    for _try in range(5):
        assert type_code(client, another(code())).status_code == 422
    refused = type_code(client, code())
    assert refused.status_code == 422
    assert "Ce code ne marche pas" in refused.page.error("code")
    assert client.get(CARD).url == START


def test_a_code_of_ten_minutes(jeanne: Person, karim: Person, run_jobs: Jobs, clock: Clock) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    page = client.get(CODE)
    clock.advance(seconds=600)
    assert client.send(page, code=code()).status_code == 422


def test_a_code_serves_once_and_in_the_browser_that_asked(
    jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    assert CheckedClient().get(CODE).url == START
    type_code(client, code())
    other = CheckedClient()
    ask(other, jeanne)  # within the minute: no other code leaves
    run_jobs(ANSWER)
    assert left() == 1
    assert type_code(other, code()).status_code == 422


def test_two_clicks_are_one_code_and_one_card(
    jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    client = at_the_counter("jeanne", "karim")
    page = client.get(START)
    first, second = (client.send(page, number=NUMBER, **birth(jeanne)) for _click in range(2))
    run_jobs(ANSWER)
    assert (first.url, second.url, left()) == (CODE, CODE, 1)
    page = client.get(CODE)
    before = dict(client.cookies.items())
    client.send(page, code=code())
    client.cookies.load({name: one.value for name, one in before.items()})  # the answer was lost
    assert client.send(page, code=code()).url == CARD
    assert client.get(CARD).status_code == 200
    assert sum("Carte montrée" in one for one in told(jeanne)) == 1


def test_three_codes_a_day_whoever_asks(jeanne: Person, run_jobs: Jobs, clock: Clock) -> None:
    for place in range(5):
        ask(CheckedClient(REMOTE_ADDR=f"127.0.4.{place}"), jeanne)
        run_jobs(ANSWER)
        clock.advance(seconds=61)
    assert left() == 3
    assert sum("trois codes par SMS en un jour" in one for one in told(jeanne)) == 2
    clock.advance(hours=24)
    ask(CheckedClient(), jeanne)
    run_jobs(ANSWER)
    assert left() == 4


def test_a_newer_code_kills_the_one_before(
    jeanne: Person, karim: Person, run_jobs: Jobs, clock: Clock
) -> None:
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    first = code()
    clock.advance(seconds=61)
    ask(client, jeanne)
    run_jobs(ANSWER)
    if first != code():
        assert type_code(client, first).status_code == 422
    assert type_code(client, code()).url == CARD
    live = {"used_at": None, "shown_until": None, "killed_at": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        CardCode.objects.update(**live)


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_asking_is_slowed_down_by_card_and_by_network(jeanne: Person, known: bool) -> None:
    client = CheckedClient()
    for _try in range(5):
        assert ask(client, jeanne, NUMBER if known else "9999 9999").status_code == 302
    refused = ask(client, jeanne, NUMBER if known else "9999 9999")
    assert "Trop d’essais" in words(refused)
    for number in range(15):
        ask(client, jeanne, f"7000 00{number:02d}")
    assert "Trop d’essais" in words(ask(client, jeanne, "7000 0099"))


def test_asking_is_slowed_down_by_card_wherever_from(jeanne: Person, karim: Person) -> None:
    for place in range(10):
        assert ask(CheckedClient(REMOTE_ADDR=f"127.0.5.{place}"), jeanne).status_code == 302
    assert "Trop d’essais" in words(ask(CheckedClient(REMOTE_ADDR="127.0.5.99"), jeanne))
    # Her husband, born on another day, still gets his.
    assert ask(CheckedClient(REMOTE_ADDR="127.0.5.98"), karim).status_code == 302


def test_a_stranger_with_a_number_closes_nothing_to_the_family(jeanne: Person) -> None:
    for place in range(40):
        born = {**birth(jeanne), "birth_date_year": f"19{place + 10}"}
        client = CheckedClient(REMOTE_ADDR=f"127.0.5.{place}")
        assert client.send(client.get(START), number=NUMBER, **born).status_code == 302
    assert ask(CheckedClient(REMOTE_ADDR="127.0.5.99"), jeanne).status_code == 302


def test_one_number_is_not_asked_for_without_end(jeanne: Person, clock: Clock) -> None:
    for place in range(200):
        typed = TypedCard(NUMBER, f"{place % 28 + 1:02d}/03/{1920 + place // 28}")
        source = f"127.0.{place // 250 + 6}.{place % 250}"
        operations.ask_for_card(typed=typed, source=source, actor=visitor(), at=clock())
    assert "Trop d’essais" in words(ask(CheckedClient(REMOTE_ADDR="127.0.5.99"), jeanne))


def test_codes_are_tried_slowly(jeanne: Person) -> None:
    client = CheckedClient()
    ask(client, jeanne, "9999 9999")
    for _try in range(10):
        assert "Ce code ne marche pas" in words(type_code(client, "123456"))
    assert "Trop d’essais" in words(type_code(client, "123456"))


@pytest.mark.parametrize("why", ["died", "left", "ended", "not started"])
def test_without_a_card_no_code_leaves(
    jeanne: Person, karim: Person, lucien: Person, run_jobs: Jobs, why: str
) -> None:
    person, number = jeanne, NUMBER
    match why:
        case "died":
            Person.objects.filter(pk=jeanne.pk).update(died_on=date(2022, 3, 1))
        case "left":
            Person.objects.filter(pk=karim.pk).update(mobile="06 39 98 55 01")
            Coverage.objects.filter(person=karim).update(end_on=date(2022, 3, 23))
            person = karim
        case "ended":
            Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 23))
        case "not started":
            person, number = lucien, lucien.member_number or ""
    client = CheckedClient()
    assert ask(client, person, number).url == CODE
    run_jobs(ANSWER)
    assert left() == 0


def test_twins_without_a_mobile_but_one(jeanne: Person, karim: Person, run_jobs: Jobs) -> None:
    """Two people of one card born on one day, each with a mobile: each code shows their own."""
    Person.objects.filter(pk=karim.pk).update(mobile="06 39 98 55 01", birth_date=jeanne.birth_date)
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    assert left() == 2
    assert type_code(client, code()).url == CARD
    assert client.get(CARD).status_code == 200


def test_spellings_and_faults_of_what_is_typed(jeanne: Person, run_jobs: Jobs) -> None:
    client = at_the_counter("jeanne")
    wrong = client.send(client.get(START), number="ABCD", **birth(jeanne))
    assert "Il a 8 chiffres, sans lettres" in wrong.page.error("number").replace("\u00a0", " ")
    assert wrong.page.value("birth_date_year") == "1944"
    missing = client.send(client.get(START), number=NUMBER)
    assert missing.status_code == 422
    assert missing.page.value("number") == NUMBER
    ask(client, jeanne, " 48.20-19 37 ")
    run_jobs(ANSWER)
    assert left() == 1


def test_an_old_number_gets_no_further_by_it(jeanne: Person, karim: Person, run_jobs: Jobs) -> None:
    """An account that still moves to the e-mail opens no more, and no « Plus tard » is spent."""
    account = with_old_number(jeanne)
    client = at_the_counter("jeanne", "karim")
    ask(client, jeanne)
    run_jobs(ANSWER)
    assert type_code(client, code()).url == CARD
    assert client.get(CARD).status_code == 200
    assert client.get("/ma-carte").url == "/connexion?next=/ma-carte"
    account.refresh_from_db()
    assert account.laters_left == Account(person=jeanne).laters_left


def test_whoever_is_signed_in_has_the_card_already(client: CheckedClient, jeanne: Person) -> None:
    assert signed_in(client, jeanne).get(START).url == "/ma-carte"


def test_a_job_that_runs_twice_sends_one(jeanne: Person, clock: Clock) -> None:
    typed = TypedCard(NUMBER, jeanne.birth_date)
    for _run in range(2):
        operations.answer_card_request(typed=typed, actor=robot("un essai"), at=clock.now)
    assert left() == 1


def test_codes_are_forgotten_after_two_days(jeanne: Person, run_jobs: Jobs, clock: Clock) -> None:
    ask(CheckedClient(), jeanne)
    run_jobs(ANSWER)
    assert CardCode.objects.count() == 1
    clock.advance(days=2, minutes=11)
    operations.forget_what_is_old(actor=robot("un essai"), at=clock.now)
    assert not CardCode.objects.exists()


def test_no_text_message_leaves_no_form(jeanne: Person, settings) -> None:
    settings.SMS = None
    page = CheckedClient().get(START)
    assert "Aucun texto ne peut partir" in words(page)
    assert not page.page.root.xpath("//main//form")
