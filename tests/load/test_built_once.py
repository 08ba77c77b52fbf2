"""What is built once says what the queryset says, each time with its own values."""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import DateField, F, Q
from django.db.models.functions import Coalesce
from django.test.utils import CaptureQueriesContext

from espace_client.accounts.models import Account
from espace_client.contracts.models import Coverage
from espace_client.kernel import clock
from espace_client.members.models import Person
from espace_client.statements.built_once import BuiltOnce, Given
from espace_client.ui.models import SentForm
from tests.people import account_of, contract_of

pytestmark = pytest.mark.django_db


def test_it_gives_what_the_queryset_gives_to_each_who_asks(jeanne: Person, salah: Person) -> None:
    account_of(jeanne), account_of(salah)
    built = []

    def build():
        built.append(True)
        return Account.objects.select_related("person").filter(pk=Given("pk"))

    statement = BuiltOnce(build)
    for person in (jeanne, salah, jeanne):
        [expected] = Account.objects.select_related("person").filter(pk=person.account.pk)
        with CaptureQueriesContext(connection) as asked:
            [found] = statement.all(pk=person.account.pk)
            assert found == expected
            assert found.person.__dict__.keys() == expected.person.__dict__.keys()
            assert found.person.birth_name == person.birth_name
            assert found.person.account is found
        assert len(asked) == 1
    assert built == [True]


def test_what_is_not_there_is_nobody(jeanne: Person) -> None:
    statement = BuiltOnce(lambda: Account.objects.filter(pk=Given("pk")))
    assert statement.first(pk=jeanne.pk) is None


def test_a_missing_value_is_told(jeanne: Person) -> None:
    statement = BuiltOnce(lambda: Account.objects.filter(pk=Given("pk")))
    with pytest.raises(KeyError):
        statement.first(person=jeanne.pk)


def test_the_columns_of_values_list_come_in_the_order_asked(jeanne: Person) -> None:
    rows = Person.objects.filter(pk=Given("pk")).values_list("first_names", "birth_name", "pk")
    found = BuiltOnce(lambda: rows).all(pk=jeanne.pk)
    assert found == [(jeanne.first_names, jeanne.birth_name, jeanne.pk)]
    named = Person.objects.filter(pk=Given("pk")).annotate(x=F("birth_name"))
    mixed = named.values_list("x", "first_names", "pk")
    either = mixed.union(mixed, all=True).order_by("x")[:2]
    hers = (jeanne.birth_name, jeanne.first_names, jeanne.pk)
    assert BuiltOnce(lambda: mixed).all(pk=jeanne.pk) == [hers]
    assert BuiltOnce(lambda: either).all(pk=jeanne.pk) == [hers, hers]
    with pytest.raises(NotImplementedError):
        BuiltOnce(lambda: named.values_list()).all(pk=jeanne.pk)


def test_annotations_lists_and_subqueries_take_values_too(jeanne: Person, karim: Person) -> None:
    contract = contract_of(jeanne, reference="ENCORE-1")
    held = Person.objects.filter(contracts_held__reference=Given("reference"))
    statement = BuiltOnce(
        lambda: (
            Coverage.objects.filter(
                Q(contract__holder__in=held), pk__in=[Given("one"), Given("other")]
            )
            .annotate(until=Coalesce("end_on", Given("on", DateField())))
            .order_by("start_on", "pk")
        )
    )
    hers, his = jeanne.coverages.earliest("start_on"), karim.coverages.earliest("start_on")
    given = {"one": hers.pk, "other": his.pk, "on": contract.start_on}
    found = statement.all(reference=contract.reference, **given)
    assert set(found) == {hers, his}
    assert {cover.until for cover in found} == {contract.start_on}
    assert statement.all(reference="nowhere", **given) == []


def test_a_field_that_converts_what_it_reads_still_does(jeanne: Person) -> None:
    sent = SentForm.objects.create(
        token=uuid4(), path="/", content=b"", sender=b"", at=clock.now(), session={"x": [1]}
    )
    found = BuiltOnce(lambda: SentForm.objects.filter(pk=Given("pk"))).first(pk=sent.pk)
    assert found is not None
    assert found.session == {"x": [1]}
