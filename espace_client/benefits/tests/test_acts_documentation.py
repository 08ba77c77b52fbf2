"""The page about acts is true: what it says is shipped, worth, found and read is so."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.importing.official import NOMENCLATURES
from espace_client.benefits.acts.reading import SHIPPED, read_acts
from espace_client.benefits.law.values import Confidence

PAGE = Path(__file__).parents[3] / "docs" / "calculations" / "acts.md"


def table(heading: str) -> list[tuple[str, ...]]:
    """The cells of the table whose first line begins with *heading*."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(tuple(cell.strip().strip("`") for cell in line.strip("|").split(" | ")))
    return rows


def test_the_page_counts_what_is_shipped() -> None:
    counted = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        acts = read_acts(path).values()
        sure = Counter(tariff.confidence for act in acts for tariff in act.tariffs)
        flags = [sure[one] for one in (Confidence.SURE, Confidence.CHECK, Confidence.INVENTED)]
        counted.append((path.stem, *map(str, (len(acts), sure.total(), *flags))))
    assert table("File") == counted


@pytest.mark.promise("I5.13")
@pytest.mark.parametrize(("code", "on", "base", "limit", "basket", "flag"), table("Act"))
def test_the_page_tells_what_an_act_is_worth(
    code: str, on: str, base: str, limit: str, basket: str, flag: str
) -> None:
    tariff = shipped_catalogue().find(code).tariff(date.fromisoformat(on))
    known = "–" if tariff.limit is None else str(tariff.limit)
    assert (str(tariff.base), known, tariff.basket, tariff.confidence) == (
        base,
        limit,
        basket,
        flag,
    )


@pytest.mark.parametrize(("typed", "code"), table("Typed"))
def test_the_page_tells_what_is_found(typed: str, code: str) -> None:
    assert shipped_catalogue().search(typed, on=date(2026, 5, 1))[0].code == code


def test_the_page_names_the_columns_that_are_read() -> None:
    written = [
        (name, column, tuple(titles.split(" · "))) for name, column, titles in table("Nomenclature")
    ]
    read = [
        (name, column, titles)
        for name, nomenclature in NOMENCLATURES.items()
        for column, titles in nomenclature.headings.items()
    ]
    assert written == read


def test_the_example_of_a_file_is_read(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "own.yaml"
    path.write_text(found[1], encoding="utf-8")
    assert read_acts(path)["HBLD634"].tariffs[1].valid_to == date(2026, 12, 31)


def test_the_invented_prices_that_the_page_counts() -> None:
    examples = shipped_catalogue().examples(date(2026, 5, 1))
    invented = [one.key for one in examples if one.price.confidence is Confidence.INVENTED]
    assert len(invented) == 2
