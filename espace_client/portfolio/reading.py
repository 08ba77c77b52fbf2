"""Reading a whole export once, to know everything that is wrong before anything is written."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from espace_client.portfolio.anomalies import AboutFile, Anomalies
from espace_client.portfolio.columns import (
    ADDRESSES,
    CONTRACTS,
    COVERAGES,
    LOGINS,
    PEOPLE,
    PRODUCTS,
    FileFormat,
)
from espace_client.portfolio.contract_checks import check_contract, check_coverage, check_covers
from espace_client.portfolio.known import Known
from espace_client.portfolio.people_checks import check_address, check_login, check_person
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.rows import Row, rows
from espace_client.portfolio.sources import Source

type Say = Callable[[str], None]
type Check = Callable[[Row, Known, AboutFile], None]

_EVERY = 25_000
_IN_ORDER: tuple[tuple[FileFormat, Check], ...] = (
    (PEOPLE, check_person),
    (ADDRESSES, check_address),
    (CONTRACTS, check_contract),
    (COVERAGES, check_coverage),
    (LOGINS, check_login),
)


def read_everything(
    sources: dict[str, Source], known: Known, anomalies: Anomalies, say: Say
) -> None:
    """Read and check every file of *sources*; later files are judged by what earlier ones said."""
    products = [source for name, source in sources.items() if name.startswith(f"{PRODUCTS}/")]
    known.products = read_products(products, anomalies)
    for file_format, check in _IN_ORDER:
        if file_format.name not in sources:
            continue
        about = anomalies.about(file_format.name)
        count = 0
        for row in checked_aloud(sources[file_format.name], file_format, anomalies, say):
            check(row, known, about)
            count += 1
        known.rows[file_format.name] = count
        if not count:
            about.doubt(_("Aucune ligne lisible dans ce fichier."), _("Vérifiez l’export."))
    check_covers(known, anomalies.about(COVERAGES.name), anomalies.about(CONTRACTS.name))


def checked_aloud(
    source: Source, file_format: FileFormat, anomalies: Anomalies, say: Say
) -> Iterator[Row]:
    """The rows of *source*, saying from time to time how far it has come."""
    for count, row in enumerate(rows(source, file_format, anomalies), start=1):
        if count % _EVERY == 0:
            say(_("%(file)s, %(count)d lignes") % {"file": source.name, "count": count})
        yield row
