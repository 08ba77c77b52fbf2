"""Reading the contract of a case: its lines as the table writes them, its shared ceilings."""

from datetime import date

from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.words import YES_NO
from espace_client.benefits.grammar import FlatEuros, SocialSecurity
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.kernel.marked_yaml import Marked

_SIDES: dict[str, SocialSecurity] = {"incluse": "included", "en_plus": "additional"}
_BEGAN = date(2020, 1, 1)  # the contract of a case that does not say when it began


def read_contract(node: Marked) -> Cover:
    """The contract. Raises Unreadable."""
    fields = node.fields(
        obligatory=("garanties",),
        optional=("securite_sociale", "responsable", "debut", "plafonds"),
    )
    known = (
        scalars.word(fields["securite_sociale"], _SIDES) if "securite_sociale" in fields else None
    )
    ceilings = fields["plafonds"].items() if "plafonds" in fields else ()
    return Cover(
        lines=tuple(_line(one, known) for one in fields["garanties"].items()),
        anniversary=scalars.day(fields["debut"]) if "debut" in fields else _BEGAN,
        responsible=scalars.word(fields["responsable"], YES_NO)
        if "responsable" in fields
        else True,
        ceilings=tuple(_ceiling(one, known) for one in ceilings),
    )


def _line(node: Marked, known: SocialSecurity | None) -> CoverLine:
    fields = node.fields(obligatory=("soin", "garantie"))
    kind = scalars.word(fields["soin"], KINDS)
    return CoverLine(kind, scalars.guarantee(fields["garantie"], known), fields["garantie"].text)


def _ceiling(node: Marked, known: SocialSecurity | None) -> SharedCeiling:
    fields = node.fields(obligatory=("nom", "montant", "soins"), optional=("puis",))
    written = fields["montant"]
    shared = scalars.guarantee(written, known)
    if not isinstance(shared.benefit, FlatEuros) or shared.period is None:
        written.wrong("Un plafond est un montant par période : « 2 500 € par an ».")
    return SharedCeiling(
        name=scalars.filled(fields["nom"]),
        kinds=_kinds(fields["soins"]),
        amount=shared.benefit.amount,
        period=shared.period,
        scope=shared.scope,
        sentence=written.text,
        then=scalars.guarantee(fields["puis"], known) if "puis" in fields else None,
    )


def _kinds(node: Marked) -> frozenset[CareKind]:
    words = [word.strip() for word in node.text.split(",")]
    for word in words:
        if word not in KINDS:
            node.wrong(f"« {word} » est inconnu. Écrivez {', '.join(KINDS)}.")
    return frozenset(KINDS[word] for word in words)


def line_named(node: Marked, cover: Cover) -> CoverLine:
    """The line of the contract for a kind of care, or for the wider one. Raises Unreadable."""
    kind = scalars.word(node, KINDS)
    wanted: tuple[CareKind | None, ...] = (kind, WIDER.get(kind))
    for one in wanted:
        for line in cover.lines:
            if line.kind is one:
                return line
    node.wrong(f"Le contrat n’a pas de ligne « {node.text} » : rien n’en est utilisé.")
