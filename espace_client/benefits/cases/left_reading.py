"""Reading what a case expects to be left of the contract once its care is settled."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.case import ExpectedLeft
from espace_client.benefits.cases.contract_reading import line_named
from espace_client.benefits.cases.people import People
from espace_client.benefits.reckoning.cover import Cover, SharedCeiling
from espace_client.kernel.marked_yaml import Marked

_NEVER = "jamais"
_AMOUNTS = ("euros", "euros_en_tout", "nombre", "nombre_en_tout")


def read_left(nodes: tuple[Marked, ...], cover: Cover, people: People) -> Iterator[ExpectedLeft]:
    """One entry for each line or ceiling that is named. Raises Unreadable."""
    for node in nodes:
        fields = node.fields(
            obligatory=("le", "renouvellement"),
            optional=("soin", "plafond", "pour", "partie", *_AMOUNTS),
        )
        if ("soin" in fields) == ("plafond" in fields):
            node.wrong("Dites de quoi il reste : soin, ou plafond.")
        of = (
            line_named(fields["soin"], cover)
            if "soin" in fields
            else _ceiling(fields["plafond"], cover)
        )
        yield ExpectedLeft(
            of=of,
            patient=people.named(fields.get("pour"), node),
            on=scalars.day(fields["le"]),
            part=fields["partie"].text if "partie" in fields else "",
            euros=_euros(fields.get("euros")),
            euros_in_all=_euros(fields.get("euros_en_tout")),
            count=_whole(fields.get("nombre")),
            count_in_all=_whole(fields.get("nombre_en_tout")),
            renews_on=_renewal(fields["renouvellement"]),
            file_line=node.line,
        )


def _euros(node: Marked | None) -> Decimal | None:
    return scalars.euros(node) if node else None


def _whole(node: Marked | None) -> int | None:
    return scalars.whole(node) if node else None


def _ceiling(node: Marked, cover: Cover) -> SharedCeiling:
    return scalars.word(node, {one.name: one for one in cover.ceilings})


def _renewal(node: Marked) -> date | None:
    return None if node.text == _NEVER else scalars.day(node)
