"""The page that explains cases is true: each example it shows is run."""

import re
from pathlib import Path

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.cases import words
from espace_client.benefits.cases.printing import as_line
from espace_client.benefits.cases.running import Outcome, State, run_files
from espace_client.benefits.law.law import shipped_law

PAGE = (Path(__file__).parents[3] / "docs/calculations/cases.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.+?)```", PAGE, re.DOTALL)
ROWS = re.findall(
    r"^\| `(\w+)` \| (.+?) \| « (.+?) » \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.M
)


def outcomes(tmp_path: Path, text: str) -> list[Outcome]:
    file = tmp_path / "page.yaml"
    file.write_text(text, "utf-8")
    return list(run_files([file], shipped_law(), shipped_catalogue()))


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_each_example_of_the_page_comes_out(example: str, tmp_path: Path) -> None:
    [outcome] = outcomes(tmp_path, example)
    assert outcome.state is State.RIGHT, as_line(outcome)


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_row_of_the_page_comes_out(row: tuple[str, ...], tmp_path: Path) -> None:
    kind, care, guarantee, price, social_security, insurer, left = row
    if base := re.fullmatch(r"base ([\d.]+), (\w+)", care):
        care = f'base: "{base[1]}", famille: {base[2]}, soin: {kind}'
    else:
        care = f"acte: {care}"
    paid = f'securite_sociale: "{social_security}", complementaire: "{insurer}", reste: "{left}"'
    text = (
        f'- cas: "{kind}"\n  contrat:\n    securite_sociale: incluse\n'
        f'    garanties: [{{soin: {kind}, garantie: "{guarantee}"}}]\n'
        f'  soins: [{{le: 2026-05-01, {care}, prix: "{price}", attendu: {{{paid}}}}}]\n'
    )
    [outcome] = outcomes(tmp_path, text)
    assert outcome.state is State.RIGHT, as_line(outcome)


def test_the_page_has_an_example_of_each_kind_and_each_word() -> None:
    assert [row[0] for row in ROWS] == list(KINDS)
    assert len(EXAMPLES) >= 6
    for word in (*words.REGIMES, *set(words.EXEMPTIONS) - {"aucune"}):
        assert f"`{word}`" in PAGE, word
