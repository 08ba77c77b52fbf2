"""The sentences of the page of an answer, besides those of the explanation itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import euros, to_the_cent
from espace_client.benefits.law.values import Confidence
from espace_client.kernel.french import NBSP, date_in_words, enumeration, spaced
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.estimating import Estimate, Instead, Rest
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.other_payers import other_payers
from espace_client.reimbursements.questions import one_of

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
    """What the page of an answer says around the explanation; `left` is empty for nothing."""

    care: str
    left: str
    question: str
    notes: tuple[str, ...]
    reserve: str
    instead: str
    instead_left: str
    instead_by_tooth: bool
    changes: tuple[str, ...]
    is_dental: bool


def told(estimate: Estimate, insured: Insured, *, on: date) -> Told:
    """*estimate* in sentences."""
    instead = estimate.instead
    return Told(
        care=spaced(estimate.act.plain),
        left=to_the_cent(estimate.answer.left) if estimate.answer.left else "",
        question=_question(estimate, insured),
        notes=tuple(_notes(estimate, insured)),
        reserve=_reserve(on),
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


def _question(estimate: Estimate, insured: Insured) -> str:
    """What was asked, in a sentence."""
    price = to_the_cent(estimate.care.price)
    if estimate.care.quantity > 1:
        each = to_the_cent(estimate.care.price / estimate.care.quantity)
        count = f"{estimate.care.quantity}{NBSP}{estimate.act.unit}"
        price = _("%(price)s (%(count)s à %(each)s)") % {
            "price": price, "count": count, "each": each,
        }  # fmt: skip
    return _("Pour un prix de %(price)s, pour %(name)s, avec %(contract)s.") % {
        "price": price, "name": insured.name, "contract": insured.contract,
    }  # fmt: skip


def _notes(estimate: Estimate, insured: Insured) -> Iterator[str]:
    """What the reader must know of how this was computed."""
    if estimate.usual:
        yield _(
            "Vous n’avez pas écrit de prix. Nous avons pris un prix courant : celui de votre"
            " devis peut être différent."
        ).replace(" :", f"{NBSP}:")
    if estimate.care.kind is CareKind.HOSPITAL_FEES:
        yield _("Ce calcul porte sur les honoraires. Le séjour à l’hôpital se compte à part.")
    yield from _supposed(estimate)
    yield from other_payers(estimate, insured)
    if not insured.counted:
        yield _(
            "Nous avons calculé comme si rien n’avait été remboursé avant. Les remboursements de"
            " %(name)s ne sont pas visibles dans cet espace."
        ) % {"name": insured.name}
    if insured.counted:
        for rest in estimate.rests:
            yield from _left_of(rest, estimate.act)
    yield from _unsure(estimate)


def _supposed(estimate: Estimate) -> Iterator[str]:
    if "path" in estimate.supposed:
        yield _(
            "Nous avons supposé que c’est votre médecin traitant, ou que vous venez de sa part."
        )
    if "optam" in estimate.supposed:
        yield _("Nous avons supposé que ce médecin modère ses prix.")
    if "whole" in estimate.supposed:
        yield _("Nous avons supposé que ce soin n’est pas pour une affection de longue durée.")


def _left_of(rest: Rest, act: Act) -> Iterator[str]:
    """What would be left of a guarantee that has a limit, and when it renews."""
    left = []
    if rest.left.euros is not None:
        left.append(to_the_cent(rest.left.euros))
    if rest.left.count is not None:
        left.append(_counted(rest.left.count, act))
    if not left:
        return
    said = _("Après ce soin, il vous resterait %(left)s sur la garantie « %(line)s ».") % {
        "left": enumeration(left), "line": spaced(rest.sentence),
    }  # fmt: skip
    if rest.at_least:
        estimate = _("C’est une estimation au plus bas : le tarif d’un soin d’avant manque.")
        said = f"{said} {estimate}"
    if rest.left.renews_on is not None:
        renewal = _("Elle se renouvelle le %(day)s.")
        said = f"{said} {renewal % {'day': date_in_words(rest.left.renews_on)}}"
    yield spaced(said)


def _counted(count: int, act: Act) -> str:
    unit = act.unit or _("fois")
    return f"{count}{NBSP}{one_of(unit) if count < 2 and act.unit else unit}"


def _unsure(estimate: Estimate) -> Iterator[str]:
    """The figures that nobody has confirmed, or that we invented."""
    for confidence, said in (
        (Confidence.CHECK, _("À vérifier, car une seule source le dit : %(what)s.")),
        (Confidence.INVENTED, _("Inventé pour la démonstration : %(what)s.")),
    ):
        named = [
            law().parameters[value.parameter].label
            for value in estimate.unsure
            if value.confidence is confidence
        ]
        if estimate.tariff.confidence_for(estimate.care.optam) is confidence:
            named.append(_("le tarif de ce soin"))
        if named:
            what = enumeration([f"«{NBSP}{name[:1].lower()}{name[1:]}{NBSP}»" for name in named])
            yield (said % {"what": what}).replace(" :", f"{NBSP}:")


def _reserve(on: date) -> str:
    """The reserve that each estimate carries (domain rules 6.3), in plain words."""
    return _(
        "Estimation au %(day)s, sous réserve que vos droits soient ouverts le jour des soins, que"
        " le parcours de soins soit respecté, et que les plafonds ne soient pas atteints d’ici"
        " là. Ce n’est pas une promesse de paiement."
    ) % {"day": date_in_words(on)}
