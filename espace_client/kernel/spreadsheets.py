"""Tables that leave the product as CSV, for a machine or for a spreadsheet. Pure.

A cell that a spreadsheet would take for a formula is neutralised by an apostrophe before it
(quality 3.3); `rows_of` takes it off again. Quotes as in RFC 4180, semicolons as a French
spreadsheet expects them, UTF-8 with its mark.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_MARK = "\ufeff"
_APOSTROPHE = "'"
_FORMULA = tuple("=+-@\t\r＝＋－＠")  # the wide twins begin a formula, too
_DELIMITER = ";"


def csv_file(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table, one line a row, the header first."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=_DELIMITER, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_neutral(cell) for cell in row] for row in rows)
    return (_MARK + written.getvalue()).encode()


def rows_of(file: bytes) -> list[dict[str, str]]:
    """The rows of such a file by the names of its header, as they were given to `csv_file`."""
    text = file.decode().removeprefix(_MARK)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_DELIMITER)
    return [{name: cell.removeprefix(_APOSTROPHE) for name, cell in row.items()} for row in reader]


def _neutral(cell: str) -> str:
    """One that begins with an apostrophe gets another: taking one off is always right."""
    return _APOSTROPHE + cell if cell.startswith((*_FORMULA, _APOSTROPHE)) else cell
