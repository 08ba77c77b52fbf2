"""The tree that a member reads: the same for the text, the page and the PDF."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.telling.figures_of_law import Figure

LOOKS = {
    Rule.SOCIAL_SECURITY: "done",
    Rule.INSURER: "ours",
    Rule.PAID_BY_OTHERS: "others",
    Rule.LEFT: "left",
}


class Part(NamedTuple):
    """One part of the picture of who pays what: where it starts and how wide it is, in hundredths
    of the bar, written as SVG wants them. `look` names its colour."""

    title: str
    euros: str
    look: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One amount in euros and why it is that: negative when it is taken away.

    `amount` is the sum of those of `children`, if there are any. `quote` is the contract's own
    sentence; `words` explains what is in capitals in it or in the sources, where it comes first.
    """

    rule: Rule
    title: str
    amount: Decimal
    sentences: tuple[str, ...] = ()
    working: str = ""
    figures: tuple[Figure, ...] = ()
    quote: str = ""
    words: tuple[tuple[str, str], ...] = ()
    children: tuple["Explanation", ...] = ()

    @property
    def euros(self) -> str:
        """« 19,00 € », « − 2,00 € »."""
        return to_the_cent(self.amount)

    @property
    def sum(self) -> str:
        """« 21,00 € − 2,00 € = 19,00 € », or nothing when there is nothing to add up."""
        amounts = [one.amount for one in self.children if one.amount]
        if len(amounts) < 2:
            return ""
        first, *others = amounts
        terms = [to_the_cent(first)]
        terms += [f"{'−' if one < 0 else '+'} {to_the_cent(abs(one))}" for one in others]
        return f"{' '.join(terms)} = {self.euros}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Who pays what, of a whole answer: the parts of one bar, in the order of its table."""
        made: list[Part] = []
        start = Decimal(0)
        for one in self.children:
            share = one.amount * 100 / self.amount if self.amount else Decimal(0)
            look = LOOKS[one.rule]
            made.append(Part(one.title, one.euros, look, f"{start:.3f}", f"{share:.3f}"))
            start += share
        return tuple(made)
