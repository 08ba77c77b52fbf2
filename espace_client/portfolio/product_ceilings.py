"""Reading the ceilings that several lines of an option share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from yaml.nodes import Node

from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.grammar import FlatEuros, SocialSecurity, canonical
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.headings import heading
from espace_client.contracts.incoming import IncomingCeiling, IncomingGuarantee
from espace_client.portfolio import cells
from espace_client.portfolio.anomalies import Refused
from espace_client.portfolio.nodes import Document
from espace_client.portfolio.product_lines import obligatory, read_guarantee


def read_ceilings(
    option: dict[str, Node],
    known: SocialSecurity | None,
    lines: Sequence[IncomingGuarantee],
    document: Document,
) -> tuple[IncomingCeiling, ...]:
    """The ceilings of an option whose *lines* have been read."""
    found: list[IncomingCeiling] = []
    for node in document.entries(option, "plafonds"):
        ceiling = _ceiling(node, known, lines, document)
        if ceiling and ceiling.name in [one.name for one in found]:
            problem = _("Ce plafond est en double dans l’option.")
            document.wrong(node, "nom", problem, _("Gardez-en un seul."), ceiling.name)
        elif ceiling:
            found.append(ceiling)
    return tuple(found)


def _ceiling(
    node: Node,
    known: SocialSecurity | None,
    lines: Sequence[IncomingGuarantee],
    document: Document,
) -> IncomingCeiling | None:
    fields = document.fields(node, obligatory=("nom", "montant", "soins"), optional=("puis",))
    name = document.value(fields, "nom", obligatory(200), empty="")
    nothing: list[str] = []
    kinds = document.value(fields, "soins", lambda text: _kinds(text, lines), empty=nothing)
    shared = read_guarantee(fields, "montant", known, document)
    then = read_guarantee(fields, "puis", known, document) if "puis" in fields else None
    if shared is not None and not _is_euros_a_period(shared):
        problem = _("Un plafond est un montant en euros par période.")
        remedy = _("Écrivez par exemple «\u00a02 500 € par an et par personne\u00a0».")
        document.wrong(fields["montant"], "montant", problem, remedy)
        return None
    if not name or not kinds or shared is None:
        return None
    return IncomingCeiling(name, kinds, canonical(shared), canonical(then) if then else "")


def _is_euros_a_period(shared: Guarantee) -> bool:
    beside = (shared.unit, shared.max_count, shared.ceiling, shared.network, shared.optam)
    return isinstance(shared.benefit, FlatEuros) and shared.period is not None and not any(beside)


def _kinds(text: str, lines: Sequence[IncomingGuarantee]) -> list[str]:
    """The kinds of care of a list with commas: codes, or a heading for all that its lines pay.

    A wide kind names its lines and those of the kinds in it (« lentilles »). One that no line pays
    is refused: the ceiling would limit nothing, in silence.
    """
    found: list[str] = []
    for word in text.split(","):
        section = heading(word)
        if section is None:
            found += _paid(KINDS[cells.one_of(*KINDS)(word)], word, lines)
            continue
        paid = [line.kind for line in lines if line.heading == section.code and line.kind]
        if not paid:
            raise Refused(
                _("Aucune ligne de cette rubrique ne se calcule."),
                _("Nommez les sortes de soins, séparées par des virgules."),
            )
        found += paid
    return sorted(set(found))


def _paid(kind: CareKind, word: str, lines: Sequence[IncomingGuarantee]) -> list[str]:
    """The kinds of the lines that pay that kind of care, or one of those in it."""
    paid = [line.kind for line in lines if line.kind]
    found = [one for one in paid if one == kind or WIDER.get(CareKind(one)) is kind]
    if not found:
        problem = _("Aucune ligne de cette option ne paie «\u00a0%s\u00a0».") % word.strip()
        raise Refused(problem, _("Nommez une sorte de soin qui a sa ligne, ou une rubrique."))
    return found
