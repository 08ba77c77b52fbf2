"""The verbs of contracts: the insurer's file brings them, a member has a cover or its end certified
and shows their card to a professional, a certificate is withdrawn."""

from espace_client.contracts.certifiable import UnableToCertify
from espace_client.contracts.operations.bringing import (
    Brought,
    bring_contracts,
    bring_coverages,
    bring_products,
)
from espace_client.contracts.operations.certifying import certify
from espace_client.contracts.operations.certifying_end import certify_end
from espace_client.contracts.operations.issuing_card import UnableToIssueCard, issue_card
from espace_client.contracts.operations.issuing_table import UnableToIssueTable, issue_table
from espace_client.contracts.operations.shared_card import (
    UnableToOpenCard,
    forget_shared_cards,
    open_shared_card,
    stop_sharing_card,
    stop_sharing_cards,
)
from espace_client.contracts.operations.sharing_card import (
    Shared,
    UnableToShareCard,
    WantedShare,
    share_card,
)
from espace_client.contracts.operations.withdrawing import (
    ask_to_withdraw_what_ended,
    withdraw_certificate,
    withdraw_what_ended,
)

__all__ = [
    "Brought",
    "Shared",
    "UnableToCertify",
    "UnableToIssueCard",
    "UnableToIssueTable",
    "UnableToOpenCard",
    "UnableToShareCard",
    "WantedShare",
    "ask_to_withdraw_what_ended",
    "bring_contracts",
    "bring_coverages",
    "bring_products",
    "certify",
    "certify_end",
    "forget_shared_cards",
    "issue_card",
    "issue_table",
    "open_shared_card",
    "share_card",
    "stop_sharing_card",
    "stop_sharing_cards",
    "withdraw_certificate",
    "withdraw_what_ended",
]
