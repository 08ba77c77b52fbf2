"""Prepares the environment before Django reads it, then brings in the bench: tests/README.md."""

import django
from hypothesis import HealthCheck, settings

from tests.bench import cluster, environment

environment.prepare()
cluster.start()
environment.adapt_settings()
django.setup()

# A property is true or false, however slow the machine is that day. Properties of rows run in one
# transaction and clear what they leave: each says how.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")

pytest_plugins = [
    "tests.bench.clock",
    "tests.bench.database",
    "tests.bench.gateway",
    "tests.bench.jobs",
    "tests.bench.made_up_kind",
    "tests.bench.pages",
    "tests.bench.clamd",
    "tests.bench.print_shop",
    "tests.bench.smtp",
    "tests.journeys.options",
    "tests.people",
    "tests.staff",
]
