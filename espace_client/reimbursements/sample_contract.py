"""The invented contract that a visitor tries the simulator with."""

from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.reckoning.care import Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.kernel.french import NBSP
from espace_client.reimbursements.covered import Insured

NAME = gettext_lazy("une personne de 70 ans")
_AGE = 70  # years: old enough for every charge, and no one in particular

# Invented for the demonstration, like the middle option of the sample product: no insurer sells it.
_LINES = (
    (CareKind.HOSPITAL_FEES, "Honoraires à l’hôpital, médecins qui modèrent leurs prix",
     "150 % BR, Sécurité sociale incluse, OPTAM"),
    (CareKind.HOSPITAL_FEES, "Honoraires à l’hôpital, autres médecins",
     "130 % BR, Sécurité sociale incluse, hors OPTAM"),
    (CareKind.HOSPITAL_DAY, "Forfait journalier hospitalier", "100 % des frais réels"),
    (CareKind.HOSPITAL_STAY, "Frais de séjour", "Ticket modérateur"),
    (CareKind.HEAVY_ACT, "Participation pour un acte lourd", "100 % des frais réels"),
    (CareKind.EMERGENCY, "Forfait patient urgences", "100 % des frais réels"),
    (CareKind.PRIVATE_ROOM, "Chambre particulière",
     "60 € par nuit, dans la limite de 60 nuits par an"),
    (CareKind.COMPANION, "Accompagnant", "25 € par nuit, dans la limite de 15 nuits par an"),
    (CareKind.MEDICAL_FEES, "Médecins qui modèrent leurs prix",
     "150 % BR, Sécurité sociale incluse, OPTAM"),
    (CareKind.MEDICAL_FEES, "Autres médecins", "130 % BR, Sécurité sociale incluse, hors OPTAM"),
    (CareKind.PARAMEDICAL_FEES, "Honoraires paramédicaux", "Ticket modérateur"),
    (CareKind.LABORATORY, "Analyses et examens de laboratoire", "Ticket modérateur"),
    (CareKind.MEDICINES, "Médicaments remboursés", "Ticket modérateur"),
    (CareKind.MEDICAL_EQUIPMENT, "Matériel médical", "150 % BR, Sécurité sociale incluse"),
    (CareKind.TRANSPORT, "Transport", "Ticket modérateur"),
    (CareKind.PSYCHOLOGIST, "Psychologue", "Ticket modérateur"),
    (CareKind.HEARING_NOTHING_LEFT, "Aides auditives 100 % Santé",
     "100 % Santé par oreille tous les 4 ans"),
    (CareKind.HEARING_FREE, "Aides auditives à tarif libre",
     "900 € par oreille tous les 4 ans, Sécurité sociale incluse"),
    (CareKind.DENTAL_NOTHING_LEFT, "Soins et prothèses 100 % Santé", "100 % Santé"),
    (CareKind.DENTAL_CAPPED, "Prothèses à tarif maîtrisé", "220 % BR, Sécurité sociale incluse"),
    (CareKind.DENTAL_FREE, "Prothèses à tarif libre", "200 % BR, Sécurité sociale incluse"),
    (CareKind.DENTAL_CARE, "Soins dentaires", "100 % BR, Sécurité sociale incluse"),
    (CareKind.ORTHODONTICS, "Orthodontie", "150 % BR, Sécurité sociale incluse"),
    (CareKind.IMPLANTS, "Implants", "300 € par dent, dans la limite de 2 dents par an"),
    (CareKind.PERIODONTICS, "Parodontie", "100 € par an"),
    (CareKind.GLASSES_NOTHING_LEFT, "Lunettes 100 % Santé",
     "100 % Santé par équipement tous les 2 ans"),
    (CareKind.GLASSES_SIMPLE, "Lunettes à tarif libre, verres simples",
     "160 € par équipement tous les 2 ans, Sécurité sociale incluse"),
    (CareKind.GLASSES_MIXED, "Lunettes à tarif libre, deux verres différents",
     "230 € par équipement tous les 2 ans, Sécurité sociale incluse"),
    (CareKind.GLASSES_COMPLEX, "Lunettes à tarif libre, verres complexes",
     "300 € par équipement tous les 2 ans, Sécurité sociale incluse"),
    (CareKind.GLASSES_VERY_COMPLEX, "Lunettes à tarif libre, verres très complexes",
     "320 € par équipement tous les 2 ans, Sécurité sociale incluse"),
    (CareKind.LENSES, "Lentilles, remboursées ou non", "120 € par an"),
    (CareKind.EYE_SURGERY, "Chirurgie réfractive", "250 € par œil"),
    (CareKind.VACCINES, "Vaccins non remboursés", "40 € par an"),
    (CareKind.GENTLE_MEDICINE, "Médecines douces",
     "30 € par séance, dans la limite de 4 séances par an"),
)  # fmt: skip


@cache
def _cover(anniversary: date) -> Cover:
    return Cover(
        lines=tuple(
            CoverLine(kind, parse(printed), f"{label}{NBSP}: {printed}")
            for kind, label, printed in _LINES
        ),
        anniversary=anniversary,
    )


def birth(*, on: date) -> date:
    """The day that somebody was born who is 70 on that day."""
    return date(on.year - _AGE, 1, 1)


def sample(*, on: date) -> Insured:
    """Somebody of 70 who has used nothing of the sample contract, on that day."""
    return Insured(
        key="",
        name=str(NAME),
        contract=_("le contrat d’exemple, inventé"),
        patient=Patient("sample", birth(on=on)),
        cover=_cover(date(on.year, 1, 1)),
        used=NOTHING_USED,
        counted=True,
    )
