"""« Pourquoi ce montant ? » of what was paid: the reasons are told only where they find it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel import actors, clock
from espace_client.members.models import Person
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.operations import bring_portfolio
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.why import why_of
from tests.bench.pages import CheckedClient
from tests.people import line_of_care, signed_in

VISIT = "G"
pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.2")]


def test_every_line_of_the_invented_portfolio_is_explained_to_the_cent(tmp_path: Path) -> None:
    """What its lines do not say, who moderates prices and who followed the path, is found."""
    folder = tmp_path / "export"
    make_portfolio(members=60, seed=2022, directory=folder)
    bring_portfolio(actor=actors.operator("Nadia"), at=clock.now(), directory=folder, apply=True)
    lines = Reimbursement.objects.select_related("contract")
    assert lines.count() > 100
    for line in lines:
        told = why_of(line, line.person_id, acting=None, on=clock.today())
        assert told is not None, f"{line}: {line.care}"
        amounts = {one.title: one.euros for one in told.explanation.parts}
        assert to_the_cent(line.complementary) in amounts.values() or not line.complementary
        assert told.explanation.euros == to_the_cent(line.spent)


def test_a_cent_that_nobody_can_explain_is_not_explained(
    client: CheckedClient, jeanne: Person
) -> None:
    Reimbursement.objects.all().delete()
    fair = line_of_care(jeanne, reference="R-1", act=VISIT, kind="medical_fees", charge=Decimal(1),
                        amounts=("25.00", "16.50", "7.50"))  # fmt: skip
    odd = line_of_care(jeanne, reference="R-2", act=VISIT, kind="medical_fees",
                       amounts=("25.00", "16.50", "7.51"), cared_on=date(2021, 7, 1))  # fmt: skip
    signed_in(client, jeanne)
    page = client.get(f"/mes-remboursements/{fair.pk}").page
    assert "Les chiffres de la loi et leurs sources" in page.text
    page = client.get(f"/mes-remboursements/{odd.pk}").page
    assert "Notre calcul automatique ne retrouve pas ce montant." in page.text
    assert "Les chiffres de la loi et leurs sources" not in page.text
