"""The tariffs of one act from two files: an official one over what is shipped.

The official file says bases and dates; what it leaves blank (basket, limit price, kind of care)
is that of the shipped act on the same day. Days that it does not speak of keep what was known.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from espace_client.benefits.acts.act import Basket, Tariff
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import Confidence

_DAY = timedelta(days=1)
_UNSAID = {CareKind.DENTAL_FREE: Basket.FREE}


class DatedRow(NamedTuple):
    """A tariff as a file writes it: None is what the file does not say. Euros."""

    valid_from: date
    valid_to: date | None
    base: Decimal
    base_outside_optam: Decimal | None
    basket: Basket | None
    limit: Decimal | None
    source: str
    confidence: Confidence

    def tariff(self, known: Tariff | None, default: CareKind) -> Tariff:
        """This row as a tariff; blanks are those of *known*, the tariff of the same days."""
        basket, limit = self.basket, self.limit
        if basket is None:
            basket = known.basket if known else _UNSAID.get(default, Basket.NONE)
            if limit is None and known and known.limit is not None:
                limit = known.limit
        return Tariff(
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            base=self.base,
            base_outside_optam=self.base_outside_optam,
            basket=basket,
            limit=limit,
            kind=known.kind if known else default,
            source=self.source,
            confidence=self.confidence,
        )


def closed(rows: Sequence[DatedRow]) -> list[DatedRow]:
    """The rows in order, each ending at the latest the day before the next one."""
    ordered = sorted(rows, key=lambda row: row.valid_from)
    return [
        row._replace(valid_to=_sooner(row.valid_to, after.valid_from - _DAY if after else None))
        for row, after in zip_longest(ordered, ordered[1:])
    ]


def overlaid(
    rows: Sequence[DatedRow], shipped: Sequence[Tariff], default: CareKind
) -> tuple[Tariff, ...]:
    """The tariffs of *rows* where they speak, those that are shipped elsewhere."""
    rows = closed(rows)
    if not shipped:
        return tuple(row.tariff(None, default) for row in rows)
    return tuple(_segments(rows, shipped, default))


def _segments(
    rows: Sequence[DatedRow], shipped: Sequence[Tariff], default: CareKind
) -> Iterator[Tariff]:
    both: list[DatedRow | Tariff] = [*rows, *shipped]
    starts = {one.valid_from for one in both}
    starts |= {one.valid_to + _DAY for one in both if one.valid_to}
    ordered = sorted(starts)
    for start, after in zip_longest(ordered, ordered[1:]):
        end = after - _DAY if after else None
        row = next((row for row in rows if _holds(row, start)), None)
        known = next((tariff for tariff in shipped if _holds(tariff, start)), None)
        if row:
            yield row._replace(valid_from=start, valid_to=end).tariff(known, default)
        elif known:
            yield known._replace(valid_from=start, valid_to=end)


def _holds(one: DatedRow | Tariff, on: date) -> bool:
    return one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)


def _sooner(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
