"""An app of the telephone instead of codes by e-mail, and the printed codes that go with it."""

from datetime import timedelta

import pyotp
import pytest

from espace_client.accounts.models import Account, Act, AuthenticatorApp, KnownDevice, SpareCode
from espace_client.accounts.tests.journey import notices
from espace_client.accounts.tests.test_second_step import is_in, typed
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, at_home, household_of, name_of, signed_in, stepped_up

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.11")]

_PLACE = "/securite/double-protection"


def shown_secret(client: CheckedClient) -> str:
    """The secret that the page writes out under the square."""
    page = client.get(f"{_PLACE}/application").page
    return "".join(page.root.xpath("//p[contains(@class, 'secret')]//text()")).replace(" ", "")


def begun(client: CheckedClient, person: Person) -> pyotp.TOTP:
    """On the page of the square, after the password and a code; the app that has photographed."""
    stepped_up(signed_in(client, person), person, Act.SECOND_FACTORS)
    client.send(client.get(f"{_PLACE}/application"), button="Montrer le carré")
    return pyotp.TOTP("".join(shown_secret(client).split()))


def linked(client: CheckedClient, person: Person, clock: Clock) -> tuple[pyotp.TOTP, list[str]]:
    """An app that is linked, and the recovery codes that came with it."""
    app = begun(client, person)
    clock.advance(microseconds=123456)  # as real moments are
    page = client.get(f"{_PLACE}/application")
    shown = client.send(page, code=app.at(clock.now), follow=True)
    codes = [item.text for item in shown.page.root.xpath("//ul[@class='recovery-codes']/li")]
    return app, codes


def elsewhere(person: Person) -> CheckedClient:
    """A browser that is not known, where the right password was given."""
    device = CheckedClient()
    device.may_see = household_of(name_of(person))
    page = device.get("/connexion")
    assert device.send(page, email=person.email, password=PASSWORD).url == "/connexion/code"
    return device


def test_an_app_is_linked_by_its_first_code(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    _app, codes = linked(client, jeanne, clock)
    assert len(set(codes)) == 10
    assert all(len(code) == 9 for code in codes)
    client.send(client.get(f"{_PLACE}/codes-de-secours"))
    assert client.get(f"{_PLACE}/codes-de-secours").status_code == 302  # shown once
    page = client.get(_PLACE).page.text
    assert "Reliée jeudi 24 mars 2022" in page
    assert "10 codes peuvent encore servir" in page
    assert ("accounts.safety_changed", jeanne.email) in notices()
    stored = bytes(AuthenticatorApp.objects.get().secret_sealed)
    assert _app.secret.encode() not in stored
    assert is_in(client)


def test_the_square_says_what_is_written(client: CheckedClient, jeanne: Person) -> None:
    app = begun(client, jeanne)
    drawn = client.get(f"{_PLACE}/carre")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    assert app.secret not in client.get(_PLACE).content.decode()


def test_a_wrong_first_code_links_nothing(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    app = begun(client, jeanne)
    page = client.get(f"{_PLACE}/application")
    old = app.at(clock.now - timedelta(minutes=10))
    refused = client.send(page, code=old)
    assert refused.status_code == 422
    assert "ne correspond pas" in refused.page.error("code")
    assert client.send(page, code=app.at(clock.now)).status_code == 302  # the step-up still counts


@pytest.mark.promise("1.9")
def test_nothing_changes_without_a_step_up(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    for path in ("application", "application/retirer", "nouveaux-codes", "carre"):
        assert client.get(f"{_PLACE}/{path}").url.startswith("/securite/confirmer/second_factors")
    stepped_up(client, jeanne, Act.CHANGE_EMAIL)  # of another act
    assert client.get(f"{_PLACE}/application").status_code == 302
    app, _codes = linked(client, jeanne, clock)
    # It is used up, and ten minutes later a new one would be too old.
    assert client.get(f"{_PLACE}/application/retirer").status_code == 302
    stepped_up(client, jeanne, Act.SECOND_FACTORS)
    page = client.get(f"{_PLACE}/application/retirer")
    clock.advance(minutes=10, seconds=1)
    client.send(page)
    assert AuthenticatorApp.objects.filter(confirmed_at__isnull=False).exists()
    assert app


def test_the_app_is_asked_for_and_a_code_by_email_gives_nothing(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account_of(jeanne)
    before = elsewhere(jeanne)
    from espace_client.accounts.tests.test_second_step import code

    sent = code()
    app, _codes = linked(client, jeanne, clock)
    assert not is_in(before)
    assert before.get("/connexion/code").url == "/connexion"  # it waited with what was before
    mails = len(notices())
    device = elsewhere(jeanne)
    assert len(notices()) == mails
    page = device.get("/connexion/code").page
    assert "Quel code montre votre application" in page.h1
    assert typed(device, sent).status_code == 422
    clock.advance(seconds=30)
    right = app.at(clock.now)
    assert typed(device, right).url == "/accueil"
    again = elsewhere(jeanne)
    assert typed(again, right).status_code == 422  # a code of the app serves once


def test_a_recovery_code_serves_once_and_new_ones_replace_it(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    _app, codes = linked(client, jeanne, clock)
    device = elsewhere(jeanne)
    assert typed(device, codes[0].lower().replace("-", " ")).url == "/accueil"
    again = elsewhere(jeanne)
    assert typed(again, codes[0]).status_code == 422
    stepped_up(client, jeanne, Act.SECOND_FACTORS)
    page = client.get(f"{_PLACE}/nouveaux-codes")
    client.send(page, action="nouveaux-codes")
    assert typed(elsewhere(jeanne), codes[1]).status_code == 422
    assert SpareCode.objects.count() == 10


@pytest.mark.promise("1.11")
def test_other_sessions_and_devices_are_asked_for_the_app(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    phone = signed_in(at_home(CheckedClient(), jeanne), jeanne)
    at_home(client, jeanne)
    linked(client, jeanne, clock)
    assert is_in(client)
    assert not is_in(phone)
    assert KnownDevice.objects.count() == 1
    page = phone.get("/connexion")
    assert phone.send(page, email=jeanne.email, password=PASSWORD).url == "/connexion/code"


def test_without_the_app_codes_come_by_email_again(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    linked(client, jeanne, clock)
    stepped_up(client, jeanne, Act.SECOND_FACTORS)
    client.send(client.get(f"{_PLACE}/application/retirer"), action="retirer")
    assert not SpareCode.objects.exists()
    assert Account.objects.get().epoch == 2
    device = elsewhere(jeanne)
    assert "Quel code avez-vous reçu par e-mail" in device.get("/connexion/code").page.h1


def test_the_app_of_somebody_else_gives_me_nothing(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    his, _codes = linked(CheckedClient(), salah, clock)
    linked(client, jeanne, clock)
    clock.advance(seconds=30)
    assert typed(elsewhere(jeanne), his.at(clock.now)).status_code == 422
