"""Words of tables and statements, and the kind of care they are about; or none, rather than a
guess."""

from pathlib import Path

import pytest
import yaml

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.care_words import FRENCH, KINDS
from espace_client.benefits.headings import heading
from espace_client.benefits.recognising import recognise

pytestmark = pytest.mark.promise("I5.16")

PRODUCTS = Path(__file__).parents[2] / "portfolio/sample_products"
COMMITMENT = {
    ("hospital", "Honoraires OPTAM"): CareKind.HOSPITAL_FEES,
    ("hospital", "Honoraires hors OPTAM"): CareKind.HOSPITAL_FEES,
    ("hospital", "Forfait journalier hospitalier"): CareKind.HOSPITAL_DAY,
    ("hospital", "Frais de séjour"): CareKind.HOSPITAL_STAY,
    ("hospital", "Chambre particulière"): CareKind.PRIVATE_ROOM,
    ("hospital", "Accompagnant"): CareKind.COMPANION,
    ("hospital", "PAT"): CareKind.HEAVY_ACT,
    ("hospital", "FPU"): CareKind.EMERGENCY,
    ("everyday_care", "Honoraires médicaux"): CareKind.MEDICAL_FEES,
    ("everyday_care", "Honoraires paramédicaux"): CareKind.PARAMEDICAL_FEES,
    ("everyday_care", "Analyses et examens de laboratoire"): CareKind.LABORATORY,
    ("everyday_care", "Médicaments"): CareKind.MEDICINES,
    ("everyday_care", "Médicaments à service médical rendu modéré"): CareKind.MEDICINES_MODERATE,
    ("everyday_care", "Matériel médical"): CareKind.MEDICAL_EQUIPMENT,
    ("everyday_care", "Prothèses capillaires"): CareKind.HAIR,
    ("everyday_care", "Prothèses capillaires 100 % Santé (classe II)"): CareKind.HAIR_NOTHING_LEFT,
    ("everyday_care", "Prothèses capillaires, classe III"): CareKind.HAIR,
    ("everyday_care", "Petit appareillage et prothèses capillaires"): CareKind.MEDICAL_EQUIPMENT,
    ("everyday_care", "Médicaments non remboursés"): CareKind.MEDICINES_NOT_REFUNDED,
    ("prevention", "Pharmacie non prise en charge"): CareKind.MEDICINES_NOT_REFUNDED,
    ("gentle_medicine", "Homéopathie"): CareKind.HOMEOPATHY,
    ("everyday_care", "Psychologue"): CareKind.PSYCHOLOGIST,
    ("prevention", "Mon soutien psy"): CareKind.PSYCHOLOGIST,
    ("everyday_care", "Psychologue non remboursé"): CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    ("prevention", "Psychologue hors dispositif Mon soutien psy"):
        CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    ("gentle_medicine", "Ostéopathie, chiropraxie, acupuncture"): CareKind.GENTLE_MEDICINE,
    ("prevention", "Consultation de diététique"): CareKind.DIETETICS,
    ("gentle_medicine", "Sophrologie"): CareKind.SOPHROLOGY,
    ("gentle_medicine", "Pédicure-podologue"): CareKind.PODIATRY,
    ("everyday_care", "Auxiliaires médicaux (infirmiers, kinés, pédicures)"):
        CareKind.PARAMEDICAL_FEES,
    ("hearing_aids", "Équipements 100 % Santé (classe I)"): CareKind.HEARING_NOTHING_LEFT,
    ("hearing_aids", "Équipements à tarif libre (classe II)"): CareKind.HEARING_FREE,
    ("dental", "Soins et prothèses 100 % Santé"): CareKind.DENTAL_NOTHING_LEFT,
    ("dental", "Prothèses à tarif maîtrisé"): CareKind.DENTAL_CAPPED,
    ("dental", "Prothèses à tarif libre"): CareKind.DENTAL_FREE,
    ("dental", "Soins"): CareKind.DENTAL_CARE,
    ("dental", "Orthodontie"): CareKind.ORTHODONTICS,
    ("optical", "Équipements 100 % Santé (classe A)"): CareKind.GLASSES_NOTHING_LEFT,
    ("optical", "Lentilles"): CareKind.LENSES,
    ("optical", "Lentilles remboursées"): CareKind.LENSES_REFUNDED,
    ("optical", "Lentilles non remboursées"): CareKind.LENSES_NOT_REFUNDED,
    ("optical", "Lentilles, remboursées ou non"): CareKind.LENSES,
    ("optical", "Chirurgie réfractive"): CareKind.EYE_SURGERY,
}  # fmt: skip
AMBIGUOUS = (
    ("dental", "Implants et parodontie"),
    ("dental", "Prothèses"),
    ("dental", "Prothèses hors 100 % Santé"),
    ("dental", "Couronne"),
    ("optical", "Équipements à tarif libre (classe B)"),
    ("optical", "Équipements à tarif libre (classe B), verres simples ou complexes"),
    ("hearing_aids", "Piles"),
    ("everyday_care", "Médicaments à 65 % et à 30 %"),
    ("everyday_care", "Médicaments remboursés ou non"),
    ("everyday_care", "Médicaments non remboursés, hors homéopathie"),
    ("everyday_care", "Médicaments non remboursés et homéopathie"),
    ("gentle_medicine", "Ostéopathie, chiropraxie, diététique"),
    ("gentle_medicine", "Ostéopathe, psychologue"),
    ("gentle_medicine", "Diététicien, sophrologue, pédicure-podologue"),
    ("gentle_medicine", "Psychologue non remboursé, sophrologue"),
    ("gentle_medicine", "Psychologue"),
    ("everyday_care", "Psychologue, remboursé ou non"),
    ("Obsèques", "Capital"),
)


@pytest.mark.parametrize(("words", "kind"), COMMITMENT.items())
def test_the_sub_headings_of_the_commitment(words: tuple[str, str], kind: CareKind) -> None:
    assert recognise(words[1], heading=words[0]) is kind


@pytest.mark.parametrize(("section", "label"), AMBIGUOUS)
def test_what_could_be_two_kinds_is_none(section: str, label: str) -> None:
    assert recognise(label, heading=section) is None


@pytest.mark.parametrize("product", sorted(PRODUCTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_line_of_a_sample_product_is_recognised_or_says_that_it_is_none(
    product: Path,
) -> None:
    lines = [
        line
        for version in yaml.safe_load(product.read_text("utf-8"))["versions"]
        for option in version["options"]
        for line in option["garanties"]
    ]
    assert lines
    unknown = {
        line["libelle"]
        for line in lines
        if recognise(line["libelle"], heading=heading(line["poste"]).code) is None  # type: ignore[union-attr]
        and line.get("soin") != "aucun"
    }
    assert not unknown


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("Consultation d’un généraliste", CareKind.MEDICAL_FEES),
        ("CONSULTATION CARDIOLOGUE", CareKind.MEDICAL_FEES),
        ("Pharmacie", CareKind.MEDICINES),
        ("Analyses de sang", CareKind.LABORATORY),
        ("Séance de kinésithérapie", CareKind.PARAMEDICAL_FEES),
        ("Détartrage", CareKind.DENTAL_CARE),
        ("Chambre particulière (3 nuits)", CareKind.PRIVATE_ROOM),
        ("Couronne dentaire", None),  # of which basket?
        ("Monture et deux verres", None),
        ("Honoraires", None),  # in hospital or not?
        ("Soins", None),
    ],
)
def test_the_words_of_a_statement_stand_alone(act: str, kind: CareKind | None) -> None:
    assert recognise(act) is kind


def test_every_kind_has_one_french_code() -> None:
    assert set(FRENCH) == set(CareKind)
    assert len(KINDS) == len(FRENCH)
