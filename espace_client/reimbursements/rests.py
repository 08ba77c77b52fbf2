"""What would be left of a guarantee once a care is paid."""

from collections.abc import Iterator
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.remaining import Remaining, remaining, remaining_of_shared
from espace_client.benefits.reckoning.uses import Uses
from espace_client.reimbursements.rules import is_at_least


class Rest(NamedTuple):
    """What would be left of a line of the contract, or of a ceiling, after the care; with
    `at_least`, perhaps more. `unit` names what its number counts, many at a time."""

    sentence: str
    left: Remaining
    at_least: bool = False
    unit: str = ""


def rests_of(care: Care, cover: Cover, after: Uses, law: Law, *, unit: str) -> Iterator[Rest]:
    """The line that pays *care* and the ceilings that it shares, where they have a limit; *after*
    holds what the care uses too."""
    line = cover.line_for(care)
    if line is None:
        return
    who, on = care.patient.who, care.on
    left = remaining(
        line,
        who,
        on=on,
        used=after,
        law=law,
        cover=cover,
        part=care.part,
        birth=care.patient.birth,
    )
    yield Rest(line.sentence, left, is_at_least(line, after, who), unit)
    for ceiling in cover.ceilings:
        if line.kind in ceiling.kinds:
            shared = remaining_of_shared(ceiling, who, on=on, used=after, cover=cover)
            yield Rest(ceiling.sentence, shared, unit=unit)
