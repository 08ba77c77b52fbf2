"""Both sides of the race of documents say the same, tagged, and ours costs an eighth at most."""

import re
from collections import Counter

import pypdfium2
import pytest

from tests.bench.pdf import Document
from tests.load.documents import HOLD
from tests.load.race import Called, race

pytestmark = pytest.mark.audit
each_kind = pytest.mark.parametrize("kind", ["certificate", "card"])


def words_of(pdf: bytes) -> Counter[str]:
    """Every word on the pages, how often. A page of its own may break lines elsewhere."""
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return Counter(re.findall(r"\w+", text))


@each_kind
def test_both_sides_say_the_same_and_are_tagged(kind: str) -> None:
    from tests.load.typesetting import sides

    ours, limit = (make() for make in sides(kind))
    assert words_of(ours) == words_of(limit)
    assert list(Document(ours).faults()) == []
    assert Document(limit).root.children


@each_kind
@pytest.mark.promise("I6.9")
def test_a_first_build_costs_an_eighth_at_most(kind: str) -> None:
    from tests.load.typesetting import sides

    ours, limit = map(Called, sides(kind))
    assert race(ours, limit, rounds=5, count=4).ratio <= HOLD
