"""A page that is printed from the browser loses nothing of what can be opened on it."""

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.bench.environment import ROOT

STYLE = ROOT / "espace_client/ui/static/ui/portal.css"
PAGE = """<!doctype html><html lang="fr"><title>Essai</title><style>{style}</style>
<main class="wrap"><details class="ds-details"><summary>Exemple</summary><p>Au pli</p></details>
<p class="no-print">Rien</p></main>"""


@pytest.mark.promise("I6.16")
def test_what_is_folded_is_printed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE.format(style=STYLE.read_text("utf-8")))
    printed = pypdfium2.PdfDocument(page.pdf())
    page.close()
    said = " ".join(sheet.get_textpage().get_text_bounded() for sheet in printed)
    assert "Au pli" in said
    assert "Rien" not in said
