"""The verbs of delivery: post a message, send it once, put letters together for the printer."""

from espace_client.delivery.operations.posting import post
from espace_client.delivery.operations.printing import (
    UnableToPrint,
    close_batch,
    hand_over,
    print_letters,
)
from espace_client.delivery.operations.sending import rescue, send

__all__ = [
    "UnableToPrint",
    "close_batch",
    "hand_over",
    "post",
    "print_letters",
    "rescue",
    "send",
]
