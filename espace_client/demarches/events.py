from enum import StrEnum

from espace_client.audit.events import declare


class Told(StrEnum):
    """What happens to a démarche beside the gestures of its table."""

    TAKEN = "taken"
    STEP = "step"
    NOTE = "note"
    RENEWED = "renewed"
    REMINDED = "reminded"
    DOCUMENT_ADDED = "document_added"
    UNREADABLE = "unreadable"
    PAYMENT_CANCELLED = "payment_cancelled"
    PROPOSED = "proposed"
    PROPOSAL_DECLINED = "proposal_declined"


MOVED = declare("demarches.moved", "Demande {reference} : {what}.", "reference", "what")
PROMISE_RENEWED = declare(
    "demarches.promise_renewed",
    "Demande {reference} : la réponse est maintenant promise pour le {day}.",
    "reference",
    "day",
)
WORKED_ON = declare(
    "demarches.worked_on", "Demande {reference} : {what}.", "reference", "what", for_staff=True
)
OVERRIDE = declare(
    "demarches.override",
    "Demande {reference} : un document hors de la liste est demandé ({label}).",
    "reference",
    "label",
    for_staff=True,
)
