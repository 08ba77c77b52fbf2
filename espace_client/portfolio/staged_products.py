"""The versions of the products of an export, where the checks of contracts find them."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from espace_client.contracts.incoming import IncomingProduct

VERSIONS_TABLE = "staged_versions"


def stage_versions(products: Iterable[IncomingProduct]) -> None:
    """One row for each version, with the codes of its options; a product without any has one row
    all the same."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{VERSIONS_TABLE}")
        cursor.execute(
            f"CREATE TEMP TABLE {VERSIONS_TABLE} (produit text, du date, au date, options text[])"
            " ON COMMIT DROP"
        )
        for product in products:
            versions: list[tuple[date | None, date | None, list[str]]] = [
                (version.valid_from, version.valid_to, [option.code for option in version.options])
                for version in product.versions
            ] or [(None, None, [])]
            cursor.executemany(
                f"INSERT INTO {VERSIONS_TABLE} VALUES (%s, %s, %s, %s)",
                [(product.code, *version) for version in versions],
            )
