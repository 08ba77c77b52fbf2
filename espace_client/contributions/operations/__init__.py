"""The verbs of contributions: the insurer's file brings them, their payment is certified, and a
certificate of what a bank rejected since is withdrawn."""

from espace_client.contributions.operations.bringing import bring_contributions, bring_mandates
from espace_client.contributions.operations.certifying import (
    UnableToCertifyPayment,
    certify_payment,
)
from espace_client.contributions.operations.withdrawing import (
    ask_to_withdraw_what_was_not_paid,
    withdraw_what_was_not_paid,
)

__all__ = [
    "UnableToCertifyPayment",
    "ask_to_withdraw_what_was_not_paid",
    "bring_contributions",
    "bring_mandates",
    "certify_payment",
    "withdraw_what_was_not_paid",
]
