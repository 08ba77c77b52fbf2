"""Bank accounts by their IBAN: read, and shown by their last four characters alone."""

from stdnum import iban as standard
from stdnum.exceptions import ValidationError


class NotAnIban(ValueError):
    """The text is no IBAN: its shape, its length for the country or its key is wrong."""


def normal(text: str) -> str:
    """*text* without blanks, in capitals. Raises NotAnIban (ISO 13616: the shape of the country,
    the key modulo 97). That the bank exists is not asked: lists of banks are never up to date."""
    try:
        return str(standard.validate(text, check_country=False))
    except ValidationError as error:
        raise NotAnIban("iban") from error


def masked(country: str, last4: str) -> str:
    """« FR76 •••• •••• 0189 » without the two digits of the key: `FR•• •••• •••• 0189`."""
    return f"{country}••\u00a0••••\u00a0••••\u00a0{last4}"
