"""A stay in hospital: what is asked, what is left, why, and what would change it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.contracts.models import Contract, Coverage, Guarantee
from espace_client.members.models import Person
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.sample_contract import sample
from espace_client.reimbursements.simulation import STAY, VISITOR, Simulation, sealed
from espace_client.reimbursements.stay_wording import told_stay
from espace_client.reimbursements.stays import StayEstimate, estimate_stay
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page
from tests.bench.pdf import Document
from tests.people import signed_in

pytestmark = pytest.mark.promise("I5.11")

TODAY = date(2026, 5, 4)
START = "/simulateur/essai"


def stayed(**answers: str) -> StayEstimate:
    """Of the visitor of 70: five days without a heavy act, at 3 581,85 €, unless said."""
    plain = {"nights": "4", "heavy": "non", "whole": "non", "tariff": "3581.85"}
    return estimate_stay({**plain, **answers}, sample(on=TODAY), on=TODAY)


def paid(found: StayEstimate) -> tuple[Decimal, Decimal, Decimal]:
    return found.amounts.social_security, found.amounts.insurer, found.amounts.left


def said(found: StayEstimate, **answers: str) -> str:
    told = told_stay(found, answers, sample(on=TODAY), on=TODAY)
    return " ".join((*told.notes, *told.changes)).replace("\u00a0", " ")


def at(simulation: Simulation) -> str:
    return f"{START}/{sealed(simulation, owner=VISITOR)}"


def text(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def test_a_stay_alone_is_what_the_computation_says() -> None:
    """docs/calculations/reimbursement.md: the daily charge is counted in the ticket modérateur."""
    assert paid(stayed()) == (Decimal("2865.48"), Decimal("716.37"), 0)
    insured = sample(on=TODAY)
    stay = Stay(TODAY, date(2026, 5, 8), Decimal("3581.85"), insured.patient)
    expected = reimburse_stay(stay, insured.cover, insured.used, law())
    assert paid(stayed())[0] == expected.social_security


def test_with_a_heavy_act_each_flat_charge_is_due() -> None:
    """32 € for the act and five days at 23 €, which the sample contract pays."""
    assert paid(stayed(heavy="oui", tariff="1500")) == (Decimal(1468), Decimal(147), 0)


def test_a_single_room_is_paid_within_its_line() -> None:
    """75 € a night of which the contract pays 60; 56 nights of its 60 are left this year."""
    found = stayed(room="oui", room_price="75.00")
    assert found.amounts.left == 4 * 15
    assert "il vous resterait 56 nuits sur la garantie « Chambre particulière" in said(found)
    assert "Sans la chambre seule, vous n’auriez rien à payer au lieu de 60,00 €." in said(found)


def test_the_surgeon_who_moderates_prices_leaves_less() -> None:
    """Fees of 431 € on a base of 271,70 €: 130 % of it, or 150 %."""
    fees = {"fees": "431.00", "fees_base": "271.70"}
    free = stayed(heavy="oui", **fees, optam="non")
    moderate = stayed(heavy="oui", **fees, optam="oui")
    assert free.amounts.left == Decimal("431.00") - Decimal("353.21")
    assert moderate.amounts.left == Decimal("431.00") - Decimal("407.55")
    assert re.search("modérer ses prix, au même prix, il vous resterait 23,45 €", said(free))
    assert re.search("pas engagé à modérer ses prix, .* 77,79 € au lieu de 23,45 €", said(moderate))


def test_every_cent_has_a_reason_and_the_three_lines_sum_up() -> None:
    found = stayed(room="oui", room_price="75", fees="431", fees_base="271.70", optam="non")
    tree = found.explanation
    assert tree.amount == Decimal("3581.85") + 300 + 431
    for payer in tree.children:
        assert payer.amount == sum(one.amount for one in payer.children)
    assert sum(one.amount for one in tree.children) == tree.amount
    assert "le séjour (3 581,85 €), les honoraires du chirurgien (431,00 €) et" in said(found)
    left = tree.children[-1]
    assert [one.title for one in left.children] == [
        "Les honoraires du chirurgien",
        "La chambre seule",
    ]
    figures = [one.sentence for one in tree.all_figures]
    assert len(figures) == len(set(figures))


def test_an_illness_of_long_duration_and_who_has_it_already() -> None:
    """Without a line for the day, its charge would be left: the whole tariff is paid, not it."""
    plain, exempt = stayed(), stayed(whole="oui")
    assert exempt.amounts.social_security == Decimal("3581.85")
    assert exempt.amounts.insurer == 5 * 23
    assert plain.amounts.left == exempt.amounts.left == 0
    assert "affection de longue durée" not in said(exempt)


def test_a_military_pension_spares_the_daily_charge() -> None:
    found = stayed(whole="oui", situation="pension_militaire")
    assert found.amounts.insurer == 0
    assert "pas compté de forfait journalier" in said(found)


def test_alsace_moselle_pays_it_all() -> None:
    found = stayed(situation="alsace_moselle")
    assert paid(found) == (Decimal("3581.85"), 0, 0)


def test_what_is_not_known_is_supposed_and_said() -> None:
    found = stayed(heavy="ne_sais_pas", whole="ne_sais_pas", usual="oui")
    assert "ni opération, ni autre acte lourd" in said(found, usual="oui")
    assert "prix d’exemple, 3 581,85 €" in said(found, usual="oui")
    assert "À vérifier" in said(found, usual="oui")


@pytest.mark.django_db
def test_a_visitor_walks_two_pages(client: CheckedClient, clock: Clock) -> None:
    clock.set("2026-05-04T09:00")
    found = client.send(client.get(START), words="hospitalisation", follow=True)
    stay = client.get(found.page.link("Un séjour à l’hôpital ou en clinique"))
    wrong = client.send(stay, nights="trois", heavy="oui", whole="non")
    assert wrong.status_code == 422
    assert "Écrivez un nombre entier" in wrong.page.error("nights")
    assert wrong.page.value("nights") == "trois"
    beside = client.send(stay, nights="3", heavy="oui", whole="non", follow=True)
    assert beside.page.h1 == "Ce qui s’ajoute au séjour"
    half = client.send(beside, room="oui", room_price="", fees="431", fees_base="", optam="non")
    assert "il est sur le devis" in half.page.error("fees_base")
    answer = client.send(
        beside, room="oui", room_price="", fees="431", fees_base="271,70", optam="non", follow=True
    ).page
    assert "à payer" in answer.h1
    assert "75,00 € pour une nuit" in text(answer)
    assert "« le prix de la chambre »" in text(answer)  # invented, and said
    again = client.get(answer.link("Changer le prix ou une réponse"))
    assert again.page.value("nights") == "3"
    assert again.page.value("tariff") == ""
    kept = client.send(again, nights="2", heavy="oui", whole="non", follow=True)
    assert kept.page.value("fees") == "431.00"


@pytest.mark.django_db
def test_the_same_day_has_no_room(client: CheckedClient) -> None:
    stay = client.get(at(Simulation(act=STAY)))
    beside = client.send(stay, nights="0", heavy="oui", whole="non", follow=True)
    assert "chambre pour une nuit" not in beside.page.text
    answer = client.send(beside, fees="", fees_base="", follow=True).page
    assert "sortie le même jour" in answer.text
    assert text(answer).count("24,00 €")  # the charge of the heavy act in 2022; no daily charge


@pytest.mark.django_db
def test_the_group_of_the_hospital_begins_with_it(client: CheckedClient) -> None:
    group = client.get(client.get(START).page.link("Hôpital et clinique")).page
    links = [one.text for one in group.root.xpath("//main//ul[contains(@class, 'link-list')]//a")]
    assert links[0] == "Un séjour à l’hôpital ou en clinique"


@pytest.mark.django_db
def test_the_titles_of_its_pages_do_not_name_it(client: CheckedClient) -> None:
    """The history of a shared computer keeps titles."""
    answers = {"nights": "3", "heavy": "non", "whole": "non", "tariff": "900.00", "room": "non"}
    for one in (Simulation(act=STAY), Simulation(act=STAY).beside(answers)):
        assert client.get(at(one)).page.title.startswith("Quelques questions")
    answered = client.get(at(Simulation(act=STAY, answers=answers))).page
    assert "séjour" not in answered.title.lower()


@pytest.mark.django_db
def test_the_nights_that_were_had_count(client: CheckedClient, jeanne: Person) -> None:
    """Jeanne has two nights of a single room left this year; she asks for five."""
    contract = Contract.objects.get(holder=jeanne)
    Guarantee.objects.filter(option__version__product=contract.product).filter(
        kind="private_room"
    ).delete()
    line = Guarantee.objects.filter(
        option__version__product=contract.product, option__code=contract.option_code
    ).order_by("-position").first()  # fmt: skip
    assert line is not None
    Guarantee.objects.create(
        option=line.option, position=line.position + 1, heading="hospital",
        label="Chambre particulière", expression="60 € par nuit, dans la limite de 10 nuits par an",
        kind="private_room",
    )  # fmt: skip
    Reimbursement.objects.create(
        reference="R-1", contract=contract, person=jeanne, cared_on=date(2022, 2, 1), care="Nuits",
        kind="private_room", spent=Decimal(560), basic=0, complementary=Decimal(480), quantity=8,
    )  # fmt: skip
    cover = Coverage.objects.get(person=jeanne)
    answers = {
        "nights": "5", "heavy": "oui", "whole": "non", "tariff": "1500.00", "room": "oui",
        "room_price": "70.00",
    }  # fmt: skip
    simulation = Simulation(cover.pk.hex, act=STAY, answers=answers)
    page = (
        signed_in(client, jeanne)
        .get(f"/simulateur/{sealed(simulation, owner=str(jeanne.pk))}")
        .page
    )
    assert "il vous resterait 0 nuit sur la garantie" in text(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page.link("Garder en PDF"))
    assert len(asked) <= 4  # the session, the account with its person, covers, uses
    paper = client.get(page.link("Garder en PDF"))
    printed = " ".join(Document(paper.content).text.split()).replace("\u00a0", " ")
    for words in ("La chambre seule", "Le séjour", "5 nuits", "230,00 €", "Jeanne Martin"):
        assert words in printed, words  # 5 nights at 70 €, of which two at 60 € are paid


@pytest.mark.django_db
def test_the_public_answer_asks_nothing_of_the_database(client: CheckedClient) -> None:
    answers = {"nights": "3", "heavy": "non", "whole": "non", "tariff": "900.00", "room": "non"}
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at(Simulation(act=STAY, answers=answers))).status_code == 200
    assert not asked.captured_queries


# --- Nights of two years, and a cover that ends before the discharge ------------------------------


def entered(on: date, insured: Insured | None = None, **answers: str) -> StayEstimate:
    plain = {"nights": "70", "heavy": "non", "whole": "non", "tariff": "900"}
    room = {"room": "oui", "room_price": "75.00"}
    return estimate_stay({**plain, **room, **answers}, insured or sample(on=on), on=on)


NOVEMBER = date(2026, 11, 26)


def test_each_night_of_a_room_counts_in_its_own_year() -> None:
    """36 nights before the new year and 34 after it, of the 60 of each: 15 € a night are left."""
    found = entered(NOVEMBER)
    assert [one.quantity for one in found.asked.rooms] == [36, 34]
    names = [name for name, _price in found.prices[1:]]
    assert names[1].replace("\u00a0", " ").endswith("34 nuits à partir du 1er janvier 2027")
    left = found.explanation.children[-1]
    rooms = [one.amount for one in left.children if "chambre" in one.title]
    assert sum(rooms, Decimal()) == 70 * 15
    told = told_stay(found, {}, sample(on=NOVEMBER), on=NOVEMBER)
    notes = " ".join(told.notes).replace("\u00a0", " ")
    assert "il vous resterait 26 nuits sur la garantie « Chambre particulière" in notes
    assert "se renouvelle le 1er janvier 2028" in notes
    assert "se renouvelle le 1er janvier 2027" not in notes


def test_a_year_of_the_contract_parts_the_nights_too() -> None:
    """The contract began on 10 December: the limit of nights renews on that day."""
    one = sample(on=NOVEMBER)
    (line,) = (line for line in one.cover.lines if line.kind is CareKind.PRIVATE_ROOM)
    pays = "60 € par nuit, dans la limite de 20 nuits par année d’adhésion"
    counted = CoverLine(line.kind, parse(pays), pays)
    lines = tuple(counted if held is line else held for held in one.cover.lines)
    cover = replace(one.cover, lines=lines, anniversary=date(2020, 12, 10))
    found = entered(NOVEMBER, replace(one, cover=cover), nights="30")
    assert [room.quantity for room in found.asked.rooms] == [14, 16]
    assert found.amounts.left == 30 * 15


def test_a_figure_of_next_year_that_nobody_knows_leaves_the_nights_together() -> None:
    """The monthly ceiling of 2027 is not published in November 2026."""
    one = sample(on=NOVEMBER)
    pays = "2 % PMSS par nuit"
    lines = tuple(
        CoverLine(line.kind, parse(pays), pays) if line.kind is CareKind.PRIVATE_ROOM else line
        for line in one.cover.lines
    )
    insured = replace(one, cover=replace(one.cover, lines=lines))
    found = entered(NOVEMBER, insured)
    assert [room.quantity for room in found.asked.rooms] == [70]
    told = told_stay(found, {}, insured, on=NOVEMBER)
    assert "n’est pas encore publié" in " ".join(told.notes)


def test_a_cover_that_ends_before_the_discharge_is_said() -> None:
    insured = replace(sample(on=TODAY), until=date(2026, 5, 7))
    answers = {"nights": "4", "heavy": "non", "whole": "non", "tariff": "900"}
    found = estimate_stay(answers, insured, on=TODAY)
    ends = "La couverture prend fin le 7 mai 2026, avant la sortie"
    assert ends in " ".join(told_stay(found, answers, insured, on=TODAY).notes).replace(
        "\u00a0", " "
    )
    longer = replace(insured, until=date(2026, 5, 8))
    assert "prend fin" not in " ".join(told_stay(found, answers, longer, on=TODAY).notes)


def test_no_renewal_is_promised_after_the_end_of_the_cover() -> None:
    insured = replace(sample(on=TODAY), until=date(2026, 12, 31))
    found = stayed(room="oui", room_price="75.00")
    assert "se renouvelle" in said(found)
    assert "se renouvelle" not in " ".join(told_stay(found, {}, insured, on=TODAY).notes)


# --- The tariff of a heavy act ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("heavy", ["non", "ne_sais_pas"])
def test_fees_of_a_heavy_act_want_the_answer_that_there_is_one(
    client: CheckedClient, clock: Clock, heavy: str
) -> None:
    clock.set("2026-05-04T09:00")
    beside = client.send(
        client.get(at(Simulation(act=STAY))), nights="3", heavy=heavy, whole="non", follow=True
    )
    typed = {"room": "non", "fees": "431", "optam": "non"}
    wrong = client.send(beside, fees_base="120", **typed)
    assert wrong.status_code == 422
    assert "répondez « Oui »" in wrong.page.error("fees_base").replace("\u00a0", " ")
    assert wrong.page.value("fees") == "431"
    assert wrong.page.link("Revenir au séjour")
    assert "à payer" in client.send(beside, fees_base="119,99", **typed, follow=True).page.h1
