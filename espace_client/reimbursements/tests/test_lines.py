"""« Mes remboursements »: the list, its choices, one line in full, the table."""

from datetime import date

import pytest

from espace_client.contracts.models import Coverage
from espace_client.kernel.rights import Right
from espace_client.kernel.spreadsheets import rows_of
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from tests.bench.pages import CheckedClient, Page
from tests.people import acting, helped, line_of_care, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.1")]
HERE = "/mes-remboursements"


@pytest.fixture(autouse=True)
def none_yet(jeanne: Person, karim: Person) -> None:
    Reimbursement.objects.all().delete()


def listed(page: Page) -> list[str]:
    """The names of the care, in the order of the page."""
    return [
        str(one) for one in page.root.xpath("//main//ul[contains(@class, 'rows')]//h3/a/text()")
    ]


def test_what_was_paid_what_came_back_what_is_left(client: CheckedClient, jeanne: Person) -> None:
    line_of_care(jeanne, reference="R-1")
    page = signed_in(client, jeanne).get(HERE).page
    assert listed(page) == ["Consultation d’un généraliste"]
    figures = page.root.xpath("//main//dl[@class='facts']/dd//text()")
    assert [one.replace("\u00a0", " ") for one in figures] == [
        "25,00 €",
        "17,50 €",
        "7,50 €",
        "0,00 €",
    ]
    widths = page.root.xpath("//main//svg/rect/@width")
    assert widths == ["70.00", "30.00"]
    assert "Payé le 22 juin 2021." in page.text


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("", ["Lunettes", "Couronne", "Visite"]),
        ("?annee=2021", ["Couronne", "Visite"]),
        ("?soins=dentaire", ["Couronne"]),
        ("?soins=autre", []),
        ("?annee=2022&soins=optique", ["Lunettes"]),
        ("?annee=12&soins=%00&pour=x&apres=hier", ["Lunettes", "Couronne", "Visite"]),
    ],
)
def test_of_a_year_and_of_a_kind(
    client: CheckedClient, jeanne: Person, chosen: str, found: list[str]
) -> None:
    line_of_care(jeanne, reference="R-1", care="Visite", kind="medical_fees")
    line_of_care(jeanne, reference="R-2", care="Couronne", kind="dental_free",
                 cared_on=date(2021, 9, 1))  # fmt: skip
    line_of_care(jeanne, reference="R-3", care="Lunettes", kind="glasses_simple",
                 cared_on=date(2022, 1, 9), paid_on=None)  # fmt: skip
    page = signed_in(client, jeanne).get(f"{HERE}{chosen}").page
    assert listed(page) == found
    if not found:
        assert page.link("Voir tous mes remboursements") == HERE


def test_twenty_a_page_each_once(client: CheckedClient, jeanne: Person) -> None:
    """Many of one day: the next page goes on exactly where the first stopped."""
    for number in range(45):
        line_of_care(jeanne, reference=f"R-{number:02}", care=f"Soin {number:02}",
                     cared_on=date(2021, 6, 1 + number // 30))  # fmt: skip
    page = signed_in(client, jeanne).get(HERE).page
    seen = listed(page)
    while page.root.xpath("//a[.='Voir les soins plus anciens']"):
        page = client.get(page.link("Voir les soins plus anciens")).page
        seen += listed(page)
    assert len(seen) == 45
    assert sorted(seen) == [f"Soin {number:02}" for number in range(45)]


def test_each_sees_their_own_and_who_allowed_them(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    hers = line_of_care(jeanne, reference="R-1", care="Visite")
    his = line_of_care(karim, reference="R-2", care="Radiographie",
                       contract=Coverage.objects.get(person=karim).contract)  # fmt: skip
    page = signed_in(client, jeanne).get(HERE).page
    assert listed(page) == ["Visite"]
    assert f"Les soins de {karim.first_name} ne sont pas ici" in page.text
    assert client.get(f"{HERE}/{his.pk}").status_code == 404
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    client.may_see = client.may_see | {"karim"}
    both = client.get(HERE).page
    assert {*listed(both)} == {"Visite", "Radiographie"}
    assert listed(client.get(both.link(karim.first_name)).page) == ["Radiographie"]
    assert client.get(f"{HERE}/{his.pk}").status_code == 200
    assert listed(signed_in(other_client, karim).get(HERE).page) == ["Radiographie"]
    assert other_client.get(f"{HERE}/{hers.pk}").status_code == 404


def test_a_carer_reads_them_only_with_that_function(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person,
    odette: Person,
) -> None:  # fmt: skip
    line_of_care(jeanne, reference="R-1", care="Visite")
    page = acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS)).get(HERE).page
    assert listed(page) == ["Visite"]
    none = acting(other_client, odette, helped(jeanne, odette, Right.CARD)).get(HERE)
    assert none.status_code == 404


def test_an_empty_list_says_why(client: CheckedClient, jeanne: Person) -> None:
    page = signed_in(client, jeanne).get(HERE).page
    assert "Aucun remboursement pour le moment." in page.text


@pytest.mark.promise("3.3")
def test_the_table_holds_all_of_them_and_no_formula(client: CheckedClient, jeanne: Person) -> None:
    line_of_care(jeanne, reference="R-1", care="=HYPERLINK(1)")
    line_of_care(jeanne, reference="R-2", care="Visite", cancelled_on=date(2021, 7, 1))
    page = signed_in(client, jeanne).get(HERE).page
    answer = client.get(page.link("Télécharger cette liste pour un tableur (CSV)"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"'=HYPERLINK" in answer.content
    rows = rows_of(answer.content)
    assert {row["Soin"] for row in rows} == {"=HYPERLINK(1)", "Visite"}
    assert {row["Resté à payer"] for row in rows} == {"0,00"}
    assert sorted(row["Annulé le"] for row in rows) == ["", "2021-07-01"]


def test_a_cancelled_one_says_so(client: CheckedClient, jeanne: Person) -> None:
    one = line_of_care(jeanne, reference="R-1", cancelled_on=date(2021, 7, 1))
    page = signed_in(client, jeanne).get(f"{HERE}/{one.pk}").page
    assert "Ce remboursement est annulé depuis le 1er juillet 2021" in page.text
