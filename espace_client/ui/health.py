"""`/healthz`: whether this process can serve, for whoever starts, watches or balances it."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


class _MigrationsAreMissing(Exception):
    pass


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 « ok » when the database answers and has every table, 503 with the reason otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _require_migrations()
    except DatabaseError:
        return _answer("the database does not answer", 503)
    except _MigrationsAreMissing:
        return _answer("migrations are missing", 503)
    return _answer("ok", 200)


@cache
def _require_migrations() -> None:
    """Look until every migration is there; then never again in this process (a cache keeps an
    answer, not an exception)."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _MigrationsAreMissing


def _answer(text: str, status: int) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
