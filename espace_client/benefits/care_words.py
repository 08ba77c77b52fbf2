"""How a French file names a kind of care: one code for each, and a closed list.

`docs/portfolio-format.md` has the same list; a test compares them.
"""

from espace_client.benefits.acts.kinds_of_care import CareKind

FRENCH = {
    CareKind.HOSPITAL_FEES: "honoraires_hospitaliers",
    CareKind.HOSPITAL_STAY: "frais_de_sejour",
    CareKind.HOSPITAL_DAY: "forfait_journalier",
    CareKind.HEAVY_ACT: "acte_lourd",
    CareKind.EMERGENCY: "urgences",
    CareKind.PRIVATE_ROOM: "chambre_particuliere",
    CareKind.COMPANION: "accompagnant",
    CareKind.MEDICAL_FEES: "honoraires_medicaux",
    CareKind.PARAMEDICAL_FEES: "honoraires_paramedicaux",
    CareKind.LABORATORY: "analyses",
    CareKind.MEDICINES: "medicaments",
    CareKind.MEDICINES_MAJOR: "medicaments_65",
    CareKind.MEDICINES_MODERATE: "medicaments_30",
    CareKind.MEDICINES_WEAK: "medicaments_15",
    CareKind.MEDICINES_NOT_REFUNDED: "medicaments_non_rembourses",
    CareKind.HOMEOPATHY: "homeopathie",
    CareKind.MEDICAL_EQUIPMENT: "materiel_medical",
    CareKind.HAIR_NOTHING_LEFT: "protheses_capillaires_100_sante",
    CareKind.HAIR: "protheses_capillaires",
    CareKind.TRANSPORT: "transport",
    CareKind.PSYCHOLOGIST: "psychologue",
    CareKind.PSYCHOLOGIST_NOT_REFUNDED: "psychologue_non_rembourse",
    CareKind.HEARING_NOTHING_LEFT: "audition_100_sante",
    CareKind.HEARING_FREE: "audition_tarif_libre",
    CareKind.DENTAL_NOTHING_LEFT: "dentaire_100_sante",
    CareKind.DENTAL_CAPPED: "dentaire_tarif_maitrise",
    CareKind.DENTAL_FREE: "dentaire_tarif_libre",
    CareKind.DENTAL_CARE: "soins_dentaires",
    CareKind.ORTHODONTICS: "orthodontie",
    CareKind.IMPLANTS: "implants",
    CareKind.PERIODONTICS: "parodontie",
    CareKind.GLASSES_NOTHING_LEFT: "lunettes_100_sante",
    CareKind.GLASSES_SIMPLE: "lunettes_simples",
    CareKind.GLASSES_MIXED: "lunettes_mixtes",
    CareKind.GLASSES_COMPLEX: "lunettes_complexes",
    CareKind.GLASSES_VERY_COMPLEX: "lunettes_tres_complexes",
    CareKind.LENSES: "lentilles",
    CareKind.LENSES_REFUNDED: "lentilles_remboursees",
    CareKind.LENSES_NOT_REFUNDED: "lentilles_non_remboursees",
    CareKind.EYE_SURGERY: "chirurgie_refractive",
    CareKind.VACCINES: "vaccins",
    CareKind.GENTLE_MEDICINE: "medecines_douces",
    CareKind.DIETETICS: "dietetique",
    CareKind.SOPHROLOGY: "sophrologie",
    CareKind.PODIATRY: "pedicurie",
    CareKind.SPA: "cures",
}
KINDS = {french: kind for kind, french in FRENCH.items()}
NONE = "aucun"  # a line that nobody computes with, and nobody has to look at
