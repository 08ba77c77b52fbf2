"""What must hold between contracts, products and the people covered."""

from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from espace_client.contracts.incoming import IncomingCoverage, IncomingProduct, IncomingVersion
from espace_client.contracts.models import Relationship
from espace_client.portfolio.anomalies import AboutFile, shown
from espace_client.portfolio.known import Known, KnownContract
from espace_client.portfolio.people_checks import known_person
from espace_client.portfolio.rows import Row


def check_contract(row: Row, known: Known, about: AboutFile) -> None:
    """One contract: not twice, of somebody known, for a product and an option that exist."""
    line, (reference, holder, product_code, option, _kind, start, end) = row
    known_person(holder, line, "reference_titulaire", known, about)
    check_order(start, end, line, about)
    if isinstance(reference, str):
        seen = KnownContract(line, holder, start, end)
        earlier = known.contracts.setdefault(reference, seen)
        if earlier is not seen:
            about.block(
                _("Cette valeur est en double."),
                _("La ligne %(line)d a la même. Gardez une seule ligne.") % {"line": earlier.line},
                line=line,
                column="reference",
                value=shown(reference),
            )
    product = known.products.get(str(product_code))
    if product_code is not None and product is None:
        about.block(
            _("Ce produit n’existe pas dans le dossier produits."),
            _("Ajoutez son fichier .yaml, ou corrigez le code."),
            line=line,
            column="produit",
            value=shown(str(product_code)),
        )
    elif product and isinstance(option, str) and isinstance(start, date):
        _check_option(option, product, start, end, line, about)


def check_order(start: object, end: object, line: int, about: AboutFile) -> None:
    """Block an end that comes before its start."""
    if isinstance(start, date) and isinstance(end, date) and end < start:
        about.block(
            _("La fin précède le début."),
            _("Corrigez l’une des deux dates."),
            line=line,
            column="date_fin",
            value=f"{end:%d/%m/%Y}",
        )


def _check_option(
    option: str, product: IncomingProduct, start: date, end: object, line: int, about: AboutFile
) -> None:
    """The option must stand in every table that serves while the contract lasts. A contract
    older than every table only needs an option that exists."""
    last = end if isinstance(end, date) else date.max
    serving = [version for version in product.versions if _overlaps(version, start, last)]
    lacking = [version for version in serving if not _has(version, option)]
    exists = any(_has(version, option) for version in product.versions)
    if exists and not lacking:
        return
    when = lacking[0].valid_from if lacking and exists else None
    about.block(
        _("Cette option n’existe pas dans ce produit."),
        _("Elle manque à la version du %s. Ajoutez-la, ou corrigez le contrat.")
        % f"{when:%d/%m/%Y}"
        if when
        else _("Ajoutez-la au fichier du produit, ou corrigez le code."),
        line=line,
        column="option",
        value=shown(option),
    )


def _overlaps(version: IncomingVersion, start: date, last: date) -> bool:
    return version.valid_from <= last and (version.valid_to or date.max) >= start


def _has(version: IncomingVersion, code: str) -> bool:
    return any(option.code == code for option in version.options)


def check_coverage(row: Row, known: Known, about: AboutFile) -> None:
    """One person covered: both known, within the dates of the contract, each in their place."""
    line, (reference, person, relationship, start, end) = row
    known_person(person, line, "reference_personne", known, about)
    check_order(start, end, line, about)
    contract = known.contracts.get(str(reference))
    if contract is None:
        if reference is not None:
            about.block(
                _("Ce contrat n’existe pas dans contrats.csv."),
                _("Ajoutez-le, ou corrigez la référence."),
                line=line,
                column="reference_contrat",
                value=shown(str(reference)),
            )
        return
    if relationship and contract.holder and person:
        _check_holder(relationship, contract.holder == person, line, about)
    if isinstance(start, date) and contract.start_on and start < contract.start_on:
        about.doubt(
            _("Cette personne est couverte avant le début du contrat."),
            _("Le contrat débute le %s.") % f"{contract.start_on:%d/%m/%Y}",
            line=line,
            column="date_debut",
            value=f"{start:%d/%m/%Y}",
        )
    if contract.end_on and (not isinstance(end, date) or end > contract.end_on):
        about.doubt(
            _("Cette personne est couverte après la fin du contrat."),
            _("Le contrat finit le %s.") % f"{contract.end_on:%d/%m/%Y}",
            line=line,
            column="date_fin",
            value=f"{end:%d/%m/%Y}" if isinstance(end, date) else "",
        )
    if None not in (person, relationship, start):
        coverage = IncomingCoverage(reference, person, relationship, start, end)
        known.coverages.append((coverage, line))


def _check_holder(relationship: object, is_holder: bool, line: int, about: AboutFile) -> None:
    if (relationship == Relationship.MEMBER) != is_holder:
        about.block(
            _("Le lien «\u00a0adherent\u00a0» désigne le titulaire du contrat, et lui seul."),
            _("Corrigez le lien, ou le titulaire dans contrats.csv."),
            line=line,
            column="lien",
            value=str(relationship),
        )


def check_covers(known: Known, about: AboutFile, about_contracts: AboutFile) -> None:
    """Nobody covered twice on one day by one contract; each holder covered by their own.

    Leaves the coverages sorted by contract, person and start, as they will be written.
    """
    known.coverages.sort(key=lambda pair: (pair[0][0], pair[0][1], pair[0][3]))
    for (earlier, earlier_line), (later, line) in pairwise(known.coverages):
        if earlier[:2] == later[:2] and (earlier.end_on or date.max) >= later.start_on:
            about.block(
                _("Cette personne est couverte deux fois le même jour par ce contrat."),
                _("Voyez la ligne %(line)d. Une période finit avant que l’autre commence.")
                % {"line": earlier_line},
                line=line,
                column="date_debut",
                value=f"{later.start_on:%d/%m/%Y}",
            )
    covered = {one[0] for one, _line in known.coverages if one.relationship == Relationship.MEMBER}
    for reference, contract in known.contracts.items():
        if reference not in covered:
            about_contracts.doubt(
                _("Le titulaire de ce contrat n’est pas couvert."),
                _("Ajoutez-le à beneficiaires.csv avec le lien «\u00a0adherent\u00a0»."),
                line=contract.line,
                column="reference_titulaire",
                value=shown(reference),
            )
