"""The rows of one CSV file, read one at a time: header first, then each cell."""

import csv
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TextIO

from django.utils.translation import gettext as _

from espace_client.portfolio.anomalies import Anomalies, Refused, shown
from espace_client.portfolio.columns import Column, FileFormat
from espace_client.portfolio.sources import Source

type Row = tuple[int, list[Any]]
"""The line of a row and its values, in the order of the format; None for one that was refused."""


def rows(source: Source, file_format: FileFormat, anomalies: Anomalies) -> Iterator[Row]:
    """Each row of *source*. What is wrong is added to *anomalies* and reading goes on."""
    with source.path.open(encoding=source.encoding, newline="") as file:
        yield from _Reading(source.name, file_format, anomalies).of(file)


class _Reading:
    def __init__(self, name: str, file_format: FileFormat, anomalies: Anomalies) -> None:
        self._about, self._format = anomalies.about(name), file_format

    def of(self, file: TextIO) -> Iterator[Row]:
        first = file.readline()
        separator = ";" if first.count(";") >= first.count(",") else ","
        file.seek(0)
        lines = csv.reader(self._whole(file), delimiter=separator, strict=True)
        try:
            header = next(lines, [])
            order = self._order([clean_header(cell) for cell in header])
            if order is None:
                return
            line = lines.line_num + 1
            for fields in lines:
                if fields:
                    yield from self._row(line, fields, order)
                line = lines.line_num + 1
        except csv.Error:
            self._about.block(
                _("Des guillemets ne sont pas refermés dans ce fichier."),
                _("Cherchez le guillemet en trop, ou exportez de nouveau le fichier."),
                line=lines.line_num,
            )

    def _row(self, line: int, fields: list[str], order: list[int]) -> Iterator[Row]:
        if len(fields) != len(order):
            problem = _("Cette ligne n’a pas le bon nombre de colonnes.")
            remedy = _(
                "Elle en a %(found)d au lieu de %(expected)d. Le fichier est peut-être coupé."
            ) % {"found": len(fields), "expected": len(order)}
            self._about.block(problem, remedy, line=line)
            return
        columns = self._format.columns
        yield (
            line,
            [
                self._cell(line, column, fields[place])
                for column, place in zip(columns, order, strict=True)
            ],
        )

    def _cell(self, line: int, column: Column, field: str) -> object:
        try:
            if field and not field.isspace():
                return column.read(field)
            if not column.obligatory:
                return column.empty
            raise Refused(_("Cette case est vide."), _("Remplissez-la, elle est obligatoire."))
        except Refused as refusal:
            self._about.block(
                refusal.problem,
                refusal.remedy,
                line=line,
                column=column.name,
                value=column.shown(field),
            )
            return None

    def _order(self, header: list[str]) -> list[int] | None:
        """Where each column of the format stands in the file; None when the header is wrong."""
        expected = self._format.names
        for place, cell in enumerate(header):
            if cell not in expected:
                close = get_close_matches(cell, expected, n=1)
                hint = _("Il fallait peut-être écrire %s.") % close[0] if close else ""
                remedy = hint or _("Retirez-la. Les colonnes sont %s.") % ", ".join(expected)
                problem = _("Cette colonne est inconnue.")
                self._about.block(problem, remedy, line=1, column=shown(cell))
            elif cell in header[:place]:
                problem = _("Cette colonne est en double.")
                self._about.block(problem, _("Gardez-en une seule."), line=1, column=cell)
        for name in expected:
            if name not in header:
                problem = _("Cette colonne manque.")
                self._about.block(problem, _("Ajoutez-la, même vide."), line=1, column=name)
        complete = sorted(header) == sorted(expected)
        return [header.index(name) for name in expected] if complete else None

    def _whole(self, file: TextIO) -> Iterator[str]:
        """The lines of *file*; says so when the last one is not finished."""
        number, text = 0, "\n"
        for text in file:
            number += 1
            yield text
        if not text.endswith(("\n", "\r")):
            self._about.doubt(
                _("Le fichier ne finit pas par un retour à la ligne."),
                _("Vérifiez qu’il n’a pas été coupé."),
                line=number,
            )


def clean_header(cell: str) -> str:
    """A header cell without its spaces and capitals."""
    return cell.strip().casefold()
