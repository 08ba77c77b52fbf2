"""What is known when a step is told, and what telling it gives."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.kernel.money import NOTHING


class Context(NamedTuple):
    """A step, the one it stands under (None for the root), and the answer it belongs to. `act` is
    that of the care, where it is known."""

    answer: Answer
    step: Step
    above: Step | None
    act: Act | None = None

    def below(self, step: Step) -> "Context":
        """A step under this one."""
        return self._replace(step=step, above=self.step)


class Told(NamedTuple):
    """The words of one step. `quote` is the contract's own sentence."""

    title: str
    sentences: tuple[str, ...] = ()
    quote: str = ""


type Words = Callable[[Context], Told]


def euros(amount: Decimal) -> str:
    """An amount within a sentence, without its sign."""
    return to_the_cent(abs(amount))


def standard_share(answer: Answer) -> Decimal:
    """The share of the Sécurité sociale as if the care path were followed, before flat charges:
    what the contract starts from."""
    whole = (Rule.BASE_SHARE, Rule.WHOLE_BASE)
    reasons = answer.steps.children[0].children
    return sum((one.amount for one in reasons if one.rule in whole), NOTHING)
