"""The law and the acts that this installation computes with, read once per process."""

from functools import cache

from espace_client.benefits.acts.catalogue import Catalogue, shipped_catalogue
from espace_client.benefits.law.law import Law, shipped_law


@cache
def law() -> Law:
    """The figures of the law."""
    return shipped_law()


@cache
def catalogue() -> Catalogue:
    """The acts that are known."""
    return shipped_catalogue()
