"""The link with the Sécurité sociale: what it is, what to do, and care that is looked for."""

from datetime import date

import pytest

from espace_client.delivery.models import Parcel
from espace_client.kernel import actors
from espace_client.members.models import Person
from espace_client.reimbursements import operations
from espace_client.reimbursements.misfits import misfits_to_settle
from espace_client.reimbursements.models import FlowWatch, Misfit, Reimbursement, Transmission
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import line_of_care, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.7")]
HERE = "/mes-remboursements/teletransmission"
ROBOT = actors.robot("un essai")


@pytest.fixture(autouse=True)
def nothing_yet(jeanne: Person, karim: Person) -> None:
    Reimbursement.objects.all().delete()
    Transmission.objects.all().delete()


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("active", "La Sécurité sociale nous transmet ses soins : rien à envoyer."),
        ("absente", "Envoyez-nous l’attestation de droits de la Sécurité sociale"),
        ("conflit", "demandez-lui par écrit de couper la télétransmission"),
        ("", "Aucun fichier ne nous dit si la Sécurité sociale nous transmet ces soins."),
    ],
)
def test_each_state_says_what_to_do(
    client: CheckedClient, jeanne: Person, feed: str, words: str
) -> None:
    if feed:
        Transmission.objects.create(person=jeanne, feed=feed, last_flow_on=date(2022, 3, 14))
    page = signed_in(client, jeanne).get(HERE).page
    assert words in page.text


def test_the_link_of_a_spouse_is_theirs(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Transmission.objects.create(person=karim, feed="conflit")
    page = signed_in(client, jeanne).get(HERE).page
    assert "Deux mutuelles" not in page.text
    assert f"Le lien de {karim.first_name} n’est pas ici" in page.text


def test_declared_twice_it_is_watched_once_and_a_day_to_come_is_refused(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    for _twice in range(2):
        asked = {"on_day": "21", "on_month": "03", "on_year": "2022"}
        done = client.send(client.get(HERE), **asked, follow=True)
        assert "nous le cherchons s’il n’est pas là après le 4 avril 2022" in done.page.text
    assert FlowWatch.objects.count() == 1
    late = client.send(client.get(HERE), on_day="25", on_month="03", on_year="2022")
    assert late.status_code == 422
    assert "Cette date n’est pas encore passée." in late.page.text


def test_a_flow_that_does_not_come_is_looked_for_without_a_call(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    operations.watch_flow(person=jeanne, cared_on=date(2022, 3, 10), actor=ROBOT, at=clock.now)
    clock.set("2022-03-24T07:00")  # the tenth working day
    assert operations.look_for_flows(actor=ROBOT, at=clock.now) == 0
    clock.set("2022-03-25T07:00")
    assert operations.look_for_flows(actor=ROBOT, at=clock.now) == 1
    assert operations.look_for_flows(actor=ROBOT, at=clock.now) == 0
    (case,) = misfits_to_settle()
    assert case.case.what == Misfit.NO_FLOW
    assert case.where.replace("\u00a0", " ") == f"{jeanne}, soin du 10 mars 2022"
    assert Parcel.objects.filter(notice="reimbursements.flow_missing").count() == 1
    page = signed_in(client, jeanne).get(HERE).page
    assert "il n’est pas arrivé, un conseiller le cherche" in page.text


def test_one_that_came_is_noted_and_nobody_is_written_to(jeanne: Person, clock: Clock) -> None:
    operations.watch_flow(person=jeanne, cared_on=date(2022, 3, 10), actor=ROBOT, at=clock.now)
    line_of_care(jeanne, reference="R-1", cared_on=date(2022, 3, 11), paid_on=date(2022, 3, 20))
    clock.set("2022-03-25T07:00")
    assert operations.look_for_flows(actor=ROBOT, at=clock.now) == 0
    assert FlowWatch.objects.get().came is True
    assert not misfits_to_settle()
