"""`espace-client acts`: official files become one table, and a jurist reads what is known."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

# Invented: the headings are those of the published table, the act is not.
CCAM = (
    "Code;Texte;Activité;Phase;Tarif Secteur 1 / adhérents OPTAM;Tarif hors Secteur 1\n"
    "AAQP901;Examen inventé;1;0;{base};{base}\n"
)


def run(*words: str) -> str:
    output = StringIO()
    call_command("acts", *words, stdout=output)
    return output.getvalue().replace("\xa0", " ")


def bring(tmp_path: Path, base: str, start: str) -> str:
    file = tmp_path / f"ccam-{start}.csv"
    file.write_text(CCAM.format(base=base), encoding="utf-8")
    return run("ccam", str(file), "--out", str(tmp_path / "acts.csv"), "--from", start)


@pytest.mark.promise("I5.13")
def test_two_files_become_one_table_that_the_site_reads(tmp_path: Path, settings) -> None:
    assert "Tarifs ajoutés : 1 ; remplacés : 0 ; inchangés : 0." in bring(
        tmp_path, "50,00", "2025-01-01"
    )
    assert "Tarifs ajoutés : 1 ;" in bring(tmp_path, "52,00", "2026-01-01")
    settings.ACTS_FILES = [tmp_path / "acts.csv"]
    told = run("list", "AAQP901", "--on", "2026-03-01")
    assert "    du 01/01/2025 au 31/12/2025 : base 50 €" in told
    assert "  > du 01/01/2026 à ce jour : base 52 €. Source : ccam-2026-01-01.csv." in told


def test_a_line_that_is_not_understood_fails_the_command_and_the_rest_is_written(
    tmp_path: Path, capsys
) -> None:
    file = tmp_path / "ccam.csv"
    file.write_text(CCAM.format(base="50,00") + "?;Texte;1;0;1,00;1,00\n", encoding="utf-8")
    out = tmp_path / "acts.csv"
    with pytest.raises(CommandError, match=r"Lignes non comprises\s: 1\."):
        run("ccam", str(file), "--out", str(out), "--from", "2026-01-01")
    assert "Ligne 3" in capsys.readouterr().err
    assert "AAQP901" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("x", "Enregistrez la feuille au format CSV"), (None, "No such file")],
)
def test_nothing_is_written_from_another_file(
    tmp_path: Path, content: str | None, sentence: str
) -> None:
    file = tmp_path / "ccam.csv"
    if content:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        run("ccam", str(file), "--out", str(tmp_path / "acts.csv"))
    assert not (tmp_path / "acts.csv").exists()


def test_a_jurist_reads_an_act_with_its_sources() -> None:
    told = run("list", "couronne", "molaire", "--on", "2022-03-24")
    assert "HBLD073 (CCAM) : Couronne en zircone, dent du fond" in told
    assert (
        "  > du 01/01/2020 au 31/12/2025 : base 120 €, prix limite 440 € (tarif maîtrisé)" in told
    )
    assert "À VÉRIFIER. Source : convention dentaire 2023-2028" in told
    with pytest.raises(CommandError, match="zzzz"):
        run("list", "zzzz")


COLUMNS = (
    "code;nomenclature;label;family;kind;basket;base;outside_optam;limit;from;until;source;"
    "confidence\n"
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("acts.csv", COLUMNS + "AAQP901;CCAM\n", "acts.csv, ligne 2"),
        ("acts.csv", "x\n", "acts.csv, ligne 1"),
        ("acts.yaml", "AAQP901: {label: Examen}\n", "acts.yaml, ligne 1"),
        ("acts.yaml", None, "acts.yaml"),
        ("acts.csv", b"\xff\xfe", "acts.csv"),
    ],
)
def test_a_process_does_not_start_with_half_of_the_acts(
    settings, tmp_path: Path, name: str, content: str | bytes | None, said: str
) -> None:
    """Else the first member who asks would be the one to find out."""
    settings.ACTS_FILES = [tmp_path / name]
    if content is not None:
        written = content if isinstance(content, bytes) else content.encode()
        settings.ACTS_FILES[0].write_bytes(written)
    with pytest.raises(SystemCheckError, match=said) as refused:
        call_command("check")
    assert "reimbursements.E002" in str(refused.value)
    settings.ACTS_FILES = []
    call_command("check", stdout=StringIO())
