"""Tables of an insurer laid over the acts that are shipped."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.overlay import overlaid
from espace_client.benefits.acts.problems import problems
from espace_client.benefits.acts.reading import UnreadableActs
from espace_client.benefits.acts.table import Row, read_table


def laid_over(acts: Mapping[str, Act], *paths: Path) -> dict[str, Act]:
    """*acts* with the tables over them: new acts, and other tariffs of known ones.

    Raises UnreadableActs; a combination that cannot be right is one too.
    """
    together = dict(acts)
    for path in paths:
        by_code: dict[str, list[Row]] = {}
        for row in read_table(path):
            by_code.setdefault(row.code, []).append(row)
        for code, rows in by_code.items():
            act = together[code] = _laid_over(together.get(code), rows)
            if problem := next(iter(problems(act)), None):
                raise UnreadableActs(path, 1, f"l’acte « {code} » : {problem}")
    return together


def _laid_over(known: Act | None, rows: list[Row]) -> Act:
    last = rows[-1]
    dated = [row.dated for row in rows]
    if known is None:
        tariffs = overlaid(dated, (), last.kind)
        return Act(last.code, last.nomenclature, last.label, last.label, _family(rows), tariffs)
    return replace(known, label=last.label, tariffs=overlaid(dated, known.tariffs, last.kind))


def _family(rows: list[Row]) -> Family:
    """The family of an act: that of its days with a base, if it is or was not always refunded."""
    refunded = [row.family for row in rows if row.family is not Family.NOT_REFUNDED]
    return refunded[-1] if refunded else Family.NOT_REFUNDED
