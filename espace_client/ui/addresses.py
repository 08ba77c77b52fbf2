"""Addresses that come from outside: followed only if they are ours."""

from django.utils.http import url_has_allowed_host_and_scheme


def our_own(asked: str) -> str:
    """*asked* if it is a page of this site, written from its first slash; else nothing."""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours and not any(ord(character) < 32 for character in asked) else ""
