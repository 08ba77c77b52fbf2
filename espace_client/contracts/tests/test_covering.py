"""What a contract pays on a day, ready to be computed with."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Period, Scope, parse
from espace_client.contracts import queries
from espace_client.contracts.covering import cover_of
from espace_client.contracts.models import (
    Contract,
    Guarantee,
    Option,
    ProductVersion,
    SharedCeiling,
)
from espace_client.members.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.16")]
LAUNCH = date(2022, 3, 24)


@pytest.fixture
def contract(jeanne: Person) -> Contract:
    return Contract.objects.get(holder=jeanne)


def test_her_own_option_with_its_sentences(contract: Contract) -> None:
    with CaptureQueriesContext(connection) as asked:
        cover = cover_of(contract, on=LAUNCH)
    assert len(asked) == 1
    assert [line.kind for line in cover.lines] == [
        CareKind.PRIVATE_ROOM,
        CareKind.MEDICAL_FEES,
        CareKind.GLASSES_SIMPLE,
    ]  # « Couronne » could be of three baskets: nothing is computed with that line
    assert cover.lines[0].sentence == "Chambre particulière\u00a0: 60\u00a0€ par jour"
    assert cover.lines[2].guarantee == parse("200 € tous les 2 ans", social_security="included")
    assert cover.anniversary == contract.start_on
    assert cover.responsible


def test_what_a_page_shows_of_a_contract_gives_the_same(contract: Contract) -> None:
    (seen,) = queries.contracts_seen_by(contract.holder_id, on=LAUNCH)
    assert cover_of(seen, on=LAUNCH) is cover_of(contract, on=LAUNCH)


def test_the_table_is_that_of_the_day(contract: Contract) -> None:
    old = ProductVersion.objects.get()
    old.valid_to = date(2021, 12, 31)
    old.save()
    new = ProductVersion.objects.create(
        product=old.product, valid_from=date(2022, 1, 1), source="Tableau inventé pour les tests"
    )
    option = Option.objects.create(version=new, code="equilibre", name="Équilibre")
    Guarantee.objects.create(
        option=option, position=1, heading="optical", label="Lentilles", expression="150 € par an",
        kind=CareKind.LENSES,
    )  # fmt: skip
    assert len(cover_of(contract, on=date(2021, 12, 31)).lines) == 3
    assert [one.kind for one in cover_of(contract, on=LAUNCH).lines] == [CareKind.LENSES]
    assert cover_of(contract, on=date(2011, 1, 1)).lines == ()


def test_what_changes_in_the_tables_is_seen_at_once(contract: Contract) -> None:
    """Lines are read once per process, and yet never old."""
    assert cover_of(contract, on=LAUNCH).responsible
    Guarantee.objects.filter(kind=CareKind.PRIVATE_ROOM).update(expression="80 € par jour")
    contract.product.responsible = False
    contract.product.save()
    cover = cover_of(contract, on=LAUNCH)
    assert not cover.responsible
    assert cover.lines[0].sentence.endswith("80 € par jour")


def test_lines_share_a_ceiling(contract: Contract) -> None:
    option = Option.objects.get(code="equilibre")
    SharedCeiling.objects.create(
        option=option, position=1, name="Plafond dentaire", kinds=["dental_free", "implants"],
        expression="2 500 € par année civile", then="125 % BR, Sécurité sociale incluse",
    )  # fmt: skip
    (ceiling,) = cover_of(contract, on=LAUNCH).ceilings
    assert ceiling.kinds == {CareKind.DENTAL_FREE, CareKind.IMPLANTS}
    assert (ceiling.amount, ceiling.period) == (2500, Period.CIVIL_YEAR)
    assert ceiling.scope is Scope.BENEFICIARY
    assert ceiling.then == parse("125 % BR", social_security="included")
    assert "2 500 € par année civile, puis 125 % BR" in ceiling.sentence
