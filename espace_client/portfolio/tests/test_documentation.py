"""`docs/portfolio-format.md` tells the truth about every column."""

import re

import pytest
from django.conf import settings

from espace_client.benefits.care_words import KINDS
from espace_client.portfolio.columns import FORMATS, Column, FileFormat
from espace_client.portfolio.tests.conftest import Export

PAGE = (settings.BASE_DIR / "docs/portfolio-format.md").read_text("utf-8")
COLUMNS = [(one, column) for one in FORMATS for column in one.columns]


def _told(file_format: FileFormat) -> dict[str, list[str]]:
    """The table of one file: the cells of each row, by the name of its column."""
    section = PAGE.split(f"\n## {file_format.name}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", section, re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda one: one.name)
def test_every_column_is_documented_and_no_other(file_format: FileFormat) -> None:
    assert tuple(_told(file_format)) == file_format.names


@pytest.mark.parametrize(("file_format", "column"), COLUMNS)
def test_what_is_said_of_a_column_is_true(file_format: FileFormat, column: Column) -> None:
    obligatory, _shape, example, _wrong = _told(file_format)[column.name]
    assert (obligatory == "yes") == column.obligatory
    assert column.read(example.strip("`")) is not None
    if limit := re.search(r"at most (\d+) characters", _shape):
        with pytest.raises(Exception, match=r"trop longue|mal écrite"):
            column.read("a" * (int(limit[1]) + 1))


@pytest.mark.django_db
def test_the_keys_of_a_product_are_the_documented_ones(export: Export) -> None:
    export.write("produits/autre.yaml", "inconnue: 1\n")
    export.replace("produits/hospi-horizon.yaml", "valable_du:", "du:")
    export.replace("produits/hospi-horizon.yaml", "{poste:", "{rubrique:")
    export.replace("produits/retraites-horizon.yaml", "nom: Essentielle", "titre: Essentielle")
    export.replace(
        "produits/retraites-horizon.yaml",
        "        garanties:",
        "        plafonds:\n          - {titre: Plafond}\n        garanties:",
    )
    export.replace("produits/retraites-horizon.yaml", "par_mois:", "prix:")
    remedies = [one.remedy for one in export.bring(apply=False).anomalies.kept]
    keys = {
        key
        for remedy in remedies
        if remedy.startswith("Les clés sont")
        for key in re.findall(r"\b[a-z_]+\b", remedy.removeprefix("Les clés sont"))
    }
    section = PAGE.split("\n## produits/*.yaml\n")[1].split("\n## ")[0]
    assert keys == set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))


def test_every_kind_of_care_is_documented_and_no_other() -> None:
    section = PAGE.split("\n## Kinds of care\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z0-9_]+)` \|", section, re.MULTILINE)[1:] == list(KINDS)


@pytest.mark.django_db
def test_the_product_of_the_page_comes_in(export: Export) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    export.write(
        "produits/exemple.yaml", example.replace("code: retraites-horizon", "code: exemple")
    )
    assert export.bring().applied
