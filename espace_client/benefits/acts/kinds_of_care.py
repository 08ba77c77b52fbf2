"""Kinds of care: what the lines of a guarantee table are about, one closed list.

A contract pays one act through the line of its kind. Source: readability commitment of
14 February 2019, headings and sub-headings (domain rules 4.3).
"""

from enum import StrEnum


class CareKind(StrEnum):
    """What a line of a table is about. The value is kept in tables and files, and never changes."""

    # Hospitalisation
    HOSPITAL_FEES = "hospital_fees"  # honoraires; with or without OPTAM is a qualifier
    HOSPITAL_STAY = "hospital_stay"  # frais de séjour
    HOSPITAL_DAY = "hospital_day"  # forfait journalier hospitalier
    HEAVY_ACT = "heavy_act"  # participation for a heavy act (PAT)
    EMERGENCY = "emergency"  # forfait patient urgences (FPU)
    PRIVATE_ROOM = "private_room"
    COMPANION = "companion"
    # Soins courants
    MEDICAL_FEES = "medical_fees"  # honoraires médicaux
    PARAMEDICAL_FEES = "paramedical_fees"
    LABORATORY = "laboratory"
    MEDICINES = "medicines"  # every rate, where the table does not distinguish
    MEDICINES_MAJOR = "medicines_major"  # 65 %
    MEDICINES_MODERATE = "medicines_moderate"  # 30 %
    MEDICINES_WEAK = "medicines_weak"  # 15 %
    MEDICINES_NOT_REFUNDED = "medicines_not_refunded"
    HOMEOPATHY = "homeopathy"  # refunded no longer
    MEDICAL_EQUIPMENT = "medical_equipment"
    HAIR_NOTHING_LEFT = "hair_nothing_left"  # hair prostheses of class II
    HAIR = "hair"  # every hair prosthesis, where the table does not distinguish
    TRANSPORT = "transport"
    PSYCHOLOGIST = "psychologist"  # « Mon soutien psy »: sessions that are refunded
    PSYCHOLOGIST_NOT_REFUNDED = "psychologist_not_refunded"
    # Aides auditives
    HEARING_NOTHING_LEFT = "hearing_nothing_left"  # classe I
    HEARING_FREE = "hearing_free"  # classe II
    # Dentaire
    DENTAL_NOTHING_LEFT = "dental_nothing_left"  # 100 % Santé
    DENTAL_CAPPED = "dental_capped"  # tarif maîtrisé
    DENTAL_FREE = "dental_free"  # tarif libre
    DENTAL_CARE = "dental_care"  # soins
    ORTHODONTICS = "orthodontics"
    IMPLANTS = "implants"
    PERIODONTICS = "periodontics"
    # Optique
    GLASSES_NOTHING_LEFT = "glasses_nothing_left"  # classe A
    GLASSES_SIMPLE = "glasses_simple"  # classe B, two simple lenses
    GLASSES_MIXED = "glasses_mixed"  # classe B, lenses of two kinds
    GLASSES_COMPLEX = "glasses_complex"
    GLASSES_VERY_COMPLEX = "glasses_very_complex"
    LENSES = "lenses"  # every contact lens, where the table does not distinguish
    LENSES_REFUNDED = "lenses_refunded"
    LENSES_NOT_REFUNDED = "lenses_not_refunded"
    EYE_SURGERY = "eye_surgery"
    # Others
    VACCINES = "vaccines"
    GENTLE_MEDICINE = "gentle_medicine"  # osteopathy, chiropractic, acupuncture
    DIETETICS = "dietetics"
    SOPHROLOGY = "sophrology"
    PODIATRY = "podiatry"  # pédicure-podologue, but for the feet of diabetics
    SPA = "spa"


WIDER = {
    CareKind.HEAVY_ACT: CareKind.HOSPITAL_STAY,
    CareKind.MEDICINES_MAJOR: CareKind.MEDICINES,
    CareKind.MEDICINES_MODERATE: CareKind.MEDICINES,
    CareKind.MEDICINES_WEAK: CareKind.MEDICINES,
    CareKind.HOMEOPATHY: CareKind.MEDICINES_NOT_REFUNDED,
    CareKind.HAIR_NOTHING_LEFT: CareKind.HAIR,
    CareKind.HAIR: CareKind.MEDICAL_EQUIPMENT,
    CareKind.LENSES_REFUNDED: CareKind.LENSES,
    CareKind.LENSES_NOT_REFUNDED: CareKind.LENSES,
}
"""The line that pays when the table has none for the kind itself."""
