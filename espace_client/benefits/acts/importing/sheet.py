"""A file with headings, as spreadsheets export it: separator and letters are found out."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path

from espace_client.benefits.folding import fold

_SEPARATORS = ";\t|,"
_FIRST_LINES = 30
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%y")
_FOREVER = {"", "00000000", "99999999", "31/12/9999", "9999-12-31", "99991231", "0"}
_CENT = Decimal("0.01")


class UnreadableSheet(ValueError):
    """The file is not a table with the headings that are needed; the sentence names them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its number, and its cells by the names that we gave to columns."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def lines_of(
    path: Path, headings: Mapping[str, tuple[str, ...]], needed: set[str]
) -> Iterator[Line]:
    """The lines below the headings. *headings* says how the columns that we name may begin.

    Raises UnreadableSheet when no line among the first ones names all the *needed* columns.
    """
    text = _text(path)
    separator = max(_SEPARATORS, key=text[:5000].count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    columns: dict[str, int] = {}
    for row in rows:
        if rows.line_num > _FIRST_LINES:
            break
        columns = _columns(row, headings)
        if needed <= set(columns):
            break
    if not needed <= set(columns):
        names = ", ".join(f"« {headings[name][0]} »" for name in sorted(needed))
        raise UnreadableSheet(
            f"{path.name} : aucune des {_FIRST_LINES} premières lignes ne nomme les colonnes "
            f"{names}. Enregistrez la feuille au format CSV, avec sa ligne de titres."
        )
    for row in rows:
        cells = {
            name: " ".join(row[place].split())
            for name, place in columns.items()
            if place < len(row)
        }
        yield Line(rows.line_num, cells)


def euros(written: str) -> Decimal:
    """The amount of « 1 234,5 € ». Raises ValueError, in French."""
    bare = re.sub(r"[\s€]", "", written).replace(",", ".")
    try:
        amount = Decimal(bare)
        exact = amount.quantize(_CENT)
    except InvalidOperation:
        raise ValueError(f"« {written} » n’est pas un montant") from None
    if amount < 0 or amount != exact:
        raise ValueError(f"« {written} » n’est pas un montant au centime")
    return exact


def day(written: str) -> date | None:
    """The day written in one of the usual ways; None for a blank or for ever. Raises ValueError."""
    if written in _FOREVER:
        return None
    for pattern in _DATES:
        try:
            return datetime.strptime(written, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(f"« {written} » n’est pas une date")


def _text(path: Path) -> str:
    content = path.read_bytes()
    if content[:2] in (b"PK", b"\xd0\xcf"):
        raise UnreadableSheet(
            f"{path.name} est un classeur de tableur. Ouvrez-le et enregistrez-le au format CSV."
        )
    for letters in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(letters)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheet(f"{path.name} n’est pas un texte. Enregistrez-le au format CSV UTF-8.")


def _columns(row: list[str], headings: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Which cell is which column. A title that is the heading goes before one that begins so."""
    found: dict[str, int] = {}
    titles = [re.sub(r"[\W_]+", " ", fold(cell).text).strip() for cell in row]
    for name, beginnings in headings.items():
        fits = (
            place
            for beginning in beginnings
            for whole in (True, False)
            for place, title in enumerate(titles)
            if (title == beginning if whole else title.startswith(beginning + " "))
        )
        free = next((place for place in fits if place not in found.values()), None)
        if free is not None:
            found[name] = free
    return found
