"""What somebody types to say who they are: an e-mail, the number of the card, an old number."""

import re
import unicodedata


def is_email(typed: str) -> bool:
    """Whether *typed* is meant as an e-mail. Everything else is read as a number."""
    return "@" in unicodedata.normalize("NFKC", typed)


def number_key(typed: str) -> str:
    """The form under which all spellings of one number are equal (product B.2.1): without blanks,
    dots, dashes, letters in front and leading zeros. `00123456`, `123456` and ` 123 456 ` are one.
    """
    bare = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed).upper())
    return re.sub(r"^[A-Z]*0*", "", bare)
