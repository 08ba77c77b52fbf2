"""E-mail addresses: compared by a key, shown masked."""

import contextlib
import unicodedata


def canonical(address: str) -> str:
    """The form under which two spellings of one mailbox are equal.

    NFKC then case-folded, the domain in its ASCII form. Two different mailboxes never share a key
    through look-alike letters: what is not ASCII in the local part stays as it is.
    """
    local, at, domain = unicodedata.normalize("NFKC", address.strip()).casefold().rpartition("@")
    if not at:
        return local
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"


def masked(address: str) -> str:
    """An address that its owner recognises and nobody else learns: `j***.m***@orange.fr`."""
    local, _, domain = address.rpartition("@")
    pieces = [f"{piece[0]}***" for piece in local.split(".") if piece]
    return f"{'.'.join(pieces) or '***'}@{domain}"


def same_mailbox(one: str, other: str) -> bool:
    """Whether two spellings name one mailbox."""
    return canonical(one) == canonical(other)


# Warned of, never refused: who reads a mailbox is its owner's business (product B.2.1).
_ROLES = frozenset({
    "accueil", "admin", "administration", "compta", "comptabilite", "contact", "direction", "info",
    "mairie", "postmaster", "rh", "secretariat", "service", "support", "webmaster",
})  # fmt: skip
_DISPOSABLE = frozenset({
    "10minutemail.com", "guerrillamail.com", "jetable.org", "mailinator.com", "temp-mail.org",
    "tempmail.com", "trashmail.com", "yopmail.com", "yopmail.fr", "yopmail.net",
})  # fmt: skip


def is_of_a_role(address: str) -> bool:
    """Whether several people may read that mailbox: `contact@`, `secretariat@`."""
    return canonical(address).partition("@")[0] in _ROLES


def is_disposable(address: str) -> bool:
    """Whether the mailbox is one that anybody opens, or that is gone in an hour."""
    return canonical(address).rpartition("@")[2] in _DISPOSABLE
