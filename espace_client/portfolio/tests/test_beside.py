"""Members of other contracts: they hold the published tables, and families are not simple."""

from datetime import date

import pytest

from espace_client.benefits.grammar import parse
from espace_client.benefits.plain import in_plain_words
from espace_client.contracts.covering import cover_of, cover_of_option
from espace_client.contracts.models import Contract, ContractKind, Coverage
from espace_client.contracts.queries import contracts_seen_by, tables_seen_by
from espace_client.members.models import Person
from espace_client.portfolio.beside import BESIDE, BESIDE_HOUSEHOLDS
from espace_client.portfolio.hard_cases import OPENING_DAY
from espace_client.portfolio.invented_cover import sample_products
from espace_client.portfolio.tests.conftest import Export
from espace_client.reimbursements.models import Reimbursement

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.10")]
NEXT_MONTH = date(2022, 4, 1)


def _somebody(name: str) -> Person:
    return Person.objects.get(birth_name=name, member_number__isnull=False)


@pytest.fixture(autouse=True)
def brought(export: Export) -> None:
    report = export.bring()
    assert report.applied
    told = {one.reference for role in BESIDE for one, _link in role.household.covered()}
    assert told <= set(Person.objects.values_list("reference", flat=True))


def test_a_child_is_one_person_on_the_contracts_of_both_parents() -> None:
    (zoe,) = Person.objects.filter(first_names="Zoé")
    covers = Coverage.objects.filter(person=zoe).select_related("contract__holder")
    assert {one.contract.holder.first_names for one in covers} == {"Claire", "Mathieu"}
    for parent in ("Delattre", "Morin"):
        (seen,) = contracts_seen_by(_somebody(parent).pk, on=OPENING_DAY)
        assert "Zoé Delattre" in seen.names
    care = Reimbursement.objects.get(person=zoe)
    assert care.contract.holder.first_names == "Claire"


def test_somebody_has_two_contracts_each_with_its_own_table() -> None:
    roland = _somebody("Jacquet")
    tables = [one.told for one in tables_seen_by(roland.pk, on=OPENING_DAY)]
    assert sorted(len(told.table.sections) for told in tables if told) == [1, 7]
    assert Contract.objects.filter(holder=roland).count() == 2
    assert roland.bank_accounts.count() == 1


def test_a_contract_starts_next_month() -> None:
    suzanne = _somebody("Aubry")
    (seen,) = tables_seen_by(suzanne.pk, on=OPENING_DAY)
    assert seen.contract.start_on == seen.read_on == NEXT_MONTH
    assert not seen.contract.in_force
    assert seen.told
    assert seen.told.table.sections


def test_they_are_no_former_employees() -> None:
    products = {one.product for one in BESIDE_HOUSEHOLDS}
    held = Contract.objects.filter(product__code__in=products)
    assert held.count() == len(BESIDE_HOUSEHOLDS)
    assert set(held.values_list("kind", flat=True)) == {ContractKind.INDIVIDUAL}


@pytest.mark.promise("I6.1")
def test_a_line_of_a_file_is_one_value_shown_and_computed_with() -> None:
    """What the page prints, what it tells and what is computed with are read from one spelling,
    and are what the file says."""
    for household in BESIDE_HOUSEHOLDS:
        product = sample_products()[household.product]
        (option,) = [one for one in product.versions[0].options if one.code == household.option]
        contract = Contract.objects.get(reference=household.contract)
        (seen,) = tables_seen_by(contract.holder_id, on=NEXT_MONTH, contract=contract.pk)
        assert seen.told
        shown = [line for section in seen.told.table.sections for line in section.lines]
        assert [line.printed for line in shown] == [one.expression for one in option.guarantees]
        values = [parse(line.printed) for line in shown]
        assert [line.plain for line in shown] == [in_plain_words(value) for value in values]
        cover = cover_of(seen.contract, on=NEXT_MONTH)
        assert [line.guarantee for line in cover.lines] == values
        assert cover == cover_of_option(
            option, responsible=product.responsible, anniversary=household.start_on
        )


def test_each_line_of_a_published_table_says_where_it_comes_from() -> None:
    (seen,) = tables_seen_by(_somebody("Delattre").pk, on=OPENING_DAY)
    assert seen.told
    table = seen.told.table
    lines = {line.label: line for section in table.sections for line in section.lines}
    fees = lines["Honoraires des médecins adhérents à l’OPTAM"]
    assert (fees.printed[:8], fees.source) == (
        "120\u00a0% BR",
        "Brochure publiée «\u00a0Pack Santé Particuliers\u00a0», lue sur fr.readkong.com",
    )
    assert lines["Chambre particulière"].source == "Ligne inventée"
    assert "inventées" in table.source
