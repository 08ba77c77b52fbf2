"""The page that explains the grammar is true: each spelling it shows is read as it says."""

import re
from pathlib import Path

import pytest

from espace_client.benefits.grammar import UnreadableGuarantee, canonical, parse

PAGE = Path(__file__).parents[3] / "docs" / "calculations" / "guarantee-grammar.md"


def spellings() -> list[tuple[str, str]]:
    section = PAGE.read_text(encoding="utf-8").split("## Spellings")[1].split("\n## ")[0]
    return re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:]


def understood(text: str) -> str:
    try:
        guarantee = parse(text, social_security="included")
    except UnreadableGuarantee:
        return "not read"
    return canonical(guarantee).replace("\u00a0", " ")


@pytest.mark.parametrize(("typed", "read"), spellings())
def test_the_page_tells_the_truth(typed: str, read: str) -> None:
    assert understood(typed) == read


def test_the_page_shows_enough_to_be_worth_reading() -> None:
    assert len(spellings()) > 40
