"""Reading files of acts. What is wrong is said with the file, its line and the act.

    HBLD634:
      nomenclature: CCAM
      label: Couronne céramométallique sur une incisive, une canine ou une première prémolaire
      plain: Couronne en céramique sur métal, dent de devant
      family: dental
      teeth: 11-14 21-24 31-34 41-44
      instead: [HBLD680]
      tariffs:
        - {from: 2020-01-01, base: "120.00", limit: "500.00", basket: nothing_left,
           kind: dental_nothing_left, source: "…", confidence: check}

A tariff holds until the next one begins; `until` ends one, so that an act which was closed is not
one whose tariff was forgotten. `base: price` says that the law sets the price, which then is the
base. What every tariff of an act shares (`kind`, `basket`, `source`,
`confidence`) may be said once, beside `family`. Format: docs/calculations/acts.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.problems import problems
from espace_client.benefits.acts.teeth import teeth_in
from espace_client.benefits.law.values import Confidence

SHIPPED = Path(__file__).parent / "shipped"
_ACT_FIELDS = {"nomenclature", "label", "plain", "family", "words", "teeth", "instead", "unit"}
_SHARED_FIELDS = {"kind", "basket", "source", "confidence"}
_AT_ITS_PRICE = "price"
_TARIFF_FIELDS = {
    "from",
    "until",
    "base",
    "outside_optam",
    "outside_optam_confidence",
    "limit",
    *_SHARED_FIELDS,
}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableActs(ValueError):
    """A file of acts is not what it should be; the sentence names the file, the line, the act."""

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(f"{path.name}, ligne {line} : {sentence}")


def read_acts(*paths: Path) -> dict[str, Act]:
    """The acts of these files, by code. Raises UnreadableActs."""
    acts: dict[str, Act] = {}
    for path in paths:
        for code, line, fields in entries_of(path):
            if code in acts:
                raise UnreadableActs(path, line, f"l’acte « {code} » est en double.")
            acts[code] = _act(path, line, code, fields)
    return acts


def entries_of(path: Path) -> Iterator[tuple[str, int, Any]]:
    """Each entry of a file whose top is a mapping: key, line, content. Keys may not repeat."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise UnreadableActs(path, 1, "ce fichier ne contient pas une liste d’entrées nommées.")
        for key, content in node.value:
            yield key.value, key.start_mark.line + 1, loader.construct_object(content, deep=True)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableActs(path, mark.line + 1 if mark else 1, f"{error}") from error
    finally:
        loader.dispose()


def _act(path: Path, line: int, code: str, fields: Any) -> Act:
    try:
        _refuse_unknown(fields, _ACT_FIELDS | _SHARED_FIELDS | {"tariffs"})
        act = Act(
            code=code,
            nomenclature=fields["nomenclature"],
            label=fields["label"],
            plain=fields["plain"],
            family=Family(fields["family"]),
            tariffs=tuple(_tariffs(fields)),
            words=tuple(fields.get("words", ())),
            teeth=teeth_in(fields.get("teeth", "")),
            instead=tuple(fields.get("instead", ())),
            unit=fields.get("unit", ""),
        )
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        missing = isinstance(error, KeyError)
        reason = f"le champ « {error.args[0]} » manque" if missing else f"{error}"
        raise UnreadableActs(
            path, line, f"l’acte « {code} » n’est pas lisible ({reason})."
        ) from error
    if problem := next(iter(problems(act)), None):
        raise UnreadableActs(path, line, f"l’acte « {code} » : {problem}")
    return act


def _tariffs(fields: Mapping[str, Any]) -> Iterator[Tariff]:
    shared = {name: fields[name] for name in _SHARED_FIELDS if name in fields}
    rows = [{**shared, **row} for row in fields["tariffs"]]
    for row, following in zip_longest(rows, rows[1:]):
        _refuse_unknown(row, _TARIFF_FIELDS)
        day_before = following["from"] - timedelta(days=1) if following else None
        yield Tariff(
            valid_from=_day(row["from"]),
            valid_to=_day(row["until"]) if "until" in row else day_before,
            base=Decimal("0.00") if row["base"] == _AT_ITS_PRICE else _euros(row["base"]),
            base_outside_optam=_euros(row["outside_optam"]) if "outside_optam" in row else None,
            basket=Basket(row.get("basket", Basket.NONE)),
            limit=_euros(row["limit"]) if "limit" in row else None,
            kind=CareKind(row["kind"]),
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            base_is_price=row["base"] == _AT_ITS_PRICE,
            outside_optam_confidence=Confidence(row["outside_optam_confidence"])
            if "outside_optam_confidence" in row
            else None,
        )


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError(f"« {value} » n’est pas une date, écrivez AAAA-MM-JJ sans guillemets")
    return value


def _euros(value: Any) -> Decimal:
    if not isinstance(value, str):
        raise ValueError(f"écrivez {value} entre guillemets, un montant reste ainsi exact")
    return Decimal(value)


def _refuse_unknown(fields: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(fields) - known):
        raise ValueError(f"le champ « {unknown[0]} » n’est pas connu")
