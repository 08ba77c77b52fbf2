"""« Preuve de dépôt »: what a receipt says of a deposit, and how each is tied to the one before.

The deposit is one line of JSON: format, number, reference, moment, the seal of the receipt before
it, then the SHA-256 and the size of each file, digests in base64url. Its own SHA-256 is the *seal*,
which stands in the signed code of the QR square. Whoever holds the paper and the files verifies
both without us (`tools/verify_document.py`, docs/verification.md). Source: product D.1.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from espace_client.documents.content import Draft, Section
from espace_client.documents.kinds import name_kind
from espace_client.documents.parts import insurer_section
from espace_client.documents.proofs import Said
from espace_client.documents.received import DepositedFile
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import NBSP, moment_in_words
from espace_client.kernel.signing import as_text

KIND = name_kind("receipt", gettext_lazy("Reçus de dépôt"))
PREFIX = "RD"
START = bytes(32)
_FORMAT = 1
_A_PIECE = 16  # characters of a long code


@dataclass(frozen=True, slots=True)
class Deposit:
    """What was given: the reference of the thing, what happened (« Demande envoyée »), the lines
    that the receipt says of it, whose initials anybody may read, and its files in their order."""

    reference: str
    what: str
    facts: tuple[tuple[str, str], ...]
    initials: str
    files: Sequence[DepositedFile] = ()


def canonical(deposit: Deposit, *, number: str, at: datetime, previous: bytes) -> bytes:
    """The line that is sealed. The same deposit always makes the same bytes."""
    said = [
        _FORMAT,
        number,
        deposit.reference,
        at.astimezone(UTC).isoformat(timespec="seconds"),
        as_text(previous),
        [[as_text(one.sha256), one.size] for one in deposit.files],
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def seal_of(line: bytes) -> bytes:
    """SHA-256 of the line: what the next receipt names, and what the square carries."""
    return hashlib.sha256(line).digest()


def draft(deposit: Deposit, line: bytes, *, at: datetime) -> Draft:
    """The receipt as a document."""
    day, current = date_in_paris(at), settings.SIGNING_KEYS.current
    facts = (
        (_("Référence"), deposit.reference),
        (_("Ce qui est arrivé"), deposit.what),
        (_("Reçu le"), moment_in_words(at)),
        *deposit.facts,
    )
    how = Section(
        heading=_("Vérifier ce reçu sans nous"),
        paragraphs=(
            _(
                "Le programme libre verify_document.py lit le code QR, la ligne ci-dessous et vos"
                " fichiers. Il dit si un seul caractère a changé, même si notre site n’existe plus."
            ),
        ),
        facts=(
            (_("Ligne du dépôt"), spaced_out(as_text(line))),
            (_("Clé publique"), spaced_out(settings.SIGNING_KEYS.public()[current])),
        ),
    )
    sections = (Section(facts=facts), _files(deposit.files))
    return Draft(
        kind=KIND,
        prefix=PREFIX,
        title=_("Reçu de dépôt"),
        template="documents/receipt.typ",
        about=_("de la demande %(reference)s") % {"reference": deposit.reference},
        printed=(*sections, how, insurer_section()),
        shown=(*sections, insurer_section()),
        said=Said((deposit.initials,), day, day, None, as_text(seal_of(line))),
        same_for_ever=True,
    )


def spaced_out(code: str) -> str:
    """A long code in pieces, so that a line of paper can end."""
    return " ".join(code[at : at + _A_PIECE] for at in range(0, len(code), _A_PIECE))


def _files(files: Sequence[DepositedFile]) -> Section:
    if not files:
        return Section(heading=_("Fichiers"), paragraphs=(_("Aucun fichier n’a été donné."),))
    return Section(
        heading=_("Fichiers"),
        paragraphs=(
            _(
                "Chaque fichier avec sa taille et son empreinte SHA-256. Une empreinte ne convient"
                " qu’à un fichier : un octet changé en donne une autre."
            ),
        ),
        facts=tuple(
            (one.name, f"{_counted(one.size)} {spaced_out(one.sha256.hex())}") for one in files
        ),
    )


def _counted(size: int) -> str:
    """« 1 octet, », « 51 204 octets, »."""
    number = f"{size:,}".replace(",", NBSP)
    return ngettext("%(number)s octet,", "%(number)s octets,", size) % {"number": number}
