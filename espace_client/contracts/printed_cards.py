"""What is printed on a card and on its envelope, as the file of a batch says it (docs/card.md)."""

from collections.abc import Iterable, Iterator

from espace_client.contracts.cards import Card
from espace_client.contracts.models import CardOrder
from espace_client.kernel.french import short_date
from espace_client.kernel.spreadsheets import csv_file

_LINES = 6  # of an envelope (NF Z10-011)
HEADER = (
    *("lot", "carte", "reference", "numero_adherent", "porteur", "annee"),
    *("valable_du", "valable_au", "amc", "convention", "csr", "beneficiaires", "domaines"),
    *("data_matrix", *(f"adresse_{place}" for place in range(1, _LINES + 1))),
)


def print_file(number: int, orders: Iterable[tuple[CardOrder, Card]]) -> bytes:
    """The file of batch *number*: one line a card that is printed, in the order given. No NIR: the
    Vitale card has it."""
    lines = (line for order, card in orders for line in _lines(order, card))
    return csv_file(
        HEADER, ([str(number), str(place), *line] for place, line in enumerate(lines, 1))
    )


def _lines(order: CardOrder, card: Card) -> Iterator[list[str]]:
    (_valid, amc, convention, csr, _number) = (value for _label, value in card.five_data)
    people = " | ".join(
        f"{one.full_name} {one.birth_date} {short_date(one.first)} {short_date(one.last)}"
        for one in card.people
    )
    care = " ".join(f"{code}={value}" for code, _label, value in card.grid)
    for bearer in (one for one in card.people if one.id in order.people):
        yield [
            *(order.reference, card.member_number, bearer.full_name, str(card.year)),
            *(short_date(card.first), short_date(card.last), amc, convention, csr, people, care),
            card.data_matrix,
            *(*order.postal_lines, *[""] * _LINES)[:_LINES],
        ]
