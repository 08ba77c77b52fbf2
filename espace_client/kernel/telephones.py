"""Which telephone number a text message can reach."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

_FRANCE, _FRENCH_MOBILE = 33, re.compile(r"[67]\d{8}")
_REACHED = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def mobile(text: str) -> str | None:
    """*text* as `+33639981937`, or None when no text message can reach it (a landline, a typing
    mistake). French unless it says another country."""
    try:
        number = phonenumbers.parse(text, "FR")
    except NumberParseException:
        return None
    if number.country_code == _FRANCE:
        # By its shape: the library does not know the ranges that are kept for fiction, nor those
        # opened since it was written.
        reached = _FRENCH_MOBILE.fullmatch(str(number.national_number)) is not None
    else:
        reached = phonenumbers.number_type(number) in _REACHED
    if not reached:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_number(text: str) -> bool:
    """Whether *text* is a whole telephone number, mobile or not; French unless it says another
    country."""
    try:
        number = phonenumbers.parse(text, "FR")
    except NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)


def masked(text: str) -> str:
    """« 06 •• •• •• 37 »: what its owner recognises."""
    digits = "".join(figure for figure in text if figure.isdigit())
    return f"{digits[:2]}\u00a0••\u00a0••\u00a0••\u00a0{digits[-2:]}"
