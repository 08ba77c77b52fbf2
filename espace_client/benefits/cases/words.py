"""The French words of a file of cases, and what each means here. Closed lists, all of them."""

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.qualifiers import Network, Optam
from espace_client.benefits.reckoning.care import Exemption, Regime
from espace_client.benefits.reckoning.steps import Rule

YES_NO = {"oui": True, "non": False}
REGIMES = {"general": Regime.GENERAL, "alsace_moselle": Regime.ALSACE_MOSELLE}
OPTAM = {"oui": Optam.SIGNED, "non": Optam.NOT_SIGNED}
NETWORK = {"oui": Network.INSIDE, "non": Network.OUTSIDE}
FAMILIES = {
    "medecin": Family.DOCTOR,
    "imagerie": Family.IMAGING,
    "anatomopathologie": Family.PATHOLOGY,
    "dentaire": Family.DENTAL,
    "orthodontie": Family.ORTHODONTICS,
    "auxiliaire_medical": Family.PARAMEDICAL,
    "laboratoire": Family.LABORATORY,
    "prelevement": Family.SAMPLING,
    "medicament_irremplacable": Family.MEDICINE_IRREPLACEABLE,
    "medicament_important": Family.MEDICINE_MAJOR,
    "medicament_modere": Family.MEDICINE_MODERATE,
    "medicament_faible": Family.MEDICINE_WEAK,
    "homeopathie": Family.HOMEOPATHY,
    "appareillage": Family.DEVICE,
    "transport": Family.TRANSPORT,
    "cure": Family.SPA,
    "honoraires_de_cure": Family.SPA_FEES,
    "hopital": Family.HOSPITAL,
    "psychologue": Family.PSYCHOLOGIST,
    "forfait_du_patient": Family.PATIENT_CHARGE,
    "non_rembourse": Family.NOT_REFUNDED,
}
EXEMPTIONS = {
    "aucune": Exemption.NONE,
    "ald": Exemption.LONG_TERM_ILLNESS,
    "maternite": Exemption.MATERNITY,
    "accident_du_travail": Exemption.WORK_ACCIDENT,
    "invalidite": Exemption.INVALIDITY,
    "nouveau_ne": Exemption.NEWBORN,
    "c2s": Exemption.SOLIDARITY,
    "sejour_avec_acte_lourd": Exemption.HEAVY_ACT_STAY,
    "prevention": Exemption.PREVENTION,
}
BASKETS = {
    "aucun": Basket.NONE,
    "100_sante": Basket.NOTHING_LEFT,
    "maitrise": Basket.CAPPED,
    "libre": Basket.FREE,
}
BRANCHES = {
    "securite_sociale": Rule.SOCIAL_SECURITY,
    "complementaire": Rule.INSURER,
    "reste": Rule.LEFT,
}
STEPS = {
    "part_de_la_base": Rule.BASE_SHARE,
    "base_entiere": Rule.WHOLE_BASE,
    "long_sejour": Rule.LONG_STAY,
    "hors_parcours": Rule.OUT_OF_PATH,
    "participation_forfaitaire": Rule.CONSULTATION_CHARGE,
    "franchise": Rule.FRANCHISE,
    "acte_lourd": Rule.HEAVY_ACT_CHARGE,
    "forfait_journalier": Rule.HOSPITAL_DAYS,
    "forfait_journalier_compris": Rule.DAYS_IN_SHARE,
    "sejour": Rule.STAY,
    "garantie": Rule.GUARANTEE,
    "nombre_epuise": Rule.COUNT_USED_UP,
    "euros_epuises": Rule.EUROS_USED_UP,
    "plafond_commun": Rule.SHARED_CEILING,
    "autre_assureur": Rule.OTHER_INSURER,
    "minimum_legal": Rule.FLOOR_OF_LAW,
    "sans_garantie": Rule.NO_GUARANTEE,
    "base_non_payee": Rule.BASE_LEFT,
    "depassement": Rule.EXCESS_LEFT,
}
TOTALS = frozenset({Rule.PRICE, Rule.SOCIAL_SECURITY, Rule.INSURER, Rule.LEFT, Rule.PAID_BY_OTHERS})
"""Steps that need no word: their amounts are those that a case expects."""
