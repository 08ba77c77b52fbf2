"""What a first visit weighs, measured on a real server with its compressed static files."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.environment import ROOT
from tests.load.first_visit import FRONT_DOOR, HOLD, NEXT, SIGN_IN, browser_on
from tests.load.server import OURS, Server, production
from tests.load.wire import Answer, Browser

PAGES = [(FRONT_DOOR, SIGN_IN), (SIGN_IN, FRONT_DOOR)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product in production; public pages need no database."""
    folder: Path = tmp_path_factory.mktemp("first-visit")
    variables = production(folder / "static")
    collect = [sys.executable, "-m", "espace_client", "collectstatic", "--noinput"]
    subprocess.run(collect, cwd=ROOT, env=variables, check=True, capture_output=True)
    with Server(OURS, variables, folder / "web.log") as running:
        yield running


@pytest.mark.promise("I2.10")
@pytest.mark.parametrize(("first", "following"), PAGES)
def test_a_first_visit_is_light(server, first, following):
    browser = browser_on(server)
    assert browser.visit(first) <= HOLD * 1000
    assert {path.rpartition(".")[2] for path in browser.sizes} >= {"css", "woff2", "svg"}
    assert browser.visit(following) <= NEXT * 1000
    assert browser.elsewhere == set()


def test_everything_a_page_references_is_counted():
    site = {
        "/": '<link rel="stylesheet" href="/s/a.css"><link rel="canonical" href="/other">'
        '<script src="b.js"></script><img src="c.png" srcset="d.png 2x"><img src="data:,x">'
        '<p style="background: url(e.png)"><script src="https://elsewhere.test/f.js"></script>',
        "/s/a.css": "@import 'g.css'; p { src: url('../h.woff2') } /* url(gone.png) */",
        "/s/g.css": "",
    }

    def get(path: str) -> Answer:
        kind = "text/css" if path.endswith(".css") else "text/html"
        return Answer(100, 200, kind, site.get(path, ""))

    browser = Browser(get)
    assert browser.visit("/") == 800
    assert set(browser.sizes) == {
        *("/", "/s/a.css", "/s/g.css", "/h.woff2"),
        *("/b.js", "/c.png", "/d.png", "/e.png"),
    }
    assert browser.elsewhere == {"https://elsewhere.test/f.js"}
    assert browser.visit("/") == 100
