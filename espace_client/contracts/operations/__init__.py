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
from espace_client.contracts.operations.ordering_cards import (
    UnableToOrderCard,
    WantedCards,
    card_came_back,
    card_not_received,
    card_received,
    card_without_news,
    clear_address,
    order_card,
    stop_card_order,
)
from espace_client.contracts.operations.printing_cards import (
    UnableToPrintCards,
    cards_posted,
    close_card_batch,
    hand_over_cards,
    print_cards,
)
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
    "UnableToOrderCard",
    "UnableToPrintCards",
    "UnableToShareCard",
    "WantedCards",
    "WantedShare",
    "ask_to_withdraw_what_ended",
    "bring_contracts",
    "bring_coverages",
    "bring_products",
    "card_came_back",
    "card_not_received",
    "card_received",
    "card_without_news",
    "cards_posted",
    "certify",
    "certify_end",
    "clear_address",
    "close_card_batch",
    "forget_shared_cards",
    "hand_over_cards",
    "issue_card",
    "issue_table",
    "open_shared_card",
    "order_card",
    "print_cards",
    "share_card",
    "stop_card_order",
    "stop_sharing_card",
    "stop_sharing_cards",
    "withdraw_certificate",
    "withdraw_what_ended",
]
