"""The files of an export, column by column. `docs/portfolio-format.md` says it in prose."""

from collections.abc import Callable
from dataclasses import dataclass

from espace_client.contracts.models import ContractKind, Relationship
from espace_client.members.models import Title
from espace_client.portfolio import cells
from espace_client.portfolio.anomalies import shown, visible, without_figures, without_mailbox
from espace_client.portfolio.cells import Reader, name, text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a cell is read, what an empty one means, how a wrong one may be shown."""

    name: str
    read: Reader
    obligatory: bool = False
    empty: object = ""
    shown: Callable[[str], str] = shown


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One CSV file. Its columns may come in any order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header, in the order of the documentation."""
        return tuple(column.name for column in self.columns)


PEOPLE = FileFormat(
    "personnes.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("numero_adherent", cells.member_number, empty=None),
        Column("civilite", cells.one_of(*Title.values)),
        Column("nom_naissance", name(100), obligatory=True),
        Column("nom_usage", name(100)),
        Column("prenoms", name(150), obligatory=True),
        Column("date_naissance", cells.birth_date, obligatory=True, shown=without_figures),
        Column("email", cells.email, shown=without_mailbox),
        Column("mobile", text(20), shown=without_figures),
        Column("fixe", text(20), shown=without_figures),
    ),
)
ADDRESSES = FileFormat(
    "adresses.csv",
    (
        Column("reference_personne", text(40), obligatory=True),
        Column("destinataire", text(38)),
        Column("batiment", text(38)),
        Column("voie", text(38)),
        Column("lieu_dit", text(38)),
        Column("code_postal", text(10), obligatory=True),
        Column("ville", text(38), obligatory=True),
        Column("pays", text(38)),
    ),
)
CONTRACTS = FileFormat(
    "contrats.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_titulaire", text(40), obligatory=True),
        Column("produit", text(40), obligatory=True),
        Column("option", text(40), obligatory=True),
        Column("type", cells.one_of(*ContractKind.values), obligatory=True),
        Column("date_debut", cells.day, obligatory=True, shown=visible),
        Column("date_fin", cells.day, empty=None, shown=visible),
    ),
)
COVERAGES = FileFormat(
    "beneficiaires.csv",
    (
        Column("reference_contrat", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("lien", cells.one_of(*Relationship.values), obligatory=True),
        Column("date_debut", cells.day, obligatory=True, shown=visible),
        Column("date_fin", cells.day, empty=None, shown=visible),
    ),
)
LOGINS = FileFormat(
    "identifiants.csv",
    (
        Column("login", text(60), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("derniere_connexion", cells.day, empty=None, shown=visible),
    ),
)
FORMATS = (PEOPLE, ADDRESSES, CONTRACTS, COVERAGES, LOGINS)
PRODUCTS = "produits"
