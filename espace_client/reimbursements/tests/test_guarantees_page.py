"""« Mes garanties »: the table in plain words and in euros, found, compared, of other years."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.contracts.models import (
    Contract,
    Coverage,
    Guarantee,
    Option,
    ProductVersion,
    Relationship,
)
from espace_client.members.models import Person
from espace_client.members.permissions import Right
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page
from tests.people import acting, contract_of, cover, helped, signed_in
from tests.sample_tables import bring_sample_tables

pytestmark = pytest.mark.django_db
MOST_QUERIES = 4


@pytest.fixture
def mine(jeanne: Person) -> Contract:
    """Jeanne's contract, with the whole tables of the demo, which begin in 2021."""
    bring_sample_tables()
    return Contract.objects.get(holder=jeanne)


def text(page: Page) -> str:
    return " ".join(page.root.xpath("string(//main)").split())


def rows(page: Page) -> dict[str, str]:
    """The text of each line of the table by its care."""
    return {
        " ".join(row.find("th").text_content().split()): " ".join(row.text_content().split())
        for row in page.root.iter("tr")
        if row.find("th").get("scope") == "row"
    }


def table_of(client: CheckedClient, contract: Contract, **asked: object) -> Page:
    response = client.get(f"/mes-garanties/{contract.pk}", asked)
    assert response.status_code == 200
    return response.page


# --- Under each line ----------------------------------------------------------------------------


@pytest.mark.promise("I6.1")
@pytest.mark.promise("I6.2")
def test_a_line_says_it_in_plain_words_in_euros_and_what_is_left(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    told = rows(table_of(signed_in(client, jeanne), mine))
    crown = told["Prothèses à tarif libre"]
    assert "200 % de la base" in crown
    assert "ensemble, remboursons jusqu’à 2 fois la base de remboursement" in crown
    assert "Prix 539,00 €" in crown
    assert "Sécurité sociale 84,00 €, nous 156,00 €" in crown
    assert "Il vous reste à payer 299,00 €" in crown
    assert "Comme écrit au contrat : 200 % BR" in crown
    assert "Ne s’épuise pas" in crown
    gentle = told["Ostéopathie, chiropraxie, acupuncture"]
    assert "4 séances sur 4" in gentle
    assert "Rien n’est encore utilisé" in gentle or "Prochain renouvellement" in gentle


@pytest.mark.promise("I6.2")
@pytest.mark.parametrize("day", ["2022-03-24", "2026-11-26"])
def test_every_line_that_pays_has_an_example_and_every_example_names_its_price(
    client: CheckedClient, mine: Contract, jeanne: Person, clock: Clock, day: str
) -> None:
    clock.set(f"{day}T10:00")
    page = table_of(signed_in(client, jeanne), mine)
    without = [care for care, said in rows(page).items() if "Prix" not in said]
    assert all("Non couvert" in rows(page)[care] for care in without), without
    assert "Exemples à titre indicatif, tarifs au" in text(page)


@pytest.mark.promise("I6.2")
def test_what_is_used_up_does_not_promise_its_example_again(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    """Glasses of June 2021: the next ones in June 2023."""
    Reimbursement.objects.create(
        reference="R-1", contract=mine, person=jeanne, cared_on=date(2021, 6, 15), care="Lunettes",
        spent=Decimal(400), basic=Decimal("0.09"), complementary=Decimal("199.91"),
        kind="glasses_very_complex",
    )  # fmt: skip
    told = rows(table_of(signed_in(client, jeanne), mine))
    (glasses,) = [said for care, said in told.items() if "verres très complexes" in care]
    assert "Prochain renouvellement : 15 juin 2023 Aujourd’hui, c’est déjà utilisé." in glasses


def test_the_year_that_is_shown_is_marked(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    page = table_of(signed_in(client, jeanne), mine)
    assert page.root.xpath("//section[h2[@id='annees']]//a[@aria-current]/text()") == ["2022"]


def test_where_every_line_comes_from_is_told_once(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    lines = Guarantee.objects.filter(option__code="equilibre")
    lines.update(source="Brochure 2022, page 4")
    lines.filter(label="Implants").update(source="Avenant de mars")
    page = table_of(signed_in(client, jeanne), mine)
    assert text(page).count("Brochure 2022, page 4") == 1
    assert (
        "Avenant de mars"
        in rows(page)[next(care for care in rows(page) if care.startswith("Implants"))]
    )


def test_the_legend_stands_beside_the_figures(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    page = table_of(signed_in(client, jeanne), mine)
    sections = page.root.xpath("//section[.//table]")
    assert len(sections) >= 5
    for section in sections:
        (legend,) = section.xpath(".//details[contains(@class, 'beside')]")
        assert "Sécurité sociale incluse" in legend.text_content()


# --- Three clicks -------------------------------------------------------------------------------


@pytest.mark.promise("I6.17")
def test_every_guarantee_is_three_clicks_from_the_first_page(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    """A click on the table, one to unfold its contents, one on the line."""
    home = signed_in(client, jeanne).get("/accueil").page
    (table,) = [
        link.get("href") for link in home.root.xpath("//main//a") if "garanties en clair" in
        link.text_content()
    ]  # fmt: skip
    page = client.get(table).page
    (contents,) = page.root.xpath("//nav[@aria-label='Familles de soins']//details")
    reached = {link.get("href").removeprefix("#") for link in contents.xpath(".//a")}
    lines = page.root.xpath("//tbody/tr")
    assert len(lines) > 25
    assert {line.get("id") for line in lines} == reached


# --- In people's own words ----------------------------------------------------------------------

HOSPITAL = "Chambre particulière"
GLASSES = "Équipements 100 % Santé (classe A)"
CROWN = "Prothèses à tarif libre"


@pytest.mark.promise("I6.17")
@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("lunettes", GLASSES, HOSPITAL),
        ("lunetes", GLASSES, HOSPITAL),
        ("couronne", CROWN, GLASSES),
        ("courone", CROWN, GLASSES),
        ("appareil dentaire", "Orthodontie", HOSPITAL),
        ("hôpital", HOSPITAL, CROWN),
        ("hopital", HOSPITAL, CROWN),
        ("ostéo", "Ostéopathie, chiropraxie, acupuncture", CROWN),
        ("kiné", "Honoraires paramédicaux", CROWN),
        ("IRM", "Honoraires médicaux, médecins adhérents à l’OPTAM", CROWN),
        ("détartrage", "Soins", GLASSES),
        ("Dentaire", "Parodontie", GLASSES),
        ("dent", "Soins et prothèses 100 % Santé", GLASSES),
        ("dent", "Implants", GLASSES),
        ("dent", "Parodontie", HOSPITAL),
        ("molaire", "Soins et prothèses 100 % Santé", "Soins"),
        ("molère", CROWN, "Soins"),
        ("couronne", "Prothèses à tarif maîtrisé", "Soins"),
        ("lunettes", GLASSES, "Chirurgie réfractive"),
        ("laser", "Chirurgie réfractive", GLASSES),
        ("HBLD734", CROWN, GLASSES),
    ],
)
def test_lines_are_found_by_the_words_people_use(
    client: CheckedClient, mine: Contract, jeanne: Person, words: str, found: str, not_found: str
) -> None:
    page = table_of(signed_in(client, jeanne), mine, cherche=words)
    assert found in rows(page)
    assert not_found not in rows(page)
    assert page.value("cherche") == words


def test_what_the_table_says_nothing_of_is_said(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    """A psychologist is understood; no line of her table speaks of one."""
    page = table_of(signed_in(client, jeanne), mine, cherche="psychologue")
    assert rows(page) == {}
    assert "Aucune ligne de votre tableau ne parle de « psychologue »" in text(page)
    assert "Nous avons compris : psychologue" in text(page)
    assert page.link("Voir tout le tableau") == f"/mes-garanties/{mine.pk}"
    page = table_of(client, mine, cherche="psy")
    assert rows(page) == {}, "a psychiatrist is a doctor: who types « psy » means neither line"
    page = table_of(client, mine, cherche="zzzzxw")
    assert "Nous n’avons pas compris « zzzzxw »" in text(page)
    assert page.link("Faire un calcul") == "/simulateur"
    assert page.root.xpath("//main//a[starts-with(@href, 'tel:')]")
    assert "Comment nous comptons" not in text(page)


def test_a_psychologist_who_is_in_the_table_is_found(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    Guarantee.objects.create(
        option=Option.objects.get(code="equilibre", version__valid_from=date(2022, 1, 1)),
        position=99, heading="prevention", label="Séances de suivi", expression="60\u00a0€ par an",
        kind="psychologist_not_refunded",
    )  # fmt: skip
    page = table_of(signed_in(client, jeanne), mine, cherche="psicologue")
    assert list(rows(page)) == ["Séances de suivi"]


@pytest.mark.parametrize("words", ["   ", "\u200b", "", "x" * 5000, "%00", "<script>", "’"])
def test_any_words_get_an_answer(
    client: CheckedClient, mine: Contract, jeanne: Person, words: str
) -> None:
    assert table_of(signed_in(client, jeanne), mine, cherche=words).h1 == "Mes garanties"


def test_from_a_line_to_the_simulator_with_that_care(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).delete()
    page = table_of(signed_in(client, jeanne), mine, cherche="lentilles")
    (there,) = [one for one in page.root.xpath("//main//a/@href") if "?soin=" in one]
    page = client.get(there).page
    assert page.root.xpath("//main//input[@name='price']")
    assert "lentilles" in page.text.lower()


def test_another_price_is_asked_at_once_for_whom_the_page_is_about(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person
) -> None:
    """Her husband is chosen on the page, and the crown of the example: nothing is asked again."""
    asked = Coverage.objects.get(person=karim).pk.hex
    page = table_of(signed_in(client, jeanne), mine, cherche="couronne", pour=asked)
    crown = page.root.xpath("//tr[contains(th, 'tarif libre')]//a[contains(., 'autre prix')]/@href")
    page = client.get(crown[0]).page
    assert page.root.xpath("//main//input[@name='price']")
    assert "Karim" in page.text


@pytest.mark.parametrize("asked", ["&acte=ZZZZ999", "&acte=&pour=nobody", "&acte=%00", ""])
def test_a_line_without_an_act_leads_to_the_choice(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person, asked: str
) -> None:
    Coverage.objects.filter(person=karim).delete()
    page = signed_in(client, jeanne).get(f"/simulateur?soin=dental_free{asked}").page
    assert "Est-ce l’un de ces soins" in page.text
    assert client.get("/simulateur?soin=rien-de-tel").status_code == 200


# --- Another option, another year ---------------------------------------------------------------


def compared(client: CheckedClient, contract: Contract, **asked: object) -> Page:
    response = client.get(f"/mes-garanties/{contract.pk}/comparer", asked)
    assert response.status_code == 200
    return response.page


def test_two_options_side_by_side(client: CheckedClient, mine: Contract, jeanne: Person) -> None:
    page = compared(signed_in(client, jeanne), mine, avec="confort")
    heads = [" ".join(one.text_content().split()) for one in page.root.xpath("//thead[1]//th")]
    assert heads[:3] == ["Soin", "Votre option Équilibre", "Option Confort"]
    told = rows(page)
    crown = told["Prothèses à tarif libre"]
    assert crown.index("il vous reste à payer 299,00 €") < crown.index("179,00 €")
    assert "se demande à un conseiller, au" in text(page)
    assert f"{len(told)} lignes sont différentes" in text(page)


def test_lines_that_are_the_same_are_folded_and_told_once(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    page = compared(signed_in(client, jeanne), mine, avec="confort")
    folded = page.root.xpath("//main//details[contains(summary, 'identique')]")
    same = [" ".join(one.text_content().split()) for part in folded for one in part.iter("dt")]
    assert "Soins et prothèses 100 % Santé" in same
    assert not set(same) & set(rows(page))
    assert len(same) + len(rows(page)) == len(rows(table_of(client, mine)))


def test_a_comparison_leaves_no_note_out(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    Guarantee.objects.filter(label="Forfait journalier hospitalier").update(
        note="Sans limite de durée."
    )
    said = text(compared(signed_in(client, jeanne), mine, avec="confort"))
    assert "Sans limite de durée." in said


def test_lines_that_one_option_alone_has_are_said(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    mine_now, theirs = (
        Option.objects.get(code=code, version__valid_from=date(2022, 1, 1))
        for code in ("equilibre", "confort")
    )
    for option, label in ((mine_now, "À moi"), (theirs, "À eux")):
        Guarantee.objects.create(
            option=option, position=99, heading="optical", label=label, kind="",
            expression="60\u00a0€ par an",
        )  # fmt: skip
    told = rows(compared(signed_in(client, jeanne), mine, avec="confort"))
    for label in ("À moi", "À eux"):
        assert told[label].count("Cette ligne n’est pas dans cette option") == 1


def test_which_option_is_asked_and_no_other_exists(
    client: CheckedClient, mine: Contract, jeanne: Person, salah: Person
) -> None:
    page = compared(signed_in(client, jeanne), mine)
    assert page.h1 == "Comparer avec quelle option ?"
    assert page.link("Confort")
    assert page.link("Essentielle")
    for code in ("equilibre", "rien", "hospi"):
        at = f"/mes-garanties/{mine.pk}/comparer"
        assert client.get(at, {"avec": code}).status_code == 404
    theirs = Contract.objects.get(holder=salah).pk
    assert client.get(f"/mes-garanties/{theirs}/comparer").status_code == 404


def test_an_earlier_year(client: CheckedClient, mine: Contract, jeanne: Person) -> None:
    page = table_of(signed_in(client, jeanne), mine)
    years = [link.text for link in page.root.xpath("//section[@aria-labelledby='annees']//a")]
    assert years == ["2022", "2021"]  # the tables begin in 2021, the contract in 2019
    page = client.get(page.link("2021")).page
    assert page.h1 == "Mes garanties en 2021"
    assert "Tableau de 2021. Il valait le 31 décembre 2021" in text(page)
    assert "tarifs au 31/12/2021" in text(page)
    assert "Forfait patient urgences (FPU)" not in rows(page)  # born in 2022
    assert "Ne s’épuise pas" not in text(page)
    assert "Prochain renouvellement" not in text(page)


@pytest.mark.parametrize("year", ["2018", "2023", "abc", "20211", "-1", "²⁰²¹", "0000"])
def test_a_year_without_a_table_says_which_have_one(
    client: CheckedClient, mine: Contract, jeanne: Person, year: str
) -> None:
    page = table_of(signed_in(client, jeanne), mine, annee=year)
    assert page.h1 == "Nous n’avons pas de tableau pour cette année"
    assert page.link("2021")


@pytest.mark.parametrize("asked", [{}, {"cherche": "lunettes"}, {"annee": "2021"}])
def test_the_page_asks_little_whatever_is_asked_of_it(
    client: CheckedClient, mine: Contract, jeanne: Person, asked: dict[str, str]
) -> None:
    signed_in(client, jeanne)
    table_of(client, mine, **asked)
    with CaptureQueriesContext(connection) as queries:
        table_of(client, mine, **asked)
    assert len(queries) <= MOST_QUERIES
    compared(client, mine, avec="confort")
    with CaptureQueriesContext(connection) as queries:
        compared(client, mine, avec="confort")
    assert len(queries) == MOST_QUERIES


# --- Stories ------------------------------------------------------------------------------------

story = pytest.mark.promise("I6.10")


@story
def test_whoever_was_removed_reads_the_table_of_the_last_day(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2021, 6, 30))
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    page = table_of(client, mine)
    assert "Cette couverture est terminée. Voici le tableau du 30 juin 2021" in text(page)
    assert "Forfait patient urgences (FPU)" not in rows(page)
    assert "Rien n’est encore utilisé" not in text(page)
    # She goes on, alone: nobody is left to choose.
    page = table_of(signed_in(client, jeanne), mine)
    assert "pour Jeanne Martin" in text(page)
    assert "Karim" not in text(page)


@story
def test_whoever_came_back_reads_for_the_year_of_their_removal_the_table_of_that_day(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2021, 6, 30))
    Coverage.objects.create(
        contract=mine, person=karim, relationship=Relationship.SPOUSE, start_on=date(2022, 1, 1)
    )
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    page = table_of(client, mine, annee=2021)
    assert "Tableau de 2021. Il valait le 30 juin 2021" in text(page)
    assert "lu pour le 24 mars 2022" in text(table_of(client, mine))


@story
def test_two_contracts_are_two_tables(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    other = contract_of(jeanne, reference="C-2", option="confort", start_on=date(2022, 1, 1))
    page = signed_in(client, jeanne).get("/mes-garanties").page
    assert page.h1 == "Les garanties de quel contrat ?"
    assert "option Confort" in text(table_of(client, other))
    assert "option Équilibre" in text(table_of(client, mine))


@story
def test_29_february_has_its_table_and_its_year(
    client: CheckedClient, mine: Contract, jeanne: Person, clock: Clock
) -> None:
    clock.set("2024-02-29T10:00")
    page = table_of(signed_in(client, jeanne), mine)
    assert "lu pour le 29 février 2024" in text(page)
    assert "Il vous reste à payer" in rows(page)[CROWN]
    assert page.link("2023")
    assert "31 décembre 2023" in text(client.get(page.link("2023")).page)


@story
def test_a_child_of_two_parents_has_what_each_contract_leaves(
    client: CheckedClient, mine: Contract, jeanne: Person, salah: Person
) -> None:
    theirs = Contract.objects.get(holder=salah)
    child = Person.objects.create(
        reference="E-1", birth_name="Martin", first_names="Zoé", birth_date="02/05/2012"
    )
    covers = [cover(one, child, Relationship.CHILD) for one in (mine, theirs)]
    for parent, contract, his in zip((jeanne, salah), (mine, theirs), covers, strict=True):
        page = table_of(signed_in(client, parent), contract, pour=his.pk.hex)
        assert "Pour Zoé Martin, au 24 mars 2022" in text(page)
    # The cover under the other parent's contract is nobody's here.
    at = f"/mes-garanties/{theirs.pk}"
    assert client.get(at, {"pour": covers[0].pk.hex}).status_code == 404


@story
def test_a_contract_that_begins_next_month_shows_its_first_day(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    Contract.objects.filter(pk=mine.pk).update(start_on=date(2022, 4, 24))
    Coverage.objects.filter(contract=mine).update(start_on=date(2022, 4, 24))
    page = table_of(signed_in(client, jeanne), mine)
    assert "Ce contrat commence le 24 avril 2022. Voici le tableau de ce jour" in text(page)
    assert "Rien n’est encore utilisé" not in text(page)
    assert not page.root.xpath("//*[@id='annees']")


@story
def test_a_contract_that_has_ended_is_read_as_it_was(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    Contract.objects.filter(pk=mine.pk).update(end_on=date(2021, 12, 31))
    Coverage.objects.filter(contract=mine).update(end_on=date(2021, 12, 31))
    page = table_of(signed_in(client, jeanne), mine)
    assert "Cette couverture est terminée. Voici le tableau du 31 décembre 2021" in text(page)
    assert "option Équilibre" in text(page)
    # A file may leave the cover open: the years stop with the contract all the same.
    Coverage.objects.filter(contract=mine).update(end_on=None)
    page = table_of(client, mine, annee=2020)
    years = [link.text for link in page.root.xpath("//*[@class='chips']//a")]
    assert years == ["2021"]


def test_a_holder_who_is_not_covered_chooses_whose_rest_to_read(
    client: CheckedClient, mine: Contract, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=jeanne).update(end_on=date(2021, 12, 31))
    page = table_of(signed_in(client, jeanne), mine)
    assert "Rien n’est encore utilisé" not in text(page)
    assert "ne se lit pas ici" in text(client.get(page.link("Karim Martin")).page)
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    assert "Pour Karim Martin" in text(client.get(page.link("Karim Martin")).page)


def test_without_a_table_it_says_whom_to_call(
    client: CheckedClient, mine: Contract, jeanne: Person
) -> None:
    ProductVersion.objects.all().delete()
    page = table_of(signed_in(client, jeanne), mine)
    assert "Le tableau de cette option n’est pas encore dans votre espace" in text(page)


def test_a_carer_without_the_right_to_care_sees_the_table_alone(
    client: CheckedClient, mine: Contract, jeanne: Person, salah: Person
) -> None:
    acting(client, salah, helped(jeanne, salah, Right.CONTRACTS))
    page = table_of(client, mine)
    assert "Il vous reste à payer 299,00 €" in rows(page)[CROWN]
    assert "Ne s’épuise pas" not in text(page)
    assert "/simulateur" not in page.root.xpath("string(//main)")
    assert not [one for one in page.root.xpath("//main//a/@href") if "simulateur" in one]
