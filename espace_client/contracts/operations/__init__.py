"""The verbs of contracts: the insurer's file brings them, a member has a cover certified, a
certificate is withdrawn."""

from espace_client.contracts.operations.bringing import (
    Brought,
    bring_contracts,
    bring_coverages,
    bring_products,
)
from espace_client.contracts.operations.certifying import UnableToCertify, certify
from espace_client.contracts.operations.issuing_card import UnableToIssueCard, issue_card
from espace_client.contracts.operations.withdrawing import (
    ask_to_withdraw_what_ended,
    withdraw_certificate,
    withdraw_what_ended,
)

__all__ = [
    "Brought",
    "UnableToCertify",
    "UnableToIssueCard",
    "ask_to_withdraw_what_ended",
    "bring_contracts",
    "bring_coverages",
    "bring_products",
    "certify",
    "issue_card",
    "withdraw_certificate",
    "withdraw_what_ended",
]
