"""The cares that one chooses from, and which of them a few words mean."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.meanings import MEANINGS
from espace_client.benefits.acts.search import Index
from espace_client.demarches.shape import Words

CARES: dict[str, Words] = {
    "consultation": gettext_lazy("Consultation, visite"),
    "medicines_not_refunded": gettext_lazy("Médicaments"),
    "optical": gettext_lazy("Lunettes, lentilles"),
    "dental": gettext_lazy("Dentiste"),
    "hospital": gettext_lazy("Hôpital, chambre particulière"),
    "equipment": gettext_lazy("Aides auditives, matériel, pansements"),
    "gentle_medicine": gettext_lazy("Ostéopathe, chiropracteur, acupuncteur"),
    "podiatry": gettext_lazy("Pédicure-podologue"),
    "psychologist": gettext_lazy("Psychologue"),
    "dietetics": gettext_lazy("Diététicien"),
    "vaccines": gettext_lazy("Vaccins"),
    "other": gettext_lazy("Autre soin"),
}
"""What one chooses from: what is claimed most, in everyday words; twelve at most (product B.7)."""
KINDS = {
    "medicines_not_refunded": CareKind.MEDICINES_NOT_REFUNDED,
    "gentle_medicine": CareKind.GENTLE_MEDICINE,
    "podiatry": CareKind.PODIATRY,
    "psychologist": CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    "dietetics": CareKind.DIETETICS,
    "vaccines": CareKind.VACCINES,
}
"""Those that one kind of a table pays where the Sécurité sociale pays nothing."""
_K = CareKind
_MEANT: dict[str, frozenset[CareKind]] = {
    "consultation": frozenset({_K.MEDICAL_FEES, _K.PARAMEDICAL_FEES, _K.LABORATORY}),
    "medicines_not_refunded": frozenset({_K.MEDICINES_NOT_REFUNDED, _K.HOMEOPATHY}),
    "optical": frozenset({_K.GLASSES_SIMPLE}),
    "dental": frozenset({
        _K.DENTAL_FREE, _K.DENTAL_CARE, _K.ORTHODONTICS, _K.IMPLANTS, _K.PERIODONTICS,
    }),
    "hospital": frozenset({_K.HOSPITAL_STAY, _K.PRIVATE_ROOM, _K.COMPANION, _K.EMERGENCY}),
    "equipment": frozenset({_K.HEARING_FREE, _K.MEDICAL_EQUIPMENT, _K.HAIR}),
    "gentle_medicine": frozenset({_K.GENTLE_MEDICINE}),
    "podiatry": frozenset({_K.PODIATRY}),
    "psychologist": frozenset({_K.PSYCHOLOGIST}),
    "dietetics": frozenset({_K.DIETETICS}),
    "vaccines": frozenset({_K.VACCINES}),
    "other": frozenset({_K.TRANSPORT, _K.SOPHROLOGY, _K.SPA, _K.EYE_SURGERY}),
}  # fmt: skip
"""Which care of the list what people say is (`benefits/acts/meanings.py`)."""
_LENSES = "lenses"  # told apart from glasses: they have a request of their own
_CLEARLY = 1.5  # times what the next one is worth, below which nothing is understood


@dataclass(frozen=True, slots=True)
class _Named:
    code: str
    plain: str
    words: tuple[str, ...]
    label: str = ""


@cache
def _index() -> Index:
    names = {**CARES, "optical": "lunettes", _LENSES: "lentilles"}
    meant = {**_MEANT, _LENSES: {_K.LENSES}}
    return Index((_Named(care, str(names[care]), _words_of(meant[care])) for care in meant), {})


def _words_of(kinds: Set[CareKind]) -> tuple[str, ...]:
    said = [one for one in MEANINGS if one.kinds & kinds]
    return tuple(word for one in said for word in (one.plain, *one.words))


def _meant(words: str) -> Sequence[str]:
    """What *words* mean: one, none, or several that nothing tells apart."""
    scores = sorted(_index().scores(words).items(), key=lambda one: -one[1])
    return [care for care, worth in scores if worth * _CLEARLY > scores[0][1]]


def care_meant(words: str) -> str:
    """The care that *words* mean; empty where they may mean several, or none of the list."""
    listed = {"optical" if care == _LENSES else care for care in _meant(words)}
    return listed.pop() if len(listed) == 1 else ""


def are_lenses(words: str) -> bool:
    """Whether *words* mean contact lenses and nothing else."""
    return _meant(words) == [_LENSES]


def care_of(answers: Mapping[str, object]) -> str:
    """The care of these answers: what was chosen, else what the words mean."""
    return str(answers.get("care") or "") or care_meant(str(answers.get("words") or ""))
