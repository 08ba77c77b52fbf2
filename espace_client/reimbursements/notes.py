"""What the reader of an answer must know of how it was computed, in sentences."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.law.values import Confidence, Value
from espace_client.benefits.reckoning.care import Exemption, Patient, Regime
from espace_client.kernel.french import NBSP, date_in_words, enumeration, spaced
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.questions import one_of
from espace_client.reimbursements.rests import Rest


def usual_price(usual: bool) -> Iterator[str]:
    """That the price is one that we proposed."""
    if usual:
        yield spaced(
            _(
                "Vous n’avez pas écrit de prix. Nous avons pris un prix courant : celui de votre"
                " devis peut être différent."
            )
        )


def of_the_person(patient: Patient, exemption: Exemption) -> Iterator[str]:
    """What was said of the person, and counted."""
    if patient.regime is Regime.ALSACE_MOSELLE:
        yield _("Nous avons compté le régime local d’Alsace-Moselle, comme vous l’avez dit.")
    if exemption is Exemption.INVALIDITY:
        yield _("Nous avons compté une pension d’invalidité, comme vous l’avez dit.")


def suppositions(supposed: frozenset[str]) -> Iterator[str]:
    """What was taken for « Je ne sais pas »."""
    said = {
        "path": _(
            "Nous avons supposé que c’est votre médecin traitant, ou que vous venez de sa part."
        ),
        "optam": _("Nous avons supposé que ce médecin modère ses prix."),
        "network": _("Nous avons supposé que ce professionnel n’est pas dans notre réseau."),
        "whole": _("Nous avons supposé que ce soin n’est pas pour une affection de longue durée."),
        "heavy": _("Nous avons supposé qu’il n’y a ni opération, ni autre acte lourd."),
        "side": _("Nous avons compté un seul côté, celui pour lequel il reste le plus de droits."),
    }
    yield from (sentence for name, sentence in said.items() if name in supposed)


def counted(insured: Insured, rests: Iterable[Rest]) -> Iterator[str]:
    """Whether what was used before is counted, and what would be left of each guarantee."""
    if not insured.counted:
        yield _(
            "Nous avons calculé comme si rien n’avait été remboursé avant. Les remboursements de"
            " %(name)s ne sont pas visibles dans cet espace."
        ) % {"name": insured.name}
        return
    for rest in rests:
        yield from _left_of(rest, insured.until)


def after_the_end(until: date | None, discharged: date) -> Iterator[str]:
    """That a stay goes on after the last day of the cover."""
    if until is not None and until < discharged:
        yield _(
            "La couverture prend fin le %(day)s, avant la sortie. Nous avons compté tout le"
            " séjour, mais la fin peut ne pas être payée. Appelez-nous avant d’entrer."
        ) % {"day": date_in_words(until)}


def _left_of(rest: Rest, until: date | None) -> Iterator[str]:
    """What would be left of a guarantee that has a limit, and when it renews under a cover of that
    last day."""
    left = []
    if rest.left.euros is not None:
        left.append(to_the_cent(rest.left.euros))
    if rest.left.count is not None:
        left.append(_counted(rest.left.count, rest.unit))
    if not left:
        return
    said = _("Après ce soin, il vous resterait %(left)s sur la garantie « %(line)s ».") % {
        "left": enumeration(left), "line": spaced(rest.sentence),
    }  # fmt: skip
    if rest.at_least:
        estimate = _("C’est une estimation au plus bas : le tarif d’un soin d’avant manque.")
        said = f"{said} {estimate}"
    if rest.left.renews_on is not None and (until is None or rest.left.renews_on <= until):
        renewal = _("Elle se renouvelle le %(day)s.")
        said = f"{said} {renewal % {'day': date_in_words(rest.left.renews_on)}}"
    yield spaced(said)


def _counted(count: int, unit: str) -> str:
    named = unit or _("fois")
    return f"{count}{NBSP}{one_of(named) if count < 2 and unit else named}"


def doubts(values: Iterable[Value], more: Iterable[tuple[Confidence, str]] = ()) -> Iterator[str]:
    """The figures that nobody has confirmed, or that we invented; *more* names others."""
    values, more = tuple(values), tuple(more)
    for confidence, said in (
        (Confidence.CHECK, _("À vérifier, car une seule source le dit : %(what)s.")),
        (Confidence.INVENTED, _("Inventé pour la démonstration : %(what)s.")),
    ):
        named = [
            law().parameters[value.parameter].label
            for value in values
            if value.confidence is confidence
        ]
        named += [name for sure, name in more if sure is confidence]
        if named:
            what = enumeration([f"«{NBSP}{name[:1].lower()}{name[1:]}{NBSP}»" for name in named])
            yield (said % {"what": what})
