"""What gunicorn serves as the limit: one connection for each thread, kept open.

The framework is set up for the sentences and figures of the product, which are computed once; no
request goes through it.
"""

import os
import threading
from importlib import import_module

import django
import psycopg

django.setup()
limit = import_module("tests.load.limits.application").application
_kept = threading.local()


def _connection() -> psycopg.Connection:
    if not hasattr(_kept, "connection"):
        _kept.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    return _kept.connection


application = limit(_connection)
