"""Reading files of cases. One that is wrong is refused with its line; the others still run.

    - cas: "Consultation du médecin traitant"
      contrat:
        securite_sociale: incluse
        garanties:
          - {soin: honoraires_medicaux, garantie: "100 % BR"}
      soins:
        - le: 2026-05-01
          acte: G
          prix: "30.00"
          attendu: {securite_sociale: "19.00", complementaire: "9.00", reste: "2.00"}

The whole form, with an example of each kind of act: docs/calculations/cases.md.
"""

from collections.abc import Iterator
from pathlib import Path

from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.care_reading import read_care
from espace_client.benefits.cases.case import Case, Expected, ExpectedStep, Line
from espace_client.benefits.cases.contract_reading import read_contract
from espace_client.benefits.cases.left_reading import read_left
from espace_client.benefits.cases.people import People, read_people
from espace_client.benefits.cases.used_reading import read_used
from espace_client.benefits.cases.words import BRANCHES, STEPS
from espace_client.kernel.marked_yaml import Marked, Unreadable, marked_yaml
from espace_client.kernel.money import NOTHING

SHIPPED = Path(__file__).parent / "shipped"


def read_cases(path: Path) -> Iterator[Case | Unreadable]:
    """The cases of a file, or why one cannot be read, in the order of the file."""
    try:
        nodes = marked_yaml(path).items()
    except Unreadable as refusal:
        yield refusal
        return
    for node in nodes:
        try:
            yield case_from(node)
        except Unreadable as refusal:
            yield refusal


def case_from(node: Marked) -> Case:
    """One case of a file. Raises Unreadable."""
    fields = node.fields(
        obligatory=("cas", "contrat", "soins"),
        optional=("note", "personne", "personnes", "deja_utilise", "ensuite"),
    )
    people, cover = read_people(fields), read_contract(fields["contrat"])
    used = fields["deja_utilise"].items() if "deja_utilise" in fields else ()
    left = fields["ensuite"].items() if "ensuite" in fields else ()
    lines = tuple(_line(one, people) for one in fields["soins"].items())
    if not lines:
        fields["soins"].wrong("Un cas a au moins une ligne de soins.")
    return Case(
        name=scalars.filled(fields["cas"]),
        source=node.source,
        file_line=node.line,
        cover=cover,
        used=read_used(used, cover, people),
        lines=lines,
        left=tuple(read_left(left, cover, people)),
        note=fields["note"].text if "note" in fields else "",
    )


def _line(node: Marked, people: People) -> Line:
    ask, on = read_care(node, people)
    fields = node.entries()
    if "attendu" not in fields:
        node.wrong("La clé « attendu » manque. Dites ce que chacun doit payer.")
    steps = _steps(fields["etapes"]) if "etapes" in fields else ()
    return Line(ask, _expected(fields["attendu"], steps), on, node.line)


def _expected(node: Marked, steps: tuple[ExpectedStep, ...]) -> Expected:
    fields = node.fields(
        obligatory=("securite_sociale", "complementaire", "reste"), optional=("autres",)
    )
    return Expected(
        social_security=scalars.euros(fields["securite_sociale"]),
        insurer=scalars.euros(fields["complementaire"]),
        left=scalars.euros(fields["reste"]),
        others=scalars.euros(fields["autres"]) if "autres" in fields else NOTHING,
        steps=steps,
    )


def _steps(node: Marked) -> tuple[ExpectedStep, ...]:
    branches = node.fields(obligatory=(), optional=tuple(BRANCHES))
    return tuple(
        ExpectedStep(BRANCHES[branch], STEPS[step], scalars.euros(amount))
        for branch, steps in branches.items()
        for step, amount in steps.fields(obligatory=(), optional=tuple(STEPS)).items()
    )
