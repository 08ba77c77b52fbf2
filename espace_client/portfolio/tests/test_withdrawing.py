"""A cover that the insurer's file ends earlier: its certificates are withdrawn after the import."""

from collections.abc import Callable

import pytest

from espace_client.contributions.models import Contribution, Payment
from espace_client.documents.models import IssuedDocument
from espace_client.members.models import Person
from espace_client.portfolio.tests.conftest import Export
from espace_client.reimbursements.models import Reimbursement
from tests.bench.jobs import waiting_jobs
from tests.people import (
    certificate_of,
    end_certificate_of,
    payment_certificate_of,
    statement_of,
)

pytestmark = pytest.mark.django_db
TASK = "contracts.withdraw_what_ended"


@pytest.mark.promise("I6.8")
def test_the_import_asks_and_the_worker_withdraws(
    export: Export, run_jobs: Callable[..., list[str]]
) -> None:
    """An import holds the history for minutes: it must not withdraw by itself."""
    export.bring()
    certificate = certificate_of(Person.objects.get(member_number="48201937"))
    export.bring()
    assert not waiting_jobs(TASK)
    export.set("contrats.csv", 2, "date_fin", "30/06/2022")
    export.bring(apply=False)
    assert not waiting_jobs(TASK)
    export.bring()
    assert not _withdrawn(certificate)
    assert run_jobs(TASK) == [TASK]
    assert _withdrawn(certificate)


def _withdrawn(certificate: IssuedDocument) -> bool:
    return IssuedDocument.objects.get(pk=certificate.pk).withdrawn_at is not None


@pytest.mark.promise("I6.8")
def test_an_end_that_the_file_gives_back_withdraws_the_radiation(
    export: Export, run_jobs: Callable[..., list[str]]
) -> None:
    export.set("contrats.csv", 2, "date_fin", "28/02/2022")
    export.bring()
    certificate = end_certificate_of(Person.objects.get(member_number="48201937"))
    export.bring()
    assert not waiting_jobs(TASK)
    export.set("contrats.csv", 2, "date_fin", "")
    export.bring()
    assert run_jobs(TASK) == [TASK]
    assert _withdrawn(certificate)


@pytest.mark.promise("I6.8")
def test_a_payment_that_the_file_says_was_rejected_withdraws_what_counted_it(
    export: Export, run_jobs: Callable[..., list[str]]
) -> None:
    task = "contributions.withdraw_what_was_not_paid"
    export.bring()
    first = Contribution.objects.filter(payment=Payment.PAID).earliest("period_start", "reference")
    certificate = payment_certificate_of(
        first.contract.holder, first=first.period_start, last=first.period_end,
        contract=first.contract,
    )  # fmt: skip
    export.bring()
    assert not waiting_jobs(task)
    lines = export.text("cotisations.csv").split("\n")
    (line,) = (at for at, one in enumerate(lines, start=1) if one.startswith(f"{first.reference};"))
    export.set("cotisations.csv", line, "etat", "rejetee")
    export.bring()
    assert run_jobs(task) == [task]
    assert _withdrawn(certificate)


@pytest.mark.promise("I6.8")
def test_a_line_of_care_that_the_file_cancels_withdraws_the_statement_that_counts_it(
    export: Export, run_jobs: Callable[..., list[str]]
) -> None:
    task = "reimbursements.withdraw_what_was_cancelled"
    export.bring()
    counted = Reimbursement.objects.filter(paid_on__isnull=False, cancelled_on=None)
    first = counted.filter(person__coverages__isnull=False).earliest("paid_on", "reference")
    assert first.paid_on is not None
    statement = statement_of(first.person, year=first.paid_on.year)
    export.bring()
    assert not waiting_jobs(task)
    lines = export.text("remboursements.csv").split("\n")
    (line,) = (at for at, one in enumerate(lines, start=1) if one.startswith(f"{first.reference};"))
    export.set("remboursements.csv", line, "annule_le", "01/03/2022")
    export.bring()
    assert run_jobs(task) == [task]
    assert _withdrawn(statement)
