"""Staging an export: each file into a table of its own, cell by cell only where it must be read.

In a staging table NULL is a cell left empty, and '' a text that was refused: it is in nobody's way
when lines are compared with one another, and its import is not applied anyway.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from psycopg import Copy, sql

from espace_client.portfolio.anomalies import AboutFile, Anomalies, NotTaken, Refused, shown
from espace_client.portfolio.columns import Column, FileFormat
from espace_client.portfolio.lines import GoodLines, Lines
from espace_client.portfolio.sealing import SEALERS, Sealer
from espace_client.portfolio.sources import Source

type Say = Callable[[str], None]

_EVERY = 25_000
REFUSED = object()


_SETTINGS = {
    "lock_timeout": "3s",  # for the lock of the import alone
    "client_connection_check_interval": "1s",  # a statement of a dead import goes on no longer
    "work_mem": "256MB",  # for the joins of whole files
    # Statistics know nothing of the rows that this transaction has just written: a loop chosen for
    # a table that was empty would walk through it for each line.
    "enable_nestloop": "off",
    "datestyle": "ISO, DMY",
}


def set_for_staging(cursor: CursorWrapper) -> None:
    """What PostgreSQL needs to know until the end of the transaction that stages an export."""
    for name, value in _SETTINGS.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


class Unreadable(Exception):
    """The lines of the file cannot be told apart; why has been said."""


def create_table(file_format: FileFormat) -> None:
    """An empty staging table, dropped with the transaction."""
    sealer = SEALERS.get(file_format.name)
    hidden: tuple[str, ...] = sealer.hides if sealer else ()
    columns = {c.name: c.shape.staged for c in file_format.columns if c.name not in hidden}
    columns |= sealer.gives if sealer else {}
    fields = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
        for name, kind in columns.items()
    ]
    table = sql.Identifier(file_format.table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(table))
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} (line integer, {}) ON COMMIT DROP").format(
                table, sql.SQL(", ").join(fields)
            )
        )


def stage(source: Source, file_format: FileFormat, anomalies: Anomalies, say: Say) -> int:
    """Copy the lines of *source* into the staging table and count them. What is wrong with one
    cell is added to *anomalies*. Raises Unreadable."""
    with source.path.open(encoding=source.encoding, newline="") as file:
        first = file.readline()
        file.seek(0)
        separator = ";" if first.count(";") >= first.count(",") else ","
        return _Staging(source.name, file_format, anomalies, say).of(Lines(file, separator))


class _Staging:
    def __init__(self, name: str, file_format: FileFormat, anomalies: Anomalies, say: Say) -> None:
        self._name, self._format, self._say = name, file_format, say
        self._about = anomalies.about(name)
        sealer = SEALERS.get(file_format.name)
        self._sealer: Sealer | None = sealer() if sealer else None

    def of(self, lines: Lines) -> int:
        self._lines, self._separator, self._count = lines, lines.separator, 0
        broken: csv.Error | None = None
        try:
            self._set_order([clean_header(cell) for cell in lines.record() or []])
            with connection.cursor() as cursor, cursor.copy(self._copy_statement()) as copy:
                broken = self._copy_all(copy)
        except csv.Error as error:
            broken = error
        if not lines.ended:
            self._about.doubt(
                _("Le fichier ne finit pas par un retour à la ligne."),
                _("Vérifiez qu’il n’a pas été coupé."),
                line=lines.line - 1,
            )
        if broken:
            self._about.block(
                _("Des guillemets ne sont pas refermés dans ce fichier."),
                _("Cherchez le guillemet en trop, ou exportez de nouveau le fichier."),
                line=lines.line - 1,
            )
            raise Unreadable from broken
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(self._format.table)))
        return self._count

    def _set_order(self, header: list[str]) -> None:
        """Where each column stands in the file."""
        by_name = {column.name: column for column in self._format.columns}
        needed = tuple(column.name for column in self._format.columns if not column.absent)
        _check_header(header, tuple(by_name), needed, self._about)
        self._header = [by_name[name] for name in header]
        hides: tuple[str, ...] = self._sealer.hides if self._sealer else ()
        reads: tuple[str, ...] = self._sealer.reads if self._sealer else ()
        self._hidden = sorted((header.index(name) for name in hides), reverse=True)
        self._sealed_cells = [header.index(name) for name in reads]
        self._staged = [column for column in self._header if column.name not in hides]

    def _copy_statement(self) -> sql.Composed:
        names = ["line", *(column.name for column in self._staged)]
        names += self._sealer.gives if self._sealer else ()
        return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, DELIMITER {})").format(
            sql.Identifier(self._format.table),
            sql.SQL(", ").join(map(sql.Identifier, names)),
            sql.Literal(self._separator),
        )

    def _copy_all(self, copy: Copy) -> csv.Error | None:
        """Copy every line. A file that cannot be read to its end is said, not raised: an exception
        would end the COPY and the transaction with it."""
        good, told = self._good_lines(), _EVERY
        while True:
            line = self._lines.line
            if good and (run := self._lines.run(good)):
                copy.write("".join(self._numbered(run, line)))
                self._count += len(run)
            else:
                try:
                    fields = self._lines.record()
                except csv.Error as error:
                    return error
                if fields is None:
                    return None
                copy.write(self._read(fields, line))
            if self._count >= told:
                told = self._count + _EVERY
                said = {"file": self._name, "count": self._count}
                self._say(_("%(file)s, %(count)d lignes") % said)

    def _good_lines(self) -> GoodLines | None:
        cells = []
        for column in self._header:
            if column.shape.sure is None:
                return None
            sure = f"(?:{column.shape.sure()})"
            cells.append(sure if column.obligatory else f"{sure}?")
        return GoodLines(cells, self._separator)

    def _numbered(self, run: list[str], first: int) -> Iterable[str]:
        """Surely good lines as COPY takes them, each with its number before it."""
        separator = self._separator
        if self._sealer is None:
            return [f"{n}{separator}{line}\n" for n, line in enumerate(run, first)]
        return self._sealed(run, first, self._sealer)

    def _sealed(self, run: list[str], first: int, sealer: Sealer) -> Iterable[str]:
        separator, places, hidden = self._separator, self._sealed_cells, self._hidden
        for number, line in enumerate(run, first):
            cells = line.split(separator)
            try:
                given = sealer.sealed(*[cells[place] for place in places])
            except (NotTaken, ValueError):  # its shape was good and its key is not: now in words
                self._count -= 1
                yield self._read(cells, number)
                continue
            for place in hidden:
                del cells[place]
            yield f"{number}{separator}{separator.join((*cells, *given))}\n"

    def _read(self, fields: list[str], line: int) -> str:
        """One record, each cell read with care; nothing for an empty line or a cut one."""
        if not fields:
            return ""
        if len(fields) != len(self._header):
            found = {"found": len(fields), "expected": len(self._header)}
            problem = _("Cette ligne n’a pas le bon nombre de colonnes.")
            remedy = _(
                "Elle en a %(found)d au lieu de %(expected)d. Le fichier est peut-être coupé."
            )
            self._about.block(problem, remedy % found, line=line)
            return ""
        self._count += 1
        values = {
            column.name: self._cell(line, column, field)
            for column, field in zip(self._header, fields, strict=True)
        }
        cells = [_written(values[column.name], column) for column in self._staged]
        cells += self._given(values, line)
        return self._separator.join([str(line), *cells]) + "\n"

    def _given(self, values: dict[str, object], line: int) -> Sequence[str]:
        if self._sealer is None:
            return ()
        cells = {n: "" if (v := values[n]) is REFUSED else str(v or "") for n in self._sealer.reads}
        if any(values[name] is REFUSED for name in self._sealer.reads):
            cells |= dict.fromkeys(self._sealer.hides, "")
        try:
            given = self._sealer.sealed(*cells.values())
        except NotTaken as left:
            column = self._sealer.blamed
            self._about.doubt(left.problem, left.remedy, line=line, column=column, value="•••")
            given = self._sealer.sealed(*(cells | dict.fromkeys(self._sealer.hides, "")).values())
        return [_quoted(cell) for cell in given]

    def _cell(self, line: int, column: Column, field: str) -> object:
        def say(add: Callable[..., None], problem: str, remedy: str, value: str) -> None:
            add(problem, remedy, line=line, column=column.name, value=column.shown(value))

        try:
            if field and not field.isspace():
                value = column.read(field)
                if column.doubt and (said := column.doubt(str(value))):
                    say(self._about.doubt, *said, str(value))
                return value
            if not column.obligatory:
                return column.empty
            raise Refused(_("Cette case est vide."), _("Remplissez-la, elle est obligatoire."))
        except NotTaken as left:
            say(self._about.doubt, left.problem, left.remedy, field)
            return column.empty
        except Refused as refusal:
            say(self._about.block, refusal.problem, refusal.remedy, field)
            return REFUSED


def _written(value: object, column: Column) -> str:
    """A value as COPY takes it. Nothing at all is NULL; a refused text is ''."""
    if value is REFUSED:
        return '""' if column.shape.staged == "text" else ""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if text else ""


def _check_header(
    header: list[str], expected: tuple[str, ...], needed: tuple[str, ...], about: AboutFile
) -> None:
    """Raise Unreadable, all of its reasons said, unless *header* is *expected* in some order; what
    is not *needed* may be missing."""
    good = True
    for place, cell in enumerate(header):
        if cell not in expected:
            close = get_close_matches(cell, expected, n=1)
            hint = _("Il fallait peut-être écrire %s.") % close[0] if close else ""
            remedy = hint or _("Retirez-la. Les colonnes sont %s.") % ", ".join(expected)
            about.block(_("Cette colonne est inconnue."), remedy, line=1, column=shown(cell))
            good = False
        elif cell in header[:place]:
            good = False
            problem = _("Cette colonne est en double.")
            about.block(problem, _("Gardez-en une seule."), line=1, column=cell)
    for name in needed:
        if name not in header:
            good = False
            about.block(
                _("Cette colonne manque."), _("Ajoutez-la, même vide."), line=1, column=name
            )
    if not good:
        raise Unreadable


def clean_header(cell: str) -> str:
    """A header cell without its spaces and capitals."""
    return cell.strip().casefold()
