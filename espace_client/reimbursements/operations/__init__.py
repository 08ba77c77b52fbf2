"""The verbs of reimbursements: the insurer's file brings them, payment files pay them, a yearly
statement is issued, and one that counts what was cancelled since is withdrawn."""

from espace_client.reimbursements.operations.bringing import (
    bring_reimbursements,
    bring_transmissions,
)
from espace_client.reimbursements.operations.paying import (
    Taken,
    UnableToTake,
    fits_now,
    note_misfit,
    settle_misfit,
    take_payments,
)
from espace_client.reimbursements.operations.stating import UnableToState, state_care
from espace_client.reimbursements.operations.watching import look_for_flows, watch_flow
from espace_client.reimbursements.operations.withdrawing import (
    ask_to_withdraw_what_was_cancelled,
    withdraw_what_was_cancelled,
)

__all__ = [
    "Taken",
    "UnableToState",
    "UnableToTake",
    "ask_to_withdraw_what_was_cancelled",
    "bring_reimbursements",
    "bring_transmissions",
    "fits_now",
    "look_for_flows",
    "note_misfit",
    "settle_misfit",
    "state_care",
    "take_payments",
    "watch_flow",
    "withdraw_what_was_cancelled",
]
