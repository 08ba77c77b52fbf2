"""The files of an export, column by column. `docs/portfolio-format.md` says it in prose."""

from collections.abc import Callable
from dataclasses import dataclass

from espace_client.accounts.models import HashScheme
from espace_client.benefits.care_words import KINDS
from espace_client.consents.models import Means, Purpose
from espace_client.contracts.models import ContractKind, Relationship
from espace_client.contributions.models import Payment
from espace_client.demarches.models import OldKind, OldState
from espace_client.members.models import Measure, Title
from espace_client.portfolio import cells, shapes
from espace_client.portfolio.anomalies import (
    hidden,
    shown,
    visible,
    without_figures,
    without_mailbox,
)
from espace_client.portfolio.cells import Reader
from espace_client.portfolio.shapes import DAY, Shape, name, one_of, text
from espace_client.reimbursements.models import Feed

type Doubt = Callable[[str], tuple[str, str] | None]
"""What a person should look at in a value that is taken: why, and what to do. Nothing in a value
that its shape calls surely good."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the shape of its cells, what an empty one means, how a wrong one is shown, and
    what may be doubtful in a good one. `absent`: the whole column may be missing, as from a file of
    before it was asked for."""

    name: str
    shape: Shape
    obligatory: bool = False
    empty: object = ""
    shown: Callable[[str], str] = shown
    doubt: Doubt | None = None
    absent: bool = False

    @property
    def read(self) -> Reader:
        """From what the insurer wrote to a value, or a refusal."""
        return self.shape.read


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One CSV file. Its columns may come in any order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header, in the order of the documentation."""
        return tuple(column.name for column in self.columns)

    @property
    def table(self) -> str:
        """Where its lines are staged."""
        return f"staged_{self.name.removesuffix('.csv')}"


PEOPLE = FileFormat(
    "personnes.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("numero_adherent", shapes.MEMBER_NUMBER, empty=None),
        Column("civilite", one_of(*Title.values)),
        Column("nom_naissance", name(100), obligatory=True),
        Column("nom_usage", name(100)),
        Column("prenoms", name(150), obligatory=True),
        Column(
            "date_naissance",
            shapes.BIRTH_DATE,
            obligatory=True,
            shown=without_figures,
            doubt=cells.lunar,
        ),
        Column("email", shapes.EMAIL, shown=without_mailbox),
        Column("mobile", shapes.TELEPHONE, shown=without_figures, doubt=cells.odd_telephone),
        Column("fixe", shapes.TELEPHONE, shown=without_figures, doubt=cells.odd_telephone),
        Column("nir", shapes.NIR, empty=None, shown=hidden),
        Column("decede_le", DAY, empty=None, shown=visible),
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
        Column("type", one_of(*ContractKind.values), obligatory=True),
        Column("date_debut", DAY, obligatory=True, shown=visible),
        Column("date_fin", DAY, empty=None, shown=visible),
    ),
)
COVERAGES = FileFormat(
    "beneficiaires.csv",
    (
        Column("reference_contrat", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("lien", one_of(*Relationship.values), obligatory=True),
        Column("date_debut", DAY, obligatory=True, shown=visible),
        Column("date_fin", DAY, empty=None, shown=visible),
    ),
)
LOGINS = FileFormat(
    "identifiants.csv",
    (
        Column("login", text(60), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("derniere_connexion", DAY, empty=None, shown=visible),
        Column("schema", one_of(*HashScheme.values)),
        Column("empreinte", shapes.PASSWORD_HASH, empty=None, shown=hidden),
    ),
)
ACCOUNTS = FileFormat(
    "comptes.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("titulaire", name(140), obligatory=True),
        Column("iban", shapes.IBAN, obligatory=True, shown=hidden),
        Column("remboursements", one_of("oui", "non"), obligatory=True),
    ),
)
MANDATES = FileFormat(
    "mandats.csv",
    (
        Column("rum", text(35), obligatory=True),
        Column("reference_contrat", text(40), obligatory=True),
        Column("reference_compte", text(40), obligatory=True),
        Column("signe_le", DAY, obligatory=True, shown=visible),
        Column("jour", shapes.DAY_OF_MONTH, obligatory=True),
        Column("fin_le", DAY, empty=None, shown=visible),
    ),
)
GUARDIANS = FileFormat(
    "representants.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("mesure", one_of(*Measure.values), obligatory=True),
        Column("nom", name(140), obligatory=True),
        Column("organisme", text(140)),
        Column("email", shapes.EMAIL, shown=without_mailbox),
        Column("telephone", shapes.TELEPHONE, shown=without_figures, doubt=cells.odd_telephone),
        Column("decision", text(120), obligatory=True),
        Column("date_debut", DAY, obligatory=True, shown=visible),
        Column("date_fin", DAY, empty=None, shown=visible),
    ),
)
CONSENTS = FileFormat(
    "consentements.csv",
    (
        Column("reference_personne", text(40), obligatory=True),
        Column("finalite", one_of(*Purpose.values), obligatory=True),
        Column("canal", one_of(*Means.values), obligatory=True),
        Column("reponse", one_of("oui", "non"), obligatory=True),
        Column("recueilli_le", DAY, obligatory=True, shown=visible),
        Column("preuve", text(200)),
    ),
)
TRANSMISSIONS = FileFormat(
    "teletransmission.csv",
    (
        Column("reference_personne", text(40), obligatory=True),
        Column("etat", one_of(*Feed.values), obligatory=True),
        Column("depuis", DAY, empty=None, shown=visible),
        Column("dernier_flux", DAY, empty=None, shown=visible),
    ),
)
CONTRIBUTIONS = FileFormat(
    "cotisations.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_contrat", text(40), obligatory=True),
        Column("debut", DAY, obligatory=True, shown=visible),
        Column("fin", DAY, obligatory=True, shown=visible),
        Column("echeance", DAY, obligatory=True, shown=visible),
        Column("montant", shapes.AMOUNT, obligatory=True),
        Column("etat", one_of(*Payment.values), obligatory=True),
    ),
)
REIMBURSEMENTS = FileFormat(
    "remboursements.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_contrat", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("date_soins", DAY, obligatory=True, shown=visible),
        Column("date_paiement", DAY, empty=None, shown=visible),
        Column("acte", text(120), obligatory=True),
        Column("depense", shapes.AMOUNT, obligatory=True),
        Column("regime_obligatoire", shapes.AMOUNT, obligatory=True),
        Column("complementaire", shapes.AMOUNT, obligatory=True),
        Column("soin", one_of(*KINDS), absent=True),
        Column("code_acte", text(40), absent=True),
        Column("quantite", shapes.QUANTITY, empty=None, absent=True),
        Column("partie", text(10), absent=True),
        Column("retenue", shapes.AMOUNT, absent=True),
        Column("annule_le", DAY, empty=None, shown=visible, absent=True),
    ),
)
REQUESTS = FileFormat(
    "demandes.csv",
    (
        Column("reference", text(40), obligatory=True),
        Column("reference_personne", text(40), obligatory=True),
        Column("nature", one_of(*OldKind.values), obligatory=True),
        Column("deposee_le", DAY, obligatory=True, shown=visible),
        Column("promise_le", DAY, obligatory=True, shown=visible),
        Column("etat", one_of(*OldState.values), obligatory=True),
    ),
)
FORMATS = (
    PEOPLE,
    ADDRESSES,
    CONTRACTS,
    COVERAGES,
    LOGINS,
    ACCOUNTS,
    MANDATES,
    GUARDIANS,
    CONSENTS,
    TRANSMISSIONS,
    CONTRIBUTIONS,
    REIMBURSEMENTS,
    REQUESTS,
)
PRODUCTS = "produits"
