"""What gunicorn serves as the limit: one connection for each thread, kept open."""

import os
import threading

import psycopg

from tests.load.limits.application import application as limit

_kept = threading.local()


def _connection() -> psycopg.Connection:
    if not hasattr(_kept, "connection"):
        _kept.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    return _kept.connection


application = limit(_connection)
