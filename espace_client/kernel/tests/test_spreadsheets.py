"""Tables as CSV: nothing in them is a formula, and what is read is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.kernel.spreadsheets import csv_file, rows_of

pytestmark = pytest.mark.promise("3.3")
CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(start: str) -> None:
    file = csv_file(["name"], [[f"{start}cmd|' /C calc'!A0"]]).decode("utf-8-sig")
    cell = file.split("\r\n", 1)[1].lstrip('"')
    assert cell.startswith(f"'{start}")


def test_the_file_says_its_encoding_and_quotes_as_rfc_4180() -> None:
    file = csv_file(["name", "address"], [['dit "Jo"', "1 rue; bis"]])
    assert file == '\ufeffname;address\r\n"dit ""Jo""";"1 rue; bis"\r\n'.encode()


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_what_is_read_is_what_was_written(rows: list[tuple[str, str]]) -> None:
    found = rows_of(csv_file(["one", "two"], rows))
    assert [(row["one"], row["two"]) for row in found] == rows
