"""Bring many rows into a table: new ones created, changed ones updated, equal ones left alone."""

from collections.abc import Iterable, Mapping, Sequence
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


def merge(
    cursor: Cursor,
    *,
    table: str,
    columns: Sequence[str],
    key: Sequence[str],
    source: sql.SQL | sql.Composed,
    seals: Mapping[str, str] | None = None,
    clears: Mapping[str, str] | None = None,
) -> Counts:
    """Merge the rows of the query *source*, whose columns are *columns*, into *table* on *key*.

    In sets: one statement changes the rows that differ, one adds those that are new, and the rest
    is not written at all. Two rows of *source* never share a key (the caller has checked), and
    nobody else adds such rows meanwhile (one import at a time). *seals* names sealed columns, each
    with its index: a seal is never compared, it changes when its index does. *clears* names columns
    of text that the source does not bring, each with the index: they are emptied when it changes.
    """
    seals = seals or {}
    words = {
        "target": sql.Identifier(table),
        "source": source,
        "names": _listed(columns),
        "new_values": _listed(columns, "incoming"),
        "same": _pairs(key, " AND ", sql.SQL("existing.{0} = incoming.{0}")),
    }
    changed = 0
    if _has_rows(cursor, words["target"]):
        rest = [c for c in columns if c not in key and c not in seals]
        kept = sql.SQL(
            "{seal} = CASE WHEN existing.{index} IS NOT DISTINCT FROM incoming.{index}"
            " THEN existing.{seal} ELSE incoming.{seal} END"
        )
        assignments = [sql.SQL("{0} = incoming.{0}").format(sql.Identifier(c)) for c in rest]
        assignments += [
            kept.format(seal=sql.Identifier(seal), index=sql.Identifier(index))
            for seal, index in seals.items()
        ]
        assignments += [
            sql.SQL(
                "{0} = CASE WHEN existing.{1} IS NOT DISTINCT FROM incoming.{1}"
                " THEN existing.{0} ELSE '' END"
            ).format(sql.Identifier(derived), sql.Identifier(index))
            for derived, index in (clears or {}).items()
        ]
        cursor.execute(
            sql.SQL(
                "UPDATE {target} AS existing SET {assignments} FROM ({source}) AS incoming"
                " WHERE {same} AND ({old}) IS DISTINCT FROM ({new})"
            ).format(
                **words,
                assignments=sql.SQL(", ").join(assignments),
                old=_listed(rest, "existing"),
                new=_listed(rest, "incoming"),
            )
        )
        changed = cursor.rowcount
    cursor.execute(
        sql.SQL(
            "INSERT INTO {target} ({names}) SELECT {new_values} FROM ({source}) AS incoming"
            " WHERE NOT EXISTS (SELECT FROM {target} AS existing WHERE {same})"
        ).format(**words)
    )
    created = cursor.rowcount
    cursor.execute(sql.SQL("SELECT count(*) FROM ({}) AS incoming").format(source))
    total = cursor.fetchone()[0]  # type: ignore[index]
    return Counts(created, changed, total - created - changed)


def _has_rows(cursor: Cursor, table: sql.Composable) -> bool:
    cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table))
    return bool(cursor.fetchone()[0])  # type: ignore[index]


def _listed(columns: Sequence[str], of: str = "") -> sql.Composed:
    names = [sql.Identifier(of, c) if of else sql.Identifier(c) for c in columns]
    return sql.SQL(", ").join(names)


def _pairs(columns: Sequence[str], between: str, pair: sql.SQL) -> sql.Composed:
    pairs = [pair.format(sql.Identifier(column)) for column in columns]
    return sql.SQL(between).join(pairs)


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
