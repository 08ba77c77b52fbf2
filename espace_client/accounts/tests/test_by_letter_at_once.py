"""The code of one letter, used in two browsers at the very same instant."""

import pytest

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Account, AccountState, OneTimeCode, SpareCode
from espace_client.accounts.tests.journey import PASSWORD
from espace_client.delivery.models import Parcel
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.two_clients import succeeded, twice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("channels")]
_OTHER = "trois girafes dans un ascenseur"


@pytest.mark.promise("I4.5")
def test_one_of_two_browsers_opens_the_account(odette: Person) -> None:
    at = product_clock.now()
    sent = operations.send_activation_letter(person=odette, actor=robot("un essai"), at=at)
    passwords = [PASSWORD, _OTHER]

    def use() -> Account:
        code = queries.one_time_code_by_id(sent.pk)
        assert code is not None
        return operations.open_by_letter(
            code=code,
            password=passwords.pop(),
            terms_version=product_clock.today(),
            actor=visitor(),
            at=product_clock.now(),
        )

    outcomes = twice(use)
    (account,) = succeeded(outcomes)
    (late,) = [one for one in outcomes if one is not account]
    assert isinstance(late, operations.UnableToOpenByLetter)
    assert Account.objects.get().password == account.password
    assert account.state == AccountState.WITHOUT_EMAIL
    assert SpareCode.objects.filter(counts_since__isnull=False).count() == 10
    assert Parcel.objects.filter(notice="accounts.opened_by_letter_letter").count() == 1


def test_a_letter_asked_for_twice_at_once_is_one(odette: Person) -> None:
    def ask() -> OneTimeCode:
        return operations.send_activation_letter(
            person=odette, actor=robot("un essai"), at=product_clock.now()
        )

    assert len(succeeded(twice(ask, 4))) == 1
    assert Parcel.objects.filter(notice="accounts.activation_letter").count() == 1
    assert SpareCode.objects.count() == 10
