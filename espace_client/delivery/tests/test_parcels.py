"""A message leaves once, holds no secret afterwards, and a relay that fails loses nothing."""

import smtplib
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from espace_client.delivery import operations
from espace_client.delivery.models import Parcel, State
from espace_client.delivery.notices import Notice, Recipient
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot
from tests.bench.clock import Clock
from tests.bench.jobs import waiting_jobs
from tests.bench.smtp import Mailbox

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]

LINK = "https://espace.example.test/activer/tres-secret"


def post(once_key: str = "essai:1", email: str = "josette@boite.example") -> Parcel | None:
    with transaction.atomic():
        return operations.post(
            Notice("accounts.activation", "accounts/mail/activation.txt"),
            to=Recipient(uuid.uuid4(), "Josette", "Josette Vautrin", email, "937"),
            actor=robot("un essai"),
            at=product_clock.now(),
            once_key=once_key,
            context={"expires": "demain"},
            secrets={"activation_address": LINK},
        )


def test_a_message_reaches_its_reader_with_the_link_in_both_forms(
    mailbox: Mailbox, run_jobs: Jobs
) -> None:
    post()
    run_jobs()
    mail = mailbox.last("josette@boite.example")
    assert mail.subject == "Activer mon compte – Josette"
    assert LINK in mail.text
    assert LINK in mail.html
    assert "finit par 937" in mail.text


def test_once_sent_the_secret_is_forgotten(mailbox: Mailbox, run_jobs: Jobs) -> None:
    post()
    run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.secrets) == (State.SENT, None)
    assert LINK not in parcel.text + parcel.html


def test_the_database_refuses_a_sent_parcel_that_keeps_its_secret() -> None:
    parcel = post()
    assert parcel is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Parcel.objects.update(state=State.SENT)


def test_a_long_key_is_one_message_too(run_jobs: Jobs) -> None:
    """An e-mail in a key may have 254 characters, and a clock writes microseconds."""
    address = f"{'a' * 60}@{'tres.' * 30}long.example"
    assert post(f"essai:{address}", address) is not None
    assert post(f"essai:{address}", address) is None
    assert post(f"essai:b{address}", address) is not None


def test_the_same_once_key_is_one_message(mailbox: Mailbox, run_jobs: Jobs) -> None:
    assert post() is not None
    assert post() is None
    run_jobs()
    assert len(mailbox) == 1


def test_sending_twice_sends_once(mailbox: Mailbox, clock: Clock) -> None:
    parcel = post()
    assert parcel is not None
    for _ in range(2):
        operations.send(parcel_id=parcel.pk, actor=robot("l’envoi"), at=clock.now)
    assert len(mailbox) == 1


@pytest.mark.promise("6.4")
def test_not_now_is_tried_again_later(mailbox: Mailbox, run_jobs: Jobs, clock: Clock) -> None:
    mailbox.answer("josette@boite.example", "451 greylisted")
    post()
    run_jobs()
    assert Parcel.objects.get().state == State.WAITING
    clock.advance(minutes=5, seconds=2)
    run_jobs()
    assert Parcel.objects.get().state == State.SENT
    assert len(mailbox) == 1


def test_never_is_not_tried_again(mailbox: Mailbox, run_jobs: Jobs) -> None:
    mailbox.answer("josette@boite.example", "550 unknown", always=True)
    post()
    run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.tries, parcel.secrets) == (State.REFUSED, 1, None)
    assert parcel.answer.startswith("550")


@pytest.mark.parametrize("behaviour", ["cut", "lost"])
def test_a_line_that_breaks_is_in_doubt_and_never_sent_again(
    mailbox: Mailbox, run_jobs: Jobs, clock: Clock, behaviour: str
) -> None:
    mailbox.answer("josette@boite.example", behaviour)
    post()
    run_jobs()
    assert Parcel.objects.get().state == State.IN_DOUBT
    clock.advance(hours=1)
    operations.rescue(actor=robot("l’envoi"), at=clock.now)
    run_jobs()
    assert len(mailbox) == (1 if behaviour == "cut" else 0)


def test_a_sending_cut_by_a_crash_is_found_and_put_in_doubt(clock: Clock) -> None:
    parcel = post()
    Parcel.objects.update(state=State.SENDING, claimed_at=clock.now)
    clock.advance(minutes=11)
    operations.rescue(actor=robot("l’envoi"), at=clock.now)
    assert parcel is not None
    parcel.refresh_from_db()
    assert parcel.state == State.IN_DOUBT


def test_nothing_is_posted_outside_a_verb(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        operations.post(
            Notice("x", "accounts/mail/activated.txt"),
            to=Recipient(uuid.uuid4(), "", "Jeanne", "josette@boite.example", "937"),
            actor=robot("un essai"),
            at=product_clock.now(),
            once_key="essai",
            context={"moment": "hier"},
        )


@pytest.mark.promise("6.4")
@pytest.mark.parametrize("fault", ["nobody there", "hangs up at once"])
def test_a_relay_that_cannot_be_reached_loses_nothing(
    mailbox: Mailbox, run_jobs: Jobs, clock: Clock, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        if fault == "nobody there":
            raise TimeoutError("timed out")
        raise smtplib.SMTPConnectError(554, b"go away")

    with monkeypatch.context() as patch:
        patch.setattr(smtplib.SMTP, "connect", unreachable)
        post()
        run_jobs()
    assert Parcel.objects.get().state == State.WAITING
    clock.advance(minutes=6)
    run_jobs()
    assert len(mailbox) == 1


def test_a_worker_whose_clock_is_behind_plans_again(mailbox: Mailbox, clock: Clock) -> None:
    parcel = post()
    assert parcel is not None
    operations.send(
        parcel_id=parcel.pk, actor=robot("l’envoi"), at=clock.now - timedelta(milliseconds=50)
    )
    assert len(mailbox) == 0
    assert len(waiting_jobs("delivery.send")) == 1
    clock.advance(seconds=2)
    assert len(waiting_jobs("delivery.send")) == 2
