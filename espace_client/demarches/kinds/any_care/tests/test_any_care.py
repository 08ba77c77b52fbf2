"""« Tout autre remboursement »: what must be sent, if anything, in each case."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.contracts.models import Coverage, Guarantee, Option
from espace_client.demarches import operations as op
from espace_client.demarches.answers import asking_of, situation_of
from espace_client.demarches.deciding import Decision
from espace_client.demarches.kinds.any_care import asking as look
from espace_client.demarches.kinds.any_care.cares import CARES, care_meant
from espace_client.demarches.kinds.any_care.kind import KIND
from espace_client.demarches.kinds.any_care.rules import (
    AUTOMATIC,
    CardRead,
    Case,
    Paid,
    Told,
    case_of,
)
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import Gesture, State
from espace_client.demarches.tests.test_payments import paying, take
from espace_client.documents.operations import receive
from espace_client.documents.uploading import as_given
from espace_client.kernel import actors
from espace_client.kernel import clock as product_clock
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement, Transmission
from espace_client.reimbursements.rules import flow_by
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.people import helped, line_of_care, signed_in
from tests.staff import at_desk, opened

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.5")]
HERE = "/demarches/remboursement"
LATE, LATELY = date(2022, 2, 1), date(2022, 3, 21)


def day(on: date) -> dict[str, str]:
    return {"on_day": str(on.day), "on_month": str(on.month), "on_year": str(on.year)}


@pytest.fixture(autouse=True)
def linked(jeanne: Person, karim: Person) -> None:
    Reimbursement.objects.all().delete()
    for person in (jeanne, karim):
        Transmission.objects.update_or_create(person=person, defaults={"feed": "active"})


def filled(person: Person, *, on: date = LATE, about: Person | None = None, papers: bool = True,
           text: str = "", **said: str) -> Demarche:  # fmt: skip
    """A draft with everything answered, and the documents of its case."""
    me, now = actors.member(person=person.pk, name=str(person)), product_clock.now()
    draft = op.begin(kind="any_care", person=person.pk, actor=me, at=now)
    answers: dict[str, Any] = {
        "person": str((about or person).pk), "paid": "all", "card": "yes", "care": "consultation",
        "words": "", "price": "60", "basic": "16,50", **day(on), **said,
    }  # fmt: skip
    op.write(demarche=draft, answers=answers, actor=me, at=now)
    for code in asked(draft) if papers else []:
        photograph = picture("JPEG", page(text=f"{code} {text or draft.reference}"))
        kept = receive(
            files=[as_given(f"{code}.jpg", photograph)], person=person.pk, actor=me, at=now
        )
        op.attach(demarche=draft, documents=kept.kept, code=code, actor=me, at=now)
    draft.refresh_from_db()
    return draft


def sent(draft: Demarche) -> Demarche:
    me = actors.member(person=draft.person_id, name=str(draft.person))
    op.send(demarche=draft, actor=me, at=product_clock.now())
    draft.refresh_from_db()
    return draft


def asked(demarche: Demarche) -> list[str]:
    """The documents that may be asked for, by their code."""
    draft = Demarche.objects.get(pk=demarche.pk)
    found = KIND.pieces.asked(situation_of(draft, on=product_clock.today()))
    return [one.code for one in found]


# --- The cases ----------------------------------------------------------------------------------


def test_the_four_cases_give_four_lists(jeanne: Person) -> None:
    """Those of R8: prescribed drugs that are not reimbursed; all paid and the flow has arrived; all
    paid and it has not; only our part paid."""
    drugs = asked(filled(jeanne, card="not_refunded", care="medicines_not_refunded", papers=False))
    arrives = asked(filled(jeanne, on=LATELY, papers=False))
    late = asked(filled(jeanne, on=LATE, papers=False))
    our_part = asked(filled(jeanne, paid="our_part", papers=False))
    assert drugs == ["invoice", "prescription"]
    assert arrives == []
    assert late == ["statement"]
    assert our_part == ["paid_part"]


@pytest.mark.promise("I7.10")
@pytest.mark.parametrize("care", sorted(CARES))
@pytest.mark.parametrize("case", sorted(Case))
def test_each_situation_names_its_documents(case: Case, care: str) -> None:
    """The whole table: nothing where it is automatic, something everywhere else."""
    found = KIND.pieces.asked({"case": case.value, "care": care})
    assert bool(found) is (case not in AUTOMATIC)
    assert {one.code for one in found if one.needed} == {
        Case.THIRD_PARTY: set(), Case.WAIT: set(),
        Case.FLOW_LATE: {"statement"}, Case.NO_LINK: {"statement"}, Case.PAPER: {"statement"},
        Case.OUR_PART: {"paid_part"},
        Case.NOT_REFUNDED: {"invoice", "prescription"}
        if care in ("medicines_not_refunded", "other") else {"invoice"},
    }[case]  # fmt: skip


def test_every_answer_is_one_case() -> None:
    today = date(2022, 3, 24)
    for paid, card, linked, on in product(Paid, CardRead, (True, False), (LATE, LATELY)):
        found = case_of(Told(paid, card, on, linked), on=today)
        assert (found is Case.THIRD_PARTY) is (paid is Paid.NOTHING)
        if found is Case.WAIT:
            assert (paid, card, linked) == (Paid.ALL, CardRead.YES, True)
            assert today <= flow_by(on)


def test_ten_working_days_to_the_day() -> None:
    assert flow_by(date(2022, 3, 10)) == date(2022, 3, 24)
    told = Told(Paid.ALL, CardRead.YES, date(2022, 3, 10), linked=True)
    assert case_of(told, on=date(2022, 3, 24)) is Case.WAIT
    assert case_of(told, on=date(2022, 3, 25)) is Case.FLOW_LATE


# --- Nothing to send ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"paid": "nothing"}, "Rien à envoyer : vous n’avez rien payé."),
        ({}, "Rien à envoyer, c’est automatique : attendez le lundi 4 avril 2022."),
    ],
)
def test_nothing_to_send_and_until_when(
    client: CheckedClient, jeanne: Person, said: dict[str, str], words: str
) -> None:
    draft = filled(jeanne, on=LATELY, **said)
    page = signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page
    assert words in page.text
    with pytest.raises(op.UnableToMove):
        sent(draft)


def test_without_a_link_the_statement_is_asked_at_once(jeanne: Person) -> None:
    Transmission.objects.filter(person=jeanne).update(feed="absente")
    assert asked(filled(jeanne, on=LATELY, papers=False)) == ["statement"]


def test_care_before_the_cover_is_refused_before_sending(
    client: CheckedClient, jeanne: Person
) -> None:
    Coverage.objects.filter(person=jeanne).update(start_on=date(2022, 3, 1))
    filled(jeanne, on=date(2022, 2, 28), papers=False)
    page = signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page
    assert "Votre contrat ne couvrait personne le 28 février 2022." in page.text


def test_only_those_covered_on_the_day_of_care_are_offered(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    client.may_see = frozenset({"jeanne", "karim"})
    Coverage.objects.filter(person=karim).update(start_on=date(2022, 3, 1))
    filled(jeanne, on=date(2022, 3, 2), papers=False)
    signed_in(client, jeanne)
    assert "Karim" in client.get(f"{HERE}/pour-qui").page.text
    draft = filled(jeanne, on=date(2022, 2, 1), papers=False)
    assert look.covered(asking_of(draft, on=product_clock.today())) == [jeanne]


def test_an_old_care_is_too_old(client: CheckedClient, jeanne: Person) -> None:
    filled(jeanne, on=date(2020, 3, 23), papers=False)
    page = signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page
    assert "Cette date a plus de 2 ans" in page.text


# --- What it brings, and who answers ------------------------------------------------------------


@pytest.fixture
def osteopath(jeanne: Person) -> None:
    """Her table gives forty euros a session."""
    Guarantee.objects.bulk_create(
        Guarantee(option=one, position=91, heading="alternative_medicine", kind="gentle_medicine",
                  label="Ostéopathe", expression="40\u00a0€ par séance")
        for one in Option.objects.all()
    )  # fmt: skip


@pytest.mark.usefixtures("osteopath")
def test_what_the_contract_alone_pays_is_told_before_sending(
    client: CheckedClient, jeanne: Person
) -> None:
    filled(jeanne, card="not_refunded", care="gentle_medicine", basic="")
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "Environ 40,00 € sur 60,00 €" in page.text


def test_two_people_on_one_invoice_are_two_requests(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    client.may_see = frozenset({"jeanne", "karim"})
    hers = sent(filled(jeanne))
    draft = filled(jeanne, about=karim, text="la même")
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "ressemble" not in page.text
    assert (hers.concerns, sent(draft).concerns) == ([jeanne.pk], [karim.pk])


def test_a_care_that_is_known_already_is_told_and_never_stopped(
    client: CheckedClient, jeanne: Person
) -> None:
    line_of_care(jeanne, reference="R-77", amounts=("60.00", "16.50", "7.50"),
                 cared_on=date(2022, 2, 2), paid_on=date(2022, 2, 9))  # fmt: skip
    draft = filled(jeanne)
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "ressemble à ce qui est déjà connu (R-77)" in page.text
    assert sent(draft).state == State.SENT


def test_from_the_adviser_to_the_transfer(
    client: CheckedClient, jeanne: Person, claire: StaffMember
) -> None:
    made = sent(filled(jeanne))
    yes = Decision(Gesture.ACCEPT, "Le décompte dit 16,50 € de Sécurité sociale.",
                   amount=Decimal("7.50"))  # fmt: skip
    op.decide(demarche=made, decision=yes, actor=claire.at_desk, at=product_clock.now())
    take(paying(jeanne, 1, demande=made.reference))
    made.refresh_from_db()
    assert made.state == State.TRANSFER_SENT
    page = signed_in(client, jeanne).get("/mes-demandes").page
    assert "Virement de 7,50 € envoyé le 22 mars 2022" in page.text


@pytest.mark.usefixtures("osteopath")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Aucun montant n’est calculé : pour accepter, écrivez celui des documents."),
        ({"card": "not_refunded", "care": "gentle_medicine"}, "le montant calculé : 40,00 €."),
    ],
)
def test_the_adviser_reads_the_amount_or_that_there_is_none(
    client: CheckedClient, jeanne: Person, claire: StaffMember, said: dict[str, str], told: str
) -> None:
    made = sent(filled(jeanne, **said))
    at_desk(client, claire)
    opened(claire, jeanne)
    page = client.get(f"/conseillers/demandes/{made.pk}/faire/decider").page
    assert told in page.text


def test_the_promise_is_three_working_days(jeanne: Person, clock: Clock) -> None:
    assert sent(filled(jeanne)).promised_on == date(2022, 3, 29)


# --- The care in a few words --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "care"),
    [
        ("ostéo", "gentle_medicine"),
        ("OSTEOPATE", "gentle_medicine"),
        ("lunettes", "optical"),
        ("une couronne", "dental"),
        ("vaccin contre la grippe", "vaccines"),
        ("chambre seule à la clinique", "hospital"),
        ("semelles", "equipment"),
        ("psychothérapie", "psychologist"),
        ("psy", ""),
        ("sonotone", "equipment"),
        ("kiné", "consultation"),
        ("pédicure", "podiatry"),
        ("régime", "dietetics"),
        ("crème de la pharmacie", "medicines_not_refunded"),
        ("ambulance", "other"),
        ("consultation d’ostéopathe", ""),
        ("lentilles", "optical"),
        ("lunettes et lentilles", "optical"),
        ("lunettes et dentiste", ""),
        ("xylophone", ""),
        ("", ""),
        ("\x00" * 300, ""),
    ],
)
def test_a_few_words_say_which_care(words: str, care: str) -> None:
    """Nothing is understood rather than something else."""
    assert care_meant(words) == care


@pytest.mark.parametrize("care", sorted(set(CARES) - {"other"}))
def test_each_care_is_found_by_its_own_name(care: str) -> None:
    assert care_meant(str(CARES[care])) == care


def test_there_are_twelve_to_choose_from_at_most() -> None:
    assert len(CARES) <= 12


@pytest.mark.parametrize(
    ("card", "words", "led"),
    [
        ("not_refunded", "lentilles", True),
        ("not_refunded", "lunettes", False),
        ("no", "lentilles", False),  # what the Sécurité sociale pays is of no other request
    ],
)
def test_lenses_lead_to_their_own_request(
    client: CheckedClient, jeanne: Person, card: str, words: str, led: bool
) -> None:
    me = actors.member(person=jeanne.pk, name=str(jeanne))
    draft = op.begin(kind="any_care", person=jeanne.pk, actor=me, at=product_clock.now())
    answers = {"paid": "all", "card": card, "person": str(jeanne.pk), **day(LATE)}
    op.write(demarche=draft, answers=answers, actor=me, at=product_clock.now())
    sent = client.send(signed_in(client, jeanne).get(f"{HERE}/soin"), words=words)
    assert sent.url == f"{HERE}/{'soin' if led else 'montant'}"
    if led:
        page = client.get(sent.url).page
        assert page.link("Demander le remboursement de lentilles") == "/demarches/lentilles"
        assert page.value("words") == "lentilles"


def test_the_words_are_the_answer_and_are_read_again(client: CheckedClient, jeanne: Person) -> None:
    me = actors.member(person=jeanne.pk, name=str(jeanne))
    draft = op.begin(kind="any_care", person=jeanne.pk, actor=me, at=product_clock.now())
    answers = {"paid": "all", "card": "not_refunded", "person": str(jeanne.pk), **day(LATE)}
    op.write(demarche=draft, answers=answers, actor=me, at=product_clock.now())
    page = signed_in(client, jeanne).get(f"{HERE}/soin")
    nothing = client.send(page, words="")
    assert nothing.status_code == 422
    assert "Écrivez le soin, ou choisissez dans la liste." in nothing.page.text
    unknown = client.send(page, words="xylophone")
    assert "Nous ne savons pas de quel soin il s’agit." in unknown.page.text
    assert unknown.page.value("words") == "xylophone"
    assert client.send(page, words="ostéo").url == f"{HERE}/montant"
    draft.refresh_from_db()
    asking = asking_of(draft, on=product_clock.today())
    assert look.kind_of_care(asking) is CareKind.GENTLE_MEDICINE
    (row,) = [one for one in look.summary(asking) if one.page == "soin"]
    assert row.value == "Ostéopathe, chiropracteur, acupuncteur, ostéo"
