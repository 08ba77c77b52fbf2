"""The judges of a page can fail: each is shown the page it was written against."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import looks
from tests.journeys.browser import DESKTOP, Visit
from tests.journeys.hands import Keys

GOOD = """<!doctype html><html lang="fr"><head><title>Page</title><style>
a, button {{ display: inline-block; min-width: 44px; min-height: 44px }}
:focus {{ outline: 3px solid #036 }} {style}</style></head>
<body><main><h1>Page</h1>
<p>Un texte avec <a href="#x" style="display: inline">un lien</a> dedans.</p>
<button>Valider</button>{body}</main></body></html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def show(page: Page, body: str = "", style: str = "") -> Page:
    page.set_content(GOOD.format(body=body, style=style))
    return page


def test_a_good_page_passes(page):
    assert looks.faults(show(page)) == []


def test_axe_finds_an_image_without_words(page):
    assert "image-alt" in looks.axe_violations(show(page, '<img src="data:,">'))[0]


def test_a_page_that_scrolls_sideways_is_found(page):
    assert looks.sideways(show(page, '<p id="wide">x</p>', "#wide { width: 400px }"))


@pytest.mark.parametrize(
    "body",
    [
        '<button style="min-height: 20px; height: 20px">Non</button>',
        '<p><a href="#x" style="min-width: 0; width: 30px">Non</a></p>',
        '<label><input type="checkbox">Oui</label>',
    ],
)
def test_a_small_target_is_found(page, body):
    assert len(looks.small_targets(show(page, body))) == 1


def test_a_word_that_breaks_after_its_hyphen_is_found(page):
    body = '<p style="width: 2ch">Votre <span class="together">e-mail</span></p>'
    assert looks.broken_words(show(page, body))
    assert not looks.broken_words(show(page, body, ".together { white-space: nowrap }"))


def test_words_whose_end_is_hidden_are_found(page):
    body = '<p style="width: 9ch; overflow: hidden; white-space: nowrap">FR76 0000 0000 0000</p>'
    assert looks.cut_off(show(page, body))
    assert not looks.sideways(page)
    assert not looks.cut_off(show(page, body.replace("nowrap", "normal")))


def test_keys_notice_a_focus_that_does_not_show(page):
    show(page, style="button:focus { outline: none }")
    with pytest.raises(AssertionError, match="invisible"):
        Keys(page).press("Valider", "button")


def test_keys_notice_what_they_cannot_reach(page):
    page.set_default_timeout(2000)
    show(page, '<button tabindex="-1">Caché</button>')
    with pytest.raises(AssertionError, match="not reached"):
        Keys(page).press("Caché", "button")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('aïe')</script>", "console error: aïe"),
        ("<script>throw new Error('aïe')</script>", "script error: aïe"),
        ('<img alt="" src="http://127.0.0.1:9/x.png">', "asked elsewhere"),
    ],
)
def test_what_the_browser_complains_of_is_heard(page, site, body, complaint):
    visit = Visit(page, site, DESKTOP, shots=False)
    show(page, body)
    page.wait_for_timeout(200)
    assert complaint in "\n".join(visit.complaints)


def test_a_missing_file_of_ours_is_heard(page, site):
    visit = Visit(page, site, DESKTOP, shots=False)
    page.goto(site.url("/aide"))
    assert visit.complaints == []
    page.evaluate("fetch('/static/nothing.css')")
    page.wait_for_timeout(200)
    assert "404 from" in visit.complaints[0]
