"""What the Sécurité sociale pays, told: its share, what is added, what is taken away."""

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import percentage, plain_number
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Measure, NoValue
from espace_client.benefits.reckoning.care import Exemption
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.telling.context import Context, Told, euros

_WHY_WHOLE = {
    Exemption.NONE: "La loi prévoit pour ce soin un remboursement complet.",
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
    if context.bill.given_up:
        return Told(title, ("La loi laisse cette somme à la charge du patient.",))
    return Told(title, ("La Sécurité sociale ne rembourse pas ce soin.",))


def base_share(context: Context) -> Told:
    bill = context.bill
    base = min(bill.base, bill.price)
    retained = "La base de remboursement est le prix que la Sécurité sociale retient"
    sentence = f"{retained} pour ce {context.noun} : {euros(base)}."
    if bill.price < bill.base:
        lower = "Le prix est plus bas que la base de remboursement"
        sentence = f"{lower} : la Sécurité sociale compte {euros(base)}."
    rates = [one for one in context.step.values if one.measure is Measure.PERCENT]
    share = f"Elle en paie {percentage(rates[0].amount)}." if rates else "Elle en paie une part."
    return Told("Sa part de la base", (sentence, share, *_only_so_often(context)))


def _only_so_often(context: Context) -> tuple[str, ...]:
    """What the Sécurité sociale counts over the years and nobody has told us: it is said, since it
    is not in the amount. Domain rules 6.2 and 7.1."""
    care, act = context.answer.care, context.act
    if isinstance(care, Stay):
        return ()
    if care.kind is CareKind.LENSES_REFUNDED:
        return ("Elle ne compte cette base qu’une fois par an pour chaque œil.",)
    if care.family is not Family.ORTHODONTICS or act is None or act.unit != "semestres":
        return ()
    try:
        age = shipped_law().value("orthodontics.age", care.on)
        most = shipped_law().value("orthodontics.most_semesters", care.on)
    except NoValue:
        return ()
    begun = f"Elle ne paie que si le traitement a commencé avant {plain_number(age.amount)} ans."
    return (begun, f"Elle paie {plain_number(most.amount)} semestres au plus.")


def whole_base(context: Context) -> Told:
    exemption = context.answer.care.exemption
    why = _WHY_WHOLE[exemption]
    if exemption is Exemption.NONE and context.step.values:  # the threshold of heavy acts
        why = f"Ce {context.noun} comprend un acte lourd."
    whole = "La Sécurité sociale paie toute la base."
    beside = context.above.children if context.above else ()
    if any(one.amount < 0 for one in beside):
        whole = "La Sécurité sociale compte toute la base, puis elle en enlève une part."
    return Told("Prise en charge complète", (why, whole))


def long_stay(context: Context) -> Told:
    days = [one for one in context.step.values if one.measure in (Measure.COUNT, Measure.DAYS)]
    after = f"Après {plain_number(days[0].amount)} jours" if days else "Après un long séjour"
    return Told("Long séjour", (f"{after} à l’hôpital, la Sécurité sociale paie tout le tarif.",))


def out_of_path(context: Context) -> Told:
    step = context.step
    points = [one for one in step.values if one.measure is Measure.POINTS]
    less = f"{percentage(points[0].amount)} de la base" if points else "une part de la base"
    most = [one for one in step.values if one.measure is Measure.EUROS]
    if most and abs(step.amount) == most[0].amount * context.bill.quantity:
        less = f"{less}, dans la limite de {euros(step.amount)}"
    return Told(
        "Hors du parcours de soins",
        (
            "Le médecin traitant n’a pas orienté vers ce soin.",
            f"La Sécurité sociale enlève alors {less}.",
        ),
    )


def consultation_charge(context: Context) -> Told:
    kept = "La Sécurité sociale garde une petite somme sur chaque consultation ou analyse."
    return Told("Participation forfaitaire", (kept, *_yearly_limit(context)))


def franchise(context: Context) -> Told:
    on_what = _WHAT_IS_KEPT.get(context.bill.charge, "sur certains soins")
    kept = f"La Sécurité sociale garde une petite somme {on_what}."
    return Told("Franchise médicale", (kept, *_yearly_limit(context)))


def _yearly_limit(context: Context) -> tuple[str, ...]:
    """Said where it counts: the year's limit is reached, or nearly so."""
    if context.step.counter is None:
        return ()
    most, used, _taken = context.step.counter
    return (
        f"Elle ne garde jamais plus de {euros(most)} par an et par personne.",
        f"Elle avait déjà gardé {euros(used)} cette année.",
    )


def heavy_act_charge(context: Context) -> Told:
    fixed = "Pour un acte lourd, la Sécurité sociale paie tout, sauf une somme fixe."
    return Told("Participation pour un acte lourd", (fixed,))


def hospital_days(context: Context) -> Told:
    fixed = "L’hôpital compte une somme fixe par jour, que la Sécurité sociale ne paie pas."
    return Told("Forfait journalier de l’hôpital", (fixed, "Le jour de sortie compte aussi."))


def days_in_share(context: Context) -> Told:
    title = "Forfait journalier de l’hôpital"
    within = "déjà compté dans la part qu’elle ne paie pas."
    if context.step.counter is None:
        return Told(title, (f"Le forfait journalier de l’hôpital est {within}",))
    whole, counted, _on_top = context.step.counter
    days = f"Le forfait journalier de l’hôpital est de {euros(whole)} pour tout le séjour."
    if counted == whole:
        return Told(title, (days, f"Il est {within}"))
    return Told(title, (days, f"Un montant de {euros(counted)} est {within}"))


def stay(context: Context) -> Told:
    return Told("Frais du séjour", ("C’est le tarif du séjour à l’hôpital.",))
