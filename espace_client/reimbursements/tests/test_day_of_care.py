"""The day of care: its figures, its contract and its counters serve; today's rights decide."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.contracts.models import Contract, Coverage, Guarantee
from espace_client.members.models import Person
from espace_client.members.permissions import Right
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.simulation import VISITOR, Simulation, sealed
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page
from tests.bench.pdf import Document
from tests.people import contract_of, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]

LENSES = "LENTILLES-NON-REMBOURSEES"
LAST_DECEMBER = {"day_day": "15", "day_month": "12", "day_year": "2021"}


@pytest.fixture
def lenses(jeanne: Person) -> Contract:
    """Jeanne's contract, in force since 2020, pays 100 € of lenses a year to each."""
    contract = Contract.objects.get(holder=jeanne)
    Contract.objects.filter(pk=contract.pk).update(start_on=date(2020, 1, 1))
    Coverage.objects.filter(contract=contract).update(start_on=date(2020, 1, 1))
    option = Guarantee.objects.filter(
        option__version__product=contract.product, option__code=contract.option_code
    )
    line = option.order_by("-position").first()
    assert line is not None
    line.option.version.__class__.objects.filter(pk=line.option.version.pk).update(
        valid_from=date(2020, 1, 1)
    )
    Guarantee.objects.create(
        option=line.option, position=line.position + 1, heading="optical",
        label="Lentilles", expression="100 € par an", kind="lenses",
    )  # fmt: skip
    return contract


def bought(person: Person, contract: Contract, paid: str, on: date, **more: Any) -> None:
    Reimbursement.objects.create(
        reference=f"R-{on}-{person.reference}", contract=contract, person=person, cared_on=on,
        care="Lentilles", kind="lenses", spent=Decimal(paid), basic=Decimal(0),
        complementary=Decimal(paid), **more,
    )  # fmt: skip


def at(space: Person, whom: Person, act: str, answers: dict[str, str] | None = None) -> str:
    cover = Coverage.objects.get(person=whom)
    simulation = Simulation(cover.pk.hex, act=act, answers=answers or {})
    return f"/simulateur/{sealed(simulation, owner=str(space.pk))}"


def text(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def test_lenses_of_last_december_count_in_last_year(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    """80 € were used in 2021, 10 € this year."""
    bought(jeanne, lenses, "80.00", date(2021, 6, 1))
    bought(jeanne, lenses, "10.00", date(2022, 2, 1))
    form = signed_in(client, jeanne).get(at(jeanne, jeanne, LENSES))
    page = client.send(form, price="150", follow=True, **LAST_DECEMBER).page
    assert "130,00 € à payer" in page.h1.replace("\u00a0", " ")
    assert "Pour un soin le 15 décembre 2021, à 150,00 €" in text(page)
    assert "Elle se renouvelle le 1er janvier 2022" in text(page)
    again = client.get(page.link("Changer le prix ou une réponse"))
    assert again.page.value("day_year") == "2021"
    today = client.send(again, price="150", day_day="", day_month="", day_year="", follow=True)
    assert "60,00 € à payer" in today.page.h1.replace("\u00a0", " ")


def test_next_year_everything_is_there_again(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    bought(jeanne, lenses, "100.00", date(2022, 2, 1))
    address = at(jeanne, jeanne, LENSES, {"price": "150.00", "on": "2023-01-10"})
    page = signed_in(client, jeanne).get(address).page
    assert "50,00 € à payer" in page.h1.replace("\u00a0", " ")
    printed = Document(client.get(page.link("Garder en PDF")).content).text
    assert "10 janvier 2023" in " ".join(printed.split()).replace("\u00a0", " ")


def test_what_was_cancelled_since_gives_its_euros_back(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    bought(jeanne, lenses, "80.00", date(2021, 6, 1), cancelled_on=date(2022, 1, 20))
    address = at(jeanne, jeanne, LENSES, {"price": "150.00", "on": "2021-12-15"})
    page = signed_in(client, jeanne).get(address).page
    assert "50,00 € à payer" in page.h1.replace("\u00a0", " ")


def test_a_right_of_that_day_that_is_over_opens_nothing(
    client: CheckedClient, jeanne: Person, karim: Person, lenses: Contract
) -> None:
    """Karim let Jeanne see what he was reimbursed, until the end of last year."""
    bought(karim, lenses, "80.00", date(2021, 6, 1))
    access = helped(karim, jeanne, Right.REIMBURSEMENTS)
    address = at(jeanne, karim, LENSES, {"price": "150.00", "on": "2021-12-15"})
    assert "130,00 €" in signed_in(client, jeanne).get(address).page.h1.replace("\u00a0", " ")
    type(access).objects.filter(pk=access.pk).update(
        start_on=date(2021, 1, 1), end_on=date(2021, 12, 31)
    )
    page = client.get(address).page
    assert "50,00 €" in page.h1.replace("\u00a0", " ")
    assert "comme si rien n’avait été remboursé avant" in page.text


def test_before_the_contract_began_it_pays_nothing_and_says_so(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    address = at(jeanne, jeanne, LENSES, {"price": "150.00", "on": "2019-12-31"})
    page = signed_in(client, jeanne).get(address).page
    assert page.h1 == "Le 31 décembre 2019, ce contrat ne couvre pas cette personne"
    assert client.get(page.link("Changer le jour")).page.value("day_year") == "2019"
    assert client.get(f"{address}/pdf").status_code == 404


def test_another_day_asks_no_more_of_the_database(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    signed_in(client, jeanne)
    address = at(jeanne, jeanne, LENSES, {"price": "150.00", "on": "2021-12-15"})
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 4


def visited(act: str, **answers: str) -> str:
    return f"/simulateur/essai/{sealed(Simulation(act=act, answers=answers), owner=VISITOR)}"


def test_the_tariff_is_that_of_the_day(client: CheckedClient, clock: Clock) -> None:
    """30 € at a doctor's since 22 December 2024, 26,50 € the day before."""
    clock.set("2026-11-26T09:00")
    answers = {"path": "oui", "optam": "oui", "whole": "non", "price": ""}
    for day, price in (("21", "26,50 €"), ("22", "30,00 €")):
        page = client.send(
            client.get(visited("G")),
            **answers,
            day_day=day,
            day_month="12",
            day_year="2024",
            follow=True,
        ).page
        assert f"Pour un soin le {day} décembre 2024, à {price}" in text(page)


WRONG_DAYS = {
    ("31", "02", "2022"): "Ce jour n’existe pas",
    ("1", "5", "2031"): "C’est trop loin",
    ("1", "5", "1999"): "Nous n’avons pas de tarif pour ce soin ce jour-là",
}


@pytest.mark.parametrize("typed", WRONG_DAYS)
def test_a_day_of_which_nothing_is_known_says_what_to_do(
    client: CheckedClient, typed: tuple[str, str, str]
) -> None:
    day, month, year = typed
    form = client.get(visited("HBLD734"))
    wrong = client.send(form, price="539", tooth="36", day_day=day, day_month=month, day_year=year)
    assert wrong.status_code == 422
    assert WRONG_DAYS[typed] in wrong.page.root.xpath("string(//details[@open])")
    assert wrong.page.value("price") == "539"
    assert wrong.page.value("day_year") == year


def test_a_figure_that_the_law_lacks_that_day_gives_no_amount(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The charge of a visit to the emergency room is known since 2022. Nobody is at fault."""
    page = client.get(visited("FORFAIT-URGENCES", whole="non", on="2021-05-01")).page
    assert page.h1 == "Nous ne pouvons pas calculer ce soin le 1er mai 2021"
    assert "€" not in page.root.xpath("string(//main)")
    assert page.link("Changer le jour")
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


# --- A cover that began again, or that is to come -------------------------------------------------


def began_again(cover: Coverage, *, last: date, again: date) -> Coverage:
    """*cover* from *again* on, after another one of the same person that ended on *last*: the one
    before."""
    start_on = cover.start_on
    Coverage.objects.filter(pk=cover.pk).update(start_on=again)
    return Coverage.objects.create(
        contract=cover.contract, person=cover.person, relationship=cover.relationship,
        start_on=start_on, end_on=last,
    )  # fmt: skip


def test_a_cover_that_began_again_still_serves_on_a_day_of_the_one_before(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    now = Coverage.objects.get(person=jeanne)
    began_again(now, last=date(2021, 6, 30), again=date(2022, 1, 1))
    answers = {"price": "150.00", "on": "2021-05-01"}
    simulation = Simulation(now.pk.hex, act=LENSES, answers=answers)
    address = f"/simulateur/{sealed(simulation, owner=str(jeanne.pk))}"
    page = signed_in(client, jeanne).get(address).page
    assert "50,00 € à payer" in page.h1.replace("\u00a0", " ")
    assert client.get(page.link("Garder en PDF")).status_code == 200
    form = client.get(page.link("Changer le prix ou une réponse"))
    gap = {"day_day": "1", "day_month": "8", "day_year": "2021"}
    answer = client.send(form, price="150", follow=True, **gap).page
    assert answer.h1 == "Le 1er août 2021, ce contrat ne couvre pas cette personne"
    back = client.send(client.get(answer.link("Changer le jour")), price="150", follow=True,
                       day_day="", day_month="", day_year="")  # fmt: skip
    assert "50,00 € à payer" in back.page.h1.replace("\u00a0", " ")


def test_who_changed_contract_is_answered_with_the_one_of_that_day(
    client: CheckedClient, jeanne: Person, karim: Person, lenses: Contract
) -> None:
    """Karim is covered by this year's contract alone; on that day another one covered him."""
    of_karim = Coverage.objects.get(person=karim)
    Coverage.objects.filter(pk=of_karim.pk).update(start_on=date(2022, 1, 1))
    earlier = contract_of(
        jeanne, reference="C-AVANT", start_on=date(2020, 1, 1), end_on=date(2021, 12, 31)
    )
    Coverage.objects.create(
        contract=earlier, person=karim, relationship=of_karim.relationship,
        start_on=date(2020, 1, 1), end_on=date(2021, 12, 31),
    )  # fmt: skip
    simulation = Simulation(
        of_karim.pk.hex, act=LENSES, answers={"price": "150.00", "on": "2021-05-01"}
    )
    address = f"/simulateur/{sealed(simulation, owner=str(jeanne.pk))}"
    page = signed_in(client, jeanne).get(address).page
    assert "à payer" in page.h1
    assert "Karim Martin" in page.text


def test_a_contract_that_starts_next_month_is_simulated_on_its_first_day(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    """The space is open, as the contract before ended three weeks ago."""
    now = Coverage.objects.get(person=jeanne)
    Coverage.objects.exclude(person=jeanne).delete()
    began_again(now, last=date(2022, 2, 28), again=date(2022, 4, 10))
    start = signed_in(client, jeanne).get("/simulateur")
    assert "Aucun contrat ne vous couvre" not in start.page.text
    with CaptureQueriesContext(connection) as asked:
        form = client.get(at_cover(now, jeanne, LENSES))
    assert len(asked) <= 4
    assert [form.page.value(f"day_{part}") for part in ("day", "month", "year")] == [
        "10", "04", "2022",
    ]  # fmt: skip
    answer = client.send(form, price="150", follow=True).page
    assert "50,00 € à payer" in answer.h1.replace("\u00a0", " ")
    assert "Pour un soin le 10 avril 2022" in text(answer)
    assert client.get(answer.link("Garder en PDF")).status_code == 200


def test_without_a_contract_to_come_nothing_is_simulated(
    client: CheckedClient, jeanne: Person, lenses: Contract
) -> None:
    Coverage.objects.update(end_on=date(2022, 2, 28))
    page = signed_in(client, jeanne).get("/simulateur").page
    assert "Aucun contrat ne vous couvre aujourd’hui" in page.text


def at_cover(cover: Coverage, space: Person, act: str) -> str:
    return f"/simulateur/{sealed(Simulation(cover.pk.hex, act=act), owner=str(space.pk))}"
