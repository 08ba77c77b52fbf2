"""The CCAM, as ameli.fr publishes its table of acts and tariffs.

Columns: code, text, activity, phase, tariff of sector 1 and of members of the OPTAM, tariff of
others, and dates where the file has them. One act has a line by activity and phase: the main one
(activity 1, phase 0) is kept, the others (anaesthesia, further phases) are set aside.
"""

import re
from decimal import Decimal

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.importing.report import Reading, SetAside
from espace_client.benefits.acts.importing.sheet import Line, day, euros
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.overlay import DatedRow
from espace_client.benefits.acts.table import Row
from espace_client.benefits.law.values import Confidence

HEADINGS = {
    "code": ("code acte", "code ccam", "code de l acte", "cod acte", "code"),
    "label": ("texte", "libelle long", "libelle acte", "libelle", "designation"),
    "activity": ("activite", "code activite"),
    "phase": ("phase", "code phase"),
    "outside": (
        "tarif hors secteur 1",
        "tarif hors optam",
        "tarif hors adherents",
        "tarif secteur 2",
    ),
    "tariff": ("tarif secteur 1", "tarif optam", "tarif adherents", "tarif"),
    "from": ("date d effet", "date effet", "date de debut", "date debut"),
    "until": ("date de fin", "date fin"),
}
NEEDED = {"code", "label", "tariff"}
_CODE = re.compile(r"[A-Z]{4}\d{3}")
_CHAPTER = re.compile(r"\d+(\.\d+)*\.?")
_IMAGING = "HKLN"  # scanner, radiography, scintigraphy, magnetic resonance
_NOT_PAID = {"non pris en charge", "npc", "non remboursable", "nr"}


def row_of(line: Line, reading: Reading) -> Row:
    """The act of one line. Raises SetAside, or ValueError in French."""
    code = line["code"].upper()
    if not code or _CHAPTER.fullmatch(code):
        raise SetAside("titre ou note")
    if not _CODE.fullmatch(code):
        raise ValueError(f"« {code} » n’est pas un code CCAM (quatre lettres, trois chiffres)")
    if line["activity"] not in {"", "1"}:
        raise SetAside("autre activité (anesthésie …)")
    if line["phase"] not in {"", "0"}:
        raise SetAside("autre phase de traitement")
    if not line["label"]:
        raise ValueError(f"le texte de « {code} » manque")
    base = _tariff(line["tariff"])
    outside = _tariff(line["outside"]) if line["outside"] else None
    family, kind = _nature(code)
    return Row(
        code,
        "CCAM",
        line["label"],
        family if base else Family.NOT_REFUNDED,
        kind,
        DatedRow(
            reading.start(day(line["from"])),
            day(line["until"]),
            base,
            outside if outside != base else None,
            None,
            None,
            reading.source,
            Confidence.SURE,
        ),
    )


def _tariff(written: str) -> Decimal:
    if written.casefold() in _NOT_PAID:
        return Decimal("0.00")
    if not written:
        raise ValueError("le tarif manque")
    return euros(written)


def _nature(code: str) -> tuple[Family, CareKind]:
    """What an act is, by its letters: two for the place in the body, then action, then means."""
    if code.startswith("LBLD"):
        return Family.DENTAL, CareKind.IMPLANTS
    if code.startswith("HBLD"):  # a prosthesis: no official file says its basket
        return Family.DENTAL, CareKind.DENTAL_FREE
    if code.startswith("HB"):
        return Family.DENTAL, CareKind.DENTAL_CARE
    if code[2] == "Q" and code[3] in _IMAGING:
        return Family.IMAGING, CareKind.MEDICAL_FEES
    if code[2:4] == "QX":
        return Family.PATHOLOGY, CareKind.MEDICAL_FEES
    return Family.DOCTOR, CareKind.MEDICAL_FEES
