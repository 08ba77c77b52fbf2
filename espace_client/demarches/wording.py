"""What is read of a démarche: the words of each state, of who must act, of each gesture, and the
five steps of the line. Codes never reach a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from espace_client.demarches.events import Told
from espace_client.demarches.rules import Gesture, State, Turn

GESTURES: dict[str, str | Promise] = {
    Gesture.SEND: gettext_lazy("envoyée"),
    Gesture.RECEIVE: gettext_lazy("reçue par nos équipes"),
    Gesture.STUDY: gettext_lazy("à l’étude"),
    Gesture.ASK_DOCUMENTS: gettext_lazy("nous demandons des documents"),
    Gesture.GIVE_DOCUMENTS: gettext_lazy("les documents demandés sont arrivés"),
    Gesture.WAIT_FOR_OTHER: gettext_lazy("nous attendons la réponse d’un autre organisme"),
    Gesture.ACCEPT: gettext_lazy("acceptée"),
    Gesture.ACCEPT_IN_PART: gettext_lazy("acceptée en partie"),
    Gesture.REFUSE: gettext_lazy("refusée"),
    Gesture.TRANSFER: gettext_lazy("le virement est parti"),
    Gesture.CLOSE: gettext_lazy("terminée"),
    Gesture.WITHDRAW: gettext_lazy("annulée"),
    Gesture.DROP: gettext_lazy("classée, faute de document"),
    Gesture.CONTEST: gettext_lazy("contestée, nous l’examinons de nouveau"),
    Gesture.REOPEN: gettext_lazy("rouverte"),
    Gesture.TAKE_UP_AGAIN: gettext_lazy("nous la reprenons"),
    Told.TAKEN: gettext_lazy("un conseiller s’en occupe"),
    Told.STEP: gettext_lazy("elle avance"),
    Told.NOTE: gettext_lazy("appel téléphonique noté"),
    Told.RENEWED: gettext_lazy("nouvelle date de réponse"),
    Told.REMINDED: gettext_lazy("nous vous rappelons les documents attendus"),
    Told.DOCUMENT_ADDED: gettext_lazy("document ajouté"),
    Told.UNREADABLE: gettext_lazy("un document ne se lit pas"),
    Told.PAYMENT_CANCELLED: gettext_lazy("un paiement est annulé"),
    Told.PROPOSED: gettext_lazy("décision proposée à un second conseiller"),
    Told.PROPOSAL_DECLINED: gettext_lazy("décision rendue au conseiller"),
}

TURNS: dict[Turn, str | Promise] = {
    Turn.MEMBER: gettext_lazy("C’est à vous d’agir"),
    Turn.INSURER: gettext_lazy("C’est à nous d’agir"),
    Turn.OTHER: gettext_lazy("C’est à lui d’agir, et nous suivons"),
    Turn.NOBODY: gettext_lazy("Il n’y a plus rien à faire"),
}

LINE = (
    gettext_lazy("Envoyée"),
    gettext_lazy("Reçue"),
    gettext_lazy("À l’étude"),
    gettext_lazy("Décidée"),
    gettext_lazy("Terminée"),
)
"""The five steps of the line, in order."""

PLACES = {
    State.DRAFT: 0,
    State.SENT: 1,
    State.RECEIVED: 2,
    State.DOCUMENTS_AWAITED: 3,
    State.IN_STUDY: 3,
    State.OTHER_AWAITED: 3,
    State.CONTESTED: 3,
    State.ACCEPTED: 4,
    State.ACCEPTED_IN_PART: 4,
    State.REFUSED: 4,
    State.TRANSFER_SENT: 4,
    State.CLOSED: 5,
    State.WITHDRAWN: 5,
    State.DROPPED: 5,
}
"""How many of the five are behind."""


_STATES: dict[State, str | Promise] = {
    State.RECEIVED: gettext_lazy("Reçue par nos équipes"),
    State.IN_STUDY: gettext_lazy("En cours d’étude"),
    State.ACCEPTED: gettext_lazy("Acceptée"),
    State.ACCEPTED_IN_PART: gettext_lazy("Acceptée en partie"),
    State.REFUSED: gettext_lazy("Refusée"),
    State.TRANSFER_SENT: gettext_lazy("Virement envoyé"),
    State.CLOSED: gettext_lazy("Terminée"),
    State.WITHDRAWN: gettext_lazy("Annulée par vous"),
    State.DROPPED: gettext_lazy(
        "Classée : document non reçu depuis 60 jours, vous pouvez la rouvrir"
    ),
    State.CONTESTED: gettext_lazy("Contestée, nouvel examen"),
}

SHORT: dict[State, str | Promise] = {
    **_STATES,
    State.DRAFT: gettext_lazy("Brouillon"),
    State.SENT: gettext_lazy("Envoyée"),
    State.DOCUMENTS_AWAITED: gettext_lazy("Documents attendus"),
    State.OTHER_AWAITED: gettext_lazy("En attente d’un autre organisme"),
    State.DROPPED: gettext_lazy("Classée"),
}
"""The states as a filter or a column names them."""


def words_of(choices: Mapping[str, str | Promise], chosen: Any) -> str:
    """What was chosen on a page, one or several, as it was read; empty for what is no choice."""
    several = chosen if isinstance(chosen, list) else [chosen]
    return ", ".join(str(choices[one]) for one in several if one in choices)
