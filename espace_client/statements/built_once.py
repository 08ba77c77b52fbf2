"""A queryset that is put together once, and then asked with other values.

Of a hot read, putting the statement together costs the ORM eight times what asking it costs
(docs/speed.md). The queryset stays the one place that says what is read and by which rule; what is
kept is the SQL it gives, and how rows become objects.

    _ACCOUNT = BuiltOnce(lambda: Account.objects.select_related("person").filter(pk=Given("pk")))
    account = _ACCOUNT.first(pk=identifier)

The values must have the type of their column: the field no longer converts them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import connections
from django.db.models import Field, QuerySet, Value
from django.db.models.query import (
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler


class Given(Value):
    """A value of the statement that comes each time it is asked, under that name."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(name, output_field=output_field)

    def as_sql(self, *around: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """A hole; what fills it is known to whoever asks."""
        return "%s", [self]


type Read = Callable[[Iterable[Sequence[Any]]], list[Any]]


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is kept. Nothing of it changes: every thread reads the same."""

    database: str
    sql: str
    values: Sequence[Any]
    read: Read


class BuiltOnce[Row]:
    """The statement that *build* describes, with a `Given` for whatever differs each time. It is
    put together when it is first asked: the tables must be known, the database need not answer."""

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self._build = build
        self._statement: _Statement | None = None

    def all(self, **given: Any) -> list[Row]:
        """The rows, read at once. Raises KeyError when a value is missing."""
        statement = self._statement
        if statement is None:  # two threads at once build the same
            statement = self._statement = _statement_of(self._build())
        values = [given[v.value] if isinstance(v, Given) else v for v in statement.values]
        with connections[statement.database].cursor() as cursor:
            cursor.execute(statement.sql, values)
            return statement.read(cursor.fetchall())

    def first(self, **given: Any) -> Row | None:
        """The first row. Whoever may find many says in *build* how few to read."""
        rows = self.all(**given)
        return rows[0] if rows else None


def _statement_of(queryset: QuerySet[Any, Any]) -> _Statement:
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, values = compiler.as_sql()
    reader = _READERS[queryset._iterable_class]
    return _Statement(queryset.db, sql, tuple(values), reader(queryset, compiler))


def _plain_rows(queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> Read:
    if queryset.query.annotation_select and queryset.query.selected is None:
        raise NotImplementedError("columns that values_list() names: their order is known")
    convert = _converted(compiler)
    return lambda rows: [tuple(row) for row in convert(rows)]


def _objects(queryset: Any, compiler: SQLCompiler) -> Read:
    """As `ModelIterable` makes them, without asking the shape of the rows again."""
    shape, select = compiler.klass_info, compiler.select
    assert shape is not None
    model, positions = shape["model"], shape["select_fields"]
    own = slice(positions[0], positions[-1] + 1)
    names = [cast("Any", column).target.attname for column, *_ in select[own]]
    related = get_related_populators(shape, select, queryset.db, queryset._fetch_mode)
    annotations = tuple((compiler.annotation_col_map or {}).items())
    convert = _converted(compiler)

    def made(row: Sequence[Any]) -> Any:
        one = model.from_db(queryset.db, names, row[own])
        for populator in related:
            populator.populate(row, one)
        for name, position in annotations:
            setattr(one, name, row[position])
        return one

    return lambda rows: [made(row) for row in convert(rows)]


def _converted(compiler: SQLCompiler) -> Callable[[Iterable[Any]], Iterable[Any]]:
    columns = [column for column, *_ in compiler.select]
    converters = compiler.get_converters(columns)
    if not converters:
        return lambda rows: rows
    return lambda rows: compiler.apply_converters(rows, converters)


_READERS: dict[type, Callable[[QuerySet[Any, Any], SQLCompiler], Read]] = {
    ModelIterable: _objects,
    ValuesListIterable: _plain_rows,
}
