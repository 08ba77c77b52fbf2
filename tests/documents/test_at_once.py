"""The same certificate asked for at the very same instant is one document."""

import pytest

from espace_client.audit.models import Entry
from espace_client.documents.models import IssuedDocument
from espace_client.members.models import Person
from tests.bench.two_clients import succeeded, twice
from tests.people import certificate_of, nir_held

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("6.6")]


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.audit)])
def test_asked_for_four_times_at_once_it_is_one(jeanne: Person, karim: Person, rounds: int) -> None:
    nir_held(jeanne, "269054958815780")
    for _round in range(rounds):
        IssuedDocument.objects.all().delete()
        before = Entry.objects.count()
        made = twice(lambda: certificate_of(jeanne, jeanne, karim, with_nir=True), times=4)
        assert len(succeeded(made)) == 4, made
        assert {document.pk for document in succeeded(made)} == {IssuedDocument.objects.get().pk}
        events = list(Entry.objects.values_list("event", flat=True))[before:]
        assert events == ["documents.issued", "contracts.nir_shown"]
