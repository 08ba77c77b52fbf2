"""S1 on a machine that is not known: a code after the password."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pyotp
import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit, coming, every_way
from tests.journeys.members import Card
from tests.journeys.prepared import be_member

pytestmark = [pytest.mark.row("S1", page="/connexion/code"), pytest.mark.promise("I4.11")]


@every_way
def test_a_code_by_email_on_a_new_device(visit, browser, site, member):
    be_member(visit, member)
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
    be_member(visit, member)
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


def protection(visit: Visit, card: Card, link: str) -> None:
    """From « Ma sécurité » to one setting of the double protection, with password and code."""
    visit.open("/securite")
    visit.press("Voir ma double protection")
    visit.sees("Ma double protection")
    visit.look("S1-protection")
    before = len(steps.codes_of(visit, card))
    visit.press(link)
    visit.sees("Est-ce bien vous")
    visit.press_button("Recevoir le code")
    visit.hand.type("Votre code", steps.wait_for_code(visit, card, before + 1))
    visit.hand.type("Votre mot de passe", steps.PASSWORD)
    visit.press_button("Continuer")


@pytest.mark.row("S1", page="/securite/double-protection/application")
@pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE, KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)
def test_an_app_gives_the_codes(visit, browser, site, member):
    be_member(visit, member)
    protection(visit, member, "Relier une application")
    visit.sees("Relier une application de codes")
    visit.press_button("Montrer le carré")
    visit.sees("Photographiez ce carré")
    visit.look("S1-app")
    secret = "".join(visit.page.locator("p.secret").inner_text().split())
    visit.hand.type("Le code de l’application", code_of(visit, secret))
    visit.press_button("Relier l’application")
    visit.sees("Imprimez vos codes de secours")
    visit.look("S1-recovery-codes")
    printed = visit.page.locator(".recovery-codes li").all_inner_texts()
    visit.press_button("J’ai gardé mes codes")
    visit.sees("Ma double protection")
    visit.look("S1-protection-app")

    with coming(browser, site, visit.way, shots=visit.shots) as device:
        steps.give_password(device, member)
        device.sees("Quel code montre votre application")
        device.look("S1-code-of-the-app")
        device.hand.type("Le code de votre application", code_of(device, secret))
        device.press_button("Me connecter")
        device.sees("Bonjour")
    with coming(browser, site, visit.way) as device:
        steps.give_password(device, member)
        device.hand.type("Le code de votre application", printed[0].lower())
        device.press_button("Me connecter")
        device.sees("Bonjour")


def code_of(visit: Visit, secret: str) -> str:
    """What an app shows a minute later: each code serves once."""
    visit.site.let_pass(timedelta(minutes=1))
    return pyotp.TOTP(secret).at(visit.site.now)


@contextmanager
def with_a_finger(visit: Visit) -> Iterator[None]:
    """The browser has a key of its own, and its owner puts a finger on it each time."""
    wires = visit.page.context.new_cdp_session(visit.page)
    wires.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wires.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    wires.send("WebAuthn.disable")


@pytest.mark.row("S1", page="/securite/double-protection/cle")
@pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE, KEYBOARD], ids=lambda way: way.name, indirect=True
)
def test_a_passkey_is_the_second_step(visit, member):
    be_member(visit, member)
    with with_a_finger(visit):
        protection(visit, member, "Ajouter une clé d’accès")
        visit.sees("Ajouter une clé d’accès")
        visit.look("S1-passkey")
        visit.hand.type("Le nom de cette clé", "Mon ordinateur")
        visit.press_button("Faire la clé")
        visit.sees("Imprimez vos codes de secours")
        visit.press_button("J’ai gardé mes codes")
        visit.reads("Mon ordinateur")
        visit.look("S1-protection-passkey")
        visit.open("/securite/appareils")
        visit.hand.press("Oublier Chrome sur Linux", "button")
        visit.reads("devra taper un code")
        steps.sign_out(visit)
        steps.give_password(visit, member)
        visit.sees("Montrez votre clé d’accès")
        visit.look("S1-show-passkey")
        visit.press_button("Montrer ma clé")
        visit.sees("Bonjour")


@pytest.mark.row("S1", page="/securite/double-protection/cle")
@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=["no-script"], indirect=True)
def test_without_scripts_the_page_offers_something_else(visit, member):
    be_member(visit, member)
    protection(visit, member, "Ajouter une clé d’accès")
    visit.reads("JavaScript est coupé")
    visit.press("Relier plutôt une application")
    visit.sees("Relier une application de codes")
