"""An official file, read by the rules of its nomenclature."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from espace_client.benefits.acts.importing import ccam, lpp, ngap
from espace_client.benefits.acts.importing.report import Reading, Report, read_lines
from espace_client.benefits.acts.importing.sheet import Line, lines_of
from espace_client.benefits.acts.table import Row


class _Nomenclature(NamedTuple):
    headings: Mapping[str, tuple[str, ...]]
    needed: set[str]
    row_of: Callable[[Line, Reading], Row]


NOMENCLATURES = {
    "ccam": _Nomenclature(ccam.HEADINGS, ccam.NEEDED, ccam.row_of),
    "lpp": _Nomenclature(lpp.HEADINGS, lpp.NEEDED, lpp.row_of),
    "ngap": _Nomenclature(ngap.HEADINGS, ngap.NEEDED, ngap.row_of),
}


def read_official(nomenclature: str, path: Path, reading: Reading) -> Report:
    """What the file at *path* says. Raises UnreadableSheet, for a file that is no such table."""
    of_its_own = NOMENCLATURES[nomenclature]
    lines = lines_of(path, of_its_own.headings, of_its_own.needed)
    return read_lines(lines, reading, of_its_own.row_of)
