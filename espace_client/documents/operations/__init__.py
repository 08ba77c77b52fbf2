"""The verbs of documents: issued and withdrawn, received and scanned."""

from espace_client.documents.operations.issuing import (
    Issued,
    UnableToWithdraw,
    give_receipt,
    issue,
    withdraw,
)
from espace_client.documents.operations.receiving import (
    Received,
    RefusedFile,
    receive,
    scan_what_waits,
)

__all__ = [
    "Issued",
    "Received",
    "RefusedFile",
    "UnableToWithdraw",
    "give_receipt",
    "issue",
    "receive",
    "scan_what_waits",
    "withdraw",
]
