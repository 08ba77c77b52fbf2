"""The guarantee table on one A4 sheet in 14 pt: measured in the PDF, for each that is shipped."""

from datetime import date

import pypdfium2
import pytest

from espace_client.portfolio.invented_cover import sample_products
from tests.bench.grey import sheets_of
from tests.bench.pdf import Document
from tests.bench.printed import lines_of
from tests.documents.samples import TABLES, long_table, table

pytestmark = [pytest.mark.promise("I6.16"), pytest.mark.promise("8.11")]
each_table = pytest.mark.parametrize(
    "shipped", TABLES, ids=lambda one: f"{one[0]}-{one[1]}-{one[2].year}"
)
A4 = (297, 210)  # mm, lying
EDGE = 4.2  # mm, where an office printer puts no ink


@each_table
def test_nothing_on_it_is_smaller_than_14_pt(shipped: tuple[str, str, date]) -> None:
    made = table(*shipped)
    for page in range(len(sheets_of(made))):
        assert min(round(line.size, 2) for line in lines_of(made, page)) >= 14


@each_table
def test_it_is_on_one_sheet(shipped: tuple[str, str, date]) -> None:
    pages = pypdfium2.PdfDocument(table(*shipped))
    assert [tuple(round(edge / 72 * 25.4) for edge in page.get_size()) for page in pages] == [A4]


@each_table
def test_nothing_is_cut_at_the_edge(shipped: tuple[str, str, date]) -> None:
    made = table(*shipped)
    for page in range(len(sheets_of(made))):
        for line in lines_of(made, page):
            assert min(line.left, line.top) >= EDGE
            assert line.right <= A4[0] - EDGE
            assert line.bottom <= A4[1] - EDGE


def test_a_longer_one_goes_on_to_a_second_sheet_in_the_same_letters() -> None:
    made = long_table()
    assert len(sheets_of(made)) == 2
    assert min(round(line.size, 2) for page in (0, 1) for line in lines_of(made, page)) >= 14
    assert list(Document(made).faults()) == []


@each_table
def test_every_line_is_read_with_what_it_pays(shipped: tuple[str, str, date]) -> None:
    """In the order of the contract, under the name of its family of care."""
    made = Document(table(*shipped))
    version = next(one for one in sample_products()[shipped[0]].versions
                   if one.valid_from == shipped[2])  # fmt: skip
    lines = next(one for one in version.options if one.code == shipped[1]).guarantees
    read = [row.children for one in made.root.all("/Table") for row in one.all("/TR")]
    assert [cells[1].text.strip() for cells in read if cells[0].kind == "/TH"] == [
        "Votre garantie"
    ] * len({line.heading for line in lines})
    labels = [cells[0].text for cells in read if cells[0].kind == "/TD" and len(cells) == 2]
    for line, label in zip(lines, labels, strict=True):
        assert " ".join(label.split()).removeprefix("– ") in line.label
