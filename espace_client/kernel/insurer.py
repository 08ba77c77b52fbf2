"""One insurer per installation: its name, its numbers, its opening dates. Settings, not words.

Read from a YAML file when the process starts; a missing or misspelt key stops it with a sentence
that names the key, so that no page ever shows half an insurer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Regime(StrEnum):
    """The legal family of the insurer: the same rule is written in three codes (domain rule X6)."""

    ASSURANCE = "assurance"
    MUTUELLE = "mutuelle"
    IP = "ip"


class InsurerSettingsError(ValueError):
    """The settings of the insurer cannot be used as they stand."""


@dataclass(frozen=True, slots=True)
class NumberShape:
    """One shape of number that a card may show (« 8 chiffres »)."""

    code: str
    label: str
    hint: str
    pattern: re.Pattern[str]
    creates_account: bool
    help: str


@dataclass(frozen=True, slots=True)
class Function:
    """Something a member can do, and the day it opens. No date: not announced yet."""

    code: str
    label: str
    opens_on: date | None

    def is_open(self, on: date) -> bool:
        """Whether the function can be used on that day."""
        return self.opens_on is not None and self.opens_on <= on


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """What stands on a third-party-payment card and is the same for everybody: the first three of
    its five data, who stands behind it, and which care it opens.

    `domains` are the columns (code, what it means) in their order. `grids` say by product code,
    then by domain, what is written there: « 100 » (of the base, Sécurité sociale included), « TM »,
    « PEC » (to be asked for first). A domain that is not in it is not opened by the card.
    Source of the five data: Inter-AMC (domain rules 1.3); no list of domains is official.
    """

    amc_number: str
    convention: str
    csr: str
    operator: tuple[str, ...]
    domains: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str], ...]
    grids: Mapping[str, Mapping[str, str]]

    def grid(self, product: str) -> tuple[tuple[str, str, str], ...]:
        """Code, meaning and value of what the card of *product* opens, in order."""
        known = self.grids.get(product, {})
        return tuple((code, label, known[code]) for code, label in self.domains if code in known)


@dataclass(frozen=True, slots=True)
class Requests:
    """What the insurer decides of démarches: from which amount on, in euros, two people decide; and
    for which kinds the answer takes another number of working days than the kind says; within how
    many working days of a decision money leaves; of which kinds automation accepts what brings less
    than so many euros."""

    four_eyes_from: Decimal
    promises: Mapping[str, int]
    transfer_within: int
    accepted_alone_below: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Mediator:
    """Who is asked, free of charge, when a complaint is denied or waits too long."""

    name: str
    address: str
    site: str


@dataclass(frozen=True, slots=True)
class Repayments:
    """Where money that was paid too much is given back: an account, and a cheque by post."""

    account_holder: str
    iban: str
    cheque_to: str
    address: str


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """How a card on paper is sent, all in days: printed within so many working days; in the letter
    box between so many working days after it was posted; asked whether it came so many days after
    it was posted. One is printed without an adviser if no other was in so many days."""

    printed_within: int
    arrives_from: int
    arrives_within: int
    asked_after: int
    automatic_after: int


@dataclass(frozen=True, slots=True)
class Insurer:
    """Everything that differs from one insurer to the next."""

    name: str
    legal_name: str
    legal_form: str
    regime: Regime
    invented: bool
    telephone: str
    telephone_hours: str
    email: str
    postal_address: tuple[str, ...]
    public_site_name: str
    old_portal_name: str
    brand: str
    member_number: re.Pattern[str]
    number_shapes: tuple[NumberShape, ...]
    functions: Mapping[str, Function]
    old_addresses: Mapping[str, str]
    terms: str
    third_party: ThirdParty
    requests: Requests
    printed_cards: PrintedCards
    mediator: Mediator
    repayments: Repayments

    def function(self, code: str) -> Function:
        """The function of that code. An unknown code is a programming error: KeyError."""
        return self.functions[code]

    @property
    def telephone_link(self) -> str:
        """The number as a `tel:` link wants it."""
        return re.sub(r"[^0-9+]", "", self.telephone)


def from_mapping(source: Mapping[str, Any]) -> Insurer:
    """Read an insurer from its YAML mapping. Raises InsurerSettingsError naming the key."""
    try:
        functions = [_function(code, entry) for code, entry in source["functions"].items()]
        return Insurer(
            name=source["name"],
            legal_name=source["legal_name"],
            legal_form=source["legal_form"],
            regime=Regime(source["regime"]),
            invented=source["invented"],
            telephone=source["telephone"],
            telephone_hours=source["telephone_hours"],
            email=source["email"],
            postal_address=tuple(source["postal_address"]),
            public_site_name=source["public_site_name"],
            old_portal_name=source["old_portal_name"],
            brand=source["brand"],
            member_number=re.compile(source["member_number"]),
            number_shapes=tuple(_shape(entry) for entry in source["number_shapes"]),
            functions={function.code: function for function in functions},
            old_addresses=dict(source["old_addresses"]),
            terms=source["terms"],
            third_party=_third_party(source["third_party"]),
            requests=Requests(
                four_eyes_from=Decimal(str(source["requests"]["four_eyes_from"])),
                promises=dict(source["requests"]["promises"]),
                transfer_within=int(source["requests"]["transfer_within"]),
                accepted_alone_below={
                    kind: Decimal(str(euros))
                    for kind, euros in source["requests"]["accepted_alone_below"].items()
                },
            ),
            printed_cards=PrintedCards(**source["printed_cards"]),
            mediator=Mediator(**source["mediator"]),
            repayments=Repayments(**source["repayments"]),
        )
    except KeyError as error:
        raise InsurerSettingsError(f"The insurer's settings lack {error}.") from error
    except (TypeError, ValueError, ArithmeticError, re.error) as error:
        raise InsurerSettingsError(f"The insurer's settings are wrong: {error}.") from error


def _shape(entry: Mapping[str, Any]) -> NumberShape:
    return NumberShape(
        code=entry["code"],
        label=entry["label"],
        hint=entry["hint"],
        pattern=re.compile(entry["pattern"]),
        creates_account=entry["creates_account"],
        help=entry.get("help", ""),
    )


def _third_party(entry: Mapping[str, Any]) -> ThirdParty:
    domains, values = entry["domains"], entry["values"]
    for product, grid in entry["grids"].items():
        for domain, value in grid.items():
            if domain not in domains or value not in values:
                raise ValueError(f"third_party.grids.{product}.{domain}: {value!r} is not known")
    return ThirdParty(
        amc_number=entry["amc_number"],
        convention=entry["convention"],
        csr=entry["csr"],
        operator=tuple(entry["operator"]),
        domains=tuple(domains.items()),
        values=tuple(values.items()),
        grids=entry["grids"],
    )


def _function(code: str, entry: Mapping[str, Any]) -> Function:
    opens_on = entry["opens_on"]
    if opens_on is not None and not isinstance(opens_on, date):
        raise TypeError(f"functions.{code}.opens_on is no date: {opens_on!r}")
    return Function(code=code, label=entry["label"], opens_on=opens_on)
