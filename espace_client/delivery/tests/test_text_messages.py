"""A text message leaves once through the gateway, and no answer of it loses or doubles one."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from espace_client.audit.queries import history_of
from espace_client.delivery import operations, queries
from espace_client.delivery.answers import Refused
from espace_client.delivery.models import Parcel, State
from espace_client.delivery.tests.trials import ACTOR, NUMBER, josette, post_text
from espace_client.delivery.text_messages import HttpGateway, TextMessage
from tests.bench.clock import Clock
from tests.bench.environment import ROOT
from tests.bench.gateway import Text, Texts, faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_templates")]
Jobs = Callable[..., list[str]]


def test_a_code_reaches_a_mobile(texts: Texts, run_jobs: Jobs) -> None:
    parcel = post_text()
    run_jobs()
    text = texts.last(NUMBER)
    assert text.text == (
        "Mutuelle Horizon : votre code est 482913. Il est valable 10 minutes. "
        "Ne le donnez à personne. En cas de doute, appelez le 01 99 00 12 34."
    )
    assert text.identifier == str(parcel.pk)
    assert text.sender == "Horizon"


def test_once_sent_the_code_is_forgotten(texts: Texts, run_jobs: Jobs) -> None:
    post_text()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, secrets FROM delivery_parcel")
        assert b"482913" not in b"".join(bytes(str(v), "utf-8") for v in cursor.fetchone())
    run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.secrets) == (State.SENT, None)
    assert "482913" not in parcel.text


def test_sending_twice_sends_once(texts: Texts, clock: Clock) -> None:
    parcel = post_text()
    for _ in range(2):
        operations.send(parcel_id=parcel.pk, actor=ACTOR, at=clock.now)
    assert len(texts.asked) == 1


@pytest.mark.parametrize("status", ["429", "500", "503", "401", "404", "moved"])
def test_not_now_is_tried_again_and_leaves_once(
    texts: Texts, run_jobs: Jobs, clock: Clock, status: str
) -> None:
    texts.answer(NUMBER, status)
    post_text()
    run_jobs()
    assert Parcel.objects.get().state == State.WAITING
    assert len(texts) == 0
    clock.advance(minutes=1, seconds=2)
    run_jobs()
    assert Parcel.objects.get().state == State.SENT
    assert (len(texts), texts.redirected) == (1, 0)


@pytest.mark.promise("I3.11")
@pytest.mark.parametrize("status", ["400", "429"])
def test_a_gateway_that_repeats_the_code_does_not_have_it_kept(
    texts: Texts, run_jobs: Jobs, status: str
) -> None:
    texts.answer(NUMBER, status)
    post_text()
    run_jobs()
    answer = Parcel.objects.get().answer
    assert "votre code est •••" in answer
    assert "482913" not in answer


@pytest.mark.parametrize("status", ["400", "413", "422"])
def test_never_is_not_tried_again(texts: Texts, run_jobs: Jobs, status: str) -> None:
    texts.answer(NUMBER, status, always=True)
    post_text()
    run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.tries, parcel.secrets) == (State.REFUSED, 1, None)
    assert parcel.answer.startswith(status)


def test_a_code_that_is_dead_by_then_is_not_sent(
    texts: Texts, run_jobs: Jobs, clock: Clock
) -> None:
    texts.answer(NUMBER, "503", always=True)
    post_text()
    run_jobs()
    for _ in range(9):
        clock.advance(minutes=1, seconds=2)
        run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.tries) == (State.REFUSED, 4)


@pytest.mark.parametrize(("behaviour", "taken"), [("cut", 1), ("lost", 0), ("1", 1)])
def test_a_line_that_breaks_is_in_doubt_and_never_sent_again(
    texts: Texts, run_jobs: Jobs, clock: Clock, behaviour: str, taken: int
) -> None:
    texts.answer(NUMBER, behaviour)
    post_text()
    run_jobs()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.secrets) == (State.IN_DOUBT, None)
    clock.advance(hours=1)
    operations.rescue(actor=ACTOR, at=clock.now)
    run_jobs()
    assert (len(texts.asked), len(texts)) == (1, taken)


def test_a_gateway_that_has_it_already_says_so_and_it_is_sent(texts: Texts, run_jobs: Jobs) -> None:
    parcel = post_text()
    texts.taken.append(Text(str(parcel.pk), "", _good_text(), ""))
    run_jobs()
    assert Parcel.objects.get().state == State.SENT
    assert len(texts) == 1


def test_a_gateway_that_nobody_answers_for_loses_nothing(
    texts: Texts, run_jobs: Jobs, clock: Clock, settings: pytest.FixtureRequest
) -> None:
    configured = settings.SMS  # type: ignore[attr-defined]
    nowhere = {**configured["OPTIONS"], "url": "http://127.0.0.1:9/"}
    settings.SMS = {**configured, "OPTIONS": nowhere}  # type: ignore[attr-defined]
    post_text()
    run_jobs()
    assert Parcel.objects.get().state == State.WAITING
    settings.SMS = configured  # type: ignore[attr-defined]
    clock.advance(minutes=2)
    run_jobs()
    assert len(texts) == 1


def test_the_member_reads_that_it_was_a_text_message(texts: Texts, run_jobs: Jobs) -> None:
    texts.answer(NUMBER, "ok", "400", "cut")
    person = uuid.uuid4()
    for _ in range(3):
        post_text(to=josette(person=person))
        run_jobs()
    sentences = [line.sentence.partition(" (")[0] for line in history_of(person)]
    assert sentences == [
        "L’envoi du texto «\u00a0Votre code\u00a0»",
        "Le texto «\u00a0Votre code\u00a0»",
        "Nous vous avons envoyé le texto «\u00a0Votre code\u00a0»",
    ]


def test_without_a_gateway_a_mobile_is_no_channel(settings: pytest.FixtureRequest) -> None:
    settings.SMS = None  # type: ignore[attr-defined]
    assert not queries.sms_available()


def test_with_one_it_is(texts: Texts) -> None:
    assert queries.sms_available()


@pytest.mark.promise("3.6")
def test_the_gateway_is_spoken_to_in_secret() -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        HttpGateway(url="http://sms.example/messages", token="t", sender="s")


@pytest.mark.promise("3.6")
def test_a_certificate_that_is_not_the_gateways_is_not_believed(texts: Texts) -> None:
    secure = texts.url.replace("http:", "https:")  # where plain HTTP is spoken
    gateway = HttpGateway(url=secure, token="t", sender="s", timeout=1)
    with pytest.raises(Refused) as refused:
        gateway.send(TextMessage(uuid.uuid4(), NUMBER, "Bonjour"))
    assert refused.value.for_now
    assert texts.asked == []


def _good_text() -> str:
    return "Mutuelle Horizon : bonjour. Appelez le 01 99 00 12 34."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_good_text(), None),
        ("Bonjour. Appelez le 01 99 00 12 34.", "the insurer is not named first"),
        ("Mutuelle Horizon : bonjour.", "no telephone number to call"),
        (_good_text() + " https://a.b", "a link"),
        (_good_text() + " espace.horizon.fr", "a link"),
        (_good_text() + "a" * 260, "3 segments"),
        (_good_text() + "ê", "not in the alphabet of text messages: ê"),
        (_good_text() + " 4820 1937", "a whole member number"),
        (_good_text() + "⟦code⟧", "a hole that nothing filled"),
    ],
)
def test_the_bench_finds_what_is_wrong_with_a_text(text: str, fault: str | None) -> None:
    assert list(faults(Text("1", NUMBER, text, "Horizon"))) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SMS_URL": "http://sms.example/", "SMS_TOKEN": "t"}, "SMS_URL starts with https://"),
        ({"SMS_URL": "https://sms.example/"}, "Set SMS_TOKEN"),
    ],
)
def test_settings_that_cannot_work_stop_the_process_at_once(
    variables: dict[str, str], said: str
) -> None:
    started = subprocess.run(
        [sys.executable, "-m", "espace_client", "check"],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    assert started.returncode != 0
    assert said in started.stderr
