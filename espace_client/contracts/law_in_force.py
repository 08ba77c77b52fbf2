"""The law that this installation goes by, read once per process."""

from functools import cache

from django.conf import settings

from espace_client.benefits.law.law import Law, law_with


@cache
def law() -> Law:
    """The figures of the law: ours, and those that the insurer corrected."""
    return law_with(settings.LAW_FILE)
