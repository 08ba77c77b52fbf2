"""The law and the acts that this installation computes with, read once per process."""

from functools import cache

from django.conf import settings

from espace_client.benefits.acts.catalogue import Catalogue, catalogue_with
from espace_client.contracts.law_in_force import law

__all__ = ["catalogue", "law"]


@cache
def catalogue() -> Catalogue:
    """The acts that are known: ours, and those of the insurer's files."""
    return catalogue_with(*settings.ACTS_FILES)
