"""What must hold between the lines of an export, asked of PostgreSQL in sets.

A check is one query over the staging tables. Each of its rows is one line that is wrong: the
number of the line, the value to show, and what the remedy may say of another line.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from espace_client.portfolio.anomalies import Anomalies, Anomaly, Severity
from espace_client.portfolio.columns import FileFormat

type Words = str | Promise

_FIRST_ONES = """
WITH found (line, value, detail) AS ({query})
SELECT line, value::text, detail::text, count(*) OVER () FROM found ORDER BY line LIMIT {kept}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`query` gives (line, value, detail) and may name the day of the import, `%(on)s`. `among`
    are the other files it looks at: nobody runs it when one of them could not be read."""

    file: FileFormat
    problem: Words
    remedy: Words
    query: str
    remedy_with_detail: Words = ""
    column: str = ""
    among: tuple[FileFormat, ...] = ()
    severity: Severity = Severity.BLOCKING

    @property
    def files(self) -> tuple[FileFormat, ...]:
        """The files that it looks at."""
        return (self.file, *self.among)

    def run(self, on: date, anomalies: Anomalies) -> None:
        """Add what it finds to *anomalies*."""
        with connection.cursor() as cursor:
            statement = _FIRST_ONES.format(query=self.query, kept=Anomalies.KEPT)
            cursor.execute(statement, {"on": on})
            rows = cursor.fetchall()
        if rows:
            found = [self._anomaly(line, value, detail) for line, value, detail, _total in rows]
            anomalies.add_first(found, total=rows[0][3])

    def _anomaly(self, line: int, value: str | None, detail: str | None) -> Anomaly:
        shown = {column.name: column.shown for column in self.file.columns}
        show = shown.get(self.column)
        remedy = str(self.remedy_with_detail or self.remedy) if detail else str(self.remedy)
        if detail:
            remedy %= {"detail": detail}
        return Anomaly(
            severity=self.severity,
            file=self.file.name,
            problem=str(self.problem),
            remedy=remedy,
            line=line,
            column=self.column,
            value=show(value) if show and value else value or "",
        )


def once(
    file: FileFormat,
    column: str,
    *,
    key: str = "",
    where: str = "",
    severity: Severity | None = None,
) -> Check:
    """No two lines with the same value in *column* (or with the same *key*, an expression)."""
    key = key or column
    return Check(
        file=file,
        column=column,
        problem=_("Cette valeur est en double."),
        remedy=_("La ligne %(detail)s a la même. Gardez une seule ligne."),
        severity=severity or Severity.BLOCKING,
        query=same(file, column, key, where or f"{column} <> ''"),
    )


def same(file: FileFormat, shown: str, key: str, where: str) -> str:
    """The lines whose *key* an earlier line has, with the number of that line."""
    return f"""
        SELECT later.line, later.{shown}, earlier.first
        FROM (SELECT line, {shown}, {key} AS key FROM {file.table} WHERE {where}) AS later
        JOIN (
            SELECT {key} AS key, min(line) AS first FROM {file.table} WHERE {where}
            GROUP BY 1 HAVING count(*) > 1
        ) AS earlier ON earlier.key = later.key AND earlier.first <> later.line
    """


def known(
    file: FileFormat, column: str, other: FileFormat, key: str, problem: Words, remedy: Words
) -> Check:
    """Each value of *column* stands in the column *key* of the *other* file."""
    return Check(
        file=file,
        column=column,
        problem=problem,
        remedy=remedy,
        among=(other,),
        query=f"""
            SELECT line, {column}, NULL FROM {file.table} AS one
            WHERE {column} <> '' AND NOT EXISTS (
                SELECT FROM {other.table} AS other WHERE other.{key} = one.{column}
            )
        """,
    )


def ends_after(file: FileFormat, start: str, end: str) -> Check:
    """The end does not come before the start."""
    return Check(
        file=file,
        column=end,
        problem=_("La fin précède le début."),
        remedy=_("Corrigez l’une des deux dates."),
        query=f"""
            SELECT line, to_char({end}, 'DD/MM/YYYY'), NULL FROM {file.table} WHERE {end} < {start}
        """,
    )


def doubt_when(
    file: FileFormat, column: str, where: str, problem: Words, remedy: Words, *, value: str = ""
) -> Check:
    """Lines that a person should look at: those for which *where* holds."""
    return Check(
        file=file,
        column=column,
        severity=Severity.TO_CHECK,
        problem=problem,
        remedy=remedy,
        query=f"SELECT line, {value or column}, NULL FROM {file.table} WHERE {where}",
    )


def french(day: str) -> str:
    """The expression that shows a day as people write it."""
    return f"to_char({day}, 'DD/MM/YYYY')"
