"""Which pages a session opens that is not a whole one. Without a mark a page is closed to it.

A session of an account that still has its old number opens the pages that replace it, and no
others (quality 1.14); after « Plus tard » it opens the card too (decisions.md).
"""

from collections.abc import Callable

from django.http import HttpResponse

type View = Callable[..., HttpResponse]

CARD_ALONE = "card_alone"  # in the session, after « Plus tard »


def open_while_migrating(view: View) -> View:
    """The page is one of those that replace the old number."""
    view.open_while_migrating = True  # type: ignore[attr-defined]
    return view


def open_with_card_alone(view: View) -> View:
    """The page shows the card: it opens after « Plus tard » too."""
    view.open_with_card_alone = True  # type: ignore[attr-defined]
    return view
