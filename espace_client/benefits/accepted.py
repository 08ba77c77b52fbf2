"""The spellings that French tables use, as patterns over folded text (no accent, no capital).

The prose version, with the meaning of each, is docs/calculations/guarantee-grammar.md.
"""

import re
from collections.abc import Mapping

from espace_client.benefits.qualifiers import Period, Scope, Unit

END = r"(?![a-z0-9])"
NUMBER = (
    r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)"
    r"|\d+(?:[.,]\d{1,2})?(?![.,]?\d))"
)
RATE = rf"(?P<rate>{NUMBER}) ?%"
EUROS = rf"(?P<amount>{NUMBER}) ?(?:€|euros?{END}|eur{END})"

UNITS = {
    "acte": Unit.ACT,
    "consultation": Unit.ACT,
    "jour": Unit.DAY,
    "journee": Unit.DAY,
    "nuit": Unit.NIGHT,
    "nuitee": Unit.NIGHT,
    "seance": Unit.SESSION,
    "dent": Unit.TOOTH,
    "oreille": Unit.EAR,
    "oeil": Unit.EYE,
    "equipement": Unit.EQUIPMENT,
    "semestre": Unit.SEMESTER,
}
PLURALS = {f"{noun}s": unit for noun, unit in UNITS.items() if noun != "oeil"} | {"yeux": Unit.EYE}
PERIODS: dict[str, Period | None] = {  # None: the year that the table declares
    "an": None,
    "annee": None,
    "annee civile": Period.CIVIL_YEAR,
    "annee de contrat": Period.CONTRACT_YEAR,
    "annee d'adhesion": Period.CONTRACT_YEAR,
    "annee d'assurance": Period.CONTRACT_YEAR,
}
LONG_PERIODS = {
    "2 ans": Period.TWO_YEARS,
    "deux ans": Period.TWO_YEARS,
    "24 mois": Period.TWO_YEARS,
    "4 ans": Period.FOUR_YEARS,
    "quatre ans": Period.FOUR_YEARS,
    "48 mois": Period.FOUR_YEARS,
}
SCOPES = {
    "beneficiaire": Scope.BENEFICIARY,
    "personne": Scope.BENEFICIARY,
    "personne couverte": Scope.BENEFICIARY,
    "assure": Scope.BENEFICIARY,
    "famille": Scope.FAMILY,
    "foyer": Scope.FAMILY,
}


def one_of(*tables: Mapping[str, object]) -> str:
    """A pattern for any key of *tables*, longest first."""
    words = sorted({word for table in tables for word in table}, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, words))}){END}"


SEPARATOR = re.compile(r"(?:[ ,;:().-]|et (?!de ))*")
FREQUENCY = re.compile(
    rf"(?: ?,? ?et)? ?(?:par|/) ?(?:(?P<unit>{one_of(UNITS)})|(?P<scope>{one_of(SCOPES)})"
    rf"|(?:periode de )?(?P<long>{one_of(LONG_PERIODS)})|(?P<period>{one_of(PERIODS)}))"
    rf"|(?: et)? ?tous les (?:(?P<every>{one_of(LONG_PERIODS)})|(?P<yearly>ans{END}))"
)
COUNT = re.compile(rf"(?P<number>\d{{1,3}}) (?P<unit>{one_of(UNITS, PLURALS)})")
TIMES = re.compile(rf"[x×] ?(?P<number>\d{{1,3}})(?: (?P<unit>{one_of(UNITS, PLURALS)}))?{END}")
CEILING = re.compile(EUROS)
AT_MOST = r"(?:maximum|maxi|max|au plus)"
LIMIT = re.compile(
    r"(?:(?:dans|a) la )?limite (?:de |a |: )|(?:limite|plafonne)e?s? a |pas plus de |jusqu'a "
    r"|(?:avec )?(?:un )?plafond (?:de |: )?"
    rf"|(?:avec )?(?:un )?{AT_MOST}\.? ?(?:de |: )?"
)
AND_ALSO = re.compile(r" ?,? ?et de ")
TRAILING_AT_MOST = re.compile(rf" \(?{AT_MOST}{END}\)?")
UNLIMITED = re.compile(
    rf"(?:duree )?illimitee?s?{END}|sans limit(?:e|ation)(?: de (?:duree|nombre))?{END}"
)

ORGANISM = (
    r"(?:securite sociale|secu|ss|amo|assurance maladie(?: obligatoire)?"
    rf"|regime obligatoire|ro){END}"
)
OF_ORGANISM = rf"(?:(?:du |le )?remboursement )?(?:de l'|de la |du |la |l'|le )?{ORGANISM}"
INCLUDED = re.compile(
    rf"(?:y compris|dont|incluant|sous deduction|deduction faite) {OF_ORGANISM}"
    rf"|(?:la |remboursement (?:de la )?)?{ORGANISM} (?:est )?(?:incluse?|comprise?){END}"
)
ADDITIONAL = re.compile(
    rf"(?:en complement|en plus|en sus|hors|non compris|apres) {OF_ORGANISM}"
    rf"|(?:la )?{ORGANISM} (?:non (?:incluse?|comprise?)|exclue?|en plus|en sus){END}"
)
NETWORK = re.compile(
    r"(?P<outside>hors )?(?:dans |au sein |en )?(?:le |du |de |notre |un )*"
    rf"reseau(?: de soins)?{END}"
)
OPTAM = re.compile(
    rf"(?:(?:medecins?|praticiens?) )?(?P<without>hors |non )?(?:(?:adherents?|signataires?) )?"
    rf"(?:a |de )?(?:l')?(?:optam|dptam|dptm)(?:-co)?(?: ?(?:/|ou) ?(?:l')?optam-co)?{END}"
)
