"""How long answers take: measured from what happened, told before one asks."""

from datetime import timedelta

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.demarches import operations as op
from espace_client.demarches.delays import FEWEST, AnswerDelay, answered_lately
from espace_client.demarches.jobs import measure_delays
from espace_client.demarches.shape import Kind
from espace_client.demarches.tests.asked import NO, Asked
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.5")]


def answered(person: Person, adviser: StaffMember, clock: Clock, *days: int) -> list[Asked]:
    """Requests that were sent now, each answered after so many days."""
    start, made = clock.now, []
    for wait in days:
        clock.set(start)
        one = Asked(person, adviser).begin().give().send()
        clock.set(start + timedelta(days=wait))
        made.append(one.take().decide(NO))
    return made


def measured() -> AnswerDelay:
    op.measure_delays(at=product_clock.now())
    return AnswerDelay.objects.get()


def test_a_hand_made_log_gives_the_expected_figures(
    made_up: Kind, jeanne: Person, claire: StaffMember, clock: Clock
) -> None:
    answered(jeanne, claire, clock, 0, 0, 1, 1, 2, 2, 3, 4, 8, 20)
    clock.set("2022-04-20T03:00")
    found = measured()
    assert (found.kind, found.answers, found.half, found.nine_in_ten) == ("made_up", 10, 2, 8)
    assert measured().answers == 10  # measured again, it is not counted twice


def test_a_day_changes_at_midnight_in_paris(
    made_up: Kind, jeanne: Person, claire: StaffMember, clock: Clock
) -> None:
    clock.set("2022-03-24T23:30")
    one = Asked(jeanne, claire).begin().give().send()
    clock.set("2022-03-25T00:10")
    one.take().decide(NO)
    assert measured().half == 1


def test_the_first_answer_counts_and_old_ones_do_not(
    made_up: Kind, jeanne: Person, claire: StaffMember, hugo: StaffMember, clock: Clock
) -> None:
    (one,) = answered(jeanne, claire, clock, 2)
    one.contest()
    clock.advance(days=10)
    one.take(hugo).decide(NO, hugo)
    assert (measured().answers, measured().half) == (1, 2)
    clock.advance(weeks=12)
    op.measure_delays(at=clock.now)
    assert not AnswerDelay.objects.exists()


@pytest.mark.parametrize(
    ("half", "most", "said"),
    [
        (0, 2, "la moitié des réponses sont parties le jour même, et neuf sur dix en 2 jours."),
        (1, 5, "la moitié des réponses sont parties en 1 jour, et neuf sur dix en 5 jours."),
        (3, 3, "neuf réponses sur dix sont parties en 3 jours."),
    ],
)
def test_it_is_told_before_one_asks(
    client: CheckedClient, jeanne: Person, half: int, most: int, said: str
) -> None:
    AnswerDelay.objects.create(kind="any_care", measured_on=product_clock.today(), answers=FEWEST,
                               half=half, nine_in_ten=most)  # fmt: skip
    page = signed_in(client, jeanne).get("/demarches/remboursement").page
    assert f"Ces douze dernières semaines, {said}" in page.text.replace("\u00a0", " ")


@pytest.mark.parametrize(("answers", "days_ago"), [(FEWEST - 1, 0), (FEWEST, 8)])
def test_too_few_answers_or_an_old_measure_say_nothing(
    client: CheckedClient, jeanne: Person, answers: int, days_ago: int
) -> None:
    AnswerDelay.objects.create(
        kind="any_care", measured_on=product_clock.today() - timedelta(days=days_ago),
        answers=answers, half=1, nine_in_ten=2,
    )  # fmt: skip
    assert answered_lately("any_care", on=product_clock.today()) == ""
    page = signed_in(client, jeanne).get("/demarches/remboursement").page
    assert "Ces douze dernières semaines" not in page.text


def test_the_job_measures(made_up: Kind, jeanne: Person, claire: StaffMember, clock: Clock) -> None:
    answered(jeanne, claire, clock, 1)
    measure_delays()
    assert AnswerDelay.objects.count() == 1
