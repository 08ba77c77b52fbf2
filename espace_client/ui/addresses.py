"""Addresses that come from outside: followed only if they are ours."""

from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

_LONGEST = 1000  # characters; our longest, a sealed simulation, has half of that


def our_own(asked: str) -> str:
    """*asked* if it is a page of this site, written from its first slash; else nothing."""
    if not asked.startswith("/") or len(iri_to_uri(asked)) > _LONGEST:
        return ""
    if any(ord(character) < 32 for character in asked):
        return ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
