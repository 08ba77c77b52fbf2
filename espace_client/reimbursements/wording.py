"""The sentences of the page of an answer, besides those of the explanation itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import euros, to_the_cent
from espace_client.kernel.french import NBSP, date_in_words, spaced
from espace_client.reimbursements import notes
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.estimating import Estimate, Instead
from espace_client.reimbursements.other_payers import other_payers

_DENTAL = {
    CareKind.DENTAL_NOTHING_LEFT, CareKind.DENTAL_CAPPED, CareKind.DENTAL_FREE,
    CareKind.DENTAL_CARE, CareKind.ORTHODONTICS, CareKind.IMPLANTS, CareKind.PERIODONTICS,
}  # fmt: skip

_SELLERS = {
    CareKind.DENTAL_NOTHING_LEFT: gettext_lazy("Votre dentiste"),
    CareKind.GLASSES_NOTHING_LEFT: gettext_lazy("Votre opticien"),
    CareKind.HEARING_NOTHING_LEFT: gettext_lazy("Votre audioprothésiste"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of an answer says around the explanation; `left` is empty for nothing.
    `question` says what was asked, in a sentence."""

    care: str
    left: str
    question: str
    notes: tuple[str, ...]
    reserve: str
    changes: tuple[str, ...]
    instead: str = ""
    instead_left: str = ""
    instead_by_tooth: bool = False
    is_dental: bool = False


def told(estimate: Estimate, insured: Insured, *, on: date) -> Told:
    """*estimate*, as it is made on the day *on*, in sentences."""
    instead = estimate.instead
    return Told(
        care=spaced(estimate.act.plain),
        left=to_the_cent(estimate.answer.left) if estimate.answer.left else "",
        question=_question(estimate, insured, on),
        notes=tuple(_notes(estimate, insured)),
        reserve=reserve(on),
        instead=_instead(instead) if instead else "",
        instead_left=euros(instead.answer.left) if instead else "",
        instead_by_tooth=bool(instead and instead.by_tooth),
        changes=tuple(spaced(change.sentence) for change in estimate.changes),
        is_dental=estimate.care.kind in _DENTAL,
    )


def on_paper(estimate: Estimate, insured: Insured, *, on: date) -> tuple[tuple[str, str], ...]:
    """What stands at the top of the printed answer: each fact with its name."""
    facts = [
        (_("Soin"), spaced(estimate.act.plain)),
        (_("Pour"), insured.name),
        (_("Contrat"), insured.contract),
        (_("Calculé le"), date_in_words(on)),
    ]
    if estimate.care.on != on:
        facts.insert(1, (_("Jour du soin"), date_in_words(estimate.care.on)))
    if estimate.instead is not None:
        left = euros(estimate.instead.answer.left)
        name = f"Avec le 100{NBSP}% Santé"
        if estimate.instead.by_tooth:
            name = _("%(basket)s, selon la dent") % {"basket": name}
        facts.append((name, _("%(left)s à payer") % {"left": left}))
    facts += [(_("À savoir"), note) for note in _notes(estimate, insured)]
    return tuple(facts)


def _instead(instead: Instead) -> str:
    """What the 100 % Santé alternative is, and whom to ask."""
    act = spaced(instead.act.plain)
    name = act[:1].lower() + act[1:]
    who = _SELLERS.get(instead.answer.care.kind, _("Le professionnel"))  # type: ignore[union-attr]
    said = _("C’est un autre soin : %(act)s. %(who)s doit vous en parler quand c’est possible.")
    if instead.by_tooth:
        said = _(
            "Cela dépend de la dent. Sur certaines dents, un autre soin est possible :"
            " %(act)s. Donnez le numéro de la dent pour savoir. %(who)s doit vous en parler quand"
            " c’est possible."
        )
    return spaced(said % {"act": name, "who": who})


def _question(estimate: Estimate, insured: Insured, today: date) -> str:
    """What was asked, in a sentence."""
    price = to_the_cent(estimate.care.price)
    where = {"name": insured.name, "contract": insured.contract}
    if estimate.care.quantity > 1:
        each = to_the_cent(estimate.care.price / estimate.care.quantity)
        count = f"{estimate.care.quantity}{NBSP}{estimate.act.unit}"
        price = _("%(price)s (%(count)s à %(each)s)") % {
            "price": price, "count": count, "each": each,
        }  # fmt: skip
    if estimate.care.on != today:
        said = _("Pour un soin le %(day)s, à %(price)s, pour %(name)s, avec %(contract)s.")
        return said % {"price": price, "day": date_in_words(estimate.care.on), **where}
    return _("Pour un prix de %(price)s, pour %(name)s, avec %(contract)s.") % {
        "price": price, **where,
    }  # fmt: skip


def _notes(estimate: Estimate, insured: Insured) -> Iterator[str]:
    """What the reader must know of how this was computed."""
    care = estimate.care
    yield from notes.usual_price(estimate.usual)
    if care.kind is CareKind.HOSPITAL_FEES:
        yield spaced(
            _(
                "Ce calcul porte sur les honoraires. Pour tout compter, cherchez « séjour à"
                " l’hôpital »."
            )
        )
    if care.kind is CareKind.EMERGENCY:
        yield _(
            "La loi fixe ce prix. Si l’hôpital vous garde, ce passage ne se paie pas : c’est le"
            " séjour qui compte."
        )
    yield from notes.of_the_person(care.patient, care.exemption)
    yield from notes.suppositions(estimate.supposed)
    yield from other_payers(estimate.local, estimate.answer.left, insured)
    yield from notes.counted(insured, estimate.rests)
    tariff = (estimate.tariff.confidence_for(care.optam), _("le tarif de ce soin"))
    yield from notes.doubts(estimate.unsure, [tariff])


def reserve(on: date) -> str:
    """The reserve that each estimate carries (domain rules 6.3), in plain words."""
    return _(
        "Estimation au %(day)s, sous réserve que vos droits soient ouverts le jour des soins, que"
        " le parcours de soins soit respecté, et que les plafonds ne soient pas atteints d’ici"
        " là. Ce n’est pas une promesse de paiement."
    ) % {"day": date_in_words(on)}
