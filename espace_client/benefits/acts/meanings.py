"""What people call care, where a guarantee table says it in other words.

« Lunettes » stands in no line of a table that speaks of « équipements de classe B »; « hôpital » in
none that speaks of « frais de séjour ». The words are ours: what members type and say.
"""

from typing import NamedTuple

from espace_client.benefits.acts.kinds_of_care import CareKind


class Meaning(NamedTuple):
    """A thing in plain words, the other words for it, and the kinds of care that it is."""

    plain: str
    words: tuple[str, ...]
    kinds: frozenset[CareKind]


def _meaning(plain: str, words: str, *kinds: CareKind) -> Meaning:
    return Meaning(plain, tuple(words.split()), frozenset(kinds))


MEANINGS = (
    _meaning(
        "hôpital",
        "hospitalisation clinique opération chirurgie opérer",
        *(CareKind.HOSPITAL_FEES, CareKind.HOSPITAL_STAY, CareKind.HOSPITAL_DAY),
        *(CareKind.HEAVY_ACT, CareKind.EMERGENCY, CareKind.PRIVATE_ROOM, CareKind.COMPANION),
    ),
    _meaning("chambre seule", "chambre particulière individuelle", CareKind.PRIVATE_ROOM),
    _meaning("lit pour un proche", "accompagnant lit parent", CareKind.COMPANION),
    _meaning("urgences", "urgence fpu", CareKind.EMERGENCY),
    _meaning(
        "médecin",
        "docteur médecin généraliste spécialiste consultation cardiologue dermatologue gynécologue "
        "ophtalmologue pédiatre psychiatre rhumatologue visite",
        CareKind.MEDICAL_FEES,
    ),
    _meaning("radio et scanner", "radiographie irm échographie imagerie", CareKind.MEDICAL_FEES),
    _meaning(
        "kiné ou infirmier",
        "orthophoniste kinésithérapeute infirmière rééducation massage orthoptiste",
        CareKind.PARAMEDICAL_FEES,
    ),
    _meaning("prise de sang", "analyse laboratoire biologie", CareKind.LABORATORY),
    _meaning(
        "médicaments",
        "pharmacie pharmacien ordonnance comprimé",
        *(CareKind.MEDICINES, CareKind.MEDICINES_MAJOR, CareKind.MEDICINES_MODERATE),
        *(CareKind.MEDICINES_WEAK, CareKind.MEDICINES_NOT_REFUNDED),
    ),
    _meaning(
        "matériel médical",
        "fauteuil béquille attelle ceinture orthèse bas contention semelle lit canne",
        CareKind.MEDICAL_EQUIPMENT,
    ),
    _meaning("perruque", "cheveux prothèse capillaire", CareKind.HAIR, CareKind.HAIR_NOTHING_LEFT),
    _meaning("ambulance et taxi", "transport vsl trajet", CareKind.TRANSPORT),
    _meaning(
        "psychologue",
        "psy psychothérapie thérapie",
        *(CareKind.PSYCHOLOGIST, CareKind.PSYCHOLOGIST_NOT_REFUNDED),
    ),
    _meaning(
        "appareil auditif",
        "aide audition oreille sonotone audioprothèse entendre sourd surdité",
        *(CareKind.HEARING_NOTHING_LEFT, CareKind.HEARING_FREE),
    ),
    _meaning(
        "couronne ou prothèse dentaire",
        "bridge appareil dent dentaire dentier dentiste inlay onlay molaire prémolaire incisive "
        "canine",
        *(CareKind.DENTAL_NOTHING_LEFT, CareKind.DENTAL_CAPPED, CareKind.DENTAL_FREE),
    ),
    _meaning(
        "soins chez le dentiste",
        "carie détartrage dent dentaire dentiste plombage dévitaliser",
        CareKind.DENTAL_CARE,
    ),
    _meaning(
        "appareil dentaire pour redresser les dents",
        "orthodontie bague dent dentaire dentiste gouttière orthodontiste",
        CareKind.ORTHODONTICS,
    ),
    _meaning("implant", "dent dentaire dentiste vis racine", CareKind.IMPLANTS),
    _meaning(
        "soins des gencives",
        "parodontie dent dentaire dentiste gencive déchaussement",
        CareKind.PERIODONTICS,
    ),
    _meaning(
        "lunettes",
        "lunette verre monture opticien progressif optique vue",
        *(CareKind.GLASSES_NOTHING_LEFT, CareKind.GLASSES_SIMPLE, CareKind.GLASSES_MIXED),
        *(CareKind.GLASSES_COMPLEX, CareKind.GLASSES_VERY_COMPLEX),
    ),
    _meaning(
        "lentilles",
        "lentille contact",
        *(CareKind.LENSES, CareKind.LENSES_REFUNDED, CareKind.LENSES_NOT_REFUNDED),
    ),
    _meaning("opération des yeux", "laser myopie réfractive", CareKind.EYE_SURGERY),
    _meaning("vaccin", "vaccination piqûre grippe zona", CareKind.VACCINES),
    _meaning(
        "ostéopathe et soins doux",
        "douce ostéo ostéopathie chiropraxie chiropracteur acupuncture acupuncteur",
        CareKind.GENTLE_MEDICINE,
    ),
    _meaning("diététicien", "diététique nutritionniste régime", CareKind.DIETETICS),
    _meaning("sophrologue", "sophrologie relaxation", CareKind.SOPHROLOGY),
    _meaning("pédicure", "podologue pied", CareKind.PODIATRY),
    _meaning("cure thermale", "thermes curiste thermalisme", CareKind.SPA),
)  # fmt: skip


def name_of(kind: CareKind) -> str:
    """What people call that kind of care, the most precise word; empty where there is none."""
    known = [one for one in MEANINGS if kind in one.kinds]
    return min(known, key=lambda one: len(one.kinds)).plain if known else ""
