"""Bring many rows into a table: new ones created, changed ones updated, equal ones left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psycopg import Cursor, sql


@dataclass(frozen=True, slots=True)
class Counts:
    """What an upsert did to a table."""

    created: int
    changed: int
    unchanged: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


def upsert(
    cursor: Cursor,
    *,
    table: str,
    columns: Sequence[str],
    key: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> Counts:
    """Copy *rows* to a temporary table, then merge it into *table* on *key* in one statement.

    The key needs a unique constraint; columns not named keep their database default. A row whose
    values are all equal is not written at all, so the same file twice changes nothing. Must run
    inside a transaction (the temporary table goes with it).
    """
    target, staging = sql.Identifier(table), sql.Identifier(f"incoming_{table}")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            staging, names, target
        )
    )
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(staging, names)) as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(staging))
    total = cursor.fetchone()[0]  # type: ignore[index]
    cursor.execute(_merge(target, staging, names, columns, key))
    written = [created for (created,) in cursor.fetchall()]
    cursor.execute(sql.SQL("DROP TABLE {}").format(staging))
    return Counts(sum(written), len(written) - sum(written), total - len(written))


def _merge(
    target: sql.Identifier,
    staging: sql.Identifier,
    names: sql.Composed,
    columns: Sequence[str],
    key: Sequence[str],
) -> sql.Composed:
    rest = [c for c in columns if c not in key]
    if not rest:
        return sql.SQL(
            "INSERT INTO {} ({}) SELECT {} FROM {} ON CONFLICT ({}) DO NOTHING RETURNING true"
        ).format(target, names, names, staging, sql.SQL(", ").join(map(sql.Identifier, key)))
    assignments = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(c)) for c in rest
    )
    old = sql.SQL(", ").join(sql.SQL("existing.{}").format(sql.Identifier(c)) for c in rest)
    new = sql.SQL(", ").join(sql.SQL("excluded.{}").format(sql.Identifier(c)) for c in rest)
    return sql.SQL(
        "INSERT INTO {target} AS existing ({names}) SELECT {names} FROM {staging}"
        " ON CONFLICT ({key}) DO UPDATE SET {assignments}"
        " WHERE ({old}) IS DISTINCT FROM ({new}) RETURNING (xmax = 0)"
    ).format(
        target=target,
        names=names,
        staging=staging,
        key=sql.SQL(", ").join(map(sql.Identifier, key)),
        assignments=assignments,
        old=old,
        new=new,
    )
