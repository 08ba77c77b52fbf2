"""A decision, and one that waits for a second adviser."""

import json
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from espace_client.demarches.answers import opened_words, sealed_words
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import Gesture


@dataclass(frozen=True, slots=True)
class Decision:
    """Accepted, accepted in part or refused, with the sentence that the member reads. A refusal
    has a reason of the kind's list; of a kind that pays, `amount` is what it brings in euros, None
    for what its rules find."""

    gesture: Gesture
    sentence: str = ""
    reason: str = ""
    amount: Decimal | None = None


def sealed_proposal(decision: Decision, *, demarche: UUID) -> bytes | None:
    """*decision*, for the row of that démarche: its sentence may tell about care."""
    amount = None if decision.amount is None else str(decision.amount)
    said = json.dumps([decision.gesture, decision.sentence, decision.reason, amount])
    return sealed_words(said, demarche=demarche)


def proposal_of(row: Demarche) -> Decision | None:
    """The decision that waits for a second adviser."""
    if not row.proposal:
        return None
    gesture, sentence, reason, *more = json.loads(opened_words(row.proposal, demarche=row.pk))
    amount = Decimal(more[0]) if more and more[0] is not None else None
    return Decision(Gesture(gesture), sentence, reason, amount)
