"""An insurer's own cases, run by one command: with its own figures and acts, and an exit code."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASE = """
- cas: "{name}"
  contrat:
    securite_sociale: incluse
    garanties:
      - {{soin: honoraires_medicaux, garantie: "100 % BR"}}
  soins:
    - le: {day}
      acte: G
      prix: "30.00"
      parcours: non
      attendu: {{securite_sociale: "{security}", complementaire: "9.00", reste: "{left}"}}
"""


def case(name: str = "Hors parcours", security: str = "7.00", left: str = "14.00") -> str:
    return CASE.format(name=name, day="2026-05-01", security=security, left=left)


def ran(*files: Path) -> tuple[str, bool]:
    """What was printed, and whether the exit code is 0."""
    out = StringIO()
    try:
        call_command("cases", *map(str, files), stdout=out)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cas" / "les_notres.yaml"
    path.parent.mkdir()
    path.write_text(case() + case("Deuxième"), "utf-8")
    return path


@pytest.mark.promise("I5.12")
def test_all_is_right_and_the_exit_code_is_zero(file: Path) -> None:
    text, success = ran(file)
    assert success
    assert text.splitlines()[:2] == ["ok          Hors parcours", "ok          Deuxième"]
    assert "2 justes" in text
    assert ran(file.parent) == (text, True)


@pytest.mark.promise("I5.12")
def test_one_cent_of_difference_fails(file: Path) -> None:
    file.write_text(case() + case("Faux", "7.01", "13.99"), "utf-8")
    text, success = ran(file)
    assert not success
    assert "ok          Hors parcours" in text
    assert "ÉCART       Faux (les_notres.yaml:14)" in text
    assert "1 justes, 1 en écart" in text


@pytest.mark.promise("I5.12")
def test_a_case_that_cannot_be_read_fails_and_the_others_still_run(file: Path) -> None:
    file.write_text(case().replace("acte", "cate") + case("Bon"), "utf-8")
    text, success = ran(file)
    assert not success
    assert "ILLISIBLE   les_notres.yaml, ligne 8, colonne 7" in text
    assert "ok          Bon" in text


@pytest.mark.promise("I5.12")
def test_a_file_or_a_folder_without_cases_fails(tmp_path: Path) -> None:
    assert not ran(tmp_path)[1]
    assert not ran(tmp_path / "nulle_part.yaml")[1]
    empty = tmp_path / "vide.yaml"
    empty.write_text("[]", "utf-8")
    assert not ran(empty)[1]


@pytest.mark.promise("I5.12")
def test_the_figures_of_the_insurer_are_those_that_count(
    file: Path, tmp_path: Path, settings
) -> None:
    settings.LAW_FILE = tmp_path / "chiffres.yaml"
    settings.LAW_FILE.write_text(
        'path.most_lost:\n  label: "Perte"\n  measure: euros\n  values:\n'
        '    - {from: 2023-11-01, value: "10.00", source: "Circulaire", confidence: sure}\n',
        "utf-8",
    )
    assert not ran(file)[1]
    file.write_text(case(security="9.00", left="12.00"), "utf-8")
    assert ran(file)[1]


@pytest.mark.promise("I5.12")
def test_the_acts_of_the_insurer_are_those_that_count(file: Path, tmp_path: Path, settings) -> None:
    shipped = Path("espace_client/benefits/acts/shipped/doctors.yaml").read_text("utf-8")
    own = tmp_path / "actes.yaml"
    own.write_text(shipped.split("\nSPECIALISTE:")[0].replace("G:", "VISITE-MAISON:", 1), "utf-8")
    file.write_text(case().replace("acte: G", "acte: VISITE-MAISON"), "utf-8")
    text, success = ran(file)
    assert not success
    assert "IMPOSSIBLE  Hors parcours" in text
    settings.ACTS_FILES = [own]
    assert ran(file)[1]


@pytest.mark.promise("I5.1")
def test_without_a_name_it_runs_all_that_is_shipped() -> None:
    text, success = ran()
    assert success
    assert "ok          V01 Médecin généraliste" in text
    assert "ok          16 Orthodontie" in text
