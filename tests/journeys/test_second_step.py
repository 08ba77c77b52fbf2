"""S1 on a machine that is not known: a code after the password."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, coming, every_way

pytestmark = [pytest.mark.row("S1", page="/connexion/code"), pytest.mark.promise("I4.11")]


@every_way
def test_a_code_by_email_on_a_new_device(visit, browser, site, member):
    steps.choose_password(visit, steps.ask_for_account(visit, member))
    with coming(browser, site, visit.way, shots=visit.shots) as device:
        before = steps.give_password(device, member)
        device.sees("Quel code avez-vous reçu par e-mail")
        assert member.email not in device.page.content()
        device.look("S1-code")
        code = steps.wait_for_code(device, member, before + 1)
        steps.type_code(device, f"{(int(code) + 1) % 10**6:06d}")
        device.page.get_by_role("alert").first.wait_for()
        device.look("S1-code-wrong")
        device.hand.tick("Se souvenir de cet appareil")
        steps.type_code(device, f"{code[:3]} {code[3:]}")
        device.sees("Bonjour")
        assert "Nouvel appareil" in site.wait_for_mail(member.email, 4).subject
        # Remembered: the next time the password is enough.
        steps.sign_out(device)
        steps.give_password(device, member)
        device.sees("Bonjour")


@pytest.mark.row("S1", page="/securite/appareils")
@pytest.mark.promise("I4.12")
@pytest.mark.promise("1.11")
@pytest.mark.parametrize("visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True)
def test_a_session_is_ended_from_another_device(visit, browser, site, member):
    steps.choose_password(visit, steps.ask_for_account(visit, member))
    with coming(browser, site, visit.way) as lost:
        steps.sign_in(lost, member)
        visit.open("/securite")
        visit.press("Voir mes appareils")
        visit.sees("Où êtes-vous connecté")
        visit.look("S1-devices")
        visit.hand.press("Déconnecter Chrome sur Linux", "button")
        visit.reads("Cet appareil est déconnecté")
        visit.look("S1-devices-ended")
        lost.open("/accueil")
        lost.sees("Me connecter")
    visit.open("/accueil")
    visit.sees("Bonjour")
