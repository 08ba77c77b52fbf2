"""Teeth by their FDI number: 11 to 48 for adults, 51 to 85 for milk teeth."""

_ADULT = {f"{quarter}{place}" for quarter in "1234" for place in "12345678"}
_MILK = {f"{quarter}{place}" for quarter in "5678" for place in "12345"}
TEETH = frozenset(_ADULT | _MILK)


def teeth_in(written: str) -> frozenset[str]:
    """The teeth of « 11-14 21 »: numbers and ranges within one quarter of the mouth.

    Raises ValueError, in French, for what is not a tooth.
    """
    teeth: set[str] = set()
    for part in written.split():
        first, dash, last = part.partition("-")
        last = last if dash else first
        if first not in TEETH or last not in TEETH or first[0] != last[0] or first > last:
            raise ValueError(f"« {part} » n’est pas une dent, ni une suite de dents d’un quart")
        teeth.update(f"{first[0]}{place}" for place in range(int(first[1]), int(last[1]) + 1))
    return frozenset(teeth)
