"""The verbs of messages and complaints."""

from espace_client.conversations.operations.answering import (
    answer,
    close,
    close_what_is_answered,
    note,
    renew_promise,
    renew_promises,
    take,
)
from espace_client.conversations.operations.complaining import complain, complain_by_word
from espace_client.conversations.operations.writing import (
    Written,
    follow_up,
    write,
    write_without_account,
)

__all__ = [
    "Written",
    "answer",
    "close",
    "close_what_is_answered",
    "complain",
    "complain_by_word",
    "follow_up",
    "note",
    "renew_promise",
    "renew_promises",
    "take",
    "write",
    "write_without_account",
]
