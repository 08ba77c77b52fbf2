"""A later official file added to an older table: its tariffs come after those that were known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from espace_client.benefits.acts.table import Row


class Merged(NamedTuple):
    """The table after a later file, and what it changed, in numbers of tariffs."""

    rows: tuple[Row, ...]
    added: int
    replaced: int
    unchanged: int
    absent: int  # acts of the older table that the later file does not name: they stay


def merged(older: Iterable[Row], later: Iterable[Row]) -> Merged:
    """*older* and *later* together. A tariff of the same act and day takes the older one's place;
    one that repeats the tariff in force adds nothing; every other is added, and none is lost."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in older:
        by_code[row.code].append(row)
    codes = set(by_code)
    added = replaced = unchanged = 0
    named: set[str] = set()
    for row in sorted(later, key=_start):
        named.add(row.code)
        known = by_code[row.code]
        same_day = [one for one in known if one.dated.valid_from == row.dated.valid_from]
        before = [one for one in known if one.dated.valid_from < row.dated.valid_from]
        if same_day:
            known.remove(same_day[0])
            known.append(row)
            changed = _worth(same_day[0]) != _worth(row)
            replaced += changed
            unchanged += not changed
        elif before and _worth(max(before, key=_start)) == _worth(row):
            unchanged += 1
        else:
            known.append(row)
            added += 1
    rows = tuple(row for rows in by_code.values() for row in rows)
    return Merged(rows, added, replaced, unchanged, len(codes - named))


def _start(row: Row) -> date:
    return row.dated.valid_from


def _worth(row: Row) -> tuple[object, ...]:
    dated = row.dated
    return dated.base, dated.base_outside_optam, dated.basket, dated.limit, dated.valid_to
