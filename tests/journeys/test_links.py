"""S5: a link lives 24 hours, then the same page gives another; it is used once."""

from datetime import timedelta

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, NO_SCRIPT, PHONE, coming

PLAIN = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)


@PLAIN
@pytest.mark.row("S5", page="/activer/nouveau-lien")
@pytest.mark.promise("1.5")
def test_an_expired_link_offers_another_with_one_button(visit, site, member):
    first = steps.ask_for_account(visit, member)
    site.let_pass(timedelta(hours=24, minutes=1))
    visit.page.goto(steps.activation_link(first))
    visit.sees("Ce lien a expiré")
    visit.look("S5-link-expired")
    visit.press_button("Recevoir un nouveau lien")
    second = site.wait_for_mail(member.email, 2)
    visit.look("S5-link-sent")
    steps.choose_password(visit, second)


@pytest.mark.row("S5", page="/activer")
@pytest.mark.promise("1.3")
def test_a_link_serves_once_and_says_so_afterwards(visit, browser, site, member):
    mail = steps.ask_for_account(visit, member)
    steps.choose_password(visit, mail)
    with coming(browser, site, PHONE) as another:
        another.page.goto(steps.activation_link(mail))
        another.sees("Ce lien a déjà servi")
        another.look()


@pytest.mark.row("S5", page="/activer")
@pytest.mark.promise("1.4")
@pytest.mark.promise("4.6")
def test_a_scanner_that_opens_the_link_with_scripts_does_not_burn_it(visit, browser, site, member):
    mail = steps.ask_for_account(visit, member)
    for _ in range(3):
        with coming(browser, site, DESKTOP) as scanner:
            scanner.page.goto(steps.activation_link(mail))
            scanner.sees("Choisissez votre mot de passe")
            assert steps.activation_link(mail).rpartition("/")[2] not in scanner.page.url
    steps.choose_password(visit, mail)
