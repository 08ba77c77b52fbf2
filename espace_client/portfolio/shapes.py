"""What a cell may hold: how it is read, when it is surely good as it stands, how it is staged.

A line whose cells are all *surely good* goes to PostgreSQL as its bytes are; every other line is
read cell by cell. So a pattern must be conservative: what it lets pass, the reader takes, and gives
back the same value (`tests/test_shapes.py` tries it with any text).
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings

from espace_client.portfolio import cells
from espace_client.portfolio.cells import Reader

# Letters and signs of French files, in their composed form. Never a separator nor a quotation mark,
# nor « Â » and « Ã », which a damaged accent begins with.
_LETTERS = "A-Za-zÀÁÄÆÇÈÉÊËÍÎÏÑÓÔÖÙÚÛÜàáâäæçèéêëíîïñóôöùúûüÿœŒ"
_SIGNS = f"{_LETTERS}0-9 .'’/()+&_:@°-"
_DAY_AND_MONTH = (
    "(?:(?:0[1-9]|1[0-9]|2[0-8])/(?:0[1-9]|1[0-2])"
    "|(?:29|30)/(?:0[13-9]|1[0-2])|31/(?:0[13578]|1[02]))"
)
_DAY = f"{_DAY_AND_MONTH}/(?:19|20)[0-9][0-9]"
_MAILBOX = (
    "(?![^;,\n]{64})[A-Za-z0-9_+-]++(?:[.][A-Za-z0-9_+-]++)*+"
    "@(?:[A-Za-z0-9]{1,60}(?:-[A-Za-z0-9]{1,30})?[.])++[A-Za-z]{2,30}"
)


class Shape(NamedTuple):
    """How a cell is read; the pattern of what is surely good (None: every cell is read); the type
    in which PostgreSQL stages it."""

    read: Reader
    sure: Callable[[], str] | None = None
    staged: str = "text"


def text(limit: int) -> Shape:
    """Any text of at most *limit* characters."""
    return Shape(cells.text(limit), lambda: f"[{_SIGNS}]{{1,{limit}}}+")


def name(limit: int) -> Shape:
    """A name: it has at least one letter; surely good when it begins with one."""
    return Shape(cells.name(limit), lambda: f"[{_LETTERS}][{_SIGNS}]{{0,{limit - 1}}}+")


def one_of(*accepted: str) -> Shape:
    """One of a few codes, written exactly."""
    return Shape(cells.one_of(*accepted), lambda: f"(?:{'|'.join(accepted)})")


def secret(read: Reader, sure: str) -> Shape:
    """What is sealed before it leaves the process: no column of that name is ever staged."""
    return Shape(read, lambda: sure, "")


def _member_number() -> str:
    return f"(?a:{settings.INSURER.member_number.pattern})"


MEMBER_NUMBER = Shape(cells.member_number, _member_number)
BIRTH_DATE = Shape(cells.birth_date, lambda: _DAY)
DAY = Shape(cells.day, lambda: _DAY, "date")
EMAIL = Shape(cells.email, lambda: _MAILBOX)
TELEPHONE = Shape(cells.text(20), lambda: "0[1-9](?: [0-9]{2}){4}|0[1-9][0-9]{8}")
DAY_OF_MONTH = Shape(cells.day_of_month, lambda: "(?:[1-9]|[12][0-9]|3[01])", "smallint")
QUANTITY = Shape(cells.quantity, lambda: "[1-9][0-9]{0,2}", "smallint")
AMOUNT = Shape(cells.amount, lambda: "(?:0|[1-9][0-9]{0,6})[.,][0-9]{2}")
NIR = secret(cells.nir, "[1-478][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}")
IBAN = secret(cells.iban, "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
PASSWORD_HASH = secret(cells.text(300), "[A-Za-z0-9$./+=_-]{1,300}+")
