"""Races typst against WeasyPrint on one kind of document; the laps go out as JSON.

A command of its own, like `tests.load.sessions`: it needs the product's settings. Every document
names another person: nothing of the one before can be used again.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import count
from uuid import UUID

import django

from tests.load.race import Called, race

_NAMES = ("Martin", "Le Goff", "Bernard", "Petit", "Moreau", "Garcia")


def sides(kind: str) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Ours and WeasyPrint's, for the same people in the same order."""
    from espace_client.documents.content import Draft
    from espace_client.documents.printing import printed, proof_of
    from espace_client.members.models import Person
    from tests.documents.samples import AT, card_draft, certificate_draft
    from tests.load.limits.weasyprint_page import by_weasyprint

    written = {"certificate": certificate_draft, "card": card_draft}[kind]

    def drafts() -> Iterator[Draft]:
        for number in count(1):
            holder, spouse = (
                Person(
                    id=UUID(int=2 * number + place), reference=f"{number}-{place}",
                    member_number=f"{10_000_000 + number}",
                    birth_name=f"{_NAMES[number % len(_NAMES)]}-{number}",
                    first_names=first, birth_date="12/05/1944",
                )
                for place, first in enumerate(("Jeanne", "Karim"))
            )  # fmt: skip
            yield written(holder, spouse)

    def by(engine: Callable[..., bytes]) -> Callable[[], bytes]:
        mine = drafts()

        def one() -> bytes:
            draft = next(mine)
            number = f"{draft.prefix}-7K4P-9QXC"
            proof = proof_of(draft, number=number, at=AT)
            return engine(draft, number=number, proof=proof, at=AT)

        return one

    return by(printed), by(by_weasyprint)


if __name__ == "__main__":
    django.setup()
    of_kind, rounds, documents = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    ours, limit = sides(of_kind)
    result = race(Called(ours), Called(limit), rounds=rounds, count=documents)
    json.dump(asdict(result), sys.stdout)
