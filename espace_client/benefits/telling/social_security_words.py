"""What the Sécurité sociale pays, told: its share, what is added, what is taken away."""

from espace_client.benefits.acts.families import FAMILIES, FlatCharge
from espace_client.benefits.figures import percentage
from espace_client.benefits.law.values import Measure
from espace_client.benefits.reckoning.care import Exemption
from espace_client.benefits.telling.context import Context, Told, euros

_WHY_WHOLE = {
    Exemption.NONE: "Pour ce soin, la Sécurité sociale paie toute la base.",
    Exemption.LONG_TERM_ILLNESS: "Ce soin concerne une affection de longue durée.",
    Exemption.MATERNITY: "Ce soin est pris en charge au titre de la maternité.",
    Exemption.WORK_ACCIDENT: "Ce soin fait suite à un accident du travail.",
    Exemption.INVALIDITY: "La personne soignée reçoit une pension d’invalidité.",
    Exemption.NEWBORN: "La personne soignée est un nouveau-né.",
    Exemption.SOLIDARITY: "La personne soignée a droit à une aide de l’État pour ses soins.",
    Exemption.HEAVY_ACT_STAY: "Un acte lourd fait partie de ce séjour à l’hôpital.",
    Exemption.PREVENTION: "C’est un examen de prévention.",
}
_WHAT_IS_KEPT = {
    FlatCharge.BOX: "sur chaque boîte de médicament",
    FlatCharge.PARAMEDICAL_ACT: "sur chaque acte d’un auxiliaire médical",
    FlatCharge.JOURNEY: "sur chaque trajet",
}


def in_the_end(context: Context) -> Told:
    title = "La Sécurité sociale paie"
    if context.step.children:
        return Told(title)
    return Told(title, ("La Sécurité sociale ne rembourse pas ce soin.",))


def base_share(context: Context) -> Told:
    care = context.answer.care
    base = min(care.base, care.price)
    retained = f"La Sécurité sociale retient un prix de base pour ce soin : {euros(base)}."
    if care.price < care.base:
        retained = f"Le prix est plus bas que la base : la Sécurité sociale compte {euros(base)}."
    rates = [one for one in context.step.values if one.measure is Measure.PERCENT]
    share = f"Elle en paie {percentage(rates[0].amount)}." if rates else "Elle en paie une part."
    return Told("Sa part de la base", (retained, share))


def whole_base(context: Context) -> Told:
    why = _WHY_WHOLE[context.answer.care.exemption]
    if context.answer.care.exemption is Exemption.NONE:
        return Told("Prise en charge complète", (why,))
    return Told("Prise en charge complète", (why, "La Sécurité sociale paie donc toute la base."))


def out_of_path(context: Context) -> Told:
    points = [one for one in context.step.values if one.measure is Measure.POINTS]
    less = f"{percentage(points[0].amount)} de la base" if points else "une part de la base"
    return Told(
        "Hors du parcours de soins",
        (
            "Le médecin traitant n’a pas orienté vers ce soin.",
            f"La Sécurité sociale enlève alors {less}.",
        ),
    )


def consultation_charge(context: Context) -> Told:
    kept = "La Sécurité sociale garde une petite somme sur chaque consultation ou analyse."
    return Told("Participation forfaitaire", (kept,))


def franchise(context: Context) -> Told:
    charge = FAMILIES[context.answer.care.family].charge
    on_what = _WHAT_IS_KEPT.get(charge, "sur certains soins")
    return Told("Franchise médicale", (f"La Sécurité sociale garde une petite somme {on_what}.",))


def heavy_act_charge(context: Context) -> Told:
    fixed = "Pour un acte lourd, la Sécurité sociale paie tout, sauf une somme fixe."
    return Told("Participation pour un acte lourd", (fixed,))


def hospital_days(context: Context) -> Told:
    fixed = "L’hôpital compte une somme fixe par jour, que la Sécurité sociale ne paie pas."
    return Told("Forfait journalier de l’hôpital", (fixed, "Le jour de sortie compte aussi."))
