"""Until when a document can be had. Pure."""

from datetime import date


def can_be_had(
    *, ends_with_validity: bool, valid_until: date | None, withdrawn: bool, on: date
) -> bool:
    """Whether the PDF may be downloaded on that day: always, save one that ends with its validity
    (a card), once it is withdrawn or its last day is over. Source: domain rules 1.3."""
    if not ends_with_validity:
        return True
    return not withdrawn and (valid_until is None or on <= valid_until)
