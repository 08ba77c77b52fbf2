"""How often codes leave, how often one may be wrong, and until when they work."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import (
    AccountRequest,
    CodeKind,
    ProofCode,
    ProofState,
    SecondProof,
)
from espace_client.accounts.rules import LETTER_CODE, SIGN_IN, open_again_at
from espace_client.accounts.tests.journey import (
    ask,
    confirmation_link,
    letter_code,
    notices,
    text_code,
    type_letter_code,
    type_text_code,
)
from espace_client.kernel.actors import Actor, robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
NEW = "nouvelle.boite@poste.example"


def waiting(client: CheckedClient, person: Person, run_jobs: Jobs) -> None:
    ask(client, person, email=NEW)
    run_jobs("accounts.answer_request")


def left(notice: str) -> int:
    return [name for name, _ in notices()].count(notice)


def ask_for(kind: CodeKind, at: datetime) -> None:
    """What the job does once a visitor has pressed the button."""
    request = AccountRequest.objects.latest("at")
    actor = robot("la création de compte")
    operations.answer_for_code(request_id=request.pk, kind=kind, actor=actor, at=at)


def another(code: str) -> str:
    """Six digits that are not *code*."""
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_text_code_works_for_ten_minutes_to_the_second(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    clock.advance(minutes=10)
    assert type_text_code(client, text_code()).status_code == 422
    clock.advance(seconds=-1)
    assert type_text_code(client, text_code()).url == "/confirmer/merci"


def test_the_fifth_wrong_try_kills_a_text_code(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    code = text_code()
    for _ in range(4):
        assert type_text_code(client, another(code)).status_code == 422
    assert ProofCode.objects.get(kind=CodeKind.TEXT).works(clock.now)
    fifth = type_text_code(client, another(code))
    assert "Ce code ne marche pas" in fifth.page.text
    assert ProofCode.objects.get(kind=CodeKind.TEXT).tries == 5
    refused = type_text_code(client, code)
    assert "attendez jusqu’à 9 h 10" in refused.page.text
    # From another browser with the same request, the code itself is dead too.
    other = CheckedClient()
    waiting(other, jeanne, run_jobs)
    ProofCode.objects.filter(kind=CodeKind.TEXT).exclude(tries=5).delete()
    ProofCode.objects.update(killed_at=None)
    assert "Ce code ne marche pas" in type_text_code(other, code).page.text


def test_three_text_codes_a_day_and_each_kills_the_one_before(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    first = text_code()
    for _ in range(4):
        clock.advance(minutes=1)
        ask_for(CodeKind.TEXT, clock.now)
    assert left("accounts.text_code") == 3
    alive = ProofCode.objects.filter(kind=CodeKind.TEXT, killed_at=None)
    assert alive.count() == 1
    if first != text_code():
        assert type_text_code(client, first).status_code == 422
    clock.advance(days=1)
    ask_for(CodeKind.TEXT, clock.now)
    assert left("accounts.text_code") == 4


def test_the_buttons_ask_a_job_for_a_code(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    page = client.get("/creer-mon-compte/code")
    assert client.send(page, action="nouveau-code").url == "/creer-mon-compte/code"
    assert "Nouveau code demandé jeudi" in client.get("/creer-mon-compte/code").page.text
    page = client.get("/creer-mon-compte/message")
    sent = client.send(page, action="creer-mon-compte/courrier", follow=True)
    assert sent.page.h1 == "Votre demande de courrier est notée"
    run_jobs("accounts.answer_for_code")
    assert (left("accounts.text_code"), left("accounts.letter_code")) == (2, 1)


def test_one_letter_a_week_and_three_in_forty_five_days(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, jeanne, run_jobs)
    assert left("accounts.letter_code") == 0
    counts = []
    for days in (0, 6, 1, 7, 7, 14, 10):
        clock.advance(days=days)
        ask_for(CodeKind.LETTER, clock.now)
        counts.append(left("accounts.letter_code"))
    # Days 0, 6 (too soon), 7, 14, 21 and 35 (three already), 45: the first is out of the count.
    assert counts == [1, 1, 2, 3, 3, 3, 4]


def test_an_adviser_may_send_one_more_letter_but_not_twice_a_day(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock, nadia: Actor
) -> None:
    waiting(client, odette, run_jobs)
    proof = SecondProof.objects.get()
    with pytest.raises(operations.UnableToSendAgain):
        operations.send_letter_code(proof=proof, actor=nadia, at=clock.now)
    clock.advance(days=2)
    operations.send_letter_code(proof=proof, actor=nadia, at=clock.now)
    assert left("accounts.letter_code") == 2
    with pytest.raises(operations.UnableToSendAgain):
        operations.send_letter_code(
            proof=proof, actor=robot("un essai"), at=clock.now + timedelta(days=2)
        )


def test_three_failures_from_a_source_wait_a_quarter_of_an_hour(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, odette, run_jobs)
    right = letter_code()
    for _ in range(3):
        wrong = type_letter_code(client, "2345-6789-ABCD")
        assert "Ce code n’est pas celui d’un courrier" in wrong.page.text
    refused = type_letter_code(client, right)
    assert "attendez jusqu’à 9 h 15" in refused.page.text
    elsewhere = CheckedClient(REMOTE_ADDR="198.51.100.7")
    assert type_letter_code(elsewhere, right).url == "/confirmer"
    clock.advance(minutes=15)
    assert type_letter_code(client, right).url == "/confirmer"


def test_a_door_has_delays_of_its_own(clock: Clock) -> None:
    def waits(door, tries):
        return (open_again_at(door, tries=tries, last=clock.now) - clock.now).total_seconds() / 60

    assert [waits(SIGN_IN, tries) for tries in (4, 5, 6, 7, 10, 500)] == [0, 1, 2, 4, 30, 30]
    assert [waits(LETTER_CODE, tries) for tries in (2, 3, 4, 50)] == [0, 15, 15, 15]


def test_a_letter_works_for_forty_five_days_to_the_second(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, odette, run_jobs)
    clock.advance(days=45)
    late = type_letter_code(client, letter_code())
    assert "Ce code a expiré" in late.page.text
    clock.advance(seconds=-1)
    assert type_letter_code(client, letter_code()).url == "/confirmer"


def test_what_nobody_gave_expires_and_is_forgotten_a_month_later(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    waiting(client, odette, run_jobs)
    night = robot("le ménage de la nuit")
    clock.advance(days=44)
    operations.expire_proofs(actor=night, at=clock.now)
    operations.forget_what_is_old(actor=night, at=clock.now)  # the request goes, the proof stays
    assert SecondProof.objects.get().state == ProofState.WAITING
    clock.advance(days=1)
    operations.expire_proofs(actor=night, at=clock.now)
    assert SecondProof.objects.get().state == ProofState.EXPIRED
    clock.advance(days=30)
    operations.forget_what_is_old(actor=night, at=clock.now)
    assert SecondProof.objects.exists()
    clock.advance(seconds=1)
    operations.forget_what_is_old(actor=night, at=clock.now)
    assert not SecondProof.objects.exists()
    assert not ProofCode.objects.exists()


def test_the_owner_of_the_mailbox_asks_for_another_message_six_times_a_day(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    waiting(client, jeanne, run_jobs)
    old = confirmation_link()
    ask(CheckedClient(), jeanne, email="encore.une@poste.example")
    run_jobs("accounts.answer_request")
    assert left("accounts.is_it_you") == 1
    device = CheckedClient()
    failed = device.get(old, follow=True)
    assert (failed.status_code, failed.page.h1) == (410, "Ce lien a été remplacé")
    for count in range(2, 7):
        sent = device.send(device.get(old, follow=True))
        assert sent.url == "/confirmer/message-envoye"
        assert left("accounts.is_it_you") == count
    seventh = device.send(device.get(old, follow=True))
    assert "Six messages sont déjà partis" in seventh.page.text
