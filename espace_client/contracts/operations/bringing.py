"""What happens to products and contracts: the insurer's file brings them.

The caller holds the transaction and remembers the whole run (portfolio). People come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

from espace_client.contracts.incoming import (
    IncomingActiveTariff,
    IncomingCeiling,
    IncomingGuarantee,
    IncomingOption,
    IncomingProduct,
)
from espace_client.contracts.models import (
    ActiveTariff,
    Contract,
    Coverage,
    Guarantee,
    Option,
    Product,
    ProductVersion,
    SharedCeiling,
)
from espace_client.kernel.upsert import Counts, merge, upsert

_NOTHING = Counts(0, 0, 0)
_CONTRACTS = """
    SELECT staged.reference, holder.id AS holder_id, product.id AS product_id,
        option AS option_code, type AS kind, date_debut AS start_on, date_fin AS end_on
    FROM {staged} AS staged
        LEFT JOIN members_person AS holder ON holder.reference = reference_titulaire
        LEFT JOIN contracts_product AS product ON product.code = produit
"""
_COVERAGES = """
    SELECT contract.id AS contract_id, person.id AS person_id, lien AS relationship,
        date_debut AS start_on, date_fin AS end_on
    FROM {staged}
        LEFT JOIN contracts_contract AS contract ON contract.reference = reference_contrat
        LEFT JOIN members_person AS person ON person.reference = reference_personne
"""
_REMOVE_UNLISTED = """
    DELETE FROM contracts_coverage AS held
    USING contracts_contract AS contract, members_person AS person
    WHERE contract.id = held.contract_id AND person.id = held.person_id
        AND contract.reference IN (SELECT reference_contrat FROM {staged})
        AND NOT EXISTS (
            SELECT FROM {staged} AS listed
            WHERE listed.reference_contrat = contract.reference
                AND listed.reference_personne = person.reference
                AND listed.date_debut = held.start_on
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
    version that the file does not name stays, because contracts of that time still need it. The
    tariffs of employees are what the file says and no more.
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
        brought += _bring_active_tariffs(ids[product.code], product.active_tariffs)
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
        brought += _bring_lines({ids[option.code]: option for option in version.options})
    return brought


def _bring_lines(options: dict[UUID, IncomingOption]) -> Brought:
    """The lines of the options of a version and the ceilings they share, by the key of the option;
    those beyond the last one go."""
    brought = Brought(_NOTHING, 0)
    for model, fields, lines_of in (
        (Guarantee, IncomingGuarantee._fields, lambda option: option.guarantees),
        (SharedCeiling, IncomingCeiling._fields, lambda option: option.ceilings),
    ):
        columns = ("option_id", "position", *fields)
        rows = []
        for key, option in options.items():
            lines = lines_of(option)
            rows += [(key, position, *line) for position, line in enumerate(lines, start=1)]
            beyond = model._default_manager.filter(option=key, position__gt=len(lines))
            brought += Brought(_NOTHING, beyond.delete()[0])
        if rows:
            brought += _kept(model, columns, columns[:2], rows)
    return brought


def _bring_active_tariffs(product: UUID, tariffs: Sequence[IncomingActiveTariff]) -> Brought:
    """Those that are gone from the file go first, and the rest come in the order of their days:
    at no moment do two hold on one day."""
    listed = {(one.option_code, one.valid_from) for one in tariffs}
    held = ActiveTariff.objects.filter(product=product)
    gone = [
        key
        for key, *start in held.values_list("pk", "option_code", "valid_from")
        if tuple(start) not in listed
    ]
    brought = Brought(_NOTHING, held.filter(pk__in=gone).delete()[0])
    if tariffs:
        columns = ("product_id", *IncomingActiveTariff._fields)
        rows = [(product, *one) for one in sorted(tariffs, key=lambda one: one[:2])]
        brought += _kept(ActiveTariff, columns, columns[:3], rows)
    return brought


def bring_contracts(*, staged: str) -> Counts:
    """Create the contracts that are new, change those that differ. None is ever removed.

    *staged* names a table with the checked lines of contrats.csv.
    """
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Contract._meta.db_table,
            columns=(
                *("reference", "holder_id", "product_id", "option_code"),
                *("kind", "start_on", "end_on"),
            ),
            key=["reference"],
            source=sql.SQL(_CONTRACTS).format(staged=sql.Identifier(staged)),
        )


def bring_coverages(*, staged: str) -> Brought:
    """Make who is covered what the file says, for each contract that it names.

    *staged* names a table with the checked lines of beneficiaires.csv. A contract of the file is
    complete, so that a corrected start date replaces the wrong one instead of standing beside it.
    """
    table = sql.Identifier(staged)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_REMOVE_UNLISTED).format(staged=table))
        removed = cursor.rowcount
        counts = merge(
            cursor.cursor,
            table=Coverage._meta.db_table,
            columns=("contract_id", "person_id", "relationship", "start_on", "end_on"),
            key=["contract_id", "person_id", "start_on"],
            source=sql.SQL(_COVERAGES).format(staged=table),
        )
    return Brought(counts, removed)


def _kept(
    model: type[Model], columns: Sequence[str], key: Sequence[str], rows: Iterable[Sequence[object]]
) -> Brought:
    with connection.cursor() as cursor:
        counts = upsert(
            cursor.cursor, table=model._meta.db_table, columns=columns, key=key, rows=rows
        )
    return Brought(counts, 0)
