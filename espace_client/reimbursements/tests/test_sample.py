"""The simulator for a visitor: a sample contract, one question a page, nothing kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.audit.models import Entry
from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import exists
from espace_client.benefits.acts.examples import Example
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.law.law import Law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Exemption, care_for
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.reimbursements import estimating
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.sample_contract import sample
from espace_client.reimbursements.simulation import APART, VISITOR, Simulation, sealed
from espace_client.reimbursements.situations import NO, UNKNOWN, YES
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]

START = "/simulateur/essai"
DAYS = ("2022-03-24", "2026-11-26")


def at(simulation: Simulation) -> str:
    return f"{START}/{sealed(simulation, owner=VISITOR)}"


def follow(client: CheckedClient, page: Page, label: str) -> HttpResponse:
    return client.get(page.link(label))


def row(page: Page, start: str) -> str:
    """The amount of « who pays what » in the line that starts so."""
    (line,) = [
        line
        for line in page.root.xpath("//table//tr")
        if " ".join(line.xpath("string(./th)").split()).startswith(start)
    ]
    return " ".join(line.xpath("string(./td)").split())


def test_a_stranger_finds_what_is_left_on_a_crown(client: CheckedClient) -> None:
    door = client.get("/")
    start = follow(client, door.page, "Essayer le calcul")
    assert "contrat d’exemple, inventé" in start.page.text
    found = client.send(start, words="courone molaire", follow=True)
    asked = follow(client, found.page, "Couronne en céramique sur métal, dent du fond")
    answer = client.send(asked, price="539 €", follow=True)
    assert "à payer" in answer.page.h1
    assert row(answer.page, "Prix du soin") == to_the_cent(Decimal(539)).replace("\u00a0", " ")
    assert "100 % Santé : 0 € à payer" in answer.page.text.replace("\u00a0", " ")


def test_groups_lead_to_the_same_act(client: CheckedClient) -> None:
    group = follow(client, client.get(START).page, "Dentiste")
    assert group.page.h1 == "Dentiste"
    asked = follow(client, group.page, "Couronne en céramique sur métal, dent du fond")
    assert asked.page.h1 == "Couronne en céramique sur métal, dent du fond"


def test_a_code_leads_to_its_act_at_once(client: CheckedClient) -> None:
    asked = client.send(client.get(START), words=" hbld734 ", follow=True)
    assert asked.page.h1 == "Couronne en céramique sur métal, dent du fond"


def test_words_that_mean_nothing_say_what_to_do(client: CheckedClient) -> None:
    nothing = client.send(client.get(START), words="xyzzy", follow=True).page
    assert "rien trouvé pour «\u00a0xyzzy\u00a0»" in nothing.root.xpath("string(//main)")
    assert nothing.value("words") == "xyzzy"
    assert nothing.link("Dentiste")
    empty = client.send(client.get(START), words="  ")
    assert empty.status_code == 422
    assert "choisissez dans la liste" in empty.page.error("words")


def test_what_cannot_be_seen_is_not_searched_for(client: CheckedClient) -> None:
    """Text that was copied from elsewhere; or sixty characters that no keyboard types."""
    pasted = client.send(client.get(START), words="cou\u00adronne\u200b\u00a0 molaire", follow=True)
    assert pasted.page.value("words") == "couronne molaire"
    assert "Est-ce l’un de ces soins" in pasted.page.text
    unseen = client.send(client.get(START), words="a" + "\x01" * 58 + "b", follow=True)
    assert unseen.page.value("words") == "ab"
    nothing = client.send(client.get(START), words="\x01" * 60)
    assert nothing.status_code == 422
    assert nothing.page.error("words").endswith("Écrivez un mot, ou choisissez dans la liste.")


def test_no_title_names_the_care(client: CheckedClient) -> None:
    """The history of a shared computer keeps titles; some day the care is a psychologist's."""
    acts = ("LENTILLES-NON-REMBOURSEES", "HBLD734")
    priced = {"price": "50.00", "quantity": "1"}
    steps = {
        "group": [Simulation(group=one.key) for one in catalogue().groups()],
        "apart": [
            Simulation(act=one.code, group=APART)
            for one in catalogue()
            if catalogue().question_about(one)
        ],
        "questions": [Simulation(act=one) for one in acts],
        "answer": [Simulation(act=one, answers=priced) for one in acts],
    }
    for step, simulations in steps.items():
        pages = [client.get(at(one)).page for one in simulations]
        assert len({one.h1 for one in pages}) > 1 or step == "answer"
        assert len({one.title for one in pages}) == 1, step


def every_act(day: date) -> list[Act]:
    usual = [act for group in catalogue().groups() for act in group.usual]
    return [act for act in usual if exists(act, day)]


def answered(client: CheckedClient, act: Act, answers: Mapping[str, str]) -> HttpResponse:
    return client.get(at(Simulation(act=act.code, answers=answers)))


@pytest.mark.parametrize("day", DAYS)
def test_the_page_says_what_the_computation_says(
    client: CheckedClient, clock: Clock, day: str
) -> None:
    """Of every act that is browsed, on the day of the demonstration and today."""
    clock.set(f"{day}T09:00")
    on = date.fromisoformat(day)
    insured = sample(on=on)
    for act in every_act(on):
        if act.tariff(on).kind is CareKind.HOSPITAL_FEES:
            continue  # a stay: among the worked examples below
        if act.tariff(on).kind is CareKind.EMERGENCY:
            continue  # its price is not asked: test_emergency
        price = Decimal("250.00")
        care = care_for(act, on=on, price=price, patient=insured.patient)
        expected = reimburse(care, insured.cover, insured.used, law())
        page = answered(client, act, {"price": str(price)}).page
        left = said(expected.left)
        headed = f"Il vous resterait {left} à payer" if expected.left else "Vous n’auriez rien"
        assert page.h1.startswith(headed), act.code
        assert row(page, "Il vous reste") == left, act.code
        total = expected.social_security + expected.insurer + expected.left
        assert total == price, act.code


def every_example(day: date) -> list[Example]:
    """The worked examples of the readability commitment that are an act, for an adult."""
    examples = catalogue().examples(day)
    return [one for one in examples if one.act is not None and not one.child]


@pytest.mark.parametrize("day", DAYS)
def test_the_worked_examples_of_the_commitment_come_out(
    client: CheckedClient, clock: Clock, day: str
) -> None:
    """What the examples say of a care in a stay is what the page takes it for by itself."""
    clock.set(f"{day}T09:00")
    on = date.fromisoformat(day)
    insured = sample(on=on)
    assert len(every_example(on)) > 8
    for one in every_example(on):
        assert one.act is not None
        exemption = Exemption.HEAVY_ACT_STAY if one.heavy_act else Exemption.NONE
        care = care_for(
            one.act, on=on, price=one.price.price, patient=insured.patient, optam=one.optam,
            in_hospital=one.in_hospital, exemption=exemption, part=one.tooth,
        )  # fmt: skip
        expected = reimburse(care, insured.cover, insured.used, law())
        optam = {Optam.NOT_SIGNED: NO, Optam.SIGNED: YES, None: UNKNOWN}[one.optam]
        price = str(one.price.price)
        page = answered(client, one.act, {"price": price, "optam": optam}).page
        assert row(page, "La Sécurité sociale paie") == said(expected.social_security), one.key
        assert row(page, "Il vous reste") == said(expected.left), one.key


def said(amount: Decimal) -> str:
    return to_the_cent(amount).replace("\u00a0", " ")


A_DOCTOR = {"price", "path", "optam", "whole"}
ASKED = {
    CareKind.MEDICAL_FEES: A_DOCTOR,
    CareKind.HOSPITAL_FEES: {"price", "optam", "whole"},
    CareKind.PARAMEDICAL_FEES: {"price", "whole"},
    CareKind.LABORATORY: {"price", "whole"},
    CareKind.MEDICINES_MAJOR: {"price", "whole"},
    CareKind.MEDICINES_MODERATE: {"price", "whole"},
    CareKind.MEDICINES_WEAK: {"price", "whole"},
    CareKind.TRANSPORT: {"price", "whole"},
    CareKind.MEDICAL_EQUIPMENT: {"price", "whole"},
}
A_DAY = ("day_day", "day_month", "day_year")
PAID_WHOLE_ALREADY = {"MEDICAMENT-100"}  # whoever takes it


def expected(act: Act) -> set[str]:
    """What a visitor of 70 is asked, written out by kind of care; other kinds ask the price."""
    asked = set(ASKED.get(act.tariffs[-1].kind, {"price"}))
    if act.code in PAID_WHOLE_ALREADY or act.family is Family.NOT_REFUNDED:
        asked -= {"whole"}
    asked |= {"quantity"} if act.unit else set()
    if act.tariffs[-1].kind is CareKind.EMERGENCY:
        return {"whole", *A_DAY}  # the law sets its price
    if act.unit == "oreilles":  # the sample contract counts each ear
        asked = asked - {"quantity"} | {"side"}
    asked |= set(A_DAY)
    if act.tariffs[-1].base or act.tariffs[-1].base_is_price:
        asked |= {"situation"} if act.family is not Family.PATIENT_CHARGE else set()
    return asked | ({"tooth"} if len(act.teeth) > 1 else set())


@pytest.mark.parametrize("day", DAYS)
def test_every_act_that_is_browsed_asks_its_questions(
    client: CheckedClient, clock: Clock, day: str
) -> None:
    clock.set(f"{day}T09:00")
    for act in every_act(date.fromisoformat(day)):
        page = client.get(at(Simulation(act=act.code))).page
        names = {name for name in page.root.xpath("//main//input/@name") if "token" not in name}
        assert names == expected(act), act.code


WRONG_PRICES = {
    "abc": "Écrivez un prix",
    "-5": "Écrivez un prix",
    "0": "plus grand que zéro",
    "99999999": "très élevé",
}


@pytest.mark.parametrize("typed", WRONG_PRICES)
def test_a_wrong_price_says_how_to_mend_it_and_keeps_the_rest(
    client: CheckedClient, typed: str
) -> None:
    asked = client.get(at(Simulation(act="HBLD734")))
    wrong = client.send(asked, price=typed, tooth="36")
    assert wrong.status_code == 422
    assert WRONG_PRICES[typed] in wrong.page.error("price")
    assert wrong.page.value("price") == typed
    assert wrong.page.value("tooth") == "36"


def test_a_price_that_nobody_knows_must_be_written(client: CheckedClient) -> None:
    wrong = client.send(client.get(at(Simulation(act="HBLD403"))), price="")
    assert "Écrivez le prix" in wrong.page.error("price")


def test_a_price_that_is_left_out_is_a_usual_one_and_says_so(client: CheckedClient) -> None:
    asked = client.get(at(Simulation(act="HBLD734")))
    assert "539 €, prix moyen, à vérifier" in asked.page.text.replace("\u00a0", " ")
    page = client.send(asked, price="", follow=True).page
    assert row(page, "Prix du soin") == "539,00 €"
    assert "Nous avons pris un prix courant" in page.text
    again = follow(client, page, "Changer le prix ou une réponse")
    assert again.page.value("price") == ""


def test_a_tooth_on_which_the_act_is_not_done_is_refused(client: CheckedClient) -> None:
    wrong = client.send(client.get(at(Simulation(act="HBLD734"))), price="539", tooth="11")
    assert "ne se fait pas sur la dent" in wrong.page.error("tooth")


def test_an_answer_can_be_changed(client: CheckedClient) -> None:
    asked = client.get(at(Simulation(act="HBLD734")))
    answer = client.send(asked, price="1 234,50", follow=True)
    again = follow(client, answer.page, "Changer le prix ou une réponse")
    assert again.page.value("price").replace(",", ".") == "1234.50"
    changed = client.send(again, price="300", follow=True)
    assert row(changed.page, "Prix du soin") == "300,00 €"


TYPED = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=40)
@given(price=TYPED, tooth=TYPED)
def test_whatever_is_typed_is_answered_or_mended(
    client: CheckedClient, price: str, tooth: str
) -> None:
    """No page breaks; what is shown is checked as every page is, its French spacing apart: it may
    show what was typed."""
    client.checks = False
    asked = client.get(at(Simulation(act="HBLD734")))
    assert client.send(asked, price=price, tooth=tooth).status_code in (302, 422)
    search = client.get(START)
    assert client.send(search, words=tooth).status_code in (302, 422)


def test_an_address_that_was_not_made_here_is_not_found(client: CheckedClient) -> None:
    assert client.get(f"{START}/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404
    mine = sealed(Simulation(act="HBLD734"), owner="somebody")
    assert client.get(f"{START}/{mine}").status_code == 404


def test_nothing_is_kept(client: CheckedClient) -> None:
    asked = client.get(at(Simulation(act="HBLD734")))
    client.send(asked, price="539", follow=True)
    assert not Entry.objects.exists()
    assert not Session.objects.exists()
    assert "session" not in str(client.cookies)


def test_before_its_day_the_page_says_when_it_opens(client: CheckedClient, clock: Clock) -> None:
    clock.set("2022-03-23T09:00")
    assert "ouvre le jeudi 24 mars 2022" in client.get(START).page.text


def test_an_act_without_a_tariff_that_day_gives_no_amount(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    """An address of another year: the act has no tariff on the day of the demonstration."""
    page = answered(client, catalogue().find("TELECONSULTATION"), {"price": "30.00"}).page
    assert page.h1 == "Nous ne pouvons pas calculer ce soin aujourd’hui"
    assert "€" not in page.root.xpath("string(//main)")
    assert "TELECONSULTATION" in caplog.text
    assert "24/03/2022" in caplog.text


def test_a_figure_of_the_law_that_is_missing_gives_no_amount(
    client: CheckedClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figures of an installation whose file lost one."""
    known = {name: one for name, one in law().parameters.items() if name != "rate.dental"}
    monkeypatch.setattr(estimating, "law", lambda: Law(known))
    page = answered(client, catalogue().find("HBLD734"), {"price": "539.00"}).page
    assert page.h1 == "Nous ne pouvons pas calculer ce soin aujourd’hui"
    assert "€" not in page.root.xpath("string(//main)")
    assert "rate.dental" in caplog.text
