"""The port of whoever prints cards: `settings.CARD_PRINTER` names it.

As for letters, a batch is laid aside, then released: a crash between the two prints nothing twice
(docs/card.md).
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from espace_client.contracts.ordered_cards import card_batch_name
from espace_client.delivery.printers import SharedFolder


class CardPrinter(Protocol):
    """Who prints cards."""

    def prepare(self, number: int, file: bytes) -> None:
        """Hold the file of a batch without printing it; again replaces it. Raises OSError."""

    def release(self, number: int) -> None:
        """Let the batch that was prepared be printed; again does nothing. Raises OSError."""


def card_printer() -> CardPrinter | None:
    """The one that the installation has, or None."""
    if not (configured := settings.CARD_PRINTER):
        return None
    made: CardPrinter = import_string(configured["BACKEND"])(**configured.get("OPTIONS", {}))
    return made


class CardFolder(SharedFolder):
    """A folder that the printer empties: `cartes-000012.csv`."""

    def prepare(self, number: int, file: bytes) -> None:
        self.lay_aside({_file_of(number): file})

    def release(self, number: int) -> None:
        self.show([_file_of(number)])


def _file_of(number: int) -> str:
    return f"{card_batch_name(number)}.csv"
