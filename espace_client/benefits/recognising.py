"""Which kind of care the words of a table or of a statement are about; None rather than a guess.

A wrong kind is a wrong refund: words that could mean two kinds mean none, and whoever brings the
file is asked. Source of the words: readability commitment of 14 February 2019, sub-headings
(domain rules 4.3).
"""

import re
from typing import NamedTuple

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.folding import fold

_WHOLE_PRICE = r"100 ?% sante|sans reste a charge"


class _Words(NamedTuple):
    """A kind under one heading: `says` must stand in the words, `never` must not. `alone`: the
    words are enough without the heading."""

    heading: str
    kind: CareKind
    says: str
    never: str = r"(?!)"
    alone: bool = False


def _hospital(kind: CareKind, says: str, never: str = r"(?!)", *, alone: bool = False) -> _Words:
    return _Words("hospital", kind, says, never, alone)


_HOSPITAL = (
    _hospital(CareKind.HOSPITAL_FEES, r"\bhonoraires\b"),
    _hospital(CareKind.HOSPITAL_STAY, r"\bfrais de sejour\b", alone=True),
    _hospital(CareKind.HOSPITAL_DAY, r"\bforfait (?:journalier|hospitalier)\b", alone=True),
    _hospital(CareKind.HEAVY_ACT, r"\bactes? lourds?\b|\bpat\b", alone=True),
    _hospital(CareKind.EMERGENCY, r"\burgences?\b|\bfpu\b", alone=True),
    _hospital(CareKind.PRIVATE_ROOM, r"\bchambre (?:particuliere|individuelle)", alone=True),
    _hospital(CareKind.COMPANION, r"\baccompagnant\b|\blit d'accompagn", alone=True),
)
_NOT_A_DOCTOR = r"paramedica|psychologue|dietet|osteopath|dent|hospitali"
_EVERYDAY = (
    _Words(
        "everyday_care",
        CareKind.MEDICAL_FEES,
        r"\bhonoraires medicaux\b|\bmedecins?\b|\bgeneralistes?\b|\bspecialistes?\b"
        r"|\bcardiologue|\bophtalmologi|\bradiographie|\bradiologie|\bimagerie|\bechographie",
        _NOT_A_DOCTOR,
        alone=True,
    ),
    _Words(
        "everyday_care",
        CareKind.PARAMEDICAL_FEES,
        r"\b(?:para|auxiliaires )medica|\bkine|\binfirmi|\borthophon",
        alone=True,
    ),
    _Words(
        "everyday_care",
        CareKind.LABORATORY,
        r"\banalyses?\b|\blaboratoire|\bbiologie|\bprise de sang",
        alone=True,
    ),
    _Words(
        "everyday_care",
        CareKind.MEDICINES,
        r"\bmedicaments?\b|\bpharmacie\b",
        r"\b(?:65|30|15) ?%|\bimportant|\bmajeur|\bmodere|\bfaible|\bnon (?:rembours|prise)"
        r"|\bou non\b|\bhomeopathi",
        alone=True,
    ),
    _Words(
        "everyday_care",
        CareKind.PSYCHOLOGIST,
        r"\bpsychologue",
        r"\bnon (?:rembours|prises? en charge)|\bhors\b|\bou non\b",
    ),
    *(
        _Words("everyday_care", kind, rf"\bmedicaments?\b.*(?:\b{rate} ?%|\b{words})", never, True)
        for kind, rate, words, never in (
            (CareKind.MEDICINES_MAJOR, 65, "(?:important|majeur)", r"\b(?:30|15) ?%|moder|faible"),
            (CareKind.MEDICINES_MODERATE, 30, "modere", r"\b(?:65|15) ?%|important|majeur|faible"),
            (CareKind.MEDICINES_WEAK, 15, "faible", r"\b(?:65|30) ?%|important|majeur|moder"),
        )
    ),
    _Words(
        "everyday_care",
        CareKind.MEDICAL_EQUIPMENT,
        r"\bmateriel medical\b|\b(?:petit|gros) appareillage\b",
        alone=True,
    ),
)
_UNPAID = r"\bnon (?:rembours|prise?s? en charge)"
_BESIDE_SCHEME = rf"{_UNPAID}|\bhors (?:dispositif|parcours|mon soutien)"
_PROFESSIONS = {
    CareKind.GENTLE_MEDICINE: r"\bosteopath|\bchiropra|\bacupunct|\bmedecines? douces?\b",
    CareKind.DIETETICS: r"\bdietet",
    CareKind.SOPHROLOGY: r"\bsophrolog",
    CareKind.PODIATRY: r"\bpodolog|\bpedicur",
}
_ALSO_NAMED = r"psycholog|\b(?:para|auxiliaires )medica|\bkine|\binfirmi|\borthophon|\bdiabet"


def _profession(kind: CareKind) -> _Words:
    """A line that names several of them is for the insurer to share out: it is none."""
    others = "|".join(says for other, says in _PROFESSIONS.items() if other is not kind)
    return _Words("", kind, _PROFESSIONS[kind], rf"{others}|{_ALSO_NAMED}", alone=True)


_HAIR = r"\bprotheses? capillaires?\b|\bperruques?\b"
_HAIR_CLASS_TWO = rf"{_WHOLE_PRICE}|\bclasse (?:ii|2)\b"
_DEVICES = r"\bmateriel medical\b|\bappareillage\b"
_ANY_PROFESSION = "|".join(_PROFESSIONS.values())
_OTHERS = (
    _Words(
        "",
        CareKind.HAIR_NOTHING_LEFT,
        rf"(?:{_HAIR}).*(?:{_HAIR_CLASS_TWO})",
        rf"{_DEVICES}|\bhors\b|\b(?:iii|3|iv|4)\b",
        alone=True,
    ),
    _Words("", CareKind.HAIR, _HAIR, rf"{_DEVICES}|{_HAIR_CLASS_TWO}", alone=True),
    _Words("", CareKind.TRANSPORT, r"\btransports?\b|\bambulance\b", alone=True),
    _Words("", CareKind.PSYCHOLOGIST, r"\bsoutien psy", _BESIDE_SCHEME, alone=True),
    _Words(
        "",
        CareKind.PSYCHOLOGIST_NOT_REFUNDED,
        rf"\bpsychologue.*(?:{_BESIDE_SCHEME})",
        rf"\bou non\b|{_ANY_PROFESSION}",
        alone=True,
    ),
    _Words("", CareKind.VACCINES, r"\bvaccins?\b|\bvaccination", alone=True),
    _Words(
        "",
        CareKind.MEDICINES_NOT_REFUNDED,
        rf"\b(?:medicaments?|pharmacie)\b.*{_UNPAID}|\bautomedication\b",
        r"\bou non\b|\bet non\b|\bhors homeopathi|\bsauf homeopathi",
        alone=True,
    ),
    _Words("", CareKind.HOMEOPATHY, r"\bhomeopathi", r"\b(?:hors|sauf) homeopathi", alone=True),
    *(_profession(kind) for kind in _PROFESSIONS),
    _Words("", CareKind.SPA, r"\bcures? thermales?\b", alone=True),
)
_HEARING = (
    _Words("hearing_aids", CareKind.HEARING_NOTHING_LEFT, rf"{_WHOLE_PRICE}|\bclasse (?:i|1)\b"),
    _Words("hearing_aids", CareKind.HEARING_FREE, r"\btarif libre\b|\bclasse (?:ii|2)\b"),
)
_BESIDE = r"\bhors (?:100|panier)|\bautres? que"
_DENTAL = (
    _Words("dental", CareKind.DENTAL_NOTHING_LEFT, _WHOLE_PRICE, _BESIDE),
    _Words("dental", CareKind.DENTAL_CAPPED, r"\btarifs? (?:maitrise|modere)s?\b"),
    _Words("dental", CareKind.DENTAL_FREE, r"\btarifs? libres?\b"),
    _Words(
        "dental",
        CareKind.DENTAL_CARE,
        r"^soins(?: dentaires| conservateurs| courants)*$|^soins dentaires\b",
        r"prothese|100 ?%",
    ),
    _Words("dental", CareKind.DENTAL_CARE, r"\bdetartrage\b", alone=True),
    _Words("dental", CareKind.ORTHODONTICS, r"\borthodontie\b", alone=True),
    _Words("dental", CareKind.IMPLANTS, r"\bimplant", alone=True),
    _Words("dental", CareKind.PERIODONTICS, r"\bparodont", alone=True),
)
_LENSES = r"\blentilles?\b"
_REFUSED = r"\bnon (?:rembours|prises? en charge)|\brefusees?\b"
_OPTICAL = (
    _Words("optical", CareKind.GLASSES_NOTHING_LEFT, rf"{_WHOLE_PRICE}|\bclasse a\b", _BESIDE),
    _Words("optical", CareKind.GLASSES_SIMPLE, r"\bverres simples\b", r"\bcomplexes?\b"),
    _Words("optical", CareKind.GLASSES_MIXED, r"\bmixtes?\b|\bun verre simple et un"),
    _Words("optical", CareKind.GLASSES_COMPLEX, r"(?<!tres )complexes\b", r"\bsimples?\b|\btres"),
    _Words("optical", CareKind.GLASSES_VERY_COMPLEX, r"\btres complexes\b", r"\bsimples?\b"),
    _Words("optical", CareKind.LENSES, _LENSES, rf"{_REFUSED}|\brembours", alone=True),
    _Words("optical", CareKind.LENSES, rf"{_LENSES}.*\brembours\w+ ou non\b", alone=True),
    _Words(
        "optical",
        CareKind.LENSES_REFUNDED,
        rf"{_LENSES}.*\brembours",
        rf"{_REFUSED}|\bou non\b",
        alone=True,
    ),
    _Words(
        "optical", CareKind.LENSES_NOT_REFUNDED, rf"{_LENSES}.*(?:{_REFUSED})", r"\bou non\b",
        alone=True,
    ),
    _Words("optical", CareKind.EYE_SURGERY, r"\bchirurgie refractive\b|\bmyopie\b", alone=True),
)  # fmt: skip
_ALL = (*_HOSPITAL, *_EVERYDAY, *_OTHERS, *_HEARING, *_DENTAL, *_OPTICAL)


def recognise(words: str, *, heading: str = "") -> CareKind | None:
    """The kind of care that *words* are about under the heading of that code; None if they say
    none, or could say two. Without a heading only words that are enough by themselves count."""
    text = fold(words).text
    found = {
        one.kind
        for one in _ALL
        if (one.alone if not heading else one.heading in ("", heading) or _free(one, heading))
        and re.search(one.says, text)
        and not re.search(one.never, text)
    }
    return found.pop() if len(found) == 1 else None


def _free(one: _Words, heading: str) -> bool:
    """Whether the words count under a heading that is not one of the five: if they are enough."""
    return one.alone and heading not in _FIVE


_FIVE = {"hospital", "everyday_care", "hearing_aids", "dental", "optical"}
