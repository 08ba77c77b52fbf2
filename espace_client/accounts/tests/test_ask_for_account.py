"""Asking for an account with the data of the card."""

from collections.abc import Callable

import pytest

from espace_client.accounts.models import Account, AccountRequest, Outcome, ProofState, SecondProof
from espace_client.accounts.tests.journey import ask, card_of, notices
from espace_client.audit import queries as audit
from espace_client.delivery.models import Parcel
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]


def outcome() -> str:
    return AccountRequest.objects.latest("at", "id").outcome


@pytest.mark.promise("1.2")
def test_the_link_goes_to_the_email_that_the_insurer_holds(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    sent = ask(client, jeanne)
    assert sent.url == "/creer-mon-compte/message"
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.activation", jeanne.email)]
    assert Account.objects.get(person=jeanne).state == "cree"


@pytest.mark.promise("1.2")
@pytest.mark.promise("I3.5")
@pytest.mark.usefixtures("channels")
def test_another_email_gets_nothing_and_each_known_channel_is_told(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, email="voleur@boite.example")
    run_jobs("accounts.answer_request")
    told = list(Parcel.objects.values_list("notice", "address", "mobile").order_by("notice"))
    assert told == [
        ("accounts.is_it_you", jeanne.email, ""),
        ("accounts.text_code", "", "+33639981937"),
    ]
    assert not Account.objects.exists()


@pytest.mark.promise("I2.4")
@pytest.mark.parametrize(
    ("last_name", "first_name"),
    [
        ("D ORLEANS LEFEVRE", "ELOISE"),
        ("d’orléans lefèvre", "eloise"),
        ("D'Orléans-Lefèvre", "Éloïse"),
        ("DORLEANS-LEFEVRE", "Eloïse"),
        ("ELOISE", "D ORLEANS LEFEVRE"),
    ],
)
def test_a_name_matches_however_it_is_typed(
    client: CheckedClient, eloise: Person, run_jobs: Jobs, last_name: str, first_name: str
) -> None:
    ask(client, eloise, last_name=last_name, first_name=first_name)
    run_jobs("accounts.answer_request")
    assert outcome() == Outcome.MATCHED


@pytest.mark.promise("I2.5")
def test_somebody_born_on_no_day_of_the_calendar_can_register(
    client: CheckedClient, salah: Person, run_jobs: Jobs
) -> None:
    assert salah.birth_date == "00/00/1938"
    ask(client, salah)
    run_jobs("accounts.answer_request")
    assert outcome() == Outcome.MATCHED


def test_the_birth_name_is_accepted_too(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, last_name=jeanne.birth_name)
    run_jobs("accounts.answer_request")
    assert outcome() == Outcome.MATCHED


def test_the_husband_opens_his_own_account_with_the_number_of_the_card(
    client: CheckedClient, jeanne: Person, karim: Person, run_jobs: Jobs
) -> None:
    ask(client, karim, member_number="4820 1937")
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.activation", karim.email)]
    assert Account.objects.get().person == karim


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"member_number": "99999999"}, Outcome.UNKNOWN_NUMBER),
        ({"last_name": "Durand"}, Outcome.WRONG_NAME),
        ({"first_name": "Jacqueline"}, Outcome.WRONG_FIRST_NAME),
        ({"birth_date_year": "1945"}, Outcome.WRONG_BIRTH_DATE),
    ],
)
def test_a_mismatch_is_remembered_for_the_advisers_alone(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, changes: dict[str, str], expected: str
) -> None:
    ask(client, jeanne, **changes)
    run_jobs("accounts.answer_request")
    assert outcome() == expected
    assert notices() == []


def test_a_contract_that_has_not_begun_is_told_by_mail_not_on_the_page(
    client: CheckedClient, lucien: Person, run_jobs: Jobs
) -> None:
    ask(client, lucien)
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.not_started", lucien.email)]


def test_a_contract_that_ended_long_ago_is_told_by_mail(
    client: CheckedClient, andree: Person, run_jobs: Jobs
) -> None:
    ask(client, andree)
    run_jobs("accounts.answer_request")
    assert outcome() == Outcome.CONTRACT_ENDED
    assert notices() == [("accounts.contract_ended", andree.email)]
    assert not Account.objects.exists()


@pytest.mark.usefixtures("channels")
def test_without_an_email_or_a_mobile_in_the_file_a_letter_leaves(
    client: CheckedClient, odette: Person, run_jobs: Jobs
) -> None:
    ask(client, odette, email="odette@boite.example")
    run_jobs("accounts.answer_request")
    assert (outcome(), notices()) == (Outcome.NO_EMAIL_HELD, [("accounts.letter_code", "")])


@pytest.mark.promise("1.1")
def test_the_page_is_the_same_whether_the_identity_fits_or_not(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    def answer(**changes: str) -> tuple[int, str, str]:
        fresh = CheckedClient()
        sent = ask(fresh, jeanne, **changes)
        return sent.status_code, sent.url, fresh.get(sent.url).page.text

    right = answer()
    run_jobs("accounts.answer_request")
    assert answer(member_number="99999999") == right
    assert answer(last_name="Durand") == right
    assert answer() == right


def test_a_number_is_guessed_five_times_an_hour_and_no_more(
    client: CheckedClient, jeanne: Person
) -> None:
    for year in range(1930, 1935):
        assert ask(client, jeanne, birth_date_year=str(year)).status_code == 302
    refused = ask(client, jeanne)
    assert refused.status_code == 422
    assert "attendez jusqu’à 9 h 01" in refused.page.text
    assert refused.page.value("last_name") == jeanne.name
    assert AccountRequest.objects.count() == 5


def test_what_happened_is_told_in_french(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    staff = [(line.actor, line.sentence) for line in audit.latest()]
    told = [(line.actor, line.sentence) for line in audit.history_of(jeanne.pk)]
    assert ("la création de compte", "Demande de compte étudiée\u00a0: Lien envoyé.") in staff
    assert any("j***.m***@orange.example, valable 24 heures" in said for _, said in told)


@pytest.mark.promise("I2.16")
@pytest.mark.promise("6.6")
def test_a_double_click_is_one_request(client: CheckedClient, jeanne: Person) -> None:
    page = client.get("/creer-mon-compte")
    first = client.send(page, card_of(jeanne))
    second = client.send(page, card_of(jeanne))
    assert (first.url, second.url) == ("/creer-mon-compte/message",) * 2
    assert AccountRequest.objects.count() == 1


@pytest.mark.promise("6.6")
def test_the_same_page_with_other_answers_is_refused_clearly(
    client: CheckedClient, jeanne: Person
) -> None:
    page = client.get("/creer-mon-compte")
    client.send(page, card_of(jeanne))
    again = client.send(page, card_of(jeanne, last_name="Durand"))
    assert again.status_code == 409
    assert again.page.h1 == "Cette page est déjà partie"


def test_a_corrected_email_kills_the_first_request(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne, email="jeanne.martin@orage.example")
    run_jobs("accounts.answer_request")
    clock.advance(minutes=1)
    page = client.get("/creer-mon-compte/corriger")
    client.send(page, email=jeanne.email, email_again=jeanne.email)
    run_jobs("accounts.withdraw_request")
    run_jobs("accounts.answer_request")
    assert notices()[-1] == ("accounts.activation", jeanne.email)
    assert SecondProof.objects.get().state == ProofState.SUPERSEDED
    assert AccountRequest.objects.filter(superseded_at__isnull=True).count() == 1
