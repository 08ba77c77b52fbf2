"""S1: the e-mail is the identifier; the way out closes the session."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.prepared import be_member

two_sizes = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True
)


@two_sizes
@pytest.mark.row("S1", page="/connexion")
def test_a_wrong_password_is_said_and_the_address_kept(visit, member):
    visit.open("/connexion")
    visit.look("S1-sign-in")
    visit.hand.type(steps.IDENTIFIER, member.email)
    visit.hand.type("Votre mot de passe", "ce n’est pas le bon")
    visit.press_button("Me connecter")
    visit.page.get_by_role("alert").first.wait_for()
    assert visit.page.get_by_label(steps.IDENTIFIER).input_value() == member.email
    visit.look("S1-sign-in-refused")


@pytest.mark.row("S1", page="/deconnexion")
@pytest.mark.promise("4.5")
def test_going_back_after_signing_out_shows_nothing(visit, member):
    be_member(visit, member)
    visit.open("/mes-contrats")
    visit.reads(member.full_name)
    steps.sign_out(visit)
    visit.page.go_back()
    visit.sees("Me connecter")
    assert member.full_name not in visit.page.content()
