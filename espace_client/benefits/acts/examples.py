"""The worked examples: those that every insurer must show, the same acts for all, and further ones.

Source of the first: readability commitment of 14 February 2019, domain rules 4.3. The further ones
are about kinds of care that the commitment does not name. What they give under one contract is for
the computation to say; here is what to ask it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.reading import UnreadableActs, entries_of
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.qualifiers import Optam


class ExamplePrice(NamedTuple):
    """What the care of an example costs from a day on, until the next price. Euros."""

    valid_from: date
    price: Decimal
    source: str
    confidence: Confidence


class ExampleStay(NamedTuple):
    """An example that is a stay in hospital, not an act: its price is the tariff of the stay."""

    nights: int
    heavy_act: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example on one day: either an act or a stay, its price and what else to ask.

    `said` begins a sentence about it, before « à 539,00 € ». `per` is what the price is for, if not
    the whole (« jour »). `heavy_act`: fees within a stay whose heavy act has its own charge.
    `child`: somebody under 16. `mandatory`: one of the commitment's.
    """

    key: str
    label: str
    said: str
    act: Act | None
    stay: ExampleStay | None
    price: ExamplePrice
    optam: Optam | None = None
    in_hospital: bool = False
    heavy_act: bool = False
    child: bool = False
    tooth: str = ""
    per: str = ""
    mandatory: bool = True


class Examples:
    """The examples of a file, through time."""

    def __init__(self, path: Path, acts: Mapping[str, Act]) -> None:
        self._all = [list(_through_time(path, *entry, acts)) for entry in entries_of(path)]

    def on(self, day: date) -> tuple[Example, ...]:
        """Those whose price of that day is known: in the order of the commitment, then others."""
        current = ([one for one in each if one.price.valid_from <= day] for each in self._all)
        return tuple(known[-1] for known in current if known)


def _through_time(
    path: Path, key: str, line: int, fields: Any, acts: Mapping[str, Act]
) -> Iterator[Example]:
    """An example once for each of its prices, oldest first."""
    try:
        stay = fields.get("stay")
        for row in fields["prices"]:
            price = ExamplePrice(
                row["from"], Decimal(row["price"]), row["source"], Confidence(row["confidence"])
            )
            yield Example(
                key=key,
                label=fields["label"],
                said=fields["said"],
                act=None if stay else acts[fields["act"]],
                stay=ExampleStay(stay["nights"], stay["heavy_act"]) if stay else None,
                price=price,
                optam=Optam(fields["optam"]) if "optam" in fields else None,
                in_hospital=fields.get("in_hospital", False),
                heavy_act=fields.get("heavy_act", False),
                child=fields.get("child", False),
                tooth=fields.get("tooth", ""),
                per=fields.get("per", ""),
                mandatory=fields.get("mandatory", True),
            )
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UnreadableActs(
            path, line, f"l’exemple « {key} » n’est pas lisible ({error})."
        ) from error
