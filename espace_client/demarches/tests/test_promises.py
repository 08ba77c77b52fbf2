"""The promised day: given, kept, moved, renewed in writing. Nobody is left without news."""

from datetime import date, timedelta

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.delivery.models import Parcel
from espace_client.demarches import operations as op
from espace_client.demarches.models import Demarche
from espace_client.demarches.operations import UnableToMove, WantedDocument
from espace_client.demarches.rules import State
from espace_client.demarches.shape import Kind
from espace_client.demarches.tests.asked import ROBOT, YES, Asked
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.smtp import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.2")]
OTHER = WantedDocument(
    "passport", "Passeport", "Pour savoir qui vous êtes.", "Le dossier est faux."
)


@pytest.fixture
def asked(made_up: Kind, jeanne: Person, claire: StaffMember) -> Asked:
    """Jeanne asks on Thursday 24 March 2022; five working days: Thursday the 31st."""
    return Asked(jeanne, claire).begin().give().send()


def renewed() -> int:
    return op.renew_promises(actor=ROBOT, at=product_clock.now())


def mails(news: str) -> int:
    return Parcel.objects.filter(notice=f"demarches.{news}").count()


def test_it_is_given_at_deposit(asked: Asked) -> None:
    assert asked.demarche.promised_on == date(2022, 3, 31)
    (parcel,) = Parcel.objects.filter(notice="demarches.receipt")
    assert "jeudi 31 mars 2022" in parcel.text.replace("\u00a0", " ")
    assert asked.demarche.reference in parcel.text
    assert parcel.subject == f"Votre demande {asked.demarche.reference} a avancé"


def test_over_a_public_holiday(
    made_up: Kind, jeanne: Person, claire: StaffMember, clock: Clock
) -> None:
    clock.set("2022-04-14T10:00")
    late = Asked(jeanne, claire).begin().give().send()
    assert late.demarche.promised_on == date(2022, 4, 22)


def test_exceeding_the_date_triggers_the_new_date_mail(asked: Asked, clock: Clock) -> None:
    """On the last day, before midnight, once, whatever number of times the job runs."""
    clock.set("2022-03-30T17:00")
    assert renewed() == 0
    clock.set("2022-03-31T17:00")
    assert renewed() == 1
    assert renewed() == 0
    assert asked.again().demarche.promised_on == date(2022, 4, 7)
    assert asked.demarche.first_promised_on == date(2022, 3, 31)
    assert mails("promise_renewed") == 1
    (event,) = asked.demarche.events.filter(what="renewed")
    assert event.facts == {"before": "2022-03-31", "promised_on": "2022-04-07"}


def test_a_worker_that_stood_still_renews_what_is_gone(asked: Asked, clock: Clock) -> None:
    clock.set("2022-05-03T08:00")
    assert renewed() == 1
    assert asked.again().demarche.promised_on == date(2022, 5, 10)


def test_what_is_answered_is_renewed_no_more(asked: Asked, clock: Clock) -> None:
    asked.decide(YES)
    clock.set("2022-04-30T08:00")
    assert renewed() == 0


def test_the_clock_waits_for_a_document_that_was_listed(asked: Asked, clock: Clock) -> None:
    """Asked on the 28th, given on 6 April: seven working days, by which the promise moves."""
    clock.set("2022-03-28T10:00")
    asked.ask()
    clock.set("2022-04-06T10:00")
    assert renewed() == 0
    asked.answer()
    assert asked.demarche.state == State.IN_STUDY
    assert asked.demarche.promised_on == date(2022, 4, 11)
    assert asked.demarche.stopped_on is None


@pytest.mark.promise("I7.10")
def test_a_document_that_was_not_listed_needs_a_supervisor_and_stops_no_clock(
    asked: Asked, hugo: StaffMember, clock: Clock
) -> None:
    with pytest.raises(UnableToMove, match="superviseur"):
        asked.ask(OTHER)
    asked.ask(OTHER, by=hugo)
    assert asked.demarche.stopped_on is None
    (one,) = asked.demarche.awaited.all()
    assert (one.listed, one.override_by, one.label) == (False, hugo, "Passeport")
    clock.set("2022-03-31T17:00")
    assert renewed() == 1, "the insurer invented it: the promise goes on"


@pytest.mark.promise("I7.10")
def test_all_that_is_missing_is_asked_in_one_message(
    made_up: Kind, jeanne: Person, claire: StaffMember
) -> None:
    away = Asked(jeanne, claire, place="away").begin().give().send()
    away.ask(WantedDocument("invoice"), WantedDocument("letter"))
    (parcel,) = Parcel.objects.filter(notice="demarches.missing")
    assert "Facture" in parcel.text
    assert "Lettre" in parcel.text
    away.answer("invoice")
    assert away.demarche.state == State.DOCUMENTS_AWAITED
    away.answer("letter")
    assert away.demarche.state == State.IN_STUDY


def test_reminders_then_dropped_then_reopened(asked: Asked, clock: Clock) -> None:
    asked.ask()
    start = clock()
    for days, expected in ((6, 0), (7, 1), (8, 1), (21, 2), (45, 3), (59, 3)):
        clock.set(f"{(start + timedelta(days=days)).date()}T12:00")
        op.remind_all_of_documents(actor=ROBOT, at=product_clock.now())
        op.drop_what_is_silent(actor=ROBOT, at=product_clock.now())
        assert mails("reminder") == expected, days
        assert asked.again().demarche.state == State.DOCUMENTS_AWAITED
    clock.set(f"{(start + timedelta(days=60)).date()}T12:00")
    assert op.drop_what_is_silent(actor=ROBOT, at=product_clock.now()) == 1
    assert asked.again().demarche.state == State.DROPPED
    assert mails("dropped") == 1
    op.reopen(demarche=asked.demarche, actor=asked.me, at=product_clock.now())
    assert asked.again().demarche.state == State.RECEIVED
    assert asked.demarche.promised_on > product_clock.today()


def test_one_reminder_leaves_after_a_long_silence_of_the_worker(asked: Asked, clock: Clock) -> None:
    asked.ask()
    clock.set("2022-05-15T09:00")
    op.remind_all_of_documents(actor=ROBOT, at=product_clock.now())
    assert mails("reminder") == 1


@pytest.mark.promise("I7.6")
def test_a_draft_is_reminded_of_once_then_forgotten(
    made_up: Kind, jeanne: Person, claire: StaffMember, clock: Clock
) -> None:
    draft = Asked(jeanne, claire).begin().give()
    for day in ("2022-03-26", "2022-03-28", "2022-04-10"):
        clock.set(f"{day}T09:00")
        op.remind_of_drafts(actor=ROBOT, at=product_clock.now())
    assert mails("draft") == 1
    clock.set("2022-05-24T09:00")
    assert op.forget_old_drafts(at=product_clock.now())
    assert not Demarche.objects.filter(pk=draft.demarche.pk).exists()


@pytest.mark.promise("I7.13")
def test_the_messages_say_nothing_of_what_it_is_about(
    asked: Asked, mailbox: Mailbox, clock: Clock
) -> None:
    asked.ask().answer().decide(YES)
    for parcel in Parcel.objects.filter(notice__startswith="demarches."):
        assert "inventée" not in parcel.text
        assert asked.demarche.reference in parcel.subject
