"""What can be wrong in a product's table, told with its line and its character."""

import pytest

from espace_client.contracts.explanation import COLUMNS, explained
from espace_client.contracts.models import Guarantee, SharedCeiling
from espace_client.portfolio.anomalies import Anomaly
from espace_client.portfolio.tests.conftest import Export

pytestmark = pytest.mark.django_db
NAME = "produits/hospi-horizon.yaml"
NO_IMPLANTS = "Aucune ligne de cette option ne paie «\u00a0implants\u00a0»."
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
          - {poste: Hospitalisation, libelle: Chambre particulière, garantie: 50 € par nuit}
          - {poste: Optique, libelle: Lentilles, garantie: "100 € par an"}
"""


def _wrong(export: Export, old: str, new: str) -> list[Anomaly]:
    assert old in TABLE
    export.write(NAME, TABLE.replace(old, new, 1))
    return [one for one in export.bring().anomalies.kept if one.file == NAME]


def test_a_good_table_has_nothing_wrong(export: Export) -> None:
    assert _wrong(export, "Chambre", "Chambre") == []


@pytest.mark.promise("I6.1")
@pytest.mark.parametrize(
    ("old", "new", "line", "position", "key", "problem"),
    [
        ("50 € par nuit", "50 € par lune", 13, 84, "garantie", UNREADABLE),
        ('"100 € par an"', '"100 € du mois"', 14, 67, "garantie", UNREADABLE),
        ("50 € par nuit", "''", 13, 79, "garantie", "Cette valeur est vide."),
        ("nom: Hospi Horizon", "nome: Hospi", 2, 1, "nome", "Cette clé est inconnue."),
        ("nom: Hospi Horizon\n", "", 1, 1, "nom", "Cette clé manque."),
        ("nom: Hospi Horizon", "nom: A\nnom: B", 3, 1, "nom", "Cette clé est en double."),
        ("nom: Hospi Horizon", "nom: [A, B]", 2, 6, "nom", "Une seule valeur est attendue ici."),
        ("responsable: non", "responsable: oh", 3, 14, "responsable", "n’est pas dans la liste."),
        ("2021-01-01", "2021-02-30", 5, 17, "valable_du", "Cette date n’existe pas."),
        ("valable_au:", "valable_au: 2020-01-01", 6, 17, "valable_au", "La fin précède le début."),
        ("incluse", "comprise", 8, 23, "securite_sociale", "n’est pas dans la liste."),
        ("Hospitalisation", "x" * 41, 13, 21, "poste", "Cette valeur est trop longue."),
        ("Chambre particulière", '"Cham\\u202Ebre"', 13, 47, "libelle", "un caractère invisible."),
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
    (found,) = [
        one
        for one in export.bring().anomalies.kept
        if one.file == NAME and one.severity == "bloquante"
    ]
    assert found.problem == "Le tableau a 11 rubriques. Le maximum est de 10."


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


LINE = "          - {{poste: {}, libelle: {}, garantie: {}}}\n"


@pytest.mark.promise("I5.16")
def test_a_line_says_which_care_it_pays_or_its_words_do(export: Export) -> None:
    lines = "".join(
        (
            LINE.format("Optique", "Chirurgie réfractive", "500 € par œil"),
            LINE.format("Optique", "Belles lunettes, soin: lunettes_simples", "180 % BR"),
            LINE.format("Optique", "Étuis, soin: aucun", "100 € par an"),
        )
    )
    export.write(NAME, TABLE + lines)
    report = export.bring()
    assert report.applied
    assert [one for one in report.anomalies.kept if one.file == NAME] == []
    held = Guarantee.objects.filter(option__code="hospi").order_by("position")
    assert list(held.values_list("kind", flat=True)) == [
        "private_room", "lenses", "eye_surgery", "glasses_simple", "",
    ]  # fmt: skip


@pytest.mark.promise("I5.16")
def test_a_line_that_nobody_recognises_is_to_be_looked_at(export: Export) -> None:
    export.write(NAME, TABLE + LINE.format("Optique", "Lunettes", "250 % BR"))
    report = export.bring()
    assert report.applied
    (found,) = [one for one in report.anomalies.kept if one.file == NAME]
    assert found.problem == "Cette ligne n’est rattachée à aucune sorte de soin."
    assert (found.severity, found.line, found.position) == ("à vérifier", 15, 39)


@pytest.mark.promise("I6.1")
def test_a_line_may_say_where_it_comes_from(export: Export) -> None:
    """The others come from where their version does, and so does one that only repeats it."""
    quoted = LINE.format("Dentaire", "Soins", "100 % BR, origine: Brochure de 2021")
    same = LINE.format(
        "Dentaire", "Implants", "400 € par an, origine: Table inventée pour la démonstration"
    )
    export.write(NAME, TABLE + quoted + same)
    assert export.bring().applied
    held = Guarantee.objects.filter(option__code="hospi").order_by("position")
    assert list(held.values_list("source", flat=True)) == [
        "", "", "Brochure de 2021", "Table inventée pour la démonstration",
    ]  # fmt: skip
    table = explained(held.values_list(*COLUMNS))
    told = {line.label: line.source for section in table.sections for line in section.lines}
    assert {label: said for label, said in told.items() if said} == {"Soins": "Brochure de 2021"}
    assert table.source == "Table inventée pour la démonstration"
    export.write(NAME, TABLE + LINE.format("Dentaire", "Soins", f"100 % BR, origine: {'x' * 201}"))
    found = [one for one in export.bring().anomalies.kept if one.severity == "bloquante"]
    assert [(one.line, one.column) for one in found] == [(15, "origine")]


@pytest.mark.promise("I5.16")
def test_two_lines_never_pay_one_care(export: Export) -> None:
    """Unless their conditions differ: doctors who moderate their fees and the others."""
    fees = TABLE.replace(
        "          - {poste: Optique",
        LINE.format("Hospitalisation", "Honoraires", '"150 % BR, OPTAM"')
        + LINE.format("Hospitalisation", "Honoraires", '"130 % BR, hors OPTAM"')
        + "          - {poste: Optique",
    )
    export.write(NAME, fees)
    assert export.bring(apply=False).anomalies.blocking is False
    export.write(NAME, TABLE + LINE.format("Optique", "Lentilles de contact", "90 € par an"))
    found = [one for one in export.bring().anomalies.kept if one.severity == "bloquante"]
    assert [(one.line, one.problem) for one in found] == [
        (15, "Deux lignes de cette option remboursent la même sorte de soin.")
    ]
    assert found[0].remedy.startswith("La ligne 14 le fait déjà.")


CEILING = "        plafonds:\n          - {{nom: Plafond, montant: {}, soins: {}{}}}\n"


@pytest.mark.promise("I5.16")
def test_lines_share_a_ceiling(export: Export) -> None:
    shared = CEILING.format(
        '"2 500 € par an et par personne"', '"Optique, implants"', ', puis: "125 % BR"'
    )
    implants = LINE.format("Dentaire", "Implants", "400 € par an")
    export.write(NAME, TABLE + implants + shared)
    assert export.bring().applied
    held = SharedCeiling.objects.get()
    assert (held.name, held.kinds) == ("Plafond", ["implants", "lenses"])
    assert held.then == "125\u00a0% BR, Sécurité sociale incluse"
    export.write(NAME, TABLE)
    assert export.bring().applied
    assert not SharedCeiling.objects.exists()


@pytest.mark.parametrize(
    ("amount", "kinds", "problem"),
    [
        ("2 500 €", "lentilles", "Un plafond est un montant en euros par période."),
        ("125 % BR", "lentilles", "Un plafond est un montant en euros par période."),
        ("50 € par nuit", "lentilles", "Un plafond est un montant en euros par période."),
        ("2 500 € du mois", "lentilles", UNREADABLE),
        ("2 500 € par an", "couronnes", "Cette valeur n’est pas dans la liste."),
        ("2 500 € par an", "Dentaire", "Aucune ligne de cette rubrique ne se calcule."),
        (
            "2 500 € par an",
            "implants",
            "Aucune ligne de cette option ne paie «\u00a0implants\u00a0».",
        ),
        ("2 500 € par an", "''", "Cette valeur n’est pas dans la liste."),
    ],
)
def test_what_is_wrong_in_a_ceiling_has_a_line(
    export: Export, amount: str, kinds: str, problem: str
) -> None:
    export.write(NAME, TABLE + CEILING.format(amount, kinds, ""))
    found = [one for one in export.bring().anomalies.kept if one.severity == "bloquante"]
    assert [(one.line, one.problem) for one in found] == [(16, problem)]


@pytest.mark.promise("I5.16")
def test_a_wide_kind_of_a_ceiling_names_the_lines_in_it(export: Export) -> None:
    """« lentilles » limits those that the Sécurité sociale refunds, which have lines of their own;
    a narrow kind does not limit the wide line that would pay it."""
    table = TABLE.replace("libelle: Lentilles,", "libelle: Lentilles remboursées,")
    export.write(NAME, table + CEILING.format("90 € par an", "lentilles", ""))
    assert export.bring().applied
    assert SharedCeiling.objects.get().kinds == ["lenses_refunded"]
    export.write(NAME, TABLE + CEILING.format("90 € par an", "lentilles_remboursees", ""))
    found = [one for one in export.bring().anomalies.kept if one.severity == "bloquante"]
    assert [one.problem for one in found] == [
        "Aucune ligne de cette option ne paie «\u00a0lentilles_remboursees\u00a0»."
    ]


RESPONSIBLE = TABLE.replace("responsable: non", "responsable: oui")


@pytest.mark.promise("I6.1")
@pytest.mark.parametrize(
    ("heading", "label", "pays", "remedy"),
    [
        ("Soins courants", "Médecins", '"250 % BR, hors OPTAM"', "200\u00a0% BR"),
        ("Optique", "Verres simples", "500 € par équipement tous les 2 ans", "420\u00a0€"),
        ("Aides auditives", "Tarif libre", "1 800 € par oreille tous les 4 ans", "1 700\u00a0€"),
    ],
)
def test_a_line_above_what_a_responsible_contract_may_pay_is_to_be_looked_at(
    export: Export, heading: str, label: str, pays: str, remedy: str
) -> None:
    """It says so with its line, and the file still comes in: what it promises is paid."""
    line = LINE.format(heading, label, pays)
    export.write(NAME, RESPONSIBLE + line)
    outcome = export.bring()
    assert outcome.applied
    found = [one for one in outcome.anomalies.kept if "contrat responsable" in one.problem]
    assert [(one.file, one.line, one.severity) for one in found] == [(NAME, 15, "à vérifier")]
    assert remedy.replace(" ", "\u00a0") in found[0].remedy.replace(" ", "\u00a0")
    export.write(NAME, TABLE + line)
    kept = export.bring().anomalies.kept
    assert not [one for one in kept if "contrat responsable" in one.problem]


@pytest.mark.promise("I6.1")
def test_the_sample_products_keep_within_the_law(export: Export) -> None:
    kept = export.bring().anomalies.kept
    assert not [one for one in kept if "contrat responsable" in one.problem]


@pytest.mark.promise("I6.1")
def test_a_line_below_the_least_of_a_responsible_contract_is_to_be_looked_at(
    export: Export,
) -> None:
    line = LINE.format("Optique", "Verres très complexes", "80 € par équipement tous les 2 ans")
    export.write(NAME, RESPONSIBLE + line)
    found = [one for one in export.bring().anomalies.kept if "moins que la loi" in one.problem]
    assert [(one.line, one.severity) for one in found] == [(15, "à vérifier")]
    assert "au moins 200" in found[0].remedy
