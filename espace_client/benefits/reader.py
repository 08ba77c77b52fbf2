"""A cursor over a folded text."""

import re
from decimal import Decimal

from espace_client.benefits.folding import fold


class Reader:
    """The text, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.folded = fold(text)
        self.at = 0
        self.mark = 0  # where the piece now being read began

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What *pattern* matches here, now read; None, and nothing read, if it does not match."""
        found = pattern.match(self.folded.text, self.at)
        if found:
            self.at = found.end()
        return found

    @property
    def done(self) -> bool:
        return self.at >= len(self.folded.text)

    def rest(self, start: int) -> str:
        """The original text from *start*, an index in the folded one."""
        return self.original[self.folded.origins[start] :].strip()


def number(found: re.Match[str], name: str) -> Decimal:
    """The figure that *found* holds under *name*; 100 when it holds none (« Frais réels »)."""
    digits = found.groupdict().get(name)
    return Decimal(digits.replace(" ", "").replace(",", ".")) if digits else Decimal(100)
