"""« e-mail » never breaks after its hyphen (quality 8.4)."""

import pytest

from espace_client.ui.together import kept_together
from tests.bench.pages import CheckedClient

WORD = '<span class="together">{}</span>'


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<h1>Votre e-mail</h1>", f"<h1><span>Votre {WORD.format('e-mail')}</span></h1>"),
        (
            "<p>E-mail, e-mails et <b>e-mail</b>.</p>",
            f"<p><span>{WORD.format('E-mail')}, {WORD.format('e-mails')} et </span>"
            f"<b><span>{WORD.format('e-mail')}</span></b>.</p>",
        ),
    ],
)
def test_each_word_in_a_text_is_kept_together(page: str, shown: str) -> None:
    assert kept_together(page.encode()).decode() == shown


@pytest.mark.parametrize(
    "page",
    [
        "<title>Votre e-mail</title>",
        '<option value="e-mail">Par e-mail</option>',
        "<textarea>un e-mail</textarea>",
        '<a href="/e-mail" title="Votre e-mail">x</a>',
        "<p>jeanne@e-mail.example, pré-e-mail, e-mailing</p>",
        "<p>rien</p>",
        "e-mail",
    ],
)
def test_what_takes_text_alone_and_what_is_another_word_stay_as_they_are(page: str) -> None:
    assert kept_together(page.encode()).decode() == page


@pytest.mark.django_db
@pytest.mark.promise("8.4")
def test_the_pages_of_the_site_do_it(client: CheckedClient) -> None:
    page = client.get("/connexion").page
    label = page.root.xpath("//label[contains(., 'Votre adresse e-mail')]")[0]
    assert label.xpath(".//span[@class='together']/text()") == ["e-mail"]
