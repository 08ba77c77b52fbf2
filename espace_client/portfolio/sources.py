"""The files of an export as they lie on the disk: their bytes, encoding and separator."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from espace_client.portfolio.anomalies import Anomalies, Refused
from espace_client.portfolio.columns import FORMATS, PRODUCTS

_CHUNK = 1 << 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: `name` is how anomalies call it, `digest` the SHA-256 of its bytes."""

    name: str
    path: Path
    digest: str
    encoding: str

    def unchanged(self) -> bool:
        """Whether the file still holds the bytes that were checked."""
        try:
            return _digest(self.path) == self.digest
        except OSError:
            return False


def found_in(directory: Path, anomalies: Anomalies) -> dict[str, Source]:
    """The files of the export that can be read, by name. The others are anomalies."""
    sources = {}
    for name, path in _expected(directory, anomalies):
        try:
            sources[name] = Source(name, path, _digest(path), _encoding(path))
        except Refused as refusal:
            anomalies.about(name).block(refusal.problem, refusal.remedy)
        except OSError:
            anomalies.about(name).block(
                _("Ce fichier est absent ou illisible."), _("Ajoutez-le au dossier de l’export.")
            )
    return sources


def _expected(directory: Path, anomalies: Anomalies) -> list[tuple[str, Path]]:
    products = sorted(
        path for path in (directory / PRODUCTS).glob("*") if path.suffix in (".yaml", ".yml")
    )
    if not products:
        anomalies.about(f"{PRODUCTS}/").block(
            _("Ce dossier ne contient aucun produit."), _("Ajoutez un fichier .yaml par produit.")
        )
    known = [one.name for one in FORMATS]
    for path in sorted(directory.glob("*.csv")):
        if path.name not in known:
            problem = _("Ce fichier n’est pas lu.")
            remedy = _("Vérifiez son nom. Les noms attendus sont %s.") % ", ".join(known)
            anomalies.about(path.name).doubt(problem, remedy)
    return [
        *((name, directory / name) for name in known),
        *((f"{PRODUCTS}/{path.name}", path) for path in products),
    ]


def _encoding(path: Path) -> str:
    """UTF-8 if every byte agrees, else Windows-1252 if every byte is one of its characters."""
    with path.open("rb") as file:
        start = file.read(3)
    if start.startswith(_UTF_16):
        raise Refused(_("Ce fichier est en UTF-16."), _("Exportez-le en UTF-8 ou en Windows-1252."))
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
        if start == codecs.BOM_UTF8:
            break
    raise Refused(
        _("L’encodage de ce fichier n’est pas reconnu."),
        _("Exportez-le en UTF-8 ou en Windows-1252."),
    )


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
