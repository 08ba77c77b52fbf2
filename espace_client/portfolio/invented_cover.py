"""What the sample products pay on a day: invented care is paid by them, as any care would be."""

from datetime import date
from functools import cache
from importlib.resources import as_file, files

from espace_client.benefits.reckoning.cover import Cover
from espace_client.contracts.covering import cover_of_option
from espace_client.contracts.incoming import IncomingProduct
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.household import Household
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.sources import Source


def cover_on(household: Household, day: date) -> Cover:
    """What the household's contract pays for care of that day."""
    product = sample_products()[household.product]
    version = next(
        one
        for one in product.versions
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    )
    option = next(one for one in version.options if one.code == household.option)
    return cover_of_option(option, responsible=product.responsible, anniversary=household.start_on)


@cache
def sample_products() -> dict[str, IncomingProduct]:
    """The products that are shipped, by code."""
    samples = files("espace_client.portfolio").joinpath("sample_products")
    with as_file(samples) as directory:
        sources = [
            Source(path.name, path, "", "utf-8") for path in sorted(directory.glob("*.yaml"))
        ]
        return read_products(sources, Anomalies())
