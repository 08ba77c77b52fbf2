"""The refusal of a text, told to the person who typed it."""

from espace_client.benefits.figures import NBSP

BENEFIT_FORMS = (
    f"150{NBSP}% BR",
    f"+ 100{NBSP}% BR",
    f"100{NBSP}% BR + 200{NBSP}€",
    "Ticket modérateur",
    f"150{NBSP}€ par an",
    f"2{NBSP}% PMSS",
    "Frais réels",
    f"100{NBSP}% Santé",
    f"200{NBSP}% RSS",
    "Non couvert",
)
QUALIFIER_FORMS = (
    "par séance",
    "par an et par bénéficiaire",
    "tous les 2 ans",
    "Sécurité sociale incluse",
    "en complément de la Sécurité sociale",
    "dans la limite de 4 séances par an",
    f"dans la limite de 1{NBSP}000{NBSP}€ par an",
    "dans le réseau",
    "hors OPTAM",
)


class UnreadableGuarantee(ValueError):
    """*text* is no guarantee of the closed list.

    `position` is the index, in *text*, of the first character that was not understood (its
    length when something is missing at the end). `reason` tells it in French, with what to write.
    """

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(reason)
        self.text = text
        self.position = position
        self.reason = reason

    def __reduce__(self) -> tuple[type["UnreadableGuarantee"], tuple[str, int, str]]:
        return type(self), (self.text, self.position, self.reason)


def quoted(text: str) -> str:
    """« text », with its no-break spaces."""
    return f"«{NBSP}{text}{NBSP}»"


def accepted(forms: tuple[str, ...]) -> str:
    """The sentence that lists what may be written."""
    return f"Formes acceptées{NBSP}: {', '.join(map(quoted, forms))}."
