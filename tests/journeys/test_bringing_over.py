"""S34: the operator brings the insurer's file over, and what it changes opens a space."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from espace_client.portfolio import cast
from tests.bench.environment import ROOT
from tests.journeys import steps
from tests.journeys.members import card_of

EMAIL = "odette.legoff@orange.example"


def command(site, *words):
    """A command of the house, run as `docs/operations.md` says, beside the running product."""
    line = f'. "{site.data / "env.sh"}" && exec ./espace-client "$@"'
    return subprocess.run(
        ["sh", "-c", line, "sh", *map(str, words)], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.row("S34")
def test_an_email_that_the_insurer_adds_opens_a_space(visit, site, tmp_path):
    export = shutil.copytree(site.data / "portfolio", tmp_path / "export")
    assert "0 créé, 0 modifié" in command(site, "import-portfolio", export).stdout

    # Odette has told the insurer her address at last.
    people = export / "personnes.csv"
    lines = people.read_text("utf-8").splitlines(keepends=True)
    mine = next(
        i for i, line in enumerate(lines) if line.startswith(f"{cast.ODETTE.person.reference};")
    )
    assert ";14/07/1936;;" in lines[mine]
    lines[mine] = lines[mine].replace(";14/07/1936;;", f";14/07/1936;{EMAIL};")
    people.write_text("".join(lines), "utf-8")

    tried = command(site, "import-portfolio", export)
    assert (tried.returncode, "1 modifié" in tried.stdout) == (0, True)
    assert "rien n’a changé" in tried.stdout
    assert "1 modifié" in command(site, "import-portfolio", export, "--apply").stdout
    again = command(site, "import-portfolio", export, "--apply")
    assert "1 modifié" not in again.stdout
    assert "whole" in command(site, "verify-audit").stdout

    odette = replace(card_of(cast.ODETTE.household), email=EMAIL)
    steps.choose_password(visit, steps.ask_for_account(visit, odette))
    visit.open("/mes-contrats")
    visit.reads("option Essentielle")


@pytest.mark.row("S34")
def test_a_broken_file_changes_nothing_and_says_where(site, tmp_path):
    export = shutil.copytree(site.data / "portfolio", tmp_path / "export")
    people = export / "personnes.csv"
    text = people.read_text("utf-8")
    people.write_text(text.replace(";14/07/1936;", ";14/17/19;"), "utf-8")
    refused = command(site, "import-portfolio", export, "--apply")
    assert refused.returncode == 1
    assert "personnes.csv, ligne 6, colonne date_naissance" in refused.stdout + refused.stderr
