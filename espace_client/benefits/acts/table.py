"""Acts as a table: one line a tariff, for the thousands of acts of an official file.

Columns are separated by « ; » and named on the first line. Blank columns are what the file does
not say. Written by `importing`, read here; an insurer may open and mend it with a spreadsheet.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.overlay import DatedRow
from espace_client.benefits.acts.reading import UnreadableActs
from espace_client.benefits.law.values import Confidence

COLUMNS = (
    "code", "nomenclature", "label", "family", "kind", "basket", "base", "outside_optam", "limit",
    "from", "until", "source", "confidence",
)  # fmt: skip


class Row(NamedTuple):
    """One line of the table: an act, and its tariff from one day on."""

    code: str
    nomenclature: str
    label: str
    family: Family
    kind: CareKind
    dated: DatedRow


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write *rows*, by code then by date. The file is there whole, or as it was before."""
    unfinished = path.with_suffix(path.suffix + ".new")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            _written(row) for row in sorted(rows, key=lambda row: (row.code, row.dated.valid_from))
        )
    unfinished.replace(path)


def read_table(path: Path) -> Iterator[Row]:
    """The lines of a table. Raises UnreadableActs, with the line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, delimiter=";")
        if tuple(next(lines, ())) != COLUMNS:
            raise UnreadableActs(path, 1, f"la première ligne doit être « {';'.join(COLUMNS)} ».")
        for line, fields in enumerate(lines, start=2):
            try:
                yield _row(fields)
            except (ValueError, InvalidOperation) as error:
                raise UnreadableActs(
                    path, line, f"cette ligne n’est pas lisible ({error})."
                ) from error


_FAMILIES = {family.value: family for family in Family}
_KINDS = {kind.value: kind for kind in CareKind}
_BASKETS = {basket.value: basket for basket in Basket}
_CONFIDENCES = {confidence.value: confidence for confidence in Confidence}


def _row(fields: list[str]) -> Row:
    if len(fields) != len(COLUMNS):
        raise ValueError(f"{len(fields)} colonnes au lieu de {len(COLUMNS)}")
    (
        code,
        nomenclature,
        label,
        family,
        kind,
        basket,
        base,
        outside,
        limit,
        start,
        end,
        source,
        sure,
    ) = fields
    if not code:
        raise ValueError("le code manque")
    return Row(
        code,
        nomenclature,
        label,
        _one_of(_FAMILIES, family),
        _one_of(_KINDS, kind),
        DatedRow(
            date.fromisoformat(start),
            date.fromisoformat(end) if end else None,
            Decimal(base),
            Decimal(outside) if outside else None,
            _one_of(_BASKETS, basket) if basket else None,
            Decimal(limit) if limit else None,
            source,
            _one_of(_CONFIDENCES, sure),
        ),
    )


def _one_of[T](known: Mapping[str, T], written: str) -> T:
    try:
        return known[written]
    except KeyError:
        raise ValueError(f"« {written} » n’est pas un mot connu") from None


def _written(row: Row) -> tuple[str, ...]:
    dated = row.dated
    return (
        row.code,
        row.nomenclature,
        row.label,
        row.family.value,
        row.kind.value,
        dated.basket.value if dated.basket else "",
        str(dated.base),
        "" if dated.base_outside_optam is None else str(dated.base_outside_optam),
        "" if dated.limit is None else str(dated.limit),
        dated.valid_from.isoformat(),
        dated.valid_to.isoformat() if dated.valid_to else "",
        dated.source,
        dated.confidence.value,
    )
