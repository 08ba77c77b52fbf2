"""Reading an explanation back."""

import re
from collections.abc import Iterator
from decimal import Decimal

from espace_client.benefits.telling.explanation import Explanation
from espace_client.benefits.telling.glossary import acronyms_in
from espace_client.benefits.telling.text import as_text
from espace_client.kernel.french import NBSP
from espace_client.kernel.money import cents


def plain(text: str) -> str:
    """*text* with ordinary spaces, as a test writes it."""
    return text.replace(NBSP, " ")


def every(one: Explanation) -> Iterator[Explanation]:
    yield one
    for child in one.children:
        yield from every(child)


def unexplained(told: Explanation) -> list[str]:
    """What stands in capitals anywhere in an explanation and is not explained in it."""
    words = dict(word for one in every(told) for word in one.words)
    words |= dict(told.words_of_figures)
    found = acronyms_in(as_text(told))
    return [word for word in found if not words.get(word)]


def euros_of(text: str) -> Decimal:
    """« 1 234,50 € » as an amount."""
    return Decimal(text.replace("€", "").replace(" ", "").replace(",", ".").replace("−", "-"))


def done_again(text: str) -> Decimal:
    total = Decimal(0)
    for sign, term in re.findall(r"(^|[+−] )((?:[^+−]|^− )+)", text):
        factors = [factor.strip() for factor in term.split(" × ")]
        value = euros_of(factors[0])
        for factor in factors[1:]:
            number = euros_of(factor.replace("%", ""))
            value = cents(value * number / 100) if "%" in factor else value * number
        total += -value if sign.startswith("−") else value
    return total
