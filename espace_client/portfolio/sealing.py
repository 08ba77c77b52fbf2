"""What is sealed on its way in: no clear NIR, IBAN or old password hash ever leaves the process.

Each sealer takes cells of a line and gives the columns that are staged in their place. The index
tells whether a value is the one already held; then it is not sealed again, and keeps its seal.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.accounts.models import hash_bound_to
from espace_client.accounts.queries import indexes_of_hashes
from espace_client.kernel import emails, nir
from espace_client.kernel import iban as ibans
from espace_client.kernel.sealing import BlindIndex, KeyRing
from espace_client.members.models import iban_bound_to, nir_bound_to
from espace_client.members.queries import indexes_of_ibans, indexes_of_nirs
from espace_client.portfolio.anomalies import NotTaken
from espace_client.portfolio.columns import ACCOUNTS, LOGINS, PEOPLE

_HEX = "[0-9a-fA-F]"
_SALT = "[^$\\s]{1,64}\\$"
_BASE64 = "[A-Za-z0-9+/._=-]+"
_PBKDF2 = f"[0-9]{{1,9}}\\$[^$\\s]{{1,128}}\\${_BASE64}"
_HASHES = {
    "md5": re.compile(f"{_HEX}{{32}}"),
    "md5_sel": re.compile(f"{_SALT}{_HEX}{{32}}"),
    "sha1": re.compile(f"{_HEX}{{40}}"),
    "sha1_sel": re.compile(f"{_SALT}{_HEX}{{40}}"),
    "bcrypt": re.compile(r"\$2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}"),
    # As Django, passlib and Werkzeug write them.
    "pbkdf2_sha1": re.compile(f"(?:pbkdf2_sha1\\$|\\$pbkdf2\\$|pbkdf2:sha1:){_PBKDF2}"),
    "pbkdf2_sha256": re.compile(
        f"(?:pbkdf2_sha256\\$|\\$pbkdf2-sha256\\$|pbkdf2:sha256:){_PBKDF2}"
    ),
}

type Cell = str | None
"""A cell as it was read, or as it stands in a surely good line; empty or None: nothing there."""


class Sealer(Protocol):
    """`reads` are the columns it looks at, `hides` those of them that are never staged, `gives`
    the columns staged beside the others with their types, `blamed` the one that may be wrong."""

    @property
    def reads(self) -> tuple[str, ...]: ...
    @property
    def hides(self) -> tuple[str, ...]: ...
    @property
    def gives(self) -> Mapping[str, str]: ...
    @property
    def blamed(self) -> str: ...

    def sealed(self, *cells: Cell) -> tuple[str, ...]:
        """What is staged: COPY's text, empty for NULL. Raises NotTaken or ValueError."""


@dataclass(slots=True)
class _Seals:
    """Seals values of one purpose, unless the index of what is held says it is the same."""

    purpose: str
    bound_to: Callable[[str], str]
    held: Mapping[str, bytes]
    # Asked once: Django's settings are looked up anew at each mention.
    _index: BlindIndex = field(default_factory=lambda: settings.BLIND_INDEX)
    _keys: KeyRing = field(default_factory=lambda: settings.SEALING_KEYS)

    def of(self, owner: str, value: str) -> tuple[str, str]:
        """The seal (empty when it is already there) and the index, as COPY writes them."""
        index = self._index.of(value, purpose=self.purpose)
        if self.held.get(owner) == index:
            return "", f"\\x{index.hex()}"
        seal = self._keys.seal_bytes(value.encode(), bound_to=self.bound_to(owner))
        return f"\\x{seal.hex()}", f"\\x{index.hex()}"


@dataclass(slots=True)
class SealsPeople:
    """The NIR of each person; and under which key their mailbox is compared."""

    reads = ("reference", "email", "nir")
    hides = ("nir",)
    gives = {"mailbox": "text", "nir_sealed": "bytea", "nir_index": "bytea"}
    blamed = "nir"
    _nirs: _Seals = field(default_factory=lambda: _Seals("nir", nir_bound_to, indexes_of_nirs()))

    def sealed(self, *cells: Cell) -> tuple[str, ...]:
        reference, email, number = cells
        mailbox = ""
        if email:
            mailbox = email.lower() if email.isascii() else emails.canonical(email)
        if not number or not reference:
            return mailbox, "", ""
        return mailbox, *self._nirs.of(reference, nir.normal(number))


@dataclass(slots=True)
class SealsAccounts:
    """The IBAN of each account; its country and its last four characters stay readable."""

    reads = ("reference", "iban")
    hides = ("iban",)
    gives = {"iban_sealed": "bytea", "iban_index": "bytea", "country": "text", "last4": "text"}
    blamed = "iban"
    _ibans: _Seals = field(
        default_factory=lambda: _Seals("iban", iban_bound_to, indexes_of_ibans())
    )

    def sealed(self, *cells: Cell) -> tuple[str, ...]:
        reference, iban = cells
        if not iban or not reference:
            return "", "", "", ""
        iban = ibans.normal(iban)
        return *self._ibans.of(reference, iban), iban[:2], iban[-4:]


@dataclass(slots=True)
class SealsLogins:
    """The hash of each old password; and the login without its capitals, to compare."""

    reads = ("login", "schema", "empreinte")
    hides = ("schema", "empreinte")
    gives = {"folded": "text", "scheme": "text", "hash_sealed": "bytea", "hash_index": "bytea"}
    blamed = "empreinte"
    _hashes: _Seals = field(
        default_factory=lambda: _Seals("legacy", hash_bound_to, indexes_of_hashes())
    )

    def sealed(self, *cells: Cell) -> tuple[str, ...]:
        login, scheme, written = cells
        folded = login.casefold() if login else ""
        if not login or not (scheme or written):
            return folded, "", "", ""
        if not scheme or not written:
            raise NotTaken(
                _("L’empreinte et son schéma ne vont pas l’un sans l’autre."),
                _("Elle n’est pas reprise. Remplissez les deux cases, ou aucune."),
            )
        if not _HASHES[scheme].fullmatch(written):
            raise NotTaken(
                _("Cette empreinte n’a pas la forme de son schéma."),
                _(
                    "Elle n’est pas reprise. Si c’est un mot de passe en clair, détruisez ce"
                    " fichier et faites un export qui n’en contient aucun."
                ),
            )
        seal, index = self._hashes.of(login, written)
        return folded, scheme, seal, index


SEALERS: Mapping[str, type[SealsPeople] | type[SealsAccounts] | type[SealsLogins]] = {
    PEOPLE.name: SealsPeople,
    ACCOUNTS.name: SealsAccounts,
    LOGINS.name: SealsLogins,
}
