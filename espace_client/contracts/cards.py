"""What a third-party-payment card says: whose it is, for which days, which care it opens.

Source: product B.12, domain rules 1.3 (the five data of Inter-AMC).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.contracts.certificates import as_cover
from espace_client.contracts.models import Coverage, Relationship
from espace_client.contracts.queries import covers_seen_by
from espace_client.contracts.rules import Period, card_years, days_on_card
from espace_client.kernel.french import grouped_digits, short_date


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One line of the card."""

    id: UUID
    cover: UUID
    full_name: str
    birth_date: str
    relationship: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Card:
    """The card of one contract for one calendar year, as one person may see it."""

    contract: UUID
    holder: UUID
    product_code: str
    product_name: str
    option_name: str
    responsible: bool
    member_number: str
    year: int
    people: tuple[NamedPerson, ...]

    @property
    def first(self) -> date:
        """The first day it counts."""
        return min(person.first for person in self.people)

    @property
    def last(self) -> date:
        """The last day it counts: never after the year."""
        return max(person.last for person in self.people)

    @property
    def grid(self) -> tuple[tuple[str, str, str], ...]:
        """Code, meaning and value of the care it opens."""
        return settings.INSURER.third_party.grid(self.product_code)

    @property
    def five_data(self) -> tuple[tuple[str, str], ...]:
        """The five data in their order, each with its label even when it is empty."""
        insurer = settings.INSURER.third_party
        return (
            (_("Période de validité"), f"{short_date(self.first)} – {short_date(self.last)}"),
            (_("N° AMC"), insurer.amc_number),
            (_("Type de convention"), insurer.convention),
            (_("CSR"), insurer.csr),
            (_("N° d’adhérent"), grouped_digits(self.member_number)),
        )

    @property
    def data_matrix(self) -> str:
        """What a reader gets from the DataMatrix: the five data, with a bar between them.

        No layout of it is public: this one is ours (docs/card.md).
        """
        insurer = settings.INSURER.third_party
        validity = f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        return "|".join(
            (insurer.amc_number, insurer.convention, insurer.csr, self.member_number, validity)
        )

    def is_partial(self, person: NamedPerson) -> bool:
        """Whether that person is named for other days than the card."""
        return (person.first, person.last) != (self.first, self.last)


def cards_of(person: UUID, *, on: date) -> list[Card]:
    """The cards that *person* may have on that day, the newest contract first, then by year: this
    year's, and next year's from December. One query."""
    return cards_in(covers_seen_by(person, on=on), on=on)


def cards_in(covers: Iterable[Coverage], *, on: date) -> list[Card]:
    """The cards of what covers_seen_by gave for somebody on that day."""
    cards = []
    for _key, group in groupby(covers, key=lambda cover: cover.contract_id):
        rows = list(group)
        cards += [card for year in card_years(on) if (card := _card(rows, year=year, on=on))]
    return cards


def _card(covers: list[Coverage], *, year: int, on: date) -> Card | None:
    found = [(one, days_on_card(as_cover(one).period, year=year, on=on)) for one in covers]
    people = tuple(_named(cover, days) for cover, days in found if days)
    if not people:
        return None
    contract = covers[0].contract
    return Card(
        contract=contract.pk,
        holder=contract.holder_id,
        product_code=contract.product.code,
        product_name=contract.product.name,
        option_name=getattr(covers[0], "option_name", None) or "",
        responsible=contract.product.responsible,
        member_number=contract.holder.member_number or "",
        year=year,
        people=people,
    )


def _named(cover: Coverage, days: Period) -> NamedPerson:
    assert days.last  # a card ends with its year
    return NamedPerson(
        id=cover.person_id,
        cover=cover.pk,
        full_name=str(cover.person),
        birth_date=cover.person.birth_date,
        relationship=str(Relationship(cover.relationship).label),
        first=days.first,
        last=days.last,
    )
