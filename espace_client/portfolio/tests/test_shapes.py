"""What a pattern calls surely good, the reader of the cell takes, and gives back as it stands."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.portfolio.anomalies import Refused
from espace_client.portfolio.columns import FORMATS, Column, FileFormat
from espace_client.portfolio.lines import GoodLines

COLUMNS = [(one, column) for one in FORMATS for column in one.columns]
_KEYED = {"nir", "iban"}  # their shape may be good and their key wrong: the sealer asks the key


def _sure(column: Column) -> str:
    assert column.shape.sure
    return column.shape.sure()


def _as_staged(text: str, column: Column) -> object:
    """What PostgreSQL reads in the cell, or the merge makes of it."""
    if column.shape.staged == "date":
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    if column.shape.staged == "smallint":
        return int(text)
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"[0-9]+[.,][0-9]{2}", text) else text


@pytest.mark.parametrize(("file_format", "column"), COLUMNS)
@given(data=st.data())
@settings(max_examples=60)
def test_the_reader_takes_what_is_surely_good(
    file_format: FileFormat, column: Column, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(_sure(column), fullmatch=True))
    if text != " ".join(text.split(" ")) or text.strip() != text or "  " in text:
        return  # such a line is not let pass: see below
    if column.name in _KEYED:
        try:
            assert column.read(text) == text
        except Refused:
            return
    value = column.read(text)
    assert value == _as_staged(text, column) or value == text
    assert column.doubt is None or column.doubt(str(value)) is None


@given(cells=st.lists(st.text(alphabet="ab \u00a0", max_size=4), min_size=2, max_size=2))
def test_a_line_with_a_blank_to_take_away_is_no_good_line(cells: list[str]) -> None:
    good = GoodLines(["[ab ]*+", "[ab ]*+"], ";")
    text = f"{';'.join(cells)}\n"
    end = good.end_of_run(text, 0, careful=good.has_stray_blanks(text))
    clean = all(cell == " ".join(cell.split()) for cell in cells)
    assert end == (len(text) if clean else 0)


def test_one_stray_blank_does_not_make_its_neighbours_bad() -> None:
    good = GoodLines(["[ab ]*+", "[ab ]*+"], ";")
    text = "a;b\na b;b\na;  b\nb;b\n"
    assert good.has_stray_blanks(text)
    assert good.end_of_run(text, 0, careful=True) == len("a;b\na b;b\n")
    assert good.end_of_run(text, text.index("b;b\n", 12), careful=True) == len(text)


def test_an_amount_is_never_two_cells() -> None:
    amount = "(?:0|[1-9][0-9]{0,6})[.,][0-9]{2}"
    assert GoodLines([amount, "[a-z]+"], ";").end_of_run("1,23;due\n", 0, careful=False)
    assert not GoodLines([amount, "[a-z]+"], ",").end_of_run("1,23,due\n", 0, careful=False)
    assert GoodLines([amount, "[a-z]+"], ",").end_of_run("1.23,due\n", 0, careful=False)


@pytest.mark.django_db
@given(text=st.from_regex(r"[0-3][0-9]/[01][0-9]/(?:19|20)[0-9]{2}", fullmatch=True))
@settings(max_examples=60)
def test_a_surely_good_day_is_the_one_postgresql_reads(text: str) -> None:
    column = next(one for _format, one in COLUMNS if one.name == "date_debut")
    if re.fullmatch(_sure(column), text):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL datestyle = 'ISO, DMY'")
            cursor.execute("SELECT %s::text::date", [text])
            assert cursor.fetchone() == (column.read(text),)
