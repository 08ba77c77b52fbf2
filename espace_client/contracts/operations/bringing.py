"""What happens to products and contracts: the insurer's file brings them.

The caller holds the transaction and remembers the whole run (portfolio). People come first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any

from django.db import connection
from django.db.models import Model

from espace_client.contracts.incoming import IncomingContract, IncomingCoverage, IncomingProduct
from espace_client.contracts.models import (
    Contract,
    Coverage,
    Guarantee,
    Option,
    Product,
    ProductVersion,
)
from espace_client.kernel.upsert import Counts, upsert
from espace_client.members.queries import ids_of_references

_BATCH = 10_000
_NOTHING = Counts(0, 0, 0)
_UNLISTED_COVERAGES = """
    DELETE FROM contracts_coverage AS held
    WHERE held.contract_id = ANY(%s) AND NOT EXISTS (
        SELECT FROM unnest(%s::uuid[], %s::uuid[], %s::date[]) AS listed (contract, person, start)
        WHERE (listed.contract, listed.person, listed.start)
            = (held.contract_id, held.person_id, held.start_on)
    )
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file did to the tables it describes."""

    counts: Counts
    removed: int

    def __add__(self, other: "Brought") -> "Brought":
        return Brought(self.counts + other.counts, self.removed + other.removed)


def bring_products(*, products: Sequence[IncomingProduct]) -> Brought:
    """Make the tables what the file says, version by version.

    A version of the file is complete: its options and lines that are gone from the file go. A
    version that the file does not name stays, because contracts of that time still need it.
    """
    codes = [(one.code, one.name, one.responsible) for one in products]
    brought = _kept(Product, ("code", "name", "responsible"), ("code",), codes)
    ids = dict(Product.objects.values_list("code", "pk"))
    for product in products:
        versions = sorted(product.versions, key=lambda version: version.valid_from)
        rows = [(ids[product.code], v.valid_from, v.valid_to, v.source) for v in versions]
        columns = ("product_id", "valid_from", "valid_to", "source")
        brought += _kept(ProductVersion, columns, columns[:2], rows)
        brought += _bring_options(product)
    return brought


def _bring_options(product: IncomingProduct) -> Brought:
    held = ProductVersion.objects.filter(product__code=product.code)
    versions = dict(held.values_list("valid_from", "pk"))
    brought = Brought(_NOTHING, 0)
    for version in product.versions:
        version_id = versions[version.valid_from]
        rows = [(version_id, option.code, option.name) for option in version.options]
        brought += _kept(Option, ("version_id", "code", "name"), ("version_id", "code"), rows)
        held_options = Option.objects.filter(version=version_id)
        gone = held_options.exclude(code__in=[option.code for option in version.options])
        brought += Brought(_NOTHING, gone.delete()[0])
        ids = dict(held_options.values_list("code", "pk"))
        lines = [
            (ids[option.code], position, *guarantee)
            for option in version.options
            for position, guarantee in enumerate(option.guarantees, start=1)
        ]
        columns = ("option_id", "position", "heading", "label", "expression", "note")
        brought += _kept(Guarantee, columns, columns[:2], lines)
        for option in version.options:
            held_lines = Guarantee.objects.filter(option=ids[option.code])
            beyond = held_lines.filter(position__gt=len(option.guarantees))
            brought += Brought(_NOTHING, beyond.delete()[0])
    return brought


def bring_contracts(*, contracts: Iterable[IncomingContract]) -> Counts:
    """Create the contracts that are new, change those that differ. None is ever removed."""
    products = dict(Product.objects.values_list("code", "pk"))
    columns = ("reference", "holder_id", "product_id", "option_code", "kind", "start_on", "end_on")
    counts = _NOTHING
    for batch in batched(contracts, _BATCH, strict=False):
        holders = ids_of_references(contract.holder_reference for contract in batch)
        rows = [
            (one.reference, holders[one.holder_reference], products[one.product_code], *one[3:])
            for one in batch
        ]
        counts += _kept(Contract, columns, ("reference",), rows).counts
    return counts


def bring_coverages(*, coverages: Iterable[IncomingCoverage]) -> Brought:
    """Make who is covered what the file says, for each contract that it names.

    *coverages* come sorted: by contract, then by person and start. A contract of the file is
    complete, so that a corrected start date replaces the wrong one instead of standing beside it.
    """
    columns = ("contract_id", "person_id", "relationship", "start_on", "end_on")
    key = ("contract_id", "person_id", "start_on")
    brought = Brought(_NOTHING, 0)
    for batch in _whole_contracts(coverages):
        people = ids_of_references(one.person_reference for one in batch)
        contracts = _ids_of_contracts({one.contract_reference for one in batch})
        rows = [
            (contracts[one.contract_reference], people[one.person_reference], *one[2:])
            for one in batch
        ]
        brought += Brought(_NOTHING, _remove_unlisted(rows))
        brought += _kept(Coverage, columns, key, rows)
    return brought


def _ids_of_contracts(references: set[str]) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, id FROM contracts_contract WHERE reference = ANY(%s)",
            [list(references)],
        )
        return dict(cursor.fetchall())


def _remove_unlisted(rows: Sequence[Sequence[Any]]) -> int:
    contracts, people, _, starts, _ = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_UNLISTED_COVERAGES, [contracts, contracts, people, starts])
        return cursor.rowcount


def _whole_contracts(coverages: Iterable[IncomingCoverage]) -> Iterator[list[IncomingCoverage]]:
    """Batches that never cut one contract in two."""
    batch: list[IncomingCoverage] = []
    for _, group in groupby(coverages, key=lambda one: one.contract_reference):
        batch.extend(group)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _kept(
    model: type[Model], columns: Sequence[str], key: Sequence[str], rows: Iterable[Sequence[object]]
) -> Brought:
    with connection.cursor() as cursor:
        counts = upsert(
            cursor.cursor, table=model._meta.db_table, columns=columns, key=key, rows=rows
        )
    return Brought(counts, 0)
