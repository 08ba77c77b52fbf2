"""Reading one value of a case. Each raises Unreadable with its line and what was expected."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from espace_client.benefits.grammar import SocialSecurity, UnreadableGuarantee, parse
from espace_client.benefits.guarantee import Guarantee
from espace_client.kernel.marked_yaml import Marked

_EUROS = re.compile(r"-?\d{1,7}[.,]\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"\d{1,4}")


def euros(node: Marked) -> Decimal:
    """An exact amount: "12.50", in quotes or not, with a point or a comma, and both cents."""
    return node.read(_euros, "un montant exact. Écrivez les centimes, comme 12.50")


def day(node: Marked) -> date:
    """A date."""
    return node.read(_day, "une date, comme 2026-01-31")


def whole(node: Marked) -> int:
    """A whole number, 0 or more."""
    return node.read(_whole, "un nombre entier")


def word[Meaning](node: Marked, words: Mapping[str, Meaning]) -> Meaning:
    """A word of a closed list."""
    text = node.text
    if text not in words:
        node.wrong(f"« {text} » est inconnu. Écrivez {', '.join(words)}.")
    return words[text]


def filled(node: Marked) -> str:
    """A text that is not empty."""
    if not (text := node.text.strip()):
        node.wrong("Ce texte est vide.")
    return text


def guarantee(node: Marked, known: SocialSecurity | None) -> Guarantee:
    """A guarantee, as the table writes it. The refusal points at the character in it."""
    try:
        return parse(node.text, social_security=known)
    except UnreadableGuarantee as error:
        node.wrong(error.reason, further=error.position)


def _euros(text: str) -> Decimal:
    if not _EUROS.fullmatch(text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)
