"""S1 on a machine that is not known: a code after the password."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import coming, every_way

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
