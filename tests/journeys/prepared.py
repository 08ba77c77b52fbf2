"""What a journey needs and is not about: made by the same pages and forms, without showing them.

A browser that types nine fields with its keys takes four seconds to open an account; this takes
one. The journeys that are about opening it (`test_first_visit.py`, `test_links.py` …) still type.
"""

from urllib.parse import urljoin

import lxml.html
from playwright.sync_api import APIResponse

from tests.bench import filling
from tests.journeys.browser import Visit
from tests.journeys.members import PASSWORD, Card
from tests.journeys.site import SentMail
from tests.journeys.steps import activation_link


def be_member(visit: Visit, card: Card, password: str = PASSWORD) -> SentMail:
    """The account of *card* is open, and this browser is signed in and known, as choosing the
    password leaves it. The mail that carried the link."""
    before = len(visit.site.mails(card.email))
    day, month, year = card.birth
    identity = {
        "member_number": card.member_number, "last_name": card.last_name,
        "first_name": card.first_name, "birth_date_day": day, "birth_date_month": month,
        "birth_date_year": year, "email": card.email, "email_again": card.email, "terms": True,
    }  # fmt: skip
    asked = _send(visit, _get(visit, visit.site.url("/creer-mon-compte")), identity)
    assert "/creer-mon-compte/message" in asked.url, asked.url
    mail = visit.site.wait_for_mail(card.email, before + 1)
    opened = _send(visit, _get(visit, activation_link(mail)), {"password": password})
    assert opened.url.endswith("/bienvenue"), opened.url
    return mail


def _get(visit: Visit, address: str) -> APIResponse:
    return visit.page.context.request.get(address, headers=_headers(visit))


def _send(visit: Visit, page: APIResponse, typed: dict[str, object]) -> APIResponse:
    """Fill in the form of *page*, and send it with the cookies of *visit*."""
    form = filling.the_form(lxml.html.document_fromstring(page.text()))
    return visit.page.context.request.post(
        urljoin(page.url, form.get("action", "")),
        form=dict(filling.filled(form, typed)),  # type: ignore[arg-type]
        headers=_headers(visit),
    )


def _headers(visit: Visit) -> dict[str, str]:
    browser = visit.page.context.browser
    assert browser is not None
    agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
    return {
        "User-Agent": f"{agent} Chrome/{browser.version} Safari/537.36",
        "Origin": visit.site.address.rstrip("/"),
    }
