"""What a contract pays and nobody can read is never told as nothing."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.contracts.covering import cover_in, cover_of, unread_in, with_cover
from espace_client.contracts.models import Contract, Coverage, Guarantee, ProductVersion
from espace_client.contracts.unread import ALL_READ, Unread
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.simulation import Simulation, sealed
from tests.bench.pages import CheckedClient, Page
from tests.people import acting, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.11")]

LAUNCH = date(2022, 3, 24)
CROWN = ("HBLD734", {"price": "539.00"})
LENSES = ("LENTILLES-NON-REMBOURSEES", {"price": "150.00"})
NOT_KNOWN = "Nous ne savons pas ce que votre contrat paie pour ce soin"


def answer(client: CheckedClient, who: Person, asked: tuple[str, dict[str, str]]) -> Page:
    code, answers = asked
    simulation = Simulation(Coverage.objects.get(person=who).pk.hex, act=code, answers=answers)
    return client.get(f"/simulateur/{sealed(simulation, owner=str(who.pk))}").page


def test_a_line_of_no_kind_gives_no_amount_under_its_heading(
    client: CheckedClient, jeanne: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """« Couronne » of her table could be of three baskets: what it pays of a crown is not known,
    and the rest of the table still is."""
    signed_in(client, jeanne)
    page = answer(client, jeanne, CROWN)
    assert page.h1 == NOT_KNOWN
    assert "€" not in page.root.xpath("string(//main)")
    assert "ne prévoit rien" not in page.text
    assert CareKind.DENTAL_FREE in caplog.text
    assert "à payer" in answer(client, jeanne, LENSES).h1


def test_once_the_line_says_its_kind_it_is_computed(client: CheckedClient, jeanne: Person) -> None:
    Guarantee.objects.filter(kind="", heading="dental").update(kind=CareKind.DENTAL_FREE)
    assert "à payer" in answer(signed_in(client, jeanne), jeanne, CROWN).h1


def test_the_paper_of_it_gives_no_amount_either(client: CheckedClient, jeanne: Person) -> None:
    cover = Coverage.objects.get(person=jeanne)
    simulation = Simulation(cover.pk.hex, act=CROWN[0], answers=CROWN[1])
    address = f"/simulateur/{sealed(simulation, owner=str(jeanne.pk))}/pdf"
    assert signed_in(client, jeanne).get(address).page.h1 == NOT_KNOWN


def test_a_day_without_a_table_gives_no_amount(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    ProductVersion.objects.update(valid_to=date(2022, 3, 23))
    signed_in(client, jeanne)
    page = answer(client, jeanne, LENSES)
    assert page.h1 == NOT_KNOWN
    assert "pas de tableau de garanties pour ce jour" in page.text
    contract = Contract.objects.get(holder=jeanne)
    table = client.get(f"/mes-garanties/{contract.pk}").page
    assert "Le tableau de cette option n’est pas encore dans votre espace" in table.text
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    left = client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page
    assert "pas de tableau de garanties pour aujourd’hui" in left.text
    assert "Aucune garantie" not in left.text


def test_a_day_without_a_table_is_not_that_of_a_responsible_contract(jeanne: Person) -> None:
    contract = Contract.objects.get(holder=jeanne)
    before = date(2011, 1, 1)
    (row,) = with_cover(Coverage.objects.filter(person=jeanne), on=before)
    assert cover_in(row) == cover_of(contract, on=before)
    assert not cover_in(row).responsible
    assert unread_in(row) == Unread(table=False, headings=frozenset())
    (row,) = with_cover(Coverage.objects.filter(person=jeanne), on=LAUNCH)
    assert cover_in(row).responsible
    assert unread_in(row) == Unread(table=True, headings=frozenset({"dental"}))


@pytest.mark.parametrize(
    ("heading", "kind", "may"),
    [
        ("dental", CareKind.IMPLANTS, True),
        ("dental", CareKind.LENSES, False),
        ("optical", CareKind.LENSES, True),
        ("prevention", CareKind.LENSES, False),
        ("prevention", CareKind.VACCINES, True),
        ("everyday_care", CareKind.TRANSPORT, True),
        ("hospital", CareKind.TRANSPORT, False),
        ("free_les_plus", CareKind.IMPLANTS, True),
        ("free_les_plus", CareKind.VACCINES, True),
    ],
)
def test_a_line_may_be_about_care_of_its_heading(heading: str, kind: CareKind, may: bool) -> None:
    assert Unread(table=True, headings=frozenset({heading})).may_pay(kind) is may
    assert not ALL_READ.may_pay(kind)


def test_the_page_of_what_is_left_says_that_lines_are_missing(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    Reimbursement.objects.create(
        reference="R-1", contract=contract, person=jeanne, cared_on=date(2022, 2, 1),
        care="Lunettes", kind="glasses_simple", spent=Decimal(300), basic=Decimal(0),
        complementary=Decimal(100),
    )  # fmt: skip
    pages = [signed_in(client, jeanne).get(f"/mes-garanties/{contract.pk}").page]
    acting(client, salah, helped(jeanne, salah, Right.REIMBURSEMENTS))
    pages.append(client.get(f"/ce-qu-il-vous-reste/{contract.pk}").page)
    for page in pages:
        assert "Certaines lignes de votre tableau ne se comptent pas ici" in page.text
