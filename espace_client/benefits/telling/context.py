"""What is known when a step is told, and what telling it gives."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.families import FAMILIES, Family, FlatCharge
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.kernel.money import NOTHING

_STANDARD = (Rule.BASE_SHARE, Rule.WHOLE_BASE, Rule.LONG_STAY, Rule.HEAVY_ACT_CHARGE)


class Bill(NamedTuple):
    """What was billed, whether for one line of care or for a whole stay. Euros.

    `base` is that of the whole line, or the tariff of the stay; `excess` what is above it;
    `quantity` counts acts, or days. `given_up` is whether the law leaves the whole to the patient.
    """

    price: Decimal
    base: Decimal
    excess: Decimal
    limit: Decimal | None
    quantity: int
    charge: FlatCharge
    given_up: bool


class Context(NamedTuple):
    """A step, the one it stands under (None for the root), and the answer it belongs to.

    `side` is who it is about: SOCIAL_SECURITY, INSURER, LEFT … (PRICE for the root). `act` is that
    of the care, where it is known.
    """

    answer: Answer
    step: Step
    above: Step | None = None
    side: Rule = Rule.PRICE
    act: Act | None = None

    def below(self, step: Step) -> "Context":
        """A step under this one."""
        side = step.rule if self.side is Rule.PRICE else self.side
        return self._replace(step=step, above=self.step, side=side)

    @property
    def noun(self) -> str:
        """What is paid for: « soin » or « séjour »."""
        return "séjour" if isinstance(self.answer.care, Stay) else "soin"

    @property
    def bill(self) -> Bill:
        """What was billed."""
        care = self.answer.care
        if isinstance(care, Stay):
            price = self.answer.steps.amount
            return Bill(
                price, care.tariff, care.excess, None, care.days, FlatCharge.NONE, given_up=False
            )
        charge = FAMILIES[care.family].charge
        excess = max(NOTHING, care.price - care.base)
        given_up = care.family is Family.PATIENT_CHARGE
        return Bill(care.price, care.base, excess, care.limit, care.quantity, charge, given_up)

    @property
    def standard(self) -> Decimal:
        """The share of the Sécurité sociale as if the care path were followed, before flat
        charges: what the contract starts from."""
        reasons = self.answer.steps.children[0].children
        return sum((one.amount for one in reasons if one.rule in _STANDARD), NOTHING)


class Told(NamedTuple):
    """The words of one step. `quote` is the contract's own sentence."""

    title: str
    sentences: tuple[str, ...] = ()
    quote: str = ""


type Words = Callable[[Context], Told]


def euros(amount: Decimal | int) -> str:
    """An amount within a sentence, without its sign."""
    return to_the_cent(abs(Decimal(amount)))
