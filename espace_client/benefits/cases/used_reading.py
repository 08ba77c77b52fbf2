"""Reading what was used before the care of a case.

Two kinds of entries: a line of care that was paid (« soin »), which uses the counters of the line
of the contract that paid it, and what the law kept (« retenue »), which counts for its caps.
"""

from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.contract_reading import line_named
from espace_client.benefits.cases.people import People
from espace_client.benefits.reckoning.charges import CONSULTATIONS, FRANCHISES
from espace_client.benefits.reckoning.counting import uses_of_line
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.marked_yaml import Marked
from espace_client.kernel.money import NOTHING

_KEPT = {"participation_forfaitaire": CONSULTATIONS, "franchise": FRANCHISES}


def read_used(nodes: tuple[Marked, ...], cover: Cover, people: People) -> Uses:
    """The uses. Raises Unreadable."""
    uses: list[Use] = []
    for node in nodes:
        uses += _kept(node, people) if "retenue" in node.entries() else _paid(node, cover, people)
    return Uses(uses)


def _kept(node: Marked, people: People) -> list[Use]:
    fields = node.fields(
        obligatory=("retenue", "le", "euros"), optional=("nombre", "pour", "professionnel")
    )
    return [
        Use(
            scalars.word(fields["retenue"], _KEPT),
            people.named(fields.get("pour"), node).who,
            scalars.day(fields["le"]),
            scalars.euros(fields["euros"]),
            scalars.whole(fields["nombre"]) if "nombre" in fields else 1,
            fields["professionnel"].text if "professionnel" in fields else "",
        )
    ]


def _paid(node: Marked, cover: Cover, people: People) -> list[Use]:
    fields = node.fields(
        obligatory=("soin", "le", "complementaire"),
        optional=("securite_sociale", "nombre", "partie", "pour"),
    )
    paid = fields.get("securite_sociale")
    uses = uses_of_line(
        line_named(fields["soin"], cover),
        who=people.named(fields.get("pour"), node).who,
        on=scalars.day(fields["le"]),
        insurer=scalars.euros(fields["complementaire"]),
        social_security=scalars.euros(paid) if paid else NOTHING,
        number=scalars.whole(fields["nombre"]) if "nombre" in fields else 1,
        part=fields["partie"].text if "partie" in fields else "",
    )
    return list(uses)
