"""The figures that are shipped: dated, sourced, without hole."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.law.law import Law, shipped_law
from espace_client.benefits.law.reading import SHIPPED, each_until_the_next, problems, read_figures
from espace_client.benefits.law.values import Confidence, Measure, NoValue, Parameter, Value
from espace_client.kernel.marked_yaml import Unreadable

FILES = sorted(SHIPPED.glob("*.yaml"))
NAMES = sorted(shipped_law().parameters)
A_DAY = timedelta(days=1)


@pytest.mark.promise("I5.7")
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_file_that_is_shipped_has_neither_gap_nor_overlap_and_says_its_sources(
    file: Path,
) -> None:
    for parameter in read_figures(file).values():
        values = parameter.values
        assert not problems(parameter)
        for value in values:
            assert len(value.source) > 2
            assert value.amount >= 0
            assert isinstance(value.confidence, Confidence)
        for one, following in pairwise(values):
            assert one.valid_to is not None
            assert one.valid_to + A_DAY == following.valid_from
            assert one[1:2] + one[5:] != following[1:2] + following[5:], "twice the same"


@pytest.mark.promise("I5.7")
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_is_not_sure_says_why(file: Path) -> None:
    """A jurist must see in the file itself what is to be checked, and against what."""
    for parameter in read_figures(file).values():
        for value in parameter.values:
            if value.confidence is Confidence.INVENTED:
                assert "inventé" in value.source.lower()
            if "vérifier" in value.source or "mémoire" in value.source:
                assert value.confidence is not Confidence.SURE


@pytest.mark.promise("I5.7")
def test_the_file_says_no_more_than_what_is_read() -> None:
    raw = [
        (name, row["from"], Decimal(row["value"]), row["source"], row["confidence"])
        for file in FILES
        for name, fields in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for row in fields["values"]
    ]
    read = [
        (value.parameter, value.valid_from, value.amount, value.source, value.confidence)
        for parameter in shipped_law().parameters.values()
        for value in parameter.values
    ]
    assert sorted(raw) == sorted(read)


@pytest.mark.promise("I5.7")
def test_every_family_has_its_rates_since_2019() -> None:
    rates = {family.rate for family in FAMILIES.values()} - {None, "rate.not_refunded"}
    assert len(rates) == 16
    for rate in rates:
        for name in (rate, f"{rate}.alsace_moselle"):
            first = shipped_law().parameters[name].values[0]
            assert first.valid_from <= date(2022, 4, 1), name
            assert first.measure is Measure.PERCENT


@pytest.mark.parametrize(
    ("name", "on", "amount"),
    [
        ("rate.dental", "2023-10-14", "70"),
        ("rate.dental", "2023-10-15", "60"),
        ("rate.transport", "2023-07-31", "65"),
        ("rate.transport", "2023-08-01", "55"),
        ("rate.homeopathy", "2020-12-31", "15"),
        ("charge.consultation", "2024-05-14", "1.00"),
        ("charge.consultation", "2024-05-15", "2.00"),
        ("franchise.box", "2024-03-30", "0.50"),
        ("franchise.journey.most_a_day", "2024-03-31", "8.00"),
        ("heavy_act.charge", "2018-12-31", "18.00"),
        ("heavy_act.charge", "2022-03-24", "24.00"),
        ("heavy_act.charge", "2026-05-01", "32.00"),
        ("hospital.day", "2026-02-28", "20.00"),
        ("hospital.day", "2026-03-01", "23.00"),
        ("hospital.day.psychiatry", "2026-03-01", "17.00"),
        ("emergency.visit", "2026-02-28", "19.61"),
        ("emergency.visit.reduced", "2026-03-01", "9.96"),
        ("pmss", "2022-03-24", "3428.00"),
        ("pmss", "2026-12-31", "4005.00"),
        ("responsible.optical.e.most", "2026-05-01", "750.00"),
        ("responsible.hearing.most", "2026-05-01", "1700.00"),
    ],
)
def test_what_changed_changed_on_its_day(name: str, on: str, amount: str) -> None:
    assert shipped_law().value(name, date.fromisoformat(on)).amount == Decimal(amount)


@pytest.mark.promise("I5.7")
def test_the_ceiling_of_2027_is_not_known_and_says_so() -> None:
    with pytest.raises(NoValue) as refusal:
        shipped_law().value("pmss", date(2027, 1, 1))
    assert (refusal.value.parameter, refusal.value.on) == ("pmss", date(2027, 1, 1))
    assert "n’a pas de valeur au 01/01/2027" in str(refusal.value)
    assert "31/12/2026" in str(refusal.value)


@pytest.mark.promise("I5.7")
def test_a_day_before_all_and_a_name_nobody_knows_are_said_too() -> None:
    with pytest.raises(NoValue, match=r"«.emergency\.visit.» n’a pas de valeur au 31/12/2021"):
        shipped_law().value("emergency.visit", date(2021, 12, 31))
    with pytest.raises(NoValue, match=r"«.rate\.magic.» .* n’existe pas"):
        shipped_law().value("rate.magic", date(2026, 1, 1))


DAYS = st.dates(date(2017, 1, 1), date(2029, 12, 31))


@given(st.sampled_from(NAMES), DAYS)
def test_a_look_up_is_a_naive_search(name: str, on: date) -> None:
    assert answered(shipped_law(), name, on) == naive(shipped_law().parameters[name].values, on)


@given(
    st.lists(DAYS, min_size=1, max_size=8, unique=True),
    st.one_of(st.none(), DAYS),
    st.lists(DAYS, min_size=1, max_size=8),
)
def test_so_it_is_for_any_dates(starts: list[date], end: date | None, asked: list[date]) -> None:
    starts.sort()
    end = max(end, starts[-1]) if end else None
    rows = tuple(
        Value("p", Decimal(i), Measure.EUROS, start, None, "s", Confidence.SURE)
        for i, start in enumerate(starts)
    )
    rows = (*rows[:-1], rows[-1]._replace(valid_to=end))
    law = Law({"p": Parameter("p", "P", Measure.EUROS, each_until_the_next(rows))})
    for on in asked + asked:
        assert answered(law, "p", on) == naive(law.parameters["p"].values, on)


def answered(law: Law, name: str, on: date) -> Value | None:
    try:
        return law.value(name, on)
    except NoValue:
        return None


def naive(values: tuple[Value, ...], on: date) -> Value | None:
    found = [value for value in values if value.valid_from <= on <= (value.valid_to or date.max)]
    assert len(found) <= 1
    return found[0] if found else None


GOOD = """
charge.test:
  label: "Un essai"
  measure: euros
  values:
    - {from: 2020-01-01, value: "1.00", source: "inventé", confidence: invented}
    - {from: 2021-01-01, value: "2.00", source: "inventé", confidence: invented}
"""


@pytest.mark.promise("I5.7")
@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("label:", "libelle:"), 3, "« libelle » est inconnue"),
        (("  measure: euros\n", ""), 3, "« measure » manque"),
        (("euros", "francs"), 4, "« francs » n’est pas une mesure"),
        (('"1.00"', "1.00"), 6, "entre guillemets"),
        (('"1.00"', '"1.005"'), 6, "nombre exact"),
        (('"1.00"', '"-1.00"'), 6, "nombre exact"),
        (('"1.00"', '"NaN"'), 6, "nombre exact"),
        (("2020-01-01", "2020-02-30"), 6, "« 2020-02-30 » n’est pas une date"),
        (("2020-01-01", "20200101"), 6, "n’est pas une date"),
        (
            ('"inventé", confidence: invented}\n    -', '" ", confidence: invented}\n    -'),
            6,
            "d’où",
        ),
        (("confidence: invented", "confidence: certain"), 6, "« certain » n’est pas une confiance"),
        (("from: 2020-01-01,", "from: 2020-01-01, from: 2020-01-02,"), 6, "« from » est en double"),
        (("from: 2021-01-01", "from: 2020-01-01"), 6, "finit avant de commencer"),
        (("from: 2021-01-01", "from: 2019-01-01"), 6, "finit avant de commencer"),
        (
            ("from: 2020-01-01", "from: 2020-01-01, to: 2021-02-01"),
            6,
            "se recouvrent au 01/01/2021",
        ),
        (("from: 2020-01-01", "from: 2020-01-01, to: 2020-02-01"), 6, "manque une valeur avant le"),
        (("charge.test", "Charge.Test"), 3, "n’est pas un nom de paramètre"),
        (("values:", "values: []\n  other:"), 6, "« other » est inconnue"),
        (("    - {from: 2021", "  - {from: 2021"), 7, "pas du YAML"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(
    change: tuple[str, str], line: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(read_figures(path)["charge.test"].values) == 2
    assert change[0] in GOOD
    path.write_text(GOOD.replace(*change, 1), encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        read_figures(path)
    assert said in str(refusal.value).replace("\u00a0", " ")
    assert f"mine.yaml, ligne {refusal.value.line}, colonne " in str(refusal.value)
    assert refusal.value.line == line, str(refusal.value)


@pytest.mark.promise("I5.7")
def test_a_parameter_written_twice_is_refused_in_one_file_and_in_two(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(GOOD + GOOD, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"one\.yaml, ligne 9, colonne 1.: .*en double"):
        read_figures(one)
    one.write_text(GOOD, encoding="utf-8")
    two.write_text(GOOD, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"two\.yaml.*déjà dans un autre fichier"):
        read_figures(one, two)


def test_no_value_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text('a.b:\n  label: "A"\n  measure: euros\n  values: []\n', encoding="utf-8")
    with pytest.raises(Unreadable, match="aucune valeur"):
        read_figures(path)
