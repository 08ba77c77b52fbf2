"""The LPP: products and services, with their tariff and their limit price (PLV).

Columns, as in the history table of ameli.fr: code (seven digits), label, first and last day,
tariff, limit price where there is one.
"""

import re

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.importing.report import Reading
from espace_client.benefits.acts.importing.sheet import Line, day, euros
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.overlay import DatedRow
from espace_client.benefits.acts.table import Row
from espace_client.benefits.law.values import Confidence

HEADINGS = {
    "code": ("code lpp", "code tips", "code"),
    "label": ("nomenclature", "designation", "libelle", "nom court"),
    "limit": ("prix limite", "plv", "prix unitaire reglemente", "prix uni"),
    "tariff": ("tarif", "base de remboursement"),
    "from": ("date d effet", "date de debut", "date debut", "debutvalid", "debut"),
    "until": ("date de fin", "date fin", "finhisto", "fin"),
}
NEEDED = {"code", "label", "tariff"}
_CODE = re.compile(r"\d{7}")


def row_of(line: Line, reading: Reading) -> Row:
    """The product of one line. Raises ValueError, in French."""
    code = line["code"]
    if not _CODE.fullmatch(code):
        raise ValueError(f"« {code} » n’est pas un code LPP (sept chiffres)")
    if not line["label"]:
        raise ValueError(f"la désignation de « {code} » manque")
    base = euros(line["tariff"])
    limit = euros(line["limit"]) if line["limit"] else None
    if limit is not None and not limit:
        limit = None  # a zero stands for « no limit » in the table of ameli
    if limit is not None and limit < base:
        raise ValueError(f"le prix limite de « {code} » est plus bas que son tarif")
    return Row(
        code,
        "LPP",
        line["label"],
        Family.DEVICE,
        CareKind.MEDICAL_EQUIPMENT,
        DatedRow(
            reading.start(day(line["from"])),
            day(line["until"]),
            base,
            None,
            Basket.CAPPED if limit is not None else None,
            limit,
            reading.source,
            Confidence.SURE,
        ),
    )
