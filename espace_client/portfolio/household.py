"""The people of an export before it is written: one member, those covered with them, what they
pay, what they answered, what they wait for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

RETIREES = "retraites-horizon"
HOSPITAL = "hospi-horizon"
FORMER_EMPLOYEES = "individuel_art4_evin"
INDIVIDUAL = "individuel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One person, as `personnes.csv` tells them. Empty means that the insurer does not know."""

    reference: str
    title: str
    birth_name: str
    first_names: str
    birth_date: str
    member_number: str = ""
    usual_name: str = ""
    email: str = ""
    mobile: str = ""
    landline: str = ""
    nir: str = ""
    died_on: date | None = None

    @property
    def name(self) -> str:
        """The name the person goes by."""
        return self.usual_name or self.birth_name

    @property
    def first_name(self) -> str:
        """The first of the first names."""
        return self.first_names.split()[0]

    @property
    def on_envelope(self) -> str:
        """« Mme Jeanne Martin »."""
        title = {"MME": "Mme", "M": "M."}.get(self.title, "")
        return f"{title} {self.first_name} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A postal address, as `adresses.csv` tells it."""

    street: str
    postcode: str
    city: str
    building: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One bank account, as `comptes.csv` tells it."""

    reference: str
    person: str
    holder_name: str
    iban: str
    reimbursed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """The right to debit an account for the contract. Day 31 is the last day of the month."""

    rum: str
    account: str
    signed_on: date
    day: int
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """Who acts for the holder, as `representants.csv` tells it."""

    reference: str
    measure: str
    name: str
    ruling: str
    start_on: date
    end_on: date | None = None
    organisation: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answered about messages, once. Without a proof it proves nothing."""

    person: str
    purpose: str
    means: str
    allowed: bool
    given_on: date
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transmission:
    """The link of one person with the Sécurité sociale."""

    person: str
    feed: str
    since: date | None
    last_flow_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What the contract owed for a month. Cents."""

    reference: str
    start_on: date
    end_on: date
    due_on: date
    cents: int
    payment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One line of care that was paid. Cents. `kind` is the code of `remboursements.csv`, `charge`
    what the law kept back."""

    reference: str
    person: str
    cared_on: date
    paid_on: date | None
    care: str
    spent: int
    basic: int
    complementary: int
    kind: str = ""
    act: str = ""
    quantity: int = 1
    part: str = ""
    charge: int = 0
    cancelled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """One request still open in the old portal."""

    reference: str
    person: str
    kind: str
    asked_on: date
    promised_on: date
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One contract: its holder, who is covered with them, where they live, how they used to
    sign in, and all that hangs on the contract. `told_before` names those of them whom another
    household of the export brings already: a child of two contracts is one person."""

    holder: Someone
    home: Home
    contract: str
    option: str
    start_on: date
    spouse: Someone | None = None
    child: Someone | None = None
    product: str = RETIREES
    kind: str = FORMER_EMPLOYEES
    told_before: frozenset[str] = frozenset()
    end_on: date | None = None
    old_login: str = ""
    last_login_on: date | None = None
    scheme: str = ""
    old_hash: str = ""
    accounts: tuple[Account, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    guardian: Guardian | None = None
    answers: tuple[Answer, ...] = ()
    transmissions: tuple[Transmission, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    cares: tuple[Care, ...] = ()
    requests: tuple[OpenRequest, ...] = ()

    def covered(self) -> Iterator[tuple[Someone, str]]:
        """Everybody the contract covers, with the word of `beneficiaires.csv` for the link."""
        yield self.holder, "adherent"
        if self.spouse:
            yield self.spouse, "conjoint"
        if self.child:
            yield self.child, "enfant"

    def brought(self) -> Iterator[tuple[Someone, str]]:
        """Those of `covered` whom this household brings into the export, with what is theirs."""
        return (one for one in self.covered() if one[0].reference not in self.told_before)
