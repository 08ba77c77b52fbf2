import pytest

from espace_client.contracts.models import Contract
from tests.bench.page_checks import leaks
from tests.bench.pages import PageFault
from tests.people import account_of, household_of, name_of, signed_in


def test_the_cast_lives_in_the_database(everybody):
    assert set(everybody) >= {"jeanne", "karim", "salah", "odette"}
    assert Contract.objects.filter(holder=everybody["jeanne"]).count() == 1


def test_the_file_of_each_carries_marks_of_their_own(jeanne, salah):
    assert jeanne.address.recipient_line in leaks.CANARIES["jeanne"]
    for strings in leaks.CANARIES.values():
        assert len(strings) >= 3


def test_a_holder_sees_those_the_contract_covers(karim):
    assert household_of("jeanne") == household_of("karim") == {"jeanne", "karim"}
    assert name_of(karim) == "karim"


def test_a_session_opens_the_pages_of_its_owner(client, jeanne):
    assert client.get("/mes-contrats").status_code == 302
    shown = signed_in(client, jeanne).get("/mes-contrats")
    assert shown.status_code == 200
    assert "Jeanne Martin" in shown.page.text


def test_an_account_opens_with_its_password(jeanne):
    assert account_of(jeanne).check_password("le vélo bleu dort sous la pluie")
    assert account_of(jeanne) == account_of(jeanne)


def test_a_page_of_somebody_else_is_refused_by_the_client(client, jeanne):
    signed_in(client, jeanne)
    client.may_see = frozenset({"salah"})
    with pytest.raises(PageFault, match="of jeanne shows"):
        client.get("/mes-contrats")
