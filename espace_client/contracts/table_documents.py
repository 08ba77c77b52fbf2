"""The guarantee table on paper: one option's own lines, in few words, with what they leave out."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.grammar import parse
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.headline import headline
from espace_client.benefits.kinds import (
    FlatEuros,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    TicketModerateur,
)
from espace_client.contracts.explanation import Line, Table
from espace_client.contracts.queries import SeenContract
from espace_client.documents.content import Draft, Section
from espace_client.documents.content import Table as Rows
from espace_client.documents.kinds import name_kind
from espace_client.kernel.french import date_in_words

KIND = name_kind("table", gettext_lazy("Tableaux de garanties"))
_ALIKE = 3  # labels that begin alike, before what they share is written once
_OF_BASE = PercentOfBase | PercentOfBasePlusEuros | TicketModerateur
_IN_EUROS = FlatEuros | PercentOfMonthlyCeiling


def draft(contract: SeenContract, table: Table, *, valid_to: date | None) -> Draft:
    """The document of *table*, which counts until *valid_to* (None: until another replaces it).

    The PDF and the page « Lire à l’écran » say the same. No name, number or day of reading is in
    it: the same table is one document for ever.
    """
    guarantees = [parse(line.printed) for section in table.sections for line in section.lines]
    marks = Marks()
    rows = list(_sections(table, marks))  # fills the marks
    return Draft(
        kind=KIND,
        prefix="TG",
        title=_("Tableau de garanties"),
        template="contracts/table.typ",
        about=_("de %(cover)s, en vigueur depuis le %(day)s")
        % {"cover": _cover(contract), "day": date_in_words(table.valid_from or contract.start_on)},
        printed=(
            Section(paragraphs=(_cover(contract), *_legend(table, guarantees))),
            *rows,
            Section(paragraphs=(*marks.told, _version(contract, table, valid_to))),
        ),
        look={"rows": [_drawn(row) for row in rows]},
        same_for_ever=True,
        version_of=f"table:{contract.id}:{table.valid_from}",
    )


class Marks:
    """What several lines add to their few words, each told once at the foot: « (1) … »."""

    def __init__(self) -> None:
        self._known: list[str] = []

    def of(self, *said: str) -> str:
        """« (1)(2) », the marks of these sentences; empty without any."""
        for one in said:
            if one not in self._known:
                self._known.append(one)
        return "".join(f"({self._known.index(one) + 1})" for one in said)

    @property
    def told(self) -> tuple[str, ...]:
        """Each sentence behind its mark, in the order of the lines."""
        return tuple(f"({number})\u00a0{said}" for number, said in enumerate(self._known, 1))


def _sections(table: Table, marks: Marks) -> Iterator[Section]:
    for section in table.sections:
        yield Section(
            heading=section.label,
            table=Rows(
                caption=_("Garanties : %(heading)s") % {"heading": section.label},
                head=(_("Soin"), _("Votre garantie")),
                rows=tuple((line.label, _in_few_words(line, marks)) for line in section.lines),
            ),
        )


def _in_few_words(line: Line, marks: Marks) -> str:
    """« 150 % », « 80 € par équipement tous les 2 ans (1) »: the legend says of what a share is."""
    guarantee = parse(line.printed)
    few = headline(guarantee, beside=line.label, of_base="")
    further = [line.note] if line.note else []
    if line.source:
        further.append(f"{line.source.rstrip('.')}.")
    if isinstance(guarantee.benefit, _IN_EUROS) and guarantee.benefit.social_security == "included":
        further.insert(0, _("Ce montant comprend la part de la Sécurité sociale."))
    return f"{few} {marks.of(*further)}".strip()


def _drawn(section: Section) -> list[tuple[str, ...]]:
    """The rows as the sheet has room for them: where several labels in a row begin alike (« …
    (classe B), verres simples »), what they share stands once above them, alone in its row."""
    assert section.table
    rows: list[tuple[str, ...]] = []
    for shared, group in groupby(section.table.rows, key=lambda row: row[0].partition(", ")[0]):
        alike = list(group)
        if len(alike) < _ALIKE:
            rows += alike
        else:
            rows.append((shared,))
            rows += [(f"– {label.partition(', ')[2]}", pays) for label, pays in alike]
    return rows


def _legend(table: Table, guarantees: Sequence[Guarantee]) -> Iterator[str]:
    """The words of these lines that nobody knows, and no other: room is scarce."""
    benefits = [guarantee.benefit for guarantee in guarantees]
    if any(isinstance(one, _OF_BASE) for one in benefits):
        yield _(
            "Les pourcentages portent sur la base de remboursement : le tarif de la Sécurité"
            " sociale. Sa part y est comprise, sauf si la ligne dit le contraire."
        )
    if any(isinstance(one, _IN_EUROS) for one in benefits):
        yield _("Les euros s’ajoutent à sa part, sauf si la ligne dit le contraire.")
    if any("OPTAM" in line.label for section in table.sections for line in section.lines):
        yield _("OPTAM : médecins qui modèrent leurs prix.")


def _version(contract: SeenContract, table: Table, valid_to: date | None) -> str:
    first = date_in_words(table.valid_from or contract.start_on)
    if valid_to:
        days = _("Tableau en vigueur du %(first)s au %(last)s.") % {
            "first": first,
            "last": date_in_words(valid_to),
        }
    else:
        days = _("Tableau en vigueur depuis le %(first)s.") % {"first": first}
    return f"{days} {table.source.rstrip('.')}."


def _cover(contract: SeenContract) -> str:
    if not contract.option_name:
        return contract.product_name
    said = {"product": contract.product_name, "option": contract.option_name}
    return _("%(product)s, option %(option)s") % said
