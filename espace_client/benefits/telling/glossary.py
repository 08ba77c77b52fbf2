"""The words of the trade, for members: what a contract or a source may write in capitals.

Nothing that we write ourselves uses one. A contract is quoted as it is written, and a source as
it is known: what is in capitals there is explained beside it.
"""

import re
from collections.abc import Iterable

from espace_client.benefits.figures import NBSP

_BASE = "base de remboursement, le prix que la Sécurité sociale retient pour un soin"
_LEGAL_PRICE = "prix le plus élevé que la loi permet pour ce soin"
_OBLIGATORY = "assurance maladie obligatoire, c’est-à-dire la Sécurité sociale"
_MODERATE = "accord par lequel un médecin s’engage à modérer ses prix"

ACRONYMS = {
    "ALD": "affection de longue durée, que la Sécurité sociale rembourse mieux",
    "AMC": "assurance maladie complémentaire, c’est-à-dire nous",
    "AME": "aide médicale de l’État",
    "AMO": _OBLIGATORY,
    "ASPA": "allocation de solidarité aux personnes âgées",
    "BOSS": "Bulletin officiel de la Sécurité sociale",
    "BR": _BASE,
    "BRSS": _BASE,
    "C2S": "complémentaire santé solidaire",
    "CAS": "contrat d’accès aux soins, remplacé depuis par un autre accord de prix modérés",
    "CCAM": "liste officielle des actes médicaux et de leurs tarifs",
    "CNAM": "Caisse nationale de l’assurance maladie",
    "CNPSY": "consultation d’un psychiatre",
    "CS": "consultation d’un médecin spécialiste",
    "CSC": "consultation d’un cardiologue",
    "CSS": "code de la Sécurité sociale",
    "DE": "dépense engagée, c’est-à-dire ce que vous avez payé",
    "DPTAM": _MODERATE,
    "DPTM": _MODERATE,
    "DSS": "Direction de la Sécurité sociale",
    "EUR": "euros",
    "FDI": "numérotation internationale des dents",
    "FJH": "forfait journalier hospitalier, la somme due pour chaque jour à l’hôpital",
    "FPU": "forfait patient urgences, la somme due pour un passage aux urgences",
    "FR": "frais réels, c’est-à-dire ce que vous avez payé",
    "HAD": "hospitalisation à domicile",
    "HLF": f"honoraire limite de facturation, le {_LEGAL_PRICE}",
    "JO": "Journal officiel",
    "LFSS": "loi de financement de la Sécurité sociale",
    "LPP": "liste officielle des appareils et équipements remboursés",
    "MCC": "supplément d’une consultation de cardiologue",
    "MCS": "supplément d’un spécialiste qui informe le médecin traitant",
    "MPC": "supplément d’une consultation de spécialiste",
    "NABM": "liste officielle des analyses de laboratoire et de leurs tarifs",
    "NGAP": "liste officielle des actes et de leurs tarifs",
    "OPTAM": _MODERATE,
    "ORL": "médecin du nez, de la gorge et des oreilles",
    "PASS": "plafond annuel de la Sécurité sociale, un montant officiel fixé chaque année",
    "PAT": "participation pour un acte lourd, une somme fixe pour un acte coûteux",
    "PLV": f"prix limite de vente, le {_LEGAL_PRICE}",
    "PMSS": "plafond mensuel de la Sécurité sociale, un montant officiel fixé chaque année",
    "RAC": "reste à charge, ce qu’il vous reste à payer",
    "RO": f"régime obligatoire, {_OBLIGATORY.partition(', ')[2]}",
    "RSS": "remboursement de la Sécurité sociale",
    "SMR": "service médical rendu, l’utilité reconnue à un médicament",
    "SS": "Sécurité sociale",
    "TM": "ticket modérateur, la part de la base que la Sécurité sociale ne paie pas",
    "TO": "traitement d’orthodontie",
    "UNCAM": "Union nationale des caisses d’assurance maladie",
    "UNOCAM": "Union nationale des organismes d’assurance maladie complémentaire",
    "VSL": "véhicule sanitaire léger, une voiture conduite par un ambulancier",
}
"""What each stands for. docs/glossary.md lists them for whoever reads the code."""

UNKNOWN = "mot de votre contrat ou de la source, qu’un conseiller peut vous expliquer"

_CAPITALS = re.compile(r"\b(?=\w*[A-ZÀ-Ý]\w*[A-ZÀ-Ý])[A-ZÀ-Ý][A-ZÀ-Ý0-9]+\b")
_ROMAN = re.compile(r"[IVX]+")
_ACT = re.compile(r"[A-Z]{4}\d{3}")  # the code of an act, which is a name
_OF_THE_CODE = re.compile(r"(?<=[0-9IVX°]) CSS\b")


def acronyms_in(text: str) -> tuple[str, ...]:
    """What stands in capitals in *text*, once each, in order. Roman
    numbers and codes of acts are none."""
    names = (_ROMAN, _ACT)
    found = (one for one in _CAPITALS.findall(text) if not any(n.fullmatch(one) for n in names))
    return tuple(dict.fromkeys(found))


def meanings(texts: Iterable[str], seen: set[str]) -> tuple[tuple[str, str], ...]:
    """What is in capitals in *texts* and was not explained yet, each with its meaning.

    Adds them to *seen*. A word that the glossary lacks is said to be so: an insurer writes its
    tables in its own way.
    """
    new = [word for text in texts for word in acronyms_in(text) if word not in seen]
    seen.update(new)
    return tuple((word, ACRONYMS.get(word, UNKNOWN)) for word in dict.fromkeys(new))


def in_full(source: str) -> str:
    """A source of law as one says it: « R160-5 CSS » is an article of the code."""
    return _OF_THE_CODE.sub(f" du {ACRONYMS['CSS']}", source).replace(" ;", f"{NBSP};")
