"""What an option costs an employee who works: brought with the product, refused with its line."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from espace_client.contracts.models import ActiveTariff, Product
from espace_client.portfolio.anomalies import Anomaly
from espace_client.portfolio.tests.conftest import Export
from espace_client.portfolio.tests.test_products import NAME, TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.12")]
ROW = '  - {{option: hospi, valable_du: {}, valable_au: {}, par_mois: "{}", source: Inventé}}\n'
TWO = (ROW.format("2021-01-01", "2021-12-31", "20,50"), ROW.format("2022-01-01", "", "21"))


def with_tariffs(*rows: str) -> str:
    return TABLE.replace("versions:\n", f"tarif_actifs:\n{''.join(rows)}versions:\n", 1)


def wrong(export: Export, *rows: str) -> list[Anomaly]:
    export.write(NAME, with_tariffs(*rows))
    report = export.bring()
    found = [one for one in report.anomalies.kept if one.file == NAME]
    assert report.applied == (not [one for one in found if one.severity == "bloquante"])
    return found


def held() -> list[tuple[date, date | None, Decimal]]:
    tariffs = ActiveTariff.objects.filter(product__code="hospi-horizon").order_by("valid_from")
    return list(tariffs.values_list("valid_from", "valid_to", "monthly"))


def test_tariffs_come_in_whatever_their_order_and_twice_change_nothing(export: Export) -> None:
    assert wrong(export, TWO[1], TWO[0]) == []
    assert held() == [
        (date(2021, 1, 1), date(2021, 12, 31), Decimal("20.50")),
        (date(2022, 1, 1), None, Decimal("21.00")),
    ]
    before = set(ActiveTariff.objects.values_list("pk", "monthly"))
    again = export.bring()
    assert again.applied
    assert set(ActiveTariff.objects.values_list("pk", "monthly")) == before


def test_tariffs_are_what_the_file_says_and_no_more(export: Export) -> None:
    """The new one begins inside the old one: the old one gives way first."""
    assert wrong(export, *TWO) == []
    later = ROW.format("2021-01-01", "2022-06-30", "20,50"), ROW.format("2022-07-01", "", "22")
    assert wrong(export, *later) == []
    assert [start for start, *_ in held()] == [date(2021, 1, 1), date(2022, 7, 1)]
    export.write(NAME, TABLE)
    assert export.bring().applied
    assert held() == []


def test_the_sample_products_say_theirs_and_that_they_are_invented(export: Export) -> None:
    assert export.bring().applied
    tariff = ActiveTariff.objects.get(
        product__code="retraites-horizon", option_code="equilibre", valid_from=date(2022, 1, 1)
    )
    assert tariff.monthly == Decimal("80.00")
    assert {one.source for one in ActiveTariff.objects.all()} == {
        "Tarif inventé pour la démonstration"
    }


@pytest.mark.parametrize(
    ("rows", "line", "key", "problem", "remedy"),
    [
        (
            (TWO[0], ROW.format("2021-12-31", "", "21")), 6, "valable_du",
            "Ce tarif recouvre le précédent de la même option.", "la veille du suivant",
        ),
        (
            (ROW.format("2021-01-01", "", "20"), TWO[1]), 6, "valable_du",
            "Ce tarif recouvre le précédent de la même option.", "la veille du suivant",
        ),
        (
            (TWO[0], ROW.format("2022-01-02", "", "21")), 6, "valable_du",
            "Il manque un tarif avant celui-ci.", "du 01/01/2022 au 01/01/2022",
        ),
        (
            (ROW.format("2021-01-01", "", "-20"),), 5, "par_mois",
            "Ce montant n’est pas compris.", "Il ne peut pas être négatif.",
        ),
        ((ROW.format("2021-01-01", "", "0,00"),), 5, "par_mois", "Ce tarif est nul.", "un mois"),
        (
            (ROW.format("2021-01-01", "2020-12-31", "20"),), 5, "valable_au",
            "La fin précède le début.", "Corrigez",
        ),
        (
            (TWO[0].replace("option: hospi", "option: confort"),), 5, "option",
            "Cette valeur n’est pas dans la liste.", "Écrivez hospi.",
        ),
        (
            (TWO[0].replace("source: Inventé", "source: ''"),), 5, "source",
            "Cette valeur est vide.", "obligatoire",
        ),
        (
            (TWO[0].replace("par_mois", "prix"),), 5, "prix",
            "Cette clé est inconnue.", "par_mois",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_tariff_has_a_line(
    export: Export, rows: tuple[str, ...], line: int, key: str, problem: str, remedy: str
) -> None:
    found = [one for one in wrong(export, *rows) if one.severity == "bloquante"]
    first = found[0]
    assert (first.line, first.column, first.problem) == (line, key, problem)
    assert remedy in first.remedy.replace("\u00a0", " ")
    assert held() == []


def test_two_tariffs_of_one_day_and_one_of_nothing_cannot_be_kept() -> None:
    product = Product.objects.create(code="p", name="P", responsible=True)
    said = {"product": product, "option_code": "o", "source": "Inventé"}
    ActiveTariff.objects.create(valid_from=date(2022, 1, 1), monthly=Decimal(80), **said)
    with pytest.raises(IntegrityError, match="one_active_tariff_a_day"), transaction.atomic():
        ActiveTariff.objects.create(valid_from=date(2023, 1, 1), monthly=Decimal(80), **said)
    said["option_code"] = "other"
    with pytest.raises(IntegrityError, match="active_tariff_is_paid"), transaction.atomic():
        ActiveTariff.objects.create(valid_from=date(2023, 1, 1), monthly=Decimal(0), **said)
