"""« Pourquoi ce montant ? » of what was paid: the reasons are told only where they find it."""

from datetime import date
from pathlib import Path

import pytest

from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.telling.tests.reading import every, plain
from espace_client.kernel import actors, clock
from espace_client.members.models import Person
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.operations import bring_portfolio
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.why import why_of
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import explained_line, line_of_care, signed_in

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
    fair = explained_line(jeanne, reference="R-1")
    odd = line_of_care(jeanne, reference="R-2", act=VISIT, kind="medical_fees",
                       amounts=("25.00", "16.50", "7.51"), cared_on=date(2021, 7, 1))  # fmt: skip
    signed_in(client, jeanne)
    page = client.get(f"/mes-remboursements/{fair.pk}").page
    assert "Les chiffres de la loi et leurs sources" in page.text
    page = client.get(f"/mes-remboursements/{odd.pk}").page
    assert "Notre calcul automatique ne retrouve pas ce montant." in page.text
    assert "Les chiffres de la loi et leurs sources" not in page.text
    assert client.get(f"/mes-remboursements/{odd.pk}/pdf").status_code == 404


def test_the_reasons_are_kept_on_paper(client: CheckedClient, jeanne: Person) -> None:
    one = explained_line(
        jeanne, reference="R-1", cared_on=date(2022, 3, 1), paid_on=date(2022, 3, 10)
    )
    page = signed_in(client, jeanne).get(f"/mes-remboursements/{one.pk}").page
    answer = client.get(page.link("Garder cette explication en PDF"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    paper = Document(answer.content)
    assert list(paper.faults()) == []
    said = " ".join(plain(paper.text).split())
    assert "Pourquoi ce remboursement ?" in said
    assert "Estimation" not in said
    assert "contester ce montant jusqu’au 10 mai 2022" in said
    told = why_of(one, jeanne.pk, acting=None, on=clock.today())
    assert told is not None
    for sentence in (*told.supposed, *told.changes):
        assert plain(sentence) in said
    for step in every(told.explanation):
        for sentence in step.sentences:
            assert plain(sentence) in said
    (table,) = paper.root.all("/Table")
    assert "25,00" in table.text
    one.cancelled_on = date(2022, 3, 20)
    one.save()
    paper = Document(client.get(f"/mes-remboursements/{one.pk}/pdf").content)
    said = " ".join(plain(paper.text).split())
    assert "annulé depuis le 20 mars 2022 : il ne compte plus" in said
    assert "contester" not in said
