"""The cares that one chooses from, and which of them a few words mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.search import Index
from espace_client.demarches.shape import Words

CARES: dict[str, Words] = {
    "consultation": gettext_lazy("Consultation, visite"),
    "medicines_not_refunded": gettext_lazy("Médicaments"),
    "optical": gettext_lazy("Lunettes"),
    "dental": gettext_lazy("Dentiste"),
    "hearing": gettext_lazy("Aides auditives"),
    "hospital": gettext_lazy("Hôpital, chambre particulière"),
    "equipment": gettext_lazy("Matériel, pansements, appareils"),
    "gentle_medicine": gettext_lazy("Ostéopathe, chiropracteur, acupuncteur"),
    "podiatry": gettext_lazy("Pédicure-podologue"),
    "psychologist": gettext_lazy("Psychologue"),
    "dietetics": gettext_lazy("Diététicien"),
    "vaccines": gettext_lazy("Vaccins"),
    "other": gettext_lazy("Autre soin"),
}
"""What one chooses from: what is claimed most, in everyday words."""
KINDS = {
    "medicines_not_refunded": CareKind.MEDICINES_NOT_REFUNDED,
    "gentle_medicine": CareKind.GENTLE_MEDICINE,
    "podiatry": CareKind.PODIATRY,
    "psychologist": CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    "dietetics": CareKind.DIETETICS,
    "vaccines": CareKind.VACCINES,
}
"""Those that one kind of a table pays where the Sécurité sociale pays nothing."""
_WORDS = {
    "consultation": "docteur médecin généraliste spécialiste cardiologue dermatologue pédiatre "
    "gynécologue ophtalmologue psychiatre kiné kinésithérapeute infirmière orthophoniste radio "
    "scanner irm échographie analyse laboratoire prise sang",
    "medicines_not_refunded": "pharmacie pharmacien ordonnance comprimé pilule crème homéopathie",
    "optical": "monture verre opticien lunette ophtalmique",
    "dental": "dentaire dent couronne bridge dentier carie détartrage implant orthodontie prothèse "
    "dentaire molaire",
    "hearing": "appareil auditif audition oreille sonotone audioprothésiste sourd",
    "hospital": "hospitalisation clinique opération chirurgie chambre seule individuelle séjour "
    "accompagnant",
    "equipment": "fauteuil béquille attelle ceinture orthèse bas contention semelle canne "
    "pansement perruque",
    "gentle_medicine": "ostéo ostéopathie chiropractie acupuncture étiopathe médecine douce",
    "podiatry": "podologue podologie pédicurie pied ongle",
    "psychologist": "psy psychothérapie thérapie psychothérapeute",
    "dietetics": "diététique diététicienne nutrition nutritionniste régime",
    "vaccines": "vaccination piqûre grippe zona rappel",
}
"""What members call it beside its name in the list. The words are ours."""
_CLEARLY = 1.5  # times what the next one is worth, below which nothing is understood


@dataclass(frozen=True, slots=True)
class _Named:
    code: str
    plain: str
    words: tuple[str, ...]
    label: str = ""


@cache
def _index() -> Index:
    return Index(
        (_Named(code, str(CARES[code]), tuple(words.split())) for code, words in _WORDS.items()), {}
    )


def care_meant(words: str) -> str:
    """The care that *words* mean; empty where they may mean several, or none of the list."""
    scores = sorted(_index().scores(words).items(), key=lambda one: -one[1])
    if not scores or (len(scores) > 1 and scores[0][1] < _CLEARLY * scores[1][1]):
        return ""
    return scores[0][0]


def care_of(answers: Mapping[str, object]) -> str:
    """The care of these answers: what was chosen, else what the words mean."""
    return str(answers.get("care") or "") or care_meant(str(answers.get("words") or ""))
