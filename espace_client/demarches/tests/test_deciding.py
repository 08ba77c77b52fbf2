"""Who decides, with which words, and what can be done about it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.delivery.models import Parcel
from espace_client.demarches import operations as op
from espace_client.demarches.answers import answers_of, words_of
from espace_client.demarches.deciding import proposal_of
from espace_client.demarches.models import Demarche, DemarcheEvent
from espace_client.demarches.operations import Decision, UnableToMove
from espace_client.demarches.rules import Gesture, State
from espace_client.demarches.shape import Kind
from espace_client.demarches.tests.asked import NO, ROBOT, YES, Asked, given
from espace_client.documents.models import IssuedDocument, Receipt
from espace_client.documents.shown import opened_sections
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.staff import hired

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.3")]
WHY = "Le contrat couvre bien cette dépense, relisez la page 4."


@pytest.fixture
def asked(made_up: Kind, jeanne: Person, claire: StaffMember) -> Asked:
    return Asked(jeanne, claire).begin().give().send()


@pytest.fixture
def paul_b(db: None) -> StaffMember:
    """Another adviser."""
    return hired("Paul Bernard", "paul.bernard@horizon.example", StaffRole.ADVISER)


def test_a_refusal_has_a_human_a_reason_and_a_sentence(asked: Asked) -> None:
    for wrong in (
        Decision(Gesture.REFUSE, "Non.", "not_covered"),
        Decision(Gesture.REFUSE, WHY, ""),
        Decision(Gesture.REFUSE, WHY, "because"),
        Decision(Gesture.ACCEPT_IN_PART, "Oui."),
    ):
        with pytest.raises(UnableToMove):
            asked.decide(wrong)
    with pytest.raises(UnableToMove, match="conseiller"):
        op.decide(demarche=asked.demarche, decision=NO, actor=ROBOT, at=product_clock.now())
    asked.decide(NO)
    assert asked.demarche.state == State.REFUSED
    event = asked.demarche.events.get(what="refuse")
    assert words_of(event) == NO.sentence
    assert event.actor == "Claire Besson"


def test_the_database_knows_no_refusal_without_a_human(asked: Asked) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Demarche.objects.filter(pk=asked.demarche.pk).update(
            state=State.REFUSED, reason="not_covered", decided_at=product_clock.now(),
            contest_until=product_clock.today(),
        )  # fmt: skip


def test_automation_accepts_and_nobody_else_is_named(asked: Asked) -> None:
    op.accept(demarche=asked.demarche, actor=ROBOT, at=product_clock.now())
    assert asked.again().demarche.state == State.ACCEPTED
    assert asked.demarche.decided_by is None


@pytest.fixture
def dear(made_up: Kind, jeanne: Person, claire: StaffMember) -> Asked:
    """Of 300 €: the threshold of the insurer."""
    return Asked(jeanne, claire, amount="300").begin().give().send()


@pytest.mark.parametrize("decision", [YES, NO])
def test_above_the_threshold_two_people_decide(
    dear: Asked, claire: StaffMember, paul_b: StaffMember, decision: Decision
) -> None:
    dear.take().decide(decision)
    assert dear.demarche.state == State.RECEIVED
    with pytest.raises(UnableToMove, match="Vous l’avez proposée"):
        op.confirm(demarche=dear.demarche, actor=claire.at_desk, at=product_clock.now())
    op.confirm(demarche=dear.demarche, actor=paul_b.at_desk, at=product_clock.now())
    dear.again()
    assert dear.demarche.state in (State.ACCEPTED, State.REFUSED)
    assert dear.demarche.decided_by == paul_b
    assert dear.demarche.proposed_by == claire
    assert Parcel.objects.filter(notice="demarches.decision").count() == 1


def test_a_colleague_who_does_not_agree_gives_it_back(
    dear: Asked, claire: StaffMember, paul_b: StaffMember
) -> None:
    dear.decide(NO)
    op.decline_proposal(
        demarche=dear.demarche, why=WHY, actor=paul_b.at_desk, at=product_clock.now()
    )
    assert proposal_of(dear.again().demarche) is None
    with pytest.raises(UnableToMove):
        op.confirm(demarche=dear.demarche, actor=paul_b.at_desk, at=product_clock.now())
    assert dear.demarche.state == State.RECEIVED


def test_under_the_threshold_one_decides(
    made_up: Kind, jeanne: Person, claire: StaffMember
) -> None:
    cheap = Asked(jeanne, claire, amount="299.99").begin().give().send().decide(NO)
    assert cheap.demarche.state == State.REFUSED


@pytest.mark.promise("I7.5")
def test_a_decision_is_contested_for_two_months_to_the_day(asked: Asked, clock: Clock) -> None:
    asked.decide(NO)
    clock.set("2022-05-24T23:30")
    asked.contest()
    assert asked.demarche.state == State.CONTESTED
    assert asked.demarche.promised_on > product_clock.today()


@pytest.mark.promise("I7.5")
def test_a_day_later_a_complaint_remains(asked: Asked, clock: Clock) -> None:
    asked.decide(NO)
    clock.set("2022-05-25T00:30")
    with pytest.raises(UnableToMove, match="réclamation"):
        asked.contest()


@pytest.mark.promise("I7.5")
def test_another_adviser_judges_what_is_contested(asked: Asked, paul_b: StaffMember) -> None:
    asked.decide(NO).contest()
    with pytest.raises(UnableToMove, match="un autre conseiller"):
        asked.decide(YES)
    asked.decide(YES, by=paul_b)
    assert asked.demarche.state == State.ACCEPTED


@pytest.mark.promise("I7.5")
def test_what_is_not_decided_is_withdrawn_once(asked: Asked) -> None:
    asked.withdraw().withdraw()
    assert asked.demarche.state == State.WITHDRAWN
    assert asked.told.count("withdraw") == 1
    with pytest.raises(UnableToMove, match="Annulée"):
        asked.decide(YES)


def test_what_is_decided_is_not_withdrawn(asked: Asked) -> None:
    asked.decide(YES)
    with pytest.raises(UnableToMove):
        asked.withdraw()


def test_two_advisers_do_not_settle_the_same_thing(
    asked: Asked, claire: StaffMember, paul_b: StaffMember
) -> None:
    seen = asked.demarche.version
    asked.take()
    with pytest.raises(UnableToMove, match="a changé"):
        op.decide(
            demarche=asked.demarche, decision=YES, actor=paul_b.at_desk,
            at=product_clock.now(), seen=seen,
        )  # fmt: skip


@pytest.mark.promise("I7.4")
def test_what_happened_is_only_ever_added_to(asked: Asked) -> None:
    for change in ("UPDATE demarches_demarcheevent SET actor = 'x'",
                   "DELETE FROM demarches_demarcheevent"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    event = DemarcheEvent.objects.get(demarche=asked.demarche)
    assert (event.role, event.channel, event.actor) == ("adhérent", "espace", "Jeanne Martin")


@pytest.mark.promise("I7.4")
def test_a_telephone_call_is_in_the_same_history(asked: Asked, claire: StaffMember) -> None:
    call = claire.at_desk
    for words, visible in (("Rappelée à 10 h.", True), ("Ton sec.", False)):
        op.write_down_call(
            demarche=asked.demarche, words=words, visible=visible, actor=call,
            at=product_clock.now(),
        )  # fmt: skip
    shown = [words_of(one) for one in asked.demarche.events.filter(visible=True, what="note")]
    assert shown == ["Rappelée à 10 h."]


@pytest.mark.promise("I7.18")
def test_sent_twice_is_one_with_one_receipt_and_one_mail(
    made_up: Kind, jeanne: Person, claire: StaffMember
) -> None:
    one = Asked(jeanne, claire).begin()
    other = Asked(jeanne, claire).begin()
    assert one.demarche.pk == other.demarche.pk, "two tabs fill in the same draft"
    one.give().send()
    other.send()
    assert one.told == ["send"]
    assert Receipt.objects.count() == 1
    assert Parcel.objects.filter(notice="demarches.receipt").count() == 1


@pytest.mark.promise("I7.11")
def test_each_deposit_has_its_receipt(asked: Asked) -> None:
    asked.ask().answer().decide(NO).contest()
    receipts = IssuedDocument.objects.filter(kind="receipt", person=asked.person.pk)
    said = [
        opened_sections(one.shown, document=one.pk)[0]["facts"][1][1]
        for one in receipts.order_by("receipt__id")
    ]
    assert said == ["Demande envoyée", "Documents ajoutés", "Décision contestée"]


@pytest.mark.promise("I7.6")
def test_without_what_is_needed_nothing_is_sent(
    made_up: Kind, jeanne: Person, claire: StaffMember
) -> None:
    draft = Asked(jeanne, claire).begin()
    with pytest.raises(UnableToMove, match="Facture"):
        draft.send()
    draft.give()
    op.write(demarche=draft.demarche, answers={"amount": "x"}, actor=draft.me, at=draft.now)
    with pytest.raises(UnableToMove, match="Il manque une réponse"):
        draft.send()
    assert Demarche.objects.sent().count() == 0


def test_what_was_typed_rests_sealed(asked: Asked) -> None:
    assert answers_of(asked.demarche)["amount"] == "20"
    assert b"amount" not in bytes(asked.demarche.answers)


def test_a_document_of_somebody_else_is_not_attached(asked: Asked, salah: Person) -> None:
    with pytest.raises(UnableToMove):
        asked.ask().answer(documents=[given(salah)])


def test_a_step_of_the_kind_is_told_once(asked: Asked, claire: StaffMember) -> None:
    asked.decide(YES)
    for _twice in range(2):
        op.advance(
            demarche=asked.demarche, step="under_way", actor=ROBOT, at=product_clock.now(),
            told=["Votre demande est en route."], headline="Votre demande avance",
        )  # fmt: skip
    assert asked.again().demarche.step == "under_way"
    assert Parcel.objects.filter(notice="demarches.moved").count() == 1
