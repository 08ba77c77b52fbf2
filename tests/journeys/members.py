"""Members of the demo whom no journey has used yet: an account is opened once."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from espace_client.kernel import telephones
from espace_client.portfolio import beside, cast
from espace_client.portfolio.hard_cases import BOUNCING
from espace_client.portfolio.household import Household
from tests.journeys.site import Site

PASSWORD = "le vélo bleu dort sous la pluie"


@dataclass(frozen=True)
class Card:
    """What a card says, and the address that the insurer holds."""

    member_number: str
    last_name: str
    first_name: str
    birth_date: str
    email: str
    full_name: str

    @property
    def birth(self) -> tuple[str, str, str]:
        """Day, month, year."""
        day, month, year = self.birth_date.split("/")
        return day, month, year


def card_of(household: Household) -> Card:
    """The card of somebody of the cast."""
    one = household.holder
    return Card(
        one.member_number, one.name, one.first_name, one.birth_date, one.email,
        f"{one.first_name} {one.name}",
    )  # fmt: skip


def strangers(portfolio: Path, *, on: date) -> Iterator[Card]:
    """Invented members with a mailbox of their own, that works, and one contract, in force;
    apart from those whom the guide of the demo names."""
    people = list(_rows(portfolio / "personnes.csv"))
    mailboxes = [person["email"] for person in people]
    contracts = list(_rows(portfolio / "contrats.csv"))
    holders = [contract["reference_titulaire"] for contract in contracts]
    covered = {
        contract["reference_titulaire"]
        for contract in contracts
        if holders.count(contract["reference_titulaire"]) == 1 and _runs(contract, on)
    }
    known = {role.person.reference for role in (*cast.CAST, *beside.BESIDE)}
    for person in people:
        name = person["nom_usage"] or person["nom_naissance"]
        if (
            person["reference"] in covered - known
            and person["numero_adherent"]
            and person["email"]
            and not person["email"].endswith(f"@{BOUNCING}")
            and mailboxes.count(person["email"]) == 1
        ):
            first = person["prenoms"].split()[0]
            yield Card(
                person["numero_adherent"], name, first, person["date_naissance"],
                person["email"], f"{first} {name}",
            )  # fmt: skip


@dataclass(frozen=True)
class Couple:
    """Somebody, and the husband or wife whom the same contract has covered since its first day."""

    card: Card
    spouse: str


def couples(portfolio: Path, *, on: date) -> Iterator[Couple]:
    """Strangers whose contract covers a couple; the last of the file first, so that no journey
    that takes the first strangers has used them."""
    people = {person["reference"]: person for person in _rows(portfolio / "personnes.csv")}
    holders = {one["reference"]: one for one in _rows(portfolio / "contrats.csv")}
    spouses = {}
    for cover in _rows(portfolio / "beneficiaires.csv"):
        contract = holders[cover["reference_contrat"]]
        whole = (cover["date_debut"], cover["date_fin"]) == (contract["date_debut"], "")
        if cover["lien"] == "conjoint" and whole:
            number = people[contract["reference_titulaire"]]["numero_adherent"]
            spouses[number] = people[cover["reference_personne"]]
    for card in reversed(list(strangers(portfolio, on=on))):
        if spouse := spouses.get(card.member_number):
            name = spouse["nom_usage"] or spouse["nom_naissance"]
            yield Couple(card, f"{spouse['prenoms'].split()[0]} {name}")


def leavers(portfolio: Path, *, on: date) -> Iterator[Card]:
    """Invented members with a mailbox of their own, whose one contract ended on that day, and who
    had paid contributions and care before."""
    people = {person["reference"]: person for person in _rows(portfolio / "personnes.csv")}
    mailboxes = [person["email"] for person in people.values()]
    paid = {one["reference_contrat"] for one in _rows(portfolio / "cotisations.csv")
            if one["etat"] == "payee"}  # fmt: skip
    cared = {one["reference_personne"] for one in _rows(portfolio / "remboursements.csv")
             if one["date_paiement"] and not one["annule_le"]}  # fmt: skip
    for contract in _rows(portfolio / "contrats.csv"):
        person = people[contract["reference_titulaire"]]
        name = person["nom_usage"] or person["nom_naissance"]
        if (
            contract["date_fin"] == f"{on:%d/%m/%Y}"
            and contract["reference"] in paid
            and person["reference"] in cared
            and not person["date_naissance"].startswith("00")
            and mailboxes.count(person["email"]) == 1
            and not person["email"].endswith(f"@{BOUNCING}")
        ):
            first = person["prenoms"].split()[0]
            yield Card(
                person["numero_adherent"], name, first, person["date_naissance"],
                person["email"], f"{first} {name}",
            )  # fmt: skip


def _runs(contract: dict[str, str], on: date) -> bool:
    day, month, year = map(int, contract["date_debut"].split("/"))
    return not contract["date_fin"] and date(year, month, day) <= on


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


class Unused:
    """Members of the running demo whom no journey has taken yet. A couple counts for its holder, so
    that nobody is taken twice, whichever journeys run and in whatever order."""

    def __init__(self, portfolio: Path) -> None:
        self._taken: set[str] = set()
        self._members = list(strangers(portfolio, on=date(2022, 3, 24)))
        self._leavers = list(leavers(portfolio, on=date(2021, 12, 31)))
        self._couples = list(couples(portfolio, on=date(2022, 1, 1)))

    def leaver(self) -> Card:
        """The first one left whose contract ended at the end of 2021."""
        card = next(card for card in self._leavers if self._is_left(card))
        self._taken.add(card.member_number)
        return card

    def member(self, wanted: Callable[[Card], bool] = lambda card: True) -> Card:
        """The first one left that is *wanted*; the others stay for whoever comes next."""
        card = next(card for card in self._members if self._is_left(card) and wanted(card))
        self._taken.add(card.member_number)
        return card

    def members(self, wanted: Callable[[Card], bool]) -> list[Card]:
        """All that are left and *wanted*."""
        cards = [card for card in self._members if self._is_left(card) and wanted(card)]
        self._taken |= {card.member_number for card in cards}
        return cards

    def couple(self, wanted: Callable[[Couple], bool] = lambda couple: True) -> Couple:
        """The first couple left that is *wanted*."""
        couple = next(one for one in self._couples if self._is_left(one.card) and wanted(one))
        self._taken.add(couple.card.member_number)
        return couple

    def _is_left(self, card: Card) -> bool:
        return card.member_number not in self._taken


@pytest.fixture(scope="package")
def unused(running_site: Site) -> Unused:
    """What `member` and `couple` take from."""
    return Unused(running_site.data / "portfolio")


@pytest.fixture
def member(unused: Unused) -> Card:
    """Somebody who has never come to the new space."""
    return unused.member()


@pytest.fixture
def reached(unused: Unused, running_site: Site) -> tuple[Card, str]:
    """Somebody whose mobile a text message reaches, and that number."""
    mobiles = {
        row["numero_adherent"]: telephones.mobile(row["mobile"])
        for row in _rows(running_site.data / "portfolio" / "personnes.csv")
        if row["mobile"]
    }
    card = unused.member(lambda card: bool(mobiles.get(card.member_number)))
    return card, mobiles[card.member_number] or ""


@pytest.fixture
def couple(unused: Unused) -> Couple:
    """A couple who has never come to the new space."""
    return unused.couple()


@pytest.fixture
def jeanne() -> Card:
    """Jeanne of the cast. One journey alone opens her account."""
    return card_of(cast.JEANNE.household)
