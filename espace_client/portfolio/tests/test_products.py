"""What can be wrong in a product's table, told with its line and its character."""

import pytest

from espace_client.contracts.models import Guarantee
from espace_client.portfolio.anomalies import Anomaly
from espace_client.portfolio.tests.conftest import Export

pytestmark = pytest.mark.django_db
NAME = "produits/hospi-horizon.yaml"
UNREADABLE = "Cette garantie n’est pas comprise."
TABLE = """\
code: hospi-horizon
nom: Hospi Horizon
responsable: non
versions:
  - valable_du: 2021-01-01
    valable_au:
    source: Table inventée pour la démonstration
    securite_sociale: incluse
    options:
      - code: hospi
        nom: Hospi
        garanties:
          - {poste: Hospitalisation, libelle: Chambre, garantie: 50 € par nuit}
          - {poste: Optique, libelle: Lentilles, garantie: "100 € par an"}
"""


def _wrong(export: Export, old: str, new: str) -> list[Anomaly]:
    assert old in TABLE
    export.write(NAME, TABLE.replace(old, new, 1))
    return [one for one in export.bring().anomalies.kept if one.file == NAME]


def test_a_good_table_has_nothing_wrong(export: Export) -> None:
    assert _wrong(export, "Chambre", "Chambre") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "position", "key", "problem"),
    [
        ("50 € par nuit", "50 € par lune", 13, 71, "garantie", UNREADABLE),
        ('"100 € par an"', '"100 € du mois"', 14, 67, "garantie", UNREADABLE),
        ("50 € par nuit", "''", 13, 66, "garantie", "Cette valeur est vide."),
        ("nom: Hospi Horizon", "nome: Hospi", 2, 1, "nome", "Cette clé est inconnue."),
        ("nom: Hospi Horizon\n", "", 1, 1, "nom", "Cette clé manque."),
        ("nom: Hospi Horizon", "nom: A\nnom: B", 3, 1, "nom", "Cette clé est en double."),
        ("nom: Hospi Horizon", "nom: [A, B]", 2, 6, "nom", "Une seule valeur est attendue ici."),
        ("responsable: non", "responsable: oh", 3, 14, "responsable", "n’est pas dans la liste."),
        ("2021-01-01", "2021-02-30", 5, 17, "valable_du", "Cette date n’existe pas."),
        ("valable_au:", "valable_au: 2020-01-01", 6, 17, "valable_au", "La fin précède le début."),
        ("incluse", "comprise", 8, 23, "securite_sociale", "n’est pas dans la liste."),
        ("Hospitalisation", "x" * 41, 13, 21, "poste", "Cette valeur est trop longue."),
        ("Chambre", '"Cham\\u202Ebre"', 13, 47, "libelle", "un caractère invisible."),
        ("code: hospi\n", "code: [\n", 12, 18, "", "Ce fichier n’est pas du YAML valide."),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_line_and_a_character(
    export: Export, old: str, new: str, line: int, position: int, key: str, problem: str
) -> None:
    found = [one for one in _wrong(export, old, new) if problem in one.problem]
    assert [(one.line, one.position, one.column) for one in found] == [(line, position, key)]
    assert found[0].severity == "bloquante"


def test_more_than_ten_headings_are_blocked(export: Export) -> None:
    extra = "".join(
        f"          - {{poste: Poste {n}, libelle: Soin, garantie: Ticket modérateur}}\n"
        for n in "ABCDEFGHI"
    )
    export.write(NAME, TABLE + extra)
    (found,) = [one for one in export.bring().anomalies.kept if one.file == NAME]
    assert found.problem == "Le tableau a 11 rubriques. Le maximum est de 10."
    assert found.severity == "bloquante"


def test_a_free_heading_keeps_its_own_words_and_joins_its_lines(export: Export) -> None:
    """A heading that comes back later in the file shows once in the table."""
    extra = (
        "          - {poste: Obsèques, libelle: Capital, garantie: 500 €}\n"
        "          - {poste: Optique, libelle: Chirurgie, garantie: 250 € par œil}\n"
    )
    export.write(NAME, TABLE + extra)
    assert export.bring().applied
    lines = Guarantee.objects.filter(option__code="hospi").order_by("position")
    assert [line.heading for line in lines] == ["hospital", "optical", "optical", "Obsèques"]


def test_two_versions_never_serve_on_one_day(export: Export) -> None:
    head, version = TABLE.split("versions:\n")
    later = version.replace("2021-01-01", "2022-01-01")
    export.write(NAME, f"{head}versions:\n{version}{later}")
    (found,) = [one for one in export.bring().anomalies.kept if one.file == NAME]
    assert found.problem == "Cette version recouvre la précédente."
    assert (found.line, found.position) == (15, 5)


def test_an_option_must_stand_in_every_version_of_the_contract(export: Export) -> None:
    head, version = TABLE.split("versions:\n")
    first = version.replace("valable_au:", "valable_au: 2021-12-31")
    later = version.replace("2021-01-01", "2022-01-01").replace("code: hospi", "code: autre")
    export.write(NAME, f"{head}versions:\n{first}{later}")
    export.set("contrats.csv", 2, "produit", "hospi-horizon")
    export.set("contrats.csv", 2, "option", "hospi")
    found = [a for a in export.bring().anomalies.kept if "Cette option n’existe pas" in a.problem]
    assert found[0].line == 2
    assert found[0].remedy.startswith("Elle manque à la version du 01/01/2022.")


@pytest.mark.parametrize("content", ["", "# rien\n", "- a\n", "texte\n", "a: &a [*a]\n", "\x00"])
def test_any_text_is_answered_in_french(export: Export, content: str) -> None:
    export.write(NAME, content)
    report = export.bring()
    assert any(one.file == NAME for one in report.anomalies.kept)
    assert not report.applied
