"""« Traité » is what people hated most to read of a request that nobody had paid (B.0.1)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BANNED = re.compile(r"\btraitée?s?\b", re.IGNORECASE)
READ = {".html", ".txt", ".py", ".yaml", ".typ", ".js"}


@pytest.mark.promise("I7.4")
def test_the_word_stands_nowhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in READ and "tests" not in path.parts
        for match in [BANNED.search(path.read_text("utf-8"))]
        if match
    ]
    assert found == []


def test_the_search_would_find_it() -> None:
    assert BANNED.search("Votre demande a été Traitée.")
    assert not BANNED.search("un traitement d’orthodontie")
