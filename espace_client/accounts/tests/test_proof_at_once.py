"""A second proof that is answered twice at the very same instant."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from espace_client.accounts import operations, queries
from espace_client.accounts.models import (
    ActivationLink,
    CodeKind,
    ProofCode,
    ProofState,
    SecondProof,
)
from espace_client.accounts.tests.journey import ask, text_code
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import Actor, robot, visitor
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.bench.two_clients import at_once, succeeded, twice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]


def waiting(person: Person, run_jobs: Jobs) -> SecondProof:
    ask(CheckedClient(), person, email="nouvelle.boite@poste.example")
    run_jobs("accounts.answer_request")
    return SecondProof.objects.get(state=ProofState.WAITING)


def code_of(kind: CodeKind) -> ProofCode:
    found = queries.code_by_id(ProofCode.objects.get(kind=kind).pk)
    assert found is not None
    return found


@pytest.mark.promise("I3.2")
def test_two_browsers_say_yes_and_one_link_leaves(jeanne: Person, run_jobs: Jobs) -> None:
    waiting(jeanne, run_jobs)

    def yes() -> ActivationLink:
        return operations.confirm_proof(
            code=code_of(CodeKind.LINK), actor=visitor(), at=product_clock.now()
        )

    assert len(succeeded(twice(yes, 4))) == 1
    assert ActivationLink.objects.count() == 1


@pytest.mark.promise("I3.4")
def test_a_yes_and_a_no_at_once_leave_one_answer(
    jeanne: Person, run_jobs: Jobs, nadia: Actor
) -> None:
    proof = waiting(jeanne, run_jobs)

    def approve() -> str:
        operations.approve_proof(proof=proof, actor=nadia, at=product_clock.now())
        return ProofState.GIVEN

    def decline() -> str:
        operations.decline_proof(
            code=code_of(CodeKind.LINK), actor=visitor(), at=product_clock.now()
        )
        return ProofState.REFUSED

    (kept,) = succeeded(at_once(approve, decline))
    proof.refresh_from_db()
    assert proof.state == kept
    assert ActivationLink.objects.count() == (kept == ProofState.GIVEN)


def test_two_requests_at_once_leave_one_proof_that_waits(jeanne: Person, run_jobs: Jobs) -> None:
    for name in ("une", "deux", "trois"):
        ask(CheckedClient(), jeanne, email=f"{name}.boite@poste.example")
    requests = [request.pk for request in queries.requests_of_number(jeanne.member_number or "")]

    def answer(request: object) -> Callable[[], str]:
        return lambda: operations.answer_request(
            request_id=request,  # type: ignore[arg-type]
            actor=robot("un essai"),
            at=product_clock.now(),
        )

    assert len(succeeded(at_once(*map(answer, requests)))) == 3
    assert SecondProof.objects.filter(state=ProofState.WAITING).count() == 1
    assert SecondProof.objects.count() == 3


def test_guessing_at_once_is_five_tries(jeanne: Person, run_jobs: Jobs) -> None:
    waiting(jeanne, run_jobs)
    wrong = f"{(int(text_code()) + 1) % 10**6:06d}"
    (request,) = queries.requests_of_person(jeanne.pk)

    def guess() -> None:
        operations.give_text_code(
            request=request, typed=wrong, actor=visitor(), at=product_clock.now()
        )

    kinds = sorted(type(outcome).__name__ for outcome in twice(guess, 9))
    assert kinds == ["TooManyTries"] * 4 + ["UnableToUseCode"] * 5
    assert code_of(CodeKind.TEXT).tries == 5


@pytest.mark.audit
@pytest.mark.promise("I3.2")
def test_a_hundred_proofs_each_answered_twice_at_once(
    jeanne: Person, run_jobs: Jobs, nadia: Actor
) -> None:
    first = waiting(jeanne, run_jobs)
    moment = product_clock.now()
    for turn in range(100):
        SecondProof.objects.filter(pk=first.pk).update(
            state=ProofState.WAITING, settled_at=None, way="", expires_at=moment + timedelta(45)
        )
        ProofCode.objects.update(used_at=None, killed_at=None)

        def yes(at: object = moment + timedelta(hours=turn)) -> ActivationLink:
            return operations.confirm_proof(
                code=code_of(CodeKind.LINK),
                actor=visitor(),
                at=at,  # type: ignore[arg-type]
            )

        assert len(succeeded(twice(yes))) == 1
