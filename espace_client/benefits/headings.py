"""The headings of a guarantee table: five that all insurers share, then free ones.

Source: readability commitment of 14 February 2019 (domain rules 4.3). The list of five and the
maximum of ten are in it; the order is the common order of the profession.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from espace_client.benefits.figures import NBSP
from espace_client.benefits.folding import fold
from espace_client.benefits.unreadable import quoted

MOST_HEADINGS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of the table. `code` is English and never changes; `label` is what is printed."""

    code: str
    label: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.code):
            raise ValueError(f"Code de rubrique refusé{NBSP}: {quoted(self.code)}.")
        if not self.label.strip():
            raise ValueError("Une rubrique a un nom.")


HARMONISED = (
    Heading("hospital", "Hospitalisation"),
    Heading("everyday_care", "Soins courants"),
    Heading("hearing_aids", "Aides auditives"),
    Heading("dental", "Dentaire"),
    Heading("optical", "Optique"),
)
USUAL_EXTRAS = (
    Heading("prevention", "Prévention"),
    Heading("alternative_medicine", "Médecines douces"),
    Heading("maternity", "Maternité"),
    Heading("spa_treatment", "Cures"),
    Heading("assistance", "Assistance"),
)


def heading(label: str) -> Heading | None:
    """The known heading printed as *label*, whatever its accents, capitals and spaces; or None."""
    known = {fold(one.label).text: one for one in HARMONISED + USUAL_EXTRAS}
    return known.get(fold(label).text)


def check_headings(headings: Sequence[Heading]) -> tuple[str, ...]:
    """What the readability commitment reproaches to a table: French sentences, none if all is well.

    At least one heading and ten at most; none twice; a known heading keeps its code and its exact
    words; the harmonised ones come first, in their order. One of the five may be missing: a
    contract may cover the hospital only.
    """
    count = len(headings)
    problems = [] if headings else ["Le tableau n’a aucune rubrique."]
    if count > MOST_HEADINGS:
        problems.append(f"Le tableau a {count} rubriques. Le maximum est de {MOST_HEADINGS}.")
    problems += _repeated(headings) + _renamed(headings)
    shared = [one for one in HARMONISED if one in headings]
    if list(headings[: len(shared)]) != shared:
        order = ", ".join(one.label for one in HARMONISED)
        problems.append(f"Les rubriques communes viennent d’abord, dans cet ordre{NBSP}: {order}.")
    return tuple(problems)


def _repeated(headings: Sequence[Heading]) -> list[str]:
    codes = [one.code for one in headings]
    labels = [fold(one.label).text for one in headings]
    return [
        f"La rubrique {quoted(one.label)} est en double."
        for index, one in enumerate(headings)
        if codes.index(one.code) < index or labels.index(labels[index]) < index
    ]


def _renamed(headings: Sequence[Heading]) -> list[str]:
    by_code = {one.code: one for one in HARMONISED + USUAL_EXTRAS}
    problems = []
    for one in headings:
        known = heading(one.label) or by_code.get(one.code)
        if known and known != one:
            problems.append(
                f"La rubrique {quoted(one.label)} (code {one.code}) s’écrit "
                f"{quoted(known.label)} (code {known.code})."
            )
    return problems
