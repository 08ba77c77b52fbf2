"""Approving after a call back, refusing, sending a code by letter, sending the link again."""

from collections.abc import Callable

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import Account, AccountState, ActivationLink, ProofState
from espace_client.accounts.staff import Question, StaffMember
from espace_client.audit import queries as audit
from espace_client.delivery.models import Parcel, Via
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.staff import NEW_EMAIL, at_desk, opened, waiting_proof

pytestmark = pytest.mark.django_db
THREE = ["address", "covered", "option"]


def file_address(person: Person) -> str:
    return f"/conseillers/dossiers/{person.pk}"


@pytest.mark.promise("I3.4")
def test_an_adviser_approves_after_a_call_and_the_link_leaves(
    client: CheckedClient,
    claire: StaffMember,
    jeanne: Person,
    run_jobs: Callable[..., list[str]],
    mailbox: Mailbox,
) -> None:
    proof = waiting_proof(jeanne)
    mailbox.may_see[NEW_EMAIL] = frozenset({"jeanne"})  # once she is known to be there
    run_jobs()
    assert not mailbox.to(NEW_EMAIL)
    opened(claire, jeanne)
    page = at_desk(client, claire).get(file_address(jeanne))
    form = client.get(page.page.link("Approuver après rappel"))
    token = form.page.root.xpath("//main//input[@name='form_token']/@value")[0]
    sent = client.post(
        form.page.url,
        {"form_token": token, "called_back": jeanne.landline, "right_answers": THREE},
    )
    assert sent.url == file_address(jeanne)
    assert "La demande est approuvée" in client.get(sent.url).page.text
    proof.refresh_from_db()
    assert (proof.state, proof.way) == (ProofState.GIVEN, "adviser")
    run_jobs()
    assert "/activer/" in mailbox.to(NEW_EMAIL)[-1].text
    told = [line.sentence for line in audit.history_of(jeanne.pk)]
    call = next(line for line in told if line.startswith("Un conseiller vous a rappelé"))
    assert "02\u00a0••\u00a0••\u00a0••\u00a037" in call
    assert "adresse postale" in call


@pytest.mark.promise("I3.4")
@pytest.mark.parametrize(
    ("called", "answers", "said"),
    [
        ("01 02 03 04 05", THREE, "Sélectionnez un choix valide"),
        ("", THREE, "Choisissez le numéro"),
        ("06 39 98 19 37", THREE[:2], "trois réponses justes"),
        ("06 39 98 19 37", [], "il en faut trois"),
        ("06 39 98 19 37", ["address"] * 3, "trois réponses justes"),
    ],
)
def test_an_approval_needs_a_number_of_the_file_and_three_answers(
    client: CheckedClient,
    claire: StaffMember,
    jeanne: Person,
    called: str,
    answers: list[str],
    said: str,
) -> None:
    proof = waiting_proof(jeanne)
    opened(claire, jeanne)
    form = at_desk(client, claire).get(f"/conseillers/demandes/{proof.pk}/approuver")
    token = form.page.root.xpath("//main//input[@name='form_token']/@value")[0]
    refused = client.post(
        form.page.url, {"form_token": token, "called_back": called, "right_answers": answers}
    )
    assert refused.status_code == 422
    assert said in refused.page.text
    proof.refresh_from_db()
    assert proof.state == ProofState.WAITING


def test_the_verb_itself_refuses_another_number_and_who_has_left(
    claire: StaffMember, hugo: StaffMember, jeanne: Person
) -> None:
    proof = waiting_proof(jeanne)
    three = [Question.ADDRESS, Question.OPTION, Question.START]

    def approve(number: str) -> None:
        operations.approve_after_call(
            proof=proof, called_back=number, right_answers=three, actor=claire.at_desk,
            at=product_clock.now(),
        )  # fmt: skip

    with pytest.raises(operations.UnableToApprove, match="numéro du dossier"):
        approve("06 00 00 00 00")
    operations.let_go(staff=claire, actor=hugo.at_desk, at=product_clock.now())
    with pytest.raises(operations.UnableToApprove, match="accès est fermé"):
        approve(jeanne.mobile)


@pytest.mark.promise("I3.4")
def test_a_refusal_needs_a_reason(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    proof = waiting_proof(jeanne)
    opened(claire, jeanne)
    page = at_desk(client, claire).get(f"/conseillers/demandes/{proof.pk}/refuser")
    assert "Choisissez une raison" in client.send(page).page.text
    short = client.send(page, reason="other", explanation="non")
    assert "20 caractères" in short.page.text
    assert client.send(page, reason="doubtful").url == file_address(jeanne)
    proof.refresh_from_db()
    assert (proof.state, proof.refusal) == (ProofState.REFUSED, "doubtful")
    assert not ActivationLink.objects.exists()


@pytest.mark.promise("I3.1")
@pytest.mark.usefixtures("print_shop")
def test_an_adviser_sends_a_code_by_letter_once_a_day(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    waiting_proof(jeanne)
    opened(claire, jeanne)
    page = at_desk(client, claire).get(file_address(jeanne))
    assert client.send(page, action="/code").url == file_address(jeanne)
    assert Parcel.objects.filter(person=jeanne.pk, via=Via.LETTER).count() == 1
    again = client.send(client.get(file_address(jeanne)), action="/code")
    assert again.status_code == 422
    assert "déjà aujourd’hui" in again.page.text


def test_an_adviser_sends_the_link_again_once_a_minute(
    client: CheckedClient, claire: StaffMember, jeanne: Person, clock: Clock
) -> None:
    account = Account.objects.create(
        person=jeanne, email=jeanne.email, email_key=jeanne.email, state=AccountState.CREATED,
        state_since=product_clock.now(), state_channel="espace", terms_version="2022-03-24",
    )  # fmt: skip
    opened(claire, jeanne)
    page = at_desk(client, claire).get(file_address(jeanne))
    assert client.send(page, action="/lien").url == file_address(jeanne)
    assert "Un nouveau lien d’activation part" in client.get(file_address(jeanne)).page.text
    again = client.send(client.get(file_address(jeanne)), action="/lien")
    assert "Attendez une minute" in again.page.text
    clock.advance(minutes=2)
    client.send(client.get(file_address(jeanne)), action="/lien")
    links = ActivationLink.objects.filter(account=account).order_by("issued_at")
    assert [link.killed_at is None for link in links] == [False, True]


def test_nothing_is_settled_outside_an_open_file(
    client: CheckedClient, claire: StaffMember, jeanne: Person, clock: Clock
) -> None:
    proof = waiting_proof(jeanne)
    opened(claire, jeanne)
    form = at_desk(client, claire).get(f"/conseillers/demandes/{proof.pk}/refuser")
    clock.advance(minutes=14)
    client.get("/conseillers/")
    clock.advance(minutes=14)
    client.get("/conseillers/")
    clock.advance(minutes=3)
    sent = client.send(form, reason="doubtful")
    assert sent.url == f"{file_address(jeanne)}/ouvrir"
    proof.refresh_from_db()
    assert proof.state == ProofState.WAITING
