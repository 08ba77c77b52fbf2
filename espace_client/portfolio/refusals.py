"""The last safety net: what the database itself refuses, told as an anomaly."""

import re

import psycopg
from django.db import Error as DjangoDatabaseError
from django.utils.translation import gettext as _

from espace_client.portfolio.anomalies import Anomalies

DATABASE_ERRORS = (DjangoDatabaseError, psycopg.Error)
_KEY = re.compile(r"\(([a-z_, ]+)\)=")


def is_refusal(error: BaseException) -> bool:
    """Whether the database refused the rows, rather than failed to answer."""
    cause = _cause(error)
    return isinstance(cause, psycopg.IntegrityError | psycopg.DataError)


def report_refusal(error: BaseException, file: str, anomalies: Anomalies) -> None:
    """Say that the database refused *file*. Names the rule and the columns, never the values."""
    cause = _cause(error)
    diagnostic = cause.diag if isinstance(cause, psycopg.Error) else None
    rule = (diagnostic.constraint_name if diagnostic else None) or type(cause).__name__
    columns = _KEY.search((diagnostic.message_detail if diagnostic else None) or "")
    anomalies.about(file).block(
        _("La base de données refuse une ligne de ce fichier (règle %s).") % rule,
        _("Une ligne contredit une donnée déjà importée. Comparez-la au dossier existant."),
        column=columns[1] if columns else "",
    )


def _cause(error: BaseException) -> BaseException:
    return error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
