"""The sentences of the page of an answer about a stay in hospital."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.stay import Stay
from espace_client.kernel.french import NBSP, date_in_words, enumeration, spaced
from espace_client.reimbursements import notes
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.other_payers import other_payers
from espace_client.reimbursements.stays import StayEstimate, usual_room, usual_tariff
from espace_client.reimbursements.wording import Told, reserve


def told_stay(
    estimate: StayEstimate, answers: Mapping[str, str], insured: Insured, *, on: date
) -> Told:
    """*estimate*, as it is made on the day *on* from *answers*, in sentences."""
    left = estimate.amounts.left
    return Told(
        care=_("Un séjour à l’hôpital ou en clinique"),
        left=to_the_cent(left) if left else "",
        question=_question(estimate.asked.stay, insured),
        notes=tuple(_notes(estimate, answers, insured)),
        reserve=reserve(on),
        changes=tuple(spaced(change.sentence) for change in estimate.changes),
    )


def stay_on_paper(
    estimate: StayEstimate, answers: Mapping[str, str], insured: Insured, *, on: date
) -> tuple[tuple[str, str], ...]:
    """What stands at the top of the printed answer: each fact with its name."""
    stay = estimate.asked.stay
    facts = [
        (_("Soin"), _("Un séjour à l’hôpital ou en clinique")),
        (_("Entrée"), date_in_words(stay.admitted)),
        (_("Durée"), _nights(stay)),
        (_("Pour"), insured.name),
        (_("Contrat"), insured.contract),
        (_("Calculé le"), date_in_words(on)),
    ]
    facts += [(_("À savoir"), note) for note in _notes(estimate, answers, insured)]
    return tuple(facts)


def _question(stay: Stay, insured: Insured) -> str:
    return _("Entrée le %(day)s, %(nights)s, pour %(name)s, avec %(contract)s.") % {
        "day": date_in_words(stay.admitted), "nights": _nights(stay),
        "name": insured.name, "contract": insured.contract,
    }  # fmt: skip


def _nights(stay: Stay) -> str:
    nights = stay.days - 1
    if not nights:
        return _("sortie le même jour")
    return f"{nights}{NBSP}{_('nuit') if nights == 1 else _('nuits')}"


def _notes(estimate: StayEstimate, answers: Mapping[str, str], insured: Insured) -> Iterator[str]:
    stay = estimate.asked.stay
    if len(estimate.prices) > 1:
        parts = enumeration(
            [
                f"{name[:1].lower()}{name[1:]} ({to_the_cent(price)})"
                for name, price in estimate.prices
            ]
        )
        yield spaced(_("Le prix réunit %(parts)s.") % {"parts": parts})
    examples = tuple(_examples(stay, answers))
    for _name, example, said in examples:
        yield spaced(said % {"price": to_the_cent(example.price.price), "label": example.label})
    if estimate.in_one_year:
        yield _(
            "Un chiffre de l’année prochaine n’est pas encore publié. Nous avons compté toutes les"
            " nuits de la chambre dans l’année de l’entrée."
        )
    yield from notes.after_the_end(insured.until, stay.discharged)
    if estimate.asked.fees is None:
        yield _("Nous n’avons pas compté d’honoraires : en clinique, ils s’ajoutent.")
    yield _("Le téléphone, la télévision et la personne qui vous accompagne se paient à part.")
    yield from notes.of_the_person(stay.patient, stay.exemption)
    if stay.free_of_days:
        yield spaced(
            _("Nous n’avons pas compté de forfait journalier : la pension militaire en dispense.")
        )
    yield from notes.suppositions(estimate.supposed)
    yield from other_payers(estimate.local, estimate.amounts.left, insured)
    yield from notes.counted(insured, estimate.rests)
    unsure = [(one.price.confidence, name) for name, one, _said in examples]
    yield from notes.doubts(estimate.unsure, unsure)


def _examples(stay: Stay, answers: Mapping[str, str]) -> Iterator[tuple[str, Example, str]]:
    """The prices that nobody wrote: what each is called, the example, and the sentence."""
    tariff = usual_tariff(catalogue(), heavy_act=stay.heavy_act, on=stay.on)
    if "usual" in answers and tariff:
        said = _(
            "Vous n’avez pas écrit le tarif. Nous avons pris un prix d’exemple, %(price)s :"
            " « %(label)s »."
        )
        yield _("le tarif du séjour"), tariff, said
    room = usual_room(catalogue(), on=stay.on)
    if "usual_room" in answers and room:
        said = _(
            "Vous n’avez pas écrit le prix de la chambre. Nous avons pris un prix d’exemple,"
            " %(price)s pour une nuit."
        )
        yield _("le prix de la chambre"), room, said
