"""An insurer corrects what is not sure, adds what came later, and changes nothing that is sure."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.law.law import Law, law_with, shipped_law
from espace_client.benefits.law.merging import RefusedFigure
from espace_client.benefits.law.values import NoValue
from espace_client.kernel.marked_yaml import Unreadable


@pytest.fixture
def insurer(tmp_path: Path):
    def write(name: str, measure: str, *rows: tuple[str, str]) -> Law:
        path = tmp_path / "chiffres.yaml"
        values = "".join(
            f'    - {{from: {start}, value: "{value}", source: "JO", confidence: sure}}\n'
            for start, value in rows
        )
        path.write_text(
            f'{name}:\n  label: "x"\n  measure: {measure}\n  values:\n{values}', "utf-8"
        )
        return law_with(path)

    return write


def amount(law: Law, name: str, on: str) -> Decimal:
    return law.value(name, date.fromisoformat(on)).amount


def test_without_a_file_the_law_is_the_shipped_one() -> None:
    assert law_with(None) is shipped_law()
    assert shipped_law().replaced == frozenset()


@pytest.mark.promise("I5.8")
def test_a_figure_to_be_checked_is_replaced_on_its_date_and_no_other(insurer) -> None:
    law = insurer("path.most_lost", "euros", ("2019-01-01", "10.00"))
    assert amount(law, "path.most_lost", "2022-03-24") == Decimal("10.00")
    assert amount(law, "path.most_lost", "2026-05-01") == Decimal("12.60")
    assert law.value("path.most_lost", date(2022, 3, 24)).source == "JO"
    assert law.replaced == {"path.most_lost"}
    assert amount(shipped_law(), "path.most_lost", "2022-03-24") == Decimal("12.00")


@pytest.mark.promise("I5.8")
def test_a_date_to_be_checked_is_moved_only_after_the_sure_one_before(insurer) -> None:
    with pytest.raises(RefusedFigure, match=r"heavy_act\.charge.*sûr au 31/03/2026.: 24\.00"):
        insurer("heavy_act.charge", "euros", ("2026-03-31", "32.00"))
    law = insurer("heavy_act.charge", "euros", ("2026-04-01", "32.00"))
    assert amount(law, "heavy_act.charge", "2026-03-31") == Decimal("24.00")
    assert amount(law, "heavy_act.charge", "2026-04-01") == Decimal("32.00")


@pytest.mark.promise("I5.8")
def test_a_new_value_inside_one_to_be_checked_cuts_it(insurer) -> None:
    law = insurer("rate.device", "percent", ("2026-07-01", "55"))
    assert amount(law, "rate.device", "2026-06-30") == 60
    assert amount(law, "rate.device", "2026-07-01") == 55
    assert law.value("rate.device", date(2026, 6, 30)).valid_to == date(2026, 6, 30)


@pytest.mark.promise("I5.8")
def test_the_ceiling_of_the_next_year_is_added(insurer) -> None:
    law = insurer("pmss", "euros", ("2027-01-01", "4100.00"))
    assert amount(law, "pmss", "2027-01-01") == Decimal("4100.00")
    assert amount(law, "pmss", "2026-12-31") == Decimal("4005.00")


@pytest.mark.promise("I5.8")
def test_a_later_date_may_follow_a_sure_value_without_end(insurer) -> None:
    law = insurer("charge.consultation", "euros", ("2027-01-01", "3.00"))
    assert amount(law, "charge.consultation", "2026-12-31") == Decimal("2.00")
    assert amount(law, "charge.consultation", "2027-01-01") == Decimal("3.00")


@pytest.mark.promise("I5.8")
@pytest.mark.parametrize(
    ("name", "measure", "row", "said"),
    [
        ("rate.doctor", "percent", ("2019-01-01", "60"), r"rate\.doctor.*sûr au 01/01/2019.: 70"),
        ("charge.consultation", "euros", ("2024-05-15", "3.00"), "sûr au 15/05/2024.: 2.00"),
        ("charge.consultation", "euros", ("2022-01-01", "3.00"), "sûr au 01/01/2022.: 1.00"),
        ("pmss", "euros", ("2026-07-01", "4100.00"), "sûr au 01/07/2026.: 4005.00"),
        ("rate.magic", "percent", ("2019-01-01", "60"), "n’existe pas"),
        (
            "pmss",
            "percent",
            ("2027-01-01", "4100.00"),
            "se compte en .* pas en",
        ),
        ("pmss", "euros", ("2028-01-01", "4100.00"), "manque une valeur avant le 01/01/2028"),
    ],
)
def test_what_may_not_be_replaced_is_refused_by_name(insurer, name, measure, row, said) -> None:
    with pytest.raises(RefusedFigure, match=said):
        insurer(name, measure, row)


@pytest.mark.promise("I5.8")
def test_a_copy_of_the_shipped_figures_changes_nothing() -> None:
    from espace_client.benefits.law.reading import SHIPPED

    for path in sorted(SHIPPED.glob("*.yaml")):
        law = law_with(path)
        assert law.replaced == frozenset()
        assert law.parameters == shipped_law().parameters


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"nulle-part\.yaml.*Vérifiez son nom"):
        law_with(tmp_path / "nulle-part.yaml")


def test_an_added_year_ends_where_the_file_says(insurer, tmp_path: Path) -> None:
    path = tmp_path / "pmss.yaml"
    path.write_text(
        'pmss:\n  label: "PMSS"\n  measure: euros\n  values:\n'
        "    - {from: 2027-01-01, to: 2027-12-31, "
        'value: "4100.00", source: "JO", confidence: sure}\n',
        "utf-8",
    )
    law = law_with(path)
    assert amount(law, "pmss", "2027-12-31") == Decimal("4100.00")
    with pytest.raises(NoValue):
        law.value("pmss", date(2028, 1, 1))
