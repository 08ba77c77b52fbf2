"""Invented portfolios: always the same ones, credible, and never refused."""

import csv
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.grammar import FlatEuros, Optam, PercentOfBase, parse
from espace_client.portfolio import making
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.beside import BESIDE
from espace_client.portfolio.cast import CAST
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.sources import found_in
from espace_client.portfolio.tests.conftest import Export, new_export

_MAKE = (
    "import sys, pathlib; from espace_client.portfolio.making import make_portfolio;"
    "make_portfolio(members=300, seed=int(sys.argv[1]), directory=pathlib.Path(sys.argv[2]))"
)


def _contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


def _rows(export: Export, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(export.text(file).splitlines(), delimiter=";"))


@pytest.mark.promise("I2.13")
def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    prepare = "import django; django.setup(); "
    for hash_seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", prepare + _MAKE, "2022", str(tmp_path / hash_seed)]
        subprocess.run(command, env=environment, check=True)
    assert _contents(tmp_path / "0") == _contents(tmp_path / "1")


def test_another_seed_gives_other_people_but_the_same_cast(tmp_path: Path) -> None:
    one = _rows(new_export(tmp_path / "one", members=40, seed=1), "personnes.csv")
    two = _rows(new_export(tmp_path / "two", members=40, seed=2), "personnes.csv")
    cast = sum(2 if role.household.spouse else 1 for role in CAST)
    assert one[:cast] == two[:cast]
    assert one[cast:] != two[cast:]


def test_the_cast_is_the_one_that_was_agreed(export: Export) -> None:
    told = {
        (p["numero_adherent"], p["prenoms"], p["nom_naissance"], p["date_naissance"])
        for p in _rows(export, "personnes.csv")
    }
    assert {
        ("48201937", "Jeanne", "Dubois", "12/05/1944"),
        ("", "Karim", "Martin", "03/11/1941"),
        ("48203365", "Éloïse", "D'Orléans-Lefèvre", "29/02/1952"),
        ("48207742", "Salah", "Benali", "00/00/1938"),
        ("48209108", "Odette", "Le Goff", "14/07/1936"),
        ("48204419", "Paul", "Œuvrard", "01/01/1947"),
        ("", "Marie-Louise", "Le Bris", "08/09/1949"),
        ("48205523", "Lucien", "Petit", "23/06/1957"),
        ("48206614", "Andrée", "Roussel", "30/11/1939"),
    } <= told
    assert all(role.what_to_try.endswith(".") for role in (*CAST, *BESIDE))


def test_a_large_portfolio_looks_like_retirees(tmp_path: Path) -> None:
    export = new_export(tmp_path / "large", members=3000)
    people = _rows(export, "personnes.csv")
    members = [person for person in people if person["numero_adherent"]]
    numbers = {person["numero_adherent"] for person in members}
    assert len(numbers) == 3000 + len(BESIDE)
    assert all(re.fullmatch(r"\d{8}", number) for number in numbers)
    assert len({person["reference"] for person in people}) == len(people)
    assert 0.50 < len(people) / 3000 - 1 < 0.60
    assert 0.06 < sum(not person["email"] for person in members) / 3000 < 0.10
    lunar = sum(person["date_naissance"].startswith("00/") for person in people)
    assert 0.01 < lunar / len(people) < 0.03
    addresses = [person["email"] for person in people if person["email"]]
    assert 50 < len(addresses) - len(set(addresses)) < 400
    assert all(address.endswith(".example") for address in addresses)


def test_telephones_come_from_the_ranges_kept_for_fiction(export: Export) -> None:
    fiction = r"(06 39 98|01 99 00|02 61 91|03 53 01|04 65 71|05 36 49) \d\d \d\d|"
    for person in _rows(export, "personnes.csv"):
        assert re.fullmatch(fiction, person["mobile"])
        assert re.fullmatch(fiction, person["fixe"])


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_invented_export_is_refused(tmp_path: Path, seed: int) -> None:
    report = new_export(tmp_path / "any", members=400, seed=seed).bring()
    assert not report.anomalies.blocking
    assert report.applied


def test_the_main_product_keeps_the_law_of_responsible_contracts(export: Export) -> None:
    """R871-2: doctors outside OPTAM at 200 % and 20 points below OPTAM at most; glasses between
    their floor and their ceiling; ticket modérateur and daily charge in full; no PMSS."""
    anomalies = Anomalies()
    sources = found_in(export.directory, anomalies)
    products = read_products([s for n, s in sources.items() if n.endswith(".yaml")], anomalies)
    assert not anomalies.kept
    product = products["retraites-horizon"]
    assert product.responsible
    assert [len(version.options) for version in product.versions] == [3, 3, 3]
    glasses = {"simples": (50, 420), "très complexes": (200, 800), "complexes": (200, 700),
               "mixtes (deux verres différents)": (200, 560)}  # fmt: skip
    for option in (option for version in product.versions for option in version.options):
        lines = {line.label: parse(line.expression) for line in option.guarantees}
        assert sum("verres" in label for label in lines) == len(glasses)
        assert not any("PMSS" in line.expression for line in option.guarantees)
        assert 28 <= len(lines) <= 34
        rates = {label: g.benefit.rate for label, g in lines.items() if g.optam is not None
                 and isinstance(g.benefit, PercentOfBase)}  # fmt: skip
        for label, guarantee in lines.items():
            if guarantee.optam is Optam.NOT_SIGNED:
                with_optam = rates[label.replace("non adhérents", "adhérents")]
                assert rates[label] <= min(Decimal(200), with_optam - 20)
            if "verres" in label and isinstance(guarantee.benefit, FlatEuros):
                low, high = next(v for k, v in glasses.items() if label.endswith(f"verres {k}"))
                assert low <= guarantee.benefit.amount <= high
                assert guarantee.benefit.social_security == "included"
            if "classe II)" in label and isinstance(guarantee.benefit, FlatEuros):
                assert guarantee.benefit.amount <= 1700


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    assert making.may_be_written(tmp_path / "new")
    assert making.may_be_written(new_export(tmp_path / "again", members=3).directory)
    (tmp_path / "personnes.csv").touch()
    assert not making.may_be_written(tmp_path)
