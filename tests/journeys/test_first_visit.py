"""From nothing to one's guarantees: S4, S5, S1 and S6 in one go, in each way to use a page."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, coming

ways = pytest.mark.parametrize(
    "visit",
    [
        pytest.param(DESKTOP, marks=pytest.mark.promise("I2.1")),
        pytest.param(PHONE, marks=pytest.mark.promise("8.4")),
        pytest.param(KEYBOARD, marks=[pytest.mark.promise("I2.2"), pytest.mark.promise("8.3")]),
        pytest.param(NO_SCRIPT, marks=[pytest.mark.promise("I2.3"), pytest.mark.promise("4.7")]),
    ],
    ids=lambda way: way.name,
    indirect=True,
)


@ways
@pytest.mark.row("S4", page="/creer-mon-compte")
@pytest.mark.row("S5", page="/activer")
@pytest.mark.row("S1", page="/connexion")
@pytest.mark.row("S6", page="/mes-garanties")
@pytest.mark.promise("4.1")
@pytest.mark.promise("4.2")
@pytest.mark.promise("8.1")
@pytest.mark.promise("8.5")
def test_from_the_card_to_the_guarantees(visit, browser, site, member):
    # S4: the data of the card, tick, « valider ».
    steps.come_in(visit)
    visit.press("Créer mon compte")
    visit.sees("Votre identité, comme sur la carte")
    visit.look("S4-identity")
    visit.press_button("Valider")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S4-identity-errors")
    steps.type_identity(visit, member)
    visit.press_button("Valider")
    visit.sees("Regardez vos e-mails")
    visit.look("S4-message-sent")

    # S5: the link of the mail, a password with its rules in view.
    mail = site.wait_for_mail(member.email)
    assert mail.subject.startswith("Activer mon compte")
    visit.page.goto(steps.activation_link(mail))
    visit.sees("Choisissez votre mot de passe")
    visit.reads("12 caractères au moins")
    visit.look("S5-password")
    visit.hand.type("Votre mot de passe", "secret")
    visit.press_button("Enregistrer et entrer")
    visit.reads("trop court")
    visit.look("S5-password-refused")
    visit.hand.type("Votre mot de passe", steps.PASSWORD)
    visit.press_button("Enregistrer et entrer")
    visit.sees("Votre compte est ouvert")
    visit.look("S5-welcome")

    # S1 and S6, another day on another machine: sign in, the contract, its guarantees.
    with coming(browser, site, visit.way, shots=visit.shots) as again:
        steps.sign_in(again, member)
        again.look("S1-home")
        again.press("Mes contrats")
        again.sees("Mes contrats")
        again.reads(member.full_name)
        again.look("S6-contracts")
        steps.press_starting(again, "Voir les garanties")
        again.sees("Mes garanties")
        again.press("Hospitalisation")  # on a telephone the heading is folded
        again.reads("Comme écrit au contrat")
        again.look("S6-guarantees")
        steps.sign_out(again)
        again.look("S1-signed-out")
