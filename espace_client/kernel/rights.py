"""What somebody may see or ask for in the space of somebody else, function by function."""

from enum import StrEnum


class Right(StrEnum):
    """A function of the space that can be opened to somebody else. Bank details, security and the
    accesses that were given are no right: nobody else ever opens them."""

    CONTRACTS = "contracts"
    CARD = "card"
    DOCUMENTS = "documents"
    REQUESTS = "requests"
    REIMBURSEMENTS = "reimbursements"
