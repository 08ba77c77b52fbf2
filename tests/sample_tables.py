"""The products of the demo with all their lines, for tests of what is shown of a whole table."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from espace_client.contracts.incoming import IncomingProduct
from espace_client.contracts.models import ProductVersion
from espace_client.contracts.operations import bring_products
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.sources import found_in


def bring_sample_tables() -> None:
    """Bring them over, in place of the short table of the cast."""
    ProductVersion.objects.all().delete()
    bring_products(products=_read())


@cache
def _read() -> list[IncomingProduct]:
    with TemporaryDirectory() as folder:
        make_portfolio(members=1, seed=1, directory=Path(folder))
        sources = found_in(Path(folder), Anomalies())
        files = [source for name, source in sources.items() if name.endswith(".yaml")]
        return list(read_products(files, Anomalies()).values())
