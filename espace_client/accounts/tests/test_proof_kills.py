"""What puts an end to a second proof, and what an import may and may not undo."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.accounts import operations, queries
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    Outcome,
    ProofState,
    Refusal,
    SecondProof,
)
from espace_client.accounts.staff import StaffMember, StaffState
from espace_client.accounts.tests.journey import (
    ask,
    choose_password,
    confirmation_link,
    last_link,
    letter_code,
    notices,
    say_yes,
    somebody_at_home,
    text_code,
    type_letter_code,
    type_text_code,
)
from espace_client.kernel.actors import Actor, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
NEW, OTHER = "nouvelle.boite@poste.example", "encore.une@poste.example"


def waiting(client: CheckedClient, person: Person, run_jobs: Jobs, email: str = NEW) -> SecondProof:
    ask(client, person, email=email)
    run_jobs("accounts.answer_request")
    return SecondProof.objects.get(person=person, state=ProofState.WAITING)


def test_a_newer_request_kills_the_codes_and_links_before_it(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    first = waiting(client, jeanne, run_jobs)
    link, code = confirmation_link(), text_code()
    second = waiting(CheckedClient(), jeanne, run_jobs, OTHER)
    first.refresh_from_db()
    assert (first.state, second.email) == (ProofState.SUPERSEDED, OTHER)
    assert type_text_code(client, code).status_code == 422
    assert CheckedClient().get(link, follow=True).status_code == 410
    assert not Account.objects.exists()


def test_the_same_address_again_keeps_what_waits(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    first, code = waiting(client, odette, run_jobs), letter_code()
    clock.advance(minutes=2)
    assert waiting(CheckedClient(), odette, run_jobs, NEW.upper()) == first
    assert type_letter_code(client, code).url == "/confirmer"


def test_a_letter_that_was_replaced_says_so(
    client: CheckedClient, odette: Person, run_jobs: Jobs
) -> None:
    waiting(client, odette, run_jobs)
    old = letter_code()
    waiting(CheckedClient(), odette, run_jobs, OTHER)
    assert "Ce code ne compte plus" in type_letter_code(client, old).page.text


def test_a_used_letter_says_so_and_opens_nothing_twice(
    client: CheckedClient, odette: Person, run_jobs: Jobs
) -> None:
    waiting(client, odette, run_jobs)
    code = letter_code()
    type_letter_code(client, code)
    assert say_yes(client).url == "/confirmer/merci"
    assert "Ce code a déjà servi" in type_letter_code(client, code).page.text
    assert client.get("/confirmer").status_code == 410
    assert [notice for notice, _ in notices()].count("accounts.activation") == 1


def test_an_adviser_refuses_what_waits_and_what_was_given_in_vain(
    client: CheckedClient, odette: Person, run_jobs: Jobs, nadia: Actor, clock: Clock
) -> None:
    proof = waiting(client, odette, run_jobs)
    operations.approve_proof(proof=proof, actor=nadia, at=clock.now)
    link = last_link()
    with pytest.raises(operations.UnableToProve, match="20 caractères"):
        operations.refuse_proof(
            proof=proof, reason=Refusal.OTHER, explanation="non", actor=nadia, at=clock.now
        )
    operations.refuse_proof(proof=proof, reason=Refusal.DOUBTFUL, actor=nadia, at=clock.now)
    assert CheckedClient().get(link, follow=True).status_code == 410
    with pytest.raises(operations.UnableToProve):
        operations.approve_proof(proof=proof, actor=nadia, at=clock.now)


def test_nobody_but_an_adviser_settles_a_proof(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    proof = waiting(client, odette, run_jobs)
    with pytest.raises(operations.UnableToProve):
        operations.approve_proof(proof=proof, actor=visitor(), at=clock.now)
    with pytest.raises(operations.UnableToProve):
        operations.refuse_proof(proof=proof, reason=Refusal.NOT_ME, actor=visitor(), at=clock.now)


@pytest.mark.promise("2.9")
def test_an_adviser_who_was_let_go_settles_nothing_any_more(
    client: CheckedClient, odette: Person, run_jobs: Jobs, nadia: Actor, clock: Clock
) -> None:
    proof = waiting(client, odette, run_jobs)
    StaffMember.objects.filter(pk=nadia.person).update(state=StaffState.LEFT)
    with pytest.raises(operations.UnableToProve):
        operations.refuse_proof(proof=proof, reason=Refusal.DOUBTFUL, actor=nadia, at=clock.now)
    with pytest.raises(operations.UnableToSendAgain):
        operations.send_letter_code(proof=proof, actor=nadia, at=clock.now)


def test_an_account_that_opens_otherwise_ends_what_waits(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    proof = waiting(client, jeanne, run_jobs)
    ask(CheckedClient(), jeanne)
    run_jobs("accounts.answer_request")
    choose_password(somebody_at_home("jeanne", "karim"), last_link())
    proof.refresh_from_db()
    assert proof.state == ProofState.SUPERSEDED
    assert type_text_code(client, text_code()).status_code == 422


@pytest.mark.promise("1.3")
def test_an_import_neither_kills_nor_redirects_what_was_proved(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    type_text_code(client, text_code())
    Person.objects.filter(pk=jeanne.pk).update(email="fichier@autre.example")
    clock.advance(minutes=2)
    operations.issue_link(account=Account.objects.get(), actor=visitor(), at=clock.now)
    assert notices()[-1] == ("accounts.activation", NEW)
    opened = choose_password(somebody_at_home("jeanne", "karim"), last_link())
    assert opened.url == "/bienvenue"
    assert Account.objects.get().email == NEW


@pytest.mark.promise("1.3")
def test_a_link_to_the_old_address_of_the_file_still_dies_with_it(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    Person.objects.filter(pk=jeanne.pk).update(email=NEW)
    assert CheckedClient().get(last_link(), follow=True).status_code == 410


def test_nobody_writes_to_somebody_who_died(
    client: CheckedClient, jeanne: Person, odette: Person, run_jobs: Jobs, clock: Clock,
    nadia: Actor,
) -> None:  # fmt: skip
    Person.objects.filter(pk=jeanne.pk).update(died_on=clock.today)
    ask(client, jeanne)
    ask(CheckedClient(), jeanne, email=NEW)
    run_jobs()
    assert notices() == []
    outcomes = set(AccountRequest.objects.values_list("outcome", flat=True))
    assert outcomes == {Outcome.DECEASED}
    proof = waiting(CheckedClient(), odette, run_jobs)
    Person.objects.filter(pk=odette.pk).update(died_on=clock.today)
    clock.advance(days=8)
    with pytest.raises(operations.UnableToSendAgain):
        operations.send_letter_code(proof=proof, actor=nadia, at=clock.now)
    with pytest.raises(operations.UnableToProve):
        operations.approve_proof(proof=proof, actor=nadia, at=clock.now)


def test_a_mailbox_of_two_accounts_takes_no_third(
    client: CheckedClient, paul: Person, marie_louise: Person, odette: Person, run_jobs: Jobs,
    clock: Clock, nadia: Actor,
) -> None:  # fmt: skip
    proof = waiting(client, odette, run_jobs, paul.email)
    account_of(paul)
    account_of(marie_louise)
    with pytest.raises(operations.UnableToProve):
        operations.approve_proof(proof=proof, actor=nadia, at=clock.now)
    ask(CheckedClient(), odette, email=paul.email)
    run_jobs("accounts.answer_request")
    assert AccountRequest.objects.filter(outcome=Outcome.MAILBOX_FULL).count() == 1


def test_the_desk_reads_what_was_typed(
    client: CheckedClient, jeanne: Person, salah: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, first_name="Jacqueline")
    ask(CheckedClient(), jeanne, email=NEW)
    ask(CheckedClient(), salah, email=NEW)
    run_jobs("accounts.answer_request")
    typed = {request.outcome for request in queries.requests_of_person(jeanne.pk)}
    assert typed == {Outcome.WRONG_FIRST_NAME, Outcome.OTHER_EMAIL}
    assert queries.requests_of_number(salah.member_number).count() == 1
    assert [proof.person for proof in queries.proofs_of(jeanne.pk)] == [jeanne]
    assert queries.waiting_proofs().count() == 2


@pytest.mark.promise("1.3")
def test_a_corrected_address_takes_back_a_proof_that_was_given_and_its_link(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)  # she mistypes her new address, and types her code
    type_text_code(client, text_code())
    link = last_link()
    clock.advance(minutes=2)
    page = client.get("/creer-mon-compte/corriger")
    client.send(page, email=OTHER, email_again=OTHER)
    run_jobs("accounts.withdraw_request")
    run_jobs("accounts.answer_request")
    assert CheckedClient().get(link, follow=True).status_code == 410
    states = SecondProof.objects.order_by("asked_at").values_list("email", "state")
    assert list(states) == [(NEW, ProofState.SUPERSEDED), (OTHER, ProofState.WAITING)]


def test_a_withdrawal_that_comes_late_leaves_what_the_right_address_opened(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    clock.advance(minutes=2)
    page = client.get("/creer-mon-compte/corriger")
    client.send(page, email=jeanne.email, email_again=jeanne.email)
    run_jobs("accounts.answer_request")
    link = last_link()
    run_jobs("accounts.withdraw_request")
    assert somebody_at_home("jeanne", "karim").get(link, follow=True).status_code == 200


@pytest.mark.promise("1.1t")
def test_correcting_an_address_costs_the_same_whoever_it_was(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    asked = []
    for changes in ({"email": NEW}, {"last_name": "Durand", "email": NEW}, {}):
        visitor_ = CheckedClient()
        ask(visitor_, jeanne, **changes)
        run_jobs("accounts.answer_request")
        clock.advance(minutes=20)
        page = visitor_.get("/creer-mon-compte/corriger")
        with CaptureQueriesContext(connection) as captured:
            visitor_.send(page, email=OTHER, email_again=OTHER)
        asked.append(len(captured))
        run_jobs()
    assert len(set(asked)) == 1, asked
