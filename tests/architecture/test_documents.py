"""docs/promises.md and docs/journeys.md say what the tests say."""

import pytest
from django.urls import Resolver404, resolve

from tools import promises
from tools.promises import Mark, UnknownCode


def mark(kind: str, code: str, test: str = "test_it") -> Mark:
    return Mark(kind, code, "/", "tests/test_it.py", test)


@pytest.mark.parametrize("path", [promises.PROMISES, promises.JOURNEYS], ids=lambda p: p.name)
def test_the_document_is_up_to_date(path):
    assert path.read_text("utf-8") == promises.texts()[path], "run `make docs`"


def test_a_promise_is_proved_in_part_or_not_yet():
    text = promises.promises_text([mark("promise", "I2.5"), mark("promise", "8.3")])
    lines = {line.split(" | ")[0].strip("| "): line for line in text.splitlines()}
    assert "proved by [test_it](../tests/test_it.py)" in lines["I2.5"]
    assert "in part by" in lines["8.3"]
    assert "not yet" in lines["1.15"]


@pytest.mark.parametrize(
    ("kind", "text"), [("promise", promises.promises_text), ("row", promises.journeys_text)]
)
def test_a_mark_that_nobody_promised_is_refused(kind, text):
    with pytest.raises(UnknownCode):
        text([mark(kind, "X1")])


def test_a_skipped_test_proves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(promises, "HOUSE", tmp_path)
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_x.py").write_text(
        "import pytest\n"
        "ways = pytest.mark.parametrize('w', [pytest.param(1, marks=pytest.mark.promise('4.7'))])\n"
        "@pytest.mark.skip\n@pytest.mark.promise('1.1')\ndef test_a(): ...\n"
        "@ways\n@pytest.mark.row('S1', page='/x')\ndef test_b(w): ...\n"
        "class TestC:\n    pytestmark = [pytest.mark.promise('1.2')]\n    def test_c(self): ...\n"
    )
    assert [(m.test, m.code, m.page) for m in promises.marks()] == [
        ("test_b", "4.7", ""),
        ("test_b", "S1", "/x"),
        ("test_c", "1.2", ""),
    ]


def test_the_page_of_a_row_exists():
    for row in promises.marks():
        if row.page:
            try:
                resolve(row.page)
            except Resolver404:
                pytest.fail(f"{row.test} names {row.page}")
