"""The text grows at a click, on every page, and stays so."""

import pytest

from tests.bench.pages import CheckedClient

pytestmark = pytest.mark.django_db


def test_the_text_grows_and_shrinks(client: CheckedClient) -> None:
    page = client.get("/aide")
    back = client.get(page.page.link("Texte plus grand"))
    assert back.url == "/aide"
    large = client.get("/aide")
    assert large.page.root.get("data-size") == "lg"
    client.get(large.page.link("Texte normal"))
    assert client.get("/aide").page.root.get("data-size") is None


def test_it_never_leads_to_another_site(client: CheckedClient) -> None:
    assert client.get("/texte/grand", {"next": "//pirate.example"}).url == "/"
