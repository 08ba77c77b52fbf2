"""One worked example: its amounts, and the sentence that a member reads."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.qualifiers import Network
from espace_client.benefits.reckoning.steps import Answer
from espace_client.kernel.french import spaced


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One care at one price, and who pays what of it. Euros; the three shares sum to `price`.

    `per` is what the price is for (« séance »), empty for the whole. `mandatory`: one of the
    commitment's. `invented`: we made the price up; `price_note` says so, or that the price is to be
    checked, in the words of the page, and is empty for a price that is sure. `act` is the code of
    the act, empty for a stay.
    """

    care: str
    price: Decimal
    social_security: Decimal
    insurer: Decimal
    left: Decimal
    per: str
    mandatory: bool
    invented: bool
    source: str
    sentence: str
    price_note: str = ""
    act: str = ""


def told(example: Example, answer: Answer, network: Network | None = None) -> WorkedExample:
    """*answer* as the example that a page shows; with *network*, an example of our own."""
    care = _("%s, dans le réseau") % example.label if network else example.label
    return WorkedExample(
        care=spaced(care),
        price=answer.steps.amount,
        social_security=answer.social_security,
        insurer=answer.insurer,
        left=answer.left,
        per=example.per,
        mandatory=example.mandatory and network is None,
        invented=example.price.confidence is Confidence.INVENTED,
        source=spaced(example.price.source),
        sentence=_sentence(example, answer),
        price_note=_price_note(example.price.confidence),
        act=example.act.code if example.act else "",
    )


def _sentence(example: Example, answer: Answer) -> str:
    """« Un détartrage à 28,92 € : la Sécurité sociale paie 20,24 €, nous payons 8,68 €, … »"""
    them, us, left = answer.social_security, answer.insurer, answer.left
    paid = (
        _("la Sécurité sociale paie %s") % to_the_cent(them)
        if them
        else _("la Sécurité sociale ne paie rien")
    )
    ours = _("nous payons %s") % to_the_cent(us) if us else _("nous ne payons rien")
    rest = _("il vous reste %s") % to_the_cent(left) if left else _("il ne vous reste rien à payer")
    price = to_the_cent(answer.steps.amount)
    said = _("%(care)s à %(price)s : %(paid)s, %(ours)s, %(rest)s.")
    shares = {"paid": paid, "ours": ours, "rest": rest}
    return spaced(said % {"care": example.said, "price": price, **shares})


def _price_note(confidence: Confidence) -> str:
    if confidence is Confidence.INVENTED:
        return _("prix inventé")
    return _("prix indicatif") if confidence is Confidence.CHECK else ""
