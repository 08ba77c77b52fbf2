"""Prepares the environment before Django reads it, then brings in the bench: tests/README.md."""

import django

from tests.bench import cluster, environment

environment.prepare()
cluster.start()
environment.adapt_settings()
django.setup()

pytest_plugins = [
    "tests.bench.clock",
    "tests.bench.database",
    "tests.bench.gateway",
    "tests.bench.jobs",
    "tests.bench.pages",
    "tests.bench.print_shop",
    "tests.bench.smtp",
    "tests.journeys.options",
    "tests.people",
    "tests.staff",
]
