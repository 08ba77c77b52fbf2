"""The verbs of contracts: the insurer's file brings them, a member has a cover certified."""

from espace_client.contracts.operations.bringing import (
    Brought,
    bring_contracts,
    bring_coverages,
    bring_products,
)
from espace_client.contracts.operations.certifying import UnableToCertify, certify

__all__ = [
    "Brought",
    "UnableToCertify",
    "bring_contracts",
    "bring_coverages",
    "bring_products",
    "certify",
]
