"""The figures of the law, printed for a jurist, and the insurer's own file at the start."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

OWN = """
path.most_lost:
  label: "Perte hors parcours"
  measure: euros
  values:
    - {from: 2019-01-01, value: "10.00", source: "Circulaire 2019-1", confidence: sure}
"""


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue().replace("\u00a0", " ")


@pytest.mark.promise("I5.7")
def test_a_figure_is_printed_with_its_dates_its_source_and_how_sure_it_is() -> None:
    text = printed("rate.dental")
    assert "rate.dental – Taux de la Sécurité sociale pour les soins et prothèses dentaires" in text
    line = next(line for line in text.splitlines() if "15/10/2023 à ce jour" in line)
    assert "60 %" in line
    assert "sûr" in line
    assert "décision UNCAM" in line
    assert "rate.dental.alsace_moselle" in text
    assert "à vérifier" in text


def test_one_day_leaves_one_value() -> None:
    text = printed("pmss", "--on", "2026-05-01")
    assert "4 005 €" in text
    assert "3 925 €" not in text
    assert "aucune valeur ce jour-là" in printed("pmss", "--on", "2027-01-01")


def test_a_name_nobody_knows_is_said() -> None:
    with pytest.raises(CommandError, match="magic"):
        printed("magic")


@pytest.mark.promise("I5.8")
def test_what_the_insurer_changed_has_a_star(settings, tmp_path: Path) -> None:
    settings.LAW_FILE = tmp_path / "horizon.yaml"
    settings.LAW_FILE.write_text(OWN, "utf-8")
    text = printed("path")
    assert "path.most_lost * –" in text
    assert "Circulaire 2019-1" in text
    assert "path.age –" in text
    assert f"* changé par {settings.LAW_FILE}" in text


@pytest.mark.promise("I5.8")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OWN.replace("path.most_lost", "path.points_lost").replace("euros", "points"), "est sûr"),
        (OWN.replace("measure", "mesure"), "horizon.yaml, ligne 4, colonne 3"),
        (None, "Vérifiez son nom"),
    ],
)
def test_a_process_does_not_start_with_half_a_law(settings, tmp_path, content, said) -> None:
    settings.LAW_FILE = tmp_path / "horizon.yaml"
    if content:
        settings.LAW_FILE.write_text(content, "utf-8")
    with pytest.raises(SystemCheckError, match=said):
        call_command("check")
    settings.LAW_FILE = None
    call_command("check", stdout=StringIO())
