"""A cover that the insurer's file ends earlier: its certificates are withdrawn after the import."""

from collections.abc import Callable

import pytest

from espace_client.documents.models import IssuedDocument
from espace_client.members.models import Person
from espace_client.portfolio.tests.conftest import Export
from tests.bench.jobs import waiting_jobs
from tests.people import certificate_of

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
