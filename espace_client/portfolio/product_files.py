"""Reading the products: their versions, options and guarantee tables, line by line."""

from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _
from yaml.nodes import Node

from espace_client.benefits.grammar import SocialSecurity, canonical
from espace_client.benefits.headings import MOST_HEADINGS, Heading, check_headings, heading
from espace_client.contracts.incoming import (
    IncomingGuarantee,
    IncomingOption,
    IncomingProduct,
    IncomingVersion,
)
from espace_client.kernel.names import matching_key
from espace_client.portfolio import cells
from espace_client.portfolio.active_tariffs import read_active_tariffs
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.nodes import Document
from espace_client.portfolio.product_ceilings import read_ceilings
from espace_client.portfolio.product_lines import Kinds, obligatory, read_guarantee
from espace_client.portfolio.responsible_checks import doubt_breaches
from espace_client.portfolio.sources import Source

_MOST_LINES = 500
_MOST_BYTES = 5_000_000


def read_products(sources: list[Source], anomalies: Anomalies) -> dict[str, IncomingProduct]:
    """The products of the export, by code."""
    products: dict[str, IncomingProduct] = {}
    for source in sources:
        about = anomalies.about(source.name)
        if source.path.stat().st_size > _MOST_BYTES:
            about.block(_("Ce fichier est trop gros."), _("Un produit tient en 5 Mo."))
            continue
        document = Document(about)
        root = document.root(source.path.read_text(source.encoding))
        product = _product(root, document) if root else None
        if root and product and product.code in products:
            problem = _("Ce code de produit est déjà pris.")
            document.wrong(root, "code", problem, _("Gardez un seul fichier."), product.code)
        elif product:
            products[product.code] = product
    return products


def _product(node: Node, document: Document) -> IncomingProduct | None:
    fields = document.fields(
        node,
        obligatory=("code", "nom", "responsable", "versions"),
        optional=("tarif_actifs",),
    )
    code = document.value(fields, "code", obligatory(40), empty="")
    responsible = document.value(fields, "responsable", _truth, empty=False)
    versions = [
        (entry, version)
        for entry in document.entries(fields, "versions")
        if (version := _version(entry, responsible, document))
    ]
    versions.sort(key=lambda pair: pair[1].valid_from)
    for (_entry, earlier), (entry, later) in pairwise(versions):
        if (earlier.valid_to or date.max) >= later.valid_from:
            problem = _("Cette version recouvre la précédente.")
            remedy = _("Une version finit la veille de la suivante.")
            document.wrong(entry, "valable_du", problem, remedy)
    options = {option.code for _entry, version in versions for option in version.options}
    tariffs = read_active_tariffs(fields, options, document)
    if not code:
        return None
    return IncomingProduct(
        code=code,
        name=document.value(fields, "nom", obligatory(120), empty=""),
        responsible=responsible,
        versions=tuple(version for _entry, version in versions),
        active_tariffs=tariffs,
    )


def _version(node: Node, responsible: bool, document: Document) -> IncomingVersion | None:
    fields = document.fields(
        node,
        obligatory=("valable_du", "source", "securite_sociale", "options"),
        optional=("valable_au",),
    )
    start = document.value(fields, "valable_du", cells.day, empty=None)
    end = document.value(fields, "valable_au", cells.day_or_nothing, empty=None)
    if start and end and end < start:
        problem = _("La fin précède le début.")
        document.wrong(fields["valable_au"], "valable_au", problem, _("Corrigez une des dates."))
    known = document.value(fields, "securite_sociale", _social_security, empty=None)
    judged_on = start if responsible else None
    options = [
        _option(entry, known, judged_on, document) for entry in document.entries(fields, "options")
    ]
    codes = [option.code for option in options]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            problem = _("Cette option est en double dans la version.")
            document.wrong(fields["options"], "code", problem, _("Gardez-en une seule."), code)
    source = document.value(fields, "source", obligatory(200), empty="")
    return IncomingVersion(start, end, source, tuple(options)) if start else None


def _option(
    node: Node, known: SocialSecurity | None, judged_on: date | None, document: Document
) -> IncomingOption:
    """An option; with *judged_on*, lines that no responsible contract may have are doubted."""
    fields = document.fields(node, obligatory=("code", "nom", "garanties"), optional=("plafonds",))
    entries = document.entries(fields, "garanties")
    if len(entries) > _MOST_LINES:
        problem = _("Cette option a trop de lignes.")
        document.wrong(fields["garanties"], "garanties", problem, _("Le maximum est de 500."))
        entries = []
    kinds = Kinds(document)
    read = [
        (entry, line) for entry in entries if (line := _guarantee(entry, known, kinds, document))
    ]
    lines = [line for _entry, line in read]
    sections = list(dict.fromkeys(line[0] for line in lines))
    for sentence in check_headings(sections) if sections else ():
        mark = fields["garanties"].start_mark
        say = document.about.block if len(sections) > MOST_HEADINGS else document.about.doubt
        remedy = _("Voyez les rubriques communes dans docs/portfolio-format.md.")
        say(sentence, remedy, line=mark.line + 1, position=mark.column + 1, column="poste")
    option = IncomingOption(
        code=document.value(fields, "code", obligatory(40), empty=""),
        name=document.value(fields, "nom", obligatory(120), empty=""),
        guarantees=tuple(
            line for section in sections for one, line in lines if one == section
        ),  # a heading that comes back joins its first lines
        ceilings=read_ceilings(fields, known, [line for _one, line in lines], document),
    )
    if judged_on:
        places = [(entry, line) for entry, (_section, line) in read]
        doubt_breaches(option, places, on=judged_on, document=document)
    return option


def _guarantee(
    node: Node, known: SocialSecurity | None, kinds: Kinds, document: Document
) -> tuple[Heading, IncomingGuarantee] | None:
    fields = document.fields(
        node, obligatory=("poste", "libelle", "garantie"), optional=("note", "soin", "origine")
    )
    section = document.value(fields, "poste", _heading, empty=None)
    label = document.value(fields, "libelle", obligatory(200), empty="")
    note = document.value(fields, "note", cells.text(300), empty="")
    source = document.value(fields, "origine", cells.text(200), empty="")
    if (
        section is None
        or (guarantee := read_guarantee(fields, "garantie", known, document)) is None
    ):
        return None
    code = section.code if heading(section.label) else section.label
    kind = kinds.of(node, fields, code, label, guarantee)
    return section, IncomingGuarantee(code, label, canonical(guarantee), note, kind, source)


def _heading(value: str) -> Heading:
    label = obligatory(40)(value)
    if known := heading(label):
        return known
    return Heading(f"free_{matching_key(label).lower().replace(' ', '_')}", label)


def _truth(value: str) -> bool:
    return cells.one_of("oui", "non")(value) == "oui"


def _social_security(value: str) -> Literal["included", "additional"]:
    included = cells.one_of("incluse", "en_plus")(value) == "incluse"
    return "included" if included else "additional"
