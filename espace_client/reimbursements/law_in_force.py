"""The law and the acts that this installation computes with, read once per process."""

from functools import cache

from django.conf import settings

from espace_client.benefits.acts.catalogue import Catalogue, catalogue_with
from espace_client.benefits.law.law import Law, shipped_law


@cache
def law() -> Law:
    """The figures of the law."""
    return shipped_law()


@cache
def catalogue() -> Catalogue:
    """The acts that are known: ours, and those of the insurer's files."""
    return catalogue_with(*settings.ACTS_FILES)
