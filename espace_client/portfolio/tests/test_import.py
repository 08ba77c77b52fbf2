"""The stories of an import: dry, applied, again, changed, refused."""

from collections.abc import Callable

import pytest
from django.db import connection

from espace_client.accounts.models import LegacyLogin
from espace_client.audit import queries as audit
from espace_client.contracts.models import Contract, Coverage, Guarantee, Option, ProductVersion
from espace_client.kernel import actors
from espace_client.members.models import Address, Person
from espace_client.portfolio import operations
from espace_client.portfolio.beside import BESIDE_HOUSEHOLDS
from espace_client.portfolio.operations import UnableToBringPortfolio
from espace_client.portfolio.tests.conftest import OPENING_DAY, PRODUCT, Export
from espace_client.portfolio.wording import counts, lines_of

pytestmark = pytest.mark.django_db
CONTRACTS = 12 + len(BESIDE_HOUSEHOLDS)
TABLES = (Person, Address, ProductVersion, Option, Guarantee, Contract, Coverage, LegacyLogin)


def _everything() -> list[object]:
    return [sorted(map(str, model.objects.values_list())) for model in TABLES]


def test_the_demo_set_comes_in(export: Export) -> None:
    report = export.bring()
    assert report.applied
    jeanne = Person.objects.get(member_number="48201937")
    assert jeanne.salutation == "Madame Martin"
    assert jeanne.birth_name == "Dubois"
    assert jeanne.address.city == "RENNES"
    covered = Coverage.objects.filter(contract__holder=jeanne).order_by("relationship")
    assert [str(one.person) for one in covered] == ["Jeanne Martin", "Karim Martin"]
    assert jeanne.legacy_logins.get().login == "48201937"
    assert Person.objects.get(first_names="Salah").birth_date == "00/00/1938"
    assert Person.objects.get(first_names="Karim").member_number is None


def test_guarantees_are_stored_in_their_canonical_spelling(export: Export) -> None:
    export.bring()
    line = Guarantee.objects.get(
        option__version__valid_from="2022-01-01", option__code="equilibre",
        label__startswith="Équipements à tarif libre (classe B), verres complexes",
    )  # fmt: skip
    assert line.heading == "optical"
    assert line.expression == ("300\u00a0€ par équipement tous les 2 ans, Sécurité sociale incluse")


@pytest.mark.promise("I2.14")
def test_a_dry_run_announces_everything_and_changes_nothing(export: Export) -> None:
    report = export.bring(apply=False)
    assert counts(report.brought["contrats.csv"]) == f"{CONTRACTS} créés, 0 modifié, 0 inchangé"
    assert _everything() == [[]] * len(TABLES)
    assert audit.latest() == []
    assert list(lines_of(report))[-1].startswith("C’était un essai, rien n’a changé.")
    assert export.bring().brought == report.brought


@pytest.mark.promise("I2.14")
def test_the_same_file_twice_changes_nothing(export: Export) -> None:
    export.bring()
    before = _everything()
    report = export.bring()
    assert _everything() == before
    for file, brought in report.brought.items():
        assert (brought.counts.created, brought.counts.changed, brought.removed) == (0, 0, 0)
        not_taken = 1 if file == "consentements.csv" else 0  # Salah's has no proof
        read = report.rows.get(file, brought.counts.unchanged)
        assert brought.counts.unchanged == read - not_taken
    assert report.brought["produits/"].counts.unchanged > 0
    assert counts(report.brought["contrats.csv"]) == f"0 créé, 0 modifié, {CONTRACTS} inchangés"


def test_one_changed_name_is_one_change(export: Export) -> None:
    export.bring()
    export.set("personnes.csv", 2, "nom_usage", "Martin-Dubois")
    report = export.bring()
    assert "1 modifié," in counts(report.brought["personnes.csv"])
    assert Person.objects.get(member_number="48201937").name == "Martin-Dubois"
    assert "0 modifié," in counts(report.brought["contrats.csv"])


def test_the_trail_remembers_who_how_much_and_which_files(export: Export) -> None:
    report = export.bring()
    (line,) = audit.latest()
    assert line.sentence.startswith("Nadia a importé le portefeuille\u00a0: ")
    assert f" et {CONTRACTS} contrats lus, " in line.sentence
    assert report.sources["contrats.csv"].digest[:12] in line.sentence
    assert "@" not in line.sentence


@pytest.mark.promise("I2.14")
def test_one_blocking_anomaly_and_nothing_comes_in(export: Export) -> None:
    export.set("identifiants.csv", 3, "reference_personne", "P-INCONNUE")
    report = export.bring()
    assert not report.applied
    assert report.brought == {}
    assert _everything() == [[]] * len(TABLES)
    assert audit.latest() == []


def test_windows_1252_and_commas_are_read_too(export: Export) -> None:
    content = export.text("personnes.csv").replace(";", ",")
    export.write("personnes.csv", content.encode("cp1252"))
    report = export.bring()
    assert report.applied
    assert Person.objects.get(member_number="48204419").birth_name == "Œuvrard"
    assert "personnes.csv\u00a0: Windows-1252, " in next(iter(lines_of(report)))


def test_a_byte_order_mark_and_windows_lines_do_not_matter(export: Export) -> None:
    for name in ("personnes.csv", "contrats.csv", PRODUCT):
        export.write(name, "\ufeff" + export.text(name).replace("\n", "\r\n"))
    assert export.bring().applied


def test_columns_may_come_in_any_order_and_quoted(export: Export) -> None:
    rows = [line.split(";") for line in export.text("contrats.csv").splitlines()]
    turned = [";".join(f'"{cell}"' for cell in reversed(row)) for row in rows]
    export.write("contrats.csv", "\n".join(turned) + "\n")
    assert export.bring().applied


def test_accents_typed_in_two_strokes_are_one(export: Export) -> None:
    export.set("personnes.csv", 4, "prenoms", "E\u0301loi\u0308se")
    export.bring()
    assert Person.objects.get(member_number="48203365").first_names == "Éloïse"


def test_a_corrected_start_replaces_the_wrong_one(export: Export) -> None:
    export.bring()
    export.set("beneficiaires.csv", 3, "date_debut", "01/06/2020")
    report = export.bring()
    assert counts(report.brought["beneficiaires.csv"]).endswith("1 retiré")
    karim = Coverage.objects.get(person__first_names="Karim")
    assert f"{karim.start_on}" == "2020-06-01"


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_cover_may_be_cut_in_two(export: Export, newest_first: bool) -> None:
    export.bring()
    lines = export.text("beneficiaires.csv").splitlines()
    halves = [
        "RH-48201937;P48201937-2;conjoint;01/01/2019;31/12/2020",
        "RH-48201937;P48201937-2;conjoint;01/02/2021;",
    ]
    lines[2:3] = reversed(halves) if newest_first else halves
    export.write("beneficiaires.csv", "\n".join(lines) + "\n")
    assert export.bring().applied
    assert Coverage.objects.filter(person__first_names="Karim").count() == 2


def test_lines_and_options_gone_from_a_table_go(export: Export) -> None:
    export.bring()
    lines = Guarantee.objects.filter(option__code="hospi")
    before = lines.count()
    text = export.text("produits/hospi-horizon.yaml").splitlines()
    export.write("produits/hospi-horizon.yaml", "\n".join(text[:-1]) + "\n")
    report = export.bring()
    assert counts(report.brought["produits/"]).endswith("1 retiré")
    assert lines.count() == before - 1


def test_what_the_database_refuses_is_an_anomaly(export: Export) -> None:
    """A number that somebody else already holds, under another reference."""
    Person.objects.create(
        reference="ANCIENNE", member_number="48201937", birth_name="Dubois",
        first_names="Jeanne", birth_date="12/05/1944",
    )  # fmt: skip
    report = export.bring()
    (anomaly,) = [one for one in report.anomalies.kept if one.severity == "bloquante"]
    assert anomaly.file == "personnes.csv"
    assert anomaly.column == "member_number"
    assert anomaly.problem.startswith("La base de données refuse une ligne de ce fichier")
    assert Person.objects.count() == 1


def test_two_people_may_swap_their_numbers(export: Export) -> None:
    export.bring()
    export.set("personnes.csv", 2, "numero_adherent", "48203365")
    export.set("personnes.csv", 4, "numero_adherent", "48201937")
    assert export.bring().applied
    assert Person.objects.get(member_number="48203365").first_names.startswith("Jeanne")


def test_a_file_that_moves_under_the_import_is_refused(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring = operations.bring_people

    def bring_while_it_moves(**people: object) -> object:
        done = bring(**people)  # type: ignore[arg-type]  # passed on as it came
        export.add("adresses.csv", "P0;;;1 rue Haute;;35000;RENNES;")
        return done

    monkeypatch.setattr(operations, "bring_people", bring_while_it_moves)
    report = export.bring()
    assert not report.applied
    assert any("a changé pendant l’import" in one.problem for one in report.anomalies.kept)
    assert not Person.objects.exists()


def test_progress_is_told(export_of: Callable[[int], Export]) -> None:
    said: list[str] = []
    operations.bring_portfolio(
        actor=actors.operator("Nadia"), at=OPENING_DAY, directory=export_of(9).directory,
        apply=False, say=said.append,
    )  # fmt: skip
    assert said[0] == "produits/, écriture"


def test_a_folder_that_is_not_there_is_said(export: Export) -> None:
    with pytest.raises(UnableToBringPortfolio, match="n’existe pas"):
        Export(export.directory / "ailleurs").bring()


@pytest.mark.django_db(transaction=True)
def test_two_imports_never_run_at_once(export: Export) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [operations._LOCK])
        with pytest.raises(UnableToBringPortfolio, match="Un autre import est en cours"):
            export.bring()
    finally:
        other.close()
    assert export.bring().applied
