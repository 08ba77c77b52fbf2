"""The NGAP: consultations and acts of paramedics, by key letter and coefficient.

Columns: key letter, coefficient where there is one, label, tariff of the letter, tariff outside
the OPTAM, dates. The base is the tariff of the letter times the coefficient.
"""

import re
from decimal import Decimal

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.importing.report import Reading
from espace_client.benefits.acts.importing.sheet import Line, day, euros
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.overlay import DatedRow
from espace_client.benefits.acts.table import Row
from espace_client.benefits.law.values import Confidence
from espace_client.kernel.money import cents

HEADINGS = {
    "code": ("lettre cle", "lettre", "code", "acte"),
    "label": ("libelle", "designation", "texte"),
    "coefficient": ("coefficient", "coef"),
    "outside": ("tarif hors optam", "tarif hors secteur 1", "tarif secteur 2"),
    "tariff": ("tarif optam", "tarif secteur 1", "tarif metropole", "tarif"),
    "from": ("date d effet", "date effet", "date de debut", "date debut"),
    "until": ("date de fin", "date fin"),
}
NEEDED = {"code", "label", "tariff"}
_DOCTOR = Family.DOCTOR, CareKind.MEDICAL_FEES
_PARAMEDICAL = Family.PARAMEDICAL, CareKind.PARAMEDICAL_FEES
_LETTERS = {
    **dict.fromkeys(("G", "GS", "C", "CS", "CNP", "CNPSY", "CSC", "V", "VG", "VGS", "VS"), _DOCTOR),
    **dict.fromkeys(("APC", "APU", "APY", "APV", "CCX", "TCG", "TC", "TCS"), _DOCTOR),
    **dict.fromkeys(("AMK", "AMS", "AMC", "AMI", "AIS", "DI", "AMO", "AMY", "AMP"), _PARAMEDICAL),
    "B": (Family.LABORATORY, CareKind.LABORATORY),
}


def row_of(line: Line, reading: Reading) -> Row:
    """The act of one line. Raises ValueError, in French."""
    letter = line["code"].upper()
    if not re.fullmatch(r"[A-Z]+", letter):
        raise ValueError(f"« {letter} » n’est pas une lettre clé")
    if letter not in _LETTERS:
        raise ValueError(f"la lettre clé « {letter} » n’est pas connue de ce programme")
    if not line["label"]:
        raise ValueError(f"le libellé de « {letter} » manque")
    family, kind = _LETTERS[letter]
    times = _coefficient(line["coefficient"])
    base = cents(euros(line["tariff"]) * times)
    outside = cents(euros(line["outside"]) * times) if line["outside"] else None
    return Row(
        f"{letter} {line['coefficient']}".strip().replace(",", "."),
        "NGAP",
        line["label"],
        family,
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


def _coefficient(written: str) -> Decimal:
    if not written:
        return Decimal(1)
    if not re.fullmatch(r"\d+([.,]\d+)?", written):
        raise ValueError(f"« {written} » n’est pas un coefficient")
    return Decimal(written.replace(",", "."))
