"""Members of the demo whom no journey has used yet: an account is opened once."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from espace_client.portfolio import cast
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
    """Invented members with a mailbox of their own and one contract, in force; cast apart."""
    people = list(_rows(portfolio / "personnes.csv"))
    mailboxes = [person["email"] for person in people]
    contracts = list(_rows(portfolio / "contrats.csv"))
    holders = [contract["reference_titulaire"] for contract in contracts]
    covered = {
        contract["reference_titulaire"]
        for contract in contracts
        if holders.count(contract["reference_titulaire"]) == 1 and _runs(contract, on)
    }
    known = {role.person.reference for role in cast.CAST}
    for person in people:
        name = person["nom_usage"] or person["nom_naissance"]
        if (
            person["reference"] in covered - known
            and person["numero_adherent"]
            and person["email"]
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


def _runs(contract: dict[str, str], on: date) -> bool:
    day, month, year = map(int, contract["date_debut"].split("/"))
    return not contract["date_fin"] and date(year, month, day) <= on


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


@pytest.fixture(scope="package")
def unused_members(running_site: Site) -> Iterator[Card]:
    """The queue that `member` takes from."""
    return strangers(running_site.data / "portfolio", on=date(2022, 3, 24))


@pytest.fixture
def member(unused_members: Iterator[Card]) -> Card:
    """Somebody who has never come to the new space."""
    return next(unused_members)


@pytest.fixture(scope="package")
def unused_couples(running_site: Site) -> Iterator[Couple]:
    """The queue that `couple` takes from."""
    return couples(running_site.data / "portfolio", on=date(2022, 1, 1))


@pytest.fixture
def couple(unused_couples: Iterator[Couple]) -> Couple:
    """A couple who has never come to the new space."""
    return next(unused_couples)


@pytest.fixture
def jeanne() -> Card:
    """Jeanne of the cast. One journey alone opens her account."""
    return card_of(cast.JEANNE.household)
