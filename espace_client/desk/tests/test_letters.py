"""« Envoyer un courrier d’activation », from the open file of somebody without e-mail."""

import pytest

from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.staff import StaffMember
from espace_client.audit import queries as audit
from espace_client.delivery.models import Parcel
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.people import account_of
from tests.staff import at_desk, opened

pytestmark = pytest.mark.django_db
BUTTON = "Envoyer un courrier d’activation"


def file_address(person: Person) -> str:
    return f"/conseillers/dossiers/{person.pk}"


@pytest.mark.promise("I4.5")
def test_an_adviser_has_the_letter_sent_and_the_file_says_when(
    client: CheckedClient,
    claire: StaffMember,
    odette: Person,
    print_shop: PrintShop,
    clock: Clock,
) -> None:
    opened(claire, odette)
    page = at_desk(client, claire).get(file_address(odette))
    assert client.send(page, button=BUTTON).url == file_address(odette)
    said = client.get(file_address(odette)).page.text
    assert "Le courrier d’activation est prêt" in said
    assert "préparé le jeudi 24 mars 2022 à 9 h 00" in said
    assert Account.objects.get().state == AccountState.CREATED
    assert Parcel.objects.filter(notice="accounts.activation_letter").count() == 1
    told = [
        line for line in audit.history_of(odette.pk) if "Courrier d’activation" in line.sentence
    ]
    assert [line.actor for line in told] == ["un conseiller"]
    again = client.send(client.get(file_address(odette)), button=BUTTON)
    assert "Un courrier est déjà parti aujourd’hui" in again.page.text
    clock.advance(days=1)
    opened(claire, odette)
    at_desk(client, claire)  # the session of yesterday is over
    page = client.get(file_address(odette))
    assert client.send(page, button=BUTTON).url == file_address(odette)


def test_nobody_whose_account_is_open_gets_one(
    client: CheckedClient, claire: StaffMember, jeanne: Person, karim: Person
) -> None:
    account_of(jeanne)
    for person in (jeanne, karim):
        opened(claire, person)
        page = at_desk(client, claire).get(file_address(person)).page
        assert BUTTON not in page.text
