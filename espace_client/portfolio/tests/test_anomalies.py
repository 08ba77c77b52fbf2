"""Each thing that can be wrong in a CSV file: where it is said, how grave, and in which words."""

import pytest

from espace_client.portfolio.anomalies import Anomaly, shown, without_figures, without_mailbox
from espace_client.portfolio.operations import Report
from espace_client.portfolio.tests.conftest import Export
from espace_client.portfolio.wording import lines_of, sentence

pytestmark = pytest.mark.django_db
BLOCKING, TO_CHECK = "bloquante", "à vérifier"
PEOPLE, CONTRACTS, COVERS = "personnes.csv", "contrats.csv", "beneficiaires.csv"
ADDRESSES, LOGINS = "adresses.csv", "identifiants.csv"
HEADER = "login;reference_personne;derniere_connexion;schema;empreinte"

ONE_CELL = [
    # file, line, column, value, severity, what is wrong
    (PEOPLE, 2, "reference", "", BLOCKING, "Cette case est vide."),
    (PEOPLE, 4, "reference", "P48201937", BLOCKING, "Cette valeur est en double."),
    (PEOPLE, 4, "numero_adherent", "48201937", BLOCKING, "Cette valeur est en double."),
    (PEOPLE, 2, "numero_adherent", "4820193", BLOCKING, "n’a pas la forme attendue."),
    (PEOPLE, 2, "numero_adherent", "٤٨٢٠١٩٣٧٧", BLOCKING, "n’a pas la forme attendue."),
    (PEOPLE, 2, "civilite", "DOCTEUR", BLOCKING, "n’est pas dans la liste."),
    (PEOPLE, 2, "nom_naissance", "", BLOCKING, "Cette case est vide."),
    (PEOPLE, 2, "nom_naissance", " \u00a0 ", BLOCKING, "Cette case est vide."),
    (PEOPLE, 2, "nom_naissance", "123", BLOCKING, "Ce nom n’a aucune lettre."),
    (PEOPLE, 2, "nom_naissance", "D" * 101, BLOCKING, "Cette valeur est trop longue."),
    (PEOPLE, 2, "nom_naissance", "Du\u200bbois", BLOCKING, "un caractère invisible."),
    (PEOPLE, 2, "nom_naissance", "Du\u202ebois", BLOCKING, "un caractère invisible."),
    (PEOPLE, 2, "nom_naissance", "Du\u0000bois", BLOCKING, "un caractère invisible."),
    (PEOPLE, 2, "nom_naissance", "Du\tbois", BLOCKING, "un caractère invisible."),
    (PEOPLE, 2, "nom_usage", '"Mar\ntin"', BLOCKING, "un caractère invisible."),
    (PEOPLE, 2, "prenoms", "Ã‰loÃ¯se", BLOCKING, "Un accent est abîmé"),
    (PEOPLE, 2, "prenoms", "Andr\ufffde", BLOCKING, "Un accent est abîmé"),
    (PEOPLE, 2, "date_naissance", "31/02/1944", BLOCKING, "Cette date de naissance n’existe pas."),
    (PEOPLE, 2, "date_naissance", "12 mai 1944", BLOCKING, "Cette date de naissance n’existe pas."),
    (PEOPLE, 2, "date_naissance", "12/05/2044", BLOCKING, "est dans l’avenir."),
    (PEOPLE, 2, "date_naissance", "00/05/1944", TO_CHECK, "(date lunaire)."),
    (PEOPLE, 2, "email", "jeanne.martin", BLOCKING, "Cette adresse e-mail est mal écrite."),
    (PEOPLE, 2, "email", "jeanne@@orange.example", BLOCKING, "est mal écrite."),
    (PEOPLE, 2, "email", "a@b.example, c@d.example", BLOCKING, "est mal écrite."),
    (PEOPLE, 2, "email", "jeanné@orange.example", BLOCKING, "est mal écrite."),
    (PEOPLE, 2, "email", "jeanne@orange", BLOCKING, "Cette adresse e-mail est mal écrite."),
    (PEOPLE, 2, "email", "", TO_CHECK, "Cette personne n’a pas d’adresse e-mail."),
    (PEOPLE, 3, "email", "Jeanne.Martin@ORANGE.example", TO_CHECK, "celle d’une autre personne."),
    (PEOPLE, 2, "mobile", "appeler le soir", TO_CHECK, "numéro de téléphone"),
    (PEOPLE, 2, "fixe", "0" * 21, BLOCKING, "Cette valeur est trop longue."),
    (ADDRESSES, 2, "reference_personne", "P0", BLOCKING, "n’existe pas dans personnes.csv."),
    (ADDRESSES, 3, "reference_personne", "P48201937", BLOCKING, "Cette valeur est en double."),
    (ADDRESSES, 2, "voie", "12 rue " + "x" * 32, BLOCKING, "Cette valeur est trop longue."),
    (ADDRESSES, 2, "code_postal", "", BLOCKING, "Cette case est vide."),
    (ADDRESSES, 2, "code_postal", "3500", TO_CHECK, "Ce code postal n’a pas cinq chiffres."),
    (ADDRESSES, 2, "ville", "", BLOCKING, "Cette case est vide."),
    (ADDRESSES, 2, "voie", "", TO_CHECK, "n’a ni bâtiment, ni voie, ni lieu-dit."),
    (CONTRACTS, 3, "reference", "RH-48201937", BLOCKING, "Cette valeur est en double."),
    (CONTRACTS, 2, "reference_titulaire", "P0", BLOCKING, "n’existe pas dans personnes.csv."),
    (CONTRACTS, 2, "produit", "retraite", BLOCKING, "n’existe pas dans le dossier produits."),
    (CONTRACTS, 2, "option", "premium", BLOCKING, "Cette option n’existe pas dans ce produit."),
    (CONTRACTS, 2, "type", "groupe", BLOCKING, "n’est pas dans la liste."),
    (CONTRACTS, 2, "date_debut", "", BLOCKING, "Cette case est vide."),
    (CONTRACTS, 2, "date_debut", "01/13/2019", BLOCKING, "Cette date n’existe pas."),
    (CONTRACTS, 2, "date_debut", "01/01/0019", BLOCKING, "Cette date n’existe pas."),
    (CONTRACTS, 2, "date_fin", "31/12/2018", BLOCKING, "La fin précède le début."),
    (COVERS, 2, "reference_contrat", "RH-0", BLOCKING, "n’existe pas dans contrats.csv."),
    (COVERS, 2, "reference_personne", "P0", BLOCKING, "n’existe pas dans personnes.csv."),
    (COVERS, 2, "lien", "conjoint", BLOCKING, "désigne le titulaire du contrat, et lui seul."),
    (COVERS, 3, "lien", "adherent", BLOCKING, "désigne le titulaire du contrat, et lui seul."),
    (COVERS, 3, "lien", "voisin", BLOCKING, "n’est pas dans la liste."),
    (COVERS, 3, "date_fin", "31/12/2018", BLOCKING, "La fin précède le début."),
    (COVERS, 3, "date_debut", "01/12/2018", TO_CHECK, "avant le début du contrat."),
    (COVERS, 10, "date_fin", "31/12/2020", TO_CHECK, "après la fin du contrat."),
    (LOGINS, 2, "login", "", BLOCKING, "Cette case est vide."),
    (LOGINS, 2, "login", "x" * 61, BLOCKING, "Cette valeur est trop longue."),
    (LOGINS, 3, "login", "48201937", BLOCKING, "Cette valeur est en double."),
    (LOGINS, 7, "login", "Eloise.Dorleans", TO_CHECK, "ne diffèrent que par leurs majuscules."),
    (LOGINS, 2, "reference_personne", "P0", BLOCKING, "n’existe pas dans personnes.csv."),
    (LOGINS, 2, "derniere_connexion", "hier", BLOCKING, "Cette date n’existe pas."),
    (LOGINS, 2, "derniere_connexion", "24/03/2032", TO_CHECK, "Cette connexion est dans l’avenir."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "line", "column", "value", "severity", "problem"), ONE_CELL)
def test_one_wrong_cell_is_told_where_it_is(
    export: Export, file: str, line: int, column: str, value: str, severity: str, problem: str
) -> None:
    export.set(file, line, column, value)
    report = export.bring()
    found = _found(report, file, problem)
    assert [(one.line, one.severity) for one in found] == [(line, severity)] or (
        (line, severity) in [(one.line, one.severity) for one in found] and severity == TO_CHECK
    )
    if "ni voie" not in problem:
        assert {one.column for one in found} == {column}
    assert all(one.remedy.endswith(".") for one in found)
    assert report.applied == (severity == TO_CHECK)


def _found(report: Report, file: str, problem: str) -> list[Anomaly]:
    return [one for one in report.anomalies.kept if one.file == file and problem in one.problem]


def test_a_wrong_cell_has_no_echo_elsewhere(export: Export) -> None:
    """A person whose e-mail is wrong is still known to the other files."""
    export.set(PEOPLE, 2, "email", "jeanne")
    blocking = [a for a in export.bring().anomalies.kept if a.severity == BLOCKING]
    assert len(blocking) == 1


def test_nobody_is_covered_twice_on_one_day(export: Export) -> None:
    export.add(COVERS, "RH-48201937;P48201937-2;conjoint;01/01/2020;31/12/2020")
    report = export.bring()
    (found,) = _found(report, COVERS, "couverte deux fois le même jour")
    assert found.line == len(export.text(COVERS).splitlines())
    assert "la ligne 3." in found.remedy


def test_a_holder_who_is_not_covered_is_pointed_at(export: Export) -> None:
    lines = export.text(COVERS).splitlines()
    export.write(COVERS, "\n".join([lines[0], *lines[2:]]) + "\n")
    report = export.bring()
    (found,) = _found(report, CONTRACTS, "Le titulaire de ce contrat n’est pas couvert.")
    assert (found.line, found.severity) == (2, TO_CHECK)


@pytest.mark.parametrize(
    ("header", "column", "problem"),
    [
        (HEADER.replace(";empreinte", ""), "empreinte", "Cette colonne manque."),
        ("login;reference_personne;connexion", "connexion", "Cette colonne est inconnue."),
        (f"login;{HEADER}", "login", "Cette colonne est en double."),
    ],
)  # fmt: skip
def test_a_wrong_header_names_the_column(
    export: Export, header: str, column: str, problem: str
) -> None:
    lines = export.text(LOGINS).splitlines()
    export.write(LOGINS, "\n".join([header, *lines[1:]]) + "\n")
    report = export.bring()
    found = _found(report, LOGINS, problem)
    assert [(one.line, one.column, one.severity) for one in found] == [(1, column, BLOCKING)]


def test_a_misspelt_column_gets_a_hint(export: Export) -> None:
    export.replace(LOGINS, "derniere_connexion", "derniere_conexion")
    (found,) = _found(export.bring(), LOGINS, "Cette colonne est inconnue.")
    assert found.remedy == "Il fallait peut-être écrire derniere_connexion."


@pytest.mark.promise("6.12")
def test_a_file_cut_in_the_middle_of_a_line_is_blocked(export: Export) -> None:
    whole = export.text(PEOPLE)
    export.write(PEOPLE, whole[: whole.index("02 61 91 19 37") - 20])
    report = export.bring()
    (found,) = _found(report, PEOPLE, "Cette ligne n’a pas le bon nombre de colonnes.")
    assert (found.line, found.severity) == (2, BLOCKING)
    assert _found(report, PEOPLE, "ne finit pas par un retour à la ligne.")


@pytest.mark.promise("6.12")
def test_a_file_cut_in_its_last_cell_is_pointed_at(export: Export) -> None:
    export.write(CONTRACTS, export.text(CONTRACTS).removesuffix("\n"))
    report = export.bring()
    assert _found(report, CONTRACTS, "ne finit pas par un retour à la ligne.")
    assert report.applied


def test_an_open_quotation_mark_is_blocked(export: Export) -> None:
    export.set(PEOPLE, 3, "prenoms", '"Karim')
    assert _found(export.bring(), PEOPLE, "Des guillemets ne sont pas refermés")


@pytest.mark.promise("6.12")
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfel\x00o\x00", "Ce fichier est en UTF-16."),
        (HEADER.encode() + b"\nx\x81;P48201937;\n", "n’est pas reconnu."),
        (b"\xef\xbb\xbf" + HEADER.encode() + b"\n\xe9;P48201937;\n", "n’est pas reconnu."),
        (b"", "Cette colonne manque."),
        (HEADER.encode() + b"\n", "Aucune ligne lisible"),
    ],
)  # fmt: skip
def test_wrong_bytes_are_named(export: Export, content: bytes, problem: str) -> None:
    export.write(LOGINS, content)
    assert _found(export.bring(), LOGINS, problem)


def test_a_file_that_is_missing_is_said_and_one_too_many_too(export: Export) -> None:
    (export.directory / CONTRACTS).rename(export.directory / "contrat.csv")
    report = export.bring()
    assert _found(report, CONTRACTS, "Ce fichier est absent ou illisible.")
    assert _found(report, "contrat.csv", "Ce fichier n’est pas lu.")


def test_one_mistake_made_a_thousand_times_is_counted_not_repeated(export: Export) -> None:
    for _ in range(1000):
        export_line = "P0;;;1 rue Haute;;35000;RENNES;"
        with (export.directory / ADDRESSES).open("a") as file:
            file.write(export_line + "\n")
    report = export.bring()
    told = list(lines_of(report))
    assert "… et 980 autres du même genre." in "\n".join(told)
    assert len(told) < 100


def test_nothing_personal_is_shown_whole() -> None:
    assert shown("jeanne.martin@orange.example") == "j***.m***@orange.example"
    assert without_mailbox("jeanne.martin") == "j***"
    assert without_figures("12/05/1944") == "12/05/••••"
    assert without_figures("12 mai 1944") == "•• mai ••••"
    assert shown("né le 1944-05-12") == "né le ••••-05-12"
    assert shown("a\u202eb\x1b[31m") == "a<U+202E>b<U+001B>[31m"


def test_the_report_never_shows_an_address_or_a_birth_date(export: Export) -> None:
    for line, column in enumerate(("civilite", "numero_adherent", "email", "date_naissance"), 2):
        export.set(PEOPLE, line, column, "jeanne.martin@orange.example 12/05/1944")
    told = "\n".join(lines_of(export.bring()))
    assert "jeanne.martin" not in told
    assert "1944" not in told


def test_an_anomaly_reads_as_one_french_sentence(export: Export) -> None:
    export.set(PEOPLE, 2, "email", "jeanne.martin@")
    (found,) = _found(export.bring(), PEOPLE, "mal écrite")
    assert sentence(found) == (
        "personnes.csv, ligne 2, colonne email, «\u00a0j***.m***@\u00a0»\u00a0: "
        "Cette adresse e-mail est mal écrite. Corrigez-la, ou laissez la case vide si la personne "
        "n’en a pas."
    )
