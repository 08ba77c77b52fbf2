"""The two commands: what they print, where, and how they end."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from espace_client.members.models import Person
from espace_client.portfolio.beside import BESIDE_HOUSEHOLDS
from espace_client.portfolio.tests.conftest import Export

pytestmark = pytest.mark.django_db


def _run(export: Export, *words: str) -> tuple[str, str]:
    out, progress = StringIO(), StringIO()
    call_command("import-portfolio", str(export.directory), *words, stdout=out, stderr=progress)
    return out.getvalue(), progress.getvalue()


def test_a_trial_then_the_import(export: Export) -> None:
    told, progress = _run(export)
    assert told.endswith("C’était un essai, rien n’a changé. Ajoutez --apply pour appliquer.\n")
    assert "personnes.csv, écriture" in progress
    assert not Person.objects.exists()
    told, _progress = _run(export, "--apply")
    assert told.endswith("L’import est appliqué.\n")
    assert Person.objects.exists()


def test_a_refused_export_ends_with_code_1(export: Export) -> None:
    export.set("personnes.csv", 2, "email", "jeanne")
    with pytest.raises(CommandError) as refusal:
        _run(export, "--apply")
    assert refusal.value.returncode == 1
    assert not Person.objects.exists()


def test_a_missing_folder_ends_with_code_1(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’existe pas") as refusal:
        _run(Export(tmp_path / "ailleurs"))
    assert refusal.value.returncode == 1


def test_the_report_keeps_french_typography(export: Export) -> None:
    export.set("personnes.csv", 2, "email", "jeanne")
    export.set("beneficiaires.csv", 2, "lien", "autre")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import-portfolio", str(export.directory), stdout=out, stderr=StringIO())
    assert not re.search(r"[^\u00a0\d/]:(?!\w)| [;!?»]|« ", out.getvalue())
    assert "'" not in out.getvalue()


def test_make_portfolio_fills_a_new_folder_and_may_do_it_again(tmp_path: Path) -> None:
    out = StringIO()
    for members in (20, 10):
        call_command("make-portfolio", members=members, seed=1, out=tmp_path / "new", stdout=out)
    lines = (tmp_path / "new/contrats.csv").read_text("utf-8").splitlines()
    assert len(lines) == 1 + 10 + len(BESIDE_HOUSEHOLDS)


def test_make_portfolio_never_writes_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "personnes.csv").write_text("un vrai export")
    with pytest.raises(CommandError, match="existe déjà"):
        call_command("make-portfolio", out=tmp_path)
    assert (tmp_path / "personnes.csv").read_text() == "un vrai export"
