"""The marks of ui.gates, which the pages of lower rooms carry too, under their name here."""

from espace_client.ui.gates import CARD_ALONE, open_while_migrating, open_with_card_alone

__all__ = ["CARD_ALONE", "open_while_migrating", "open_with_card_alone"]
