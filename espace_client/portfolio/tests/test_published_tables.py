"""What is known of the published tables is entered as data, and gives back the published amounts.

The golden examples are those of product notes B.6, on the day the demo opens: 24 March 2022.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.grammar import canonical, parse
from espace_client.benefits.headings import (
    HARMONISED,
    MOST_HEADINGS,
    USUAL_EXTRAS,
    check_headings,
)
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Patient, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.responsible import breaches
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.covering import cover_of_option
from espace_client.contracts.incoming import IncomingGuarantee, IncomingOption
from espace_client.portfolio.beside import BESIDE_HOUSEHOLDS, ECO, HOSPI, PACK
from espace_client.portfolio.invented_cover import sample_products

pytestmark = [pytest.mark.promise("I6.1"), pytest.mark.promise("I5.1")]
READ_ON = date(2022, 3, 24)
ADULT = Patient("roland", date(1958, 5, 21))
CHILD = Patient("zoe", date(2016, 2, 2))
PUBLISHED = (PACK, ECO, HOSPI)
MADE = "Ligne inventée"
COLUMNS = [
    (code, version.valid_from, option)
    for code, product in sample_products().items()
    for version in product.versions
    for option in version.options
]


def _column(code: str, option: str) -> IncomingOption:
    (version,) = sample_products()[code].versions
    return next(one for one in version.options if one.code == option)


def _cover(code: str, option: str) -> Cover:
    responsible = sample_products()[code].responsible
    column = _column(code, option)
    return cover_of_option(column, responsible=responsible, anniversary=date(2022, 1, 1))


def _answer(act: str, price: str, who: Patient = ADULT, **more: Any) -> Answer:
    """What the economical formula pays for *act* at that price."""
    found = shipped_catalogue().find(act)
    asked = care_for(found, on=READ_ON, price=Decimal(price), patient=who, **more)
    return reimburse(asked, _cover(ECO, "intermediaire-eco"), NOTHING_USED, shipped_law())


def _told(answer: Answer) -> tuple[str, str, str]:
    return str(answer.social_security), str(answer.insurer), str(answer.left)


def test_a_crown_of_539_euros() -> None:
    """120 % of 120 € is 144 €, of which the Sécurité sociale paid 70 % of 120 € in 2022."""
    assert _told(_answer("HBLD734", "539.00", part="26")) == ("84.00", "60.00", "395.00")


def test_a_general_practitioner_who_sets_his_fees() -> None:
    """16.10 €, less 1.00 € of flat contribution that no contract gives back."""
    told = _told(_answer("G", "60.00", optam=Optam.NOT_SIGNED))
    assert told == ("15.10", "6.90", "38.00")


def test_the_orthodontics_of_a_child() -> None:
    """The Sécurité sociale pays its base in full; the contract pays nothing above it."""
    assert _told(_answer("ORTHODONTIE-SEMESTRE", "720.00", CHILD)) == ("193.50", "0.00", "526.50")


def test_progressive_lenses() -> None:
    """The page says « 0 à 1 € » for the Sécurité sociale: it is 9 cents."""
    assert _told(_answer("LUNETTES-B-COMPLEXES", "500.00")) == ("0.09", "170.00", "329.91")


def test_contact_lenses_on_prescription() -> None:
    """60 % of 39.48 € for an eye and a year. The price and the 100 € a year are invented."""
    answer = _answer("LENTILLES-REMBOURSEES", "150.00", part="droit")
    assert answer.care.base == Decimal("39.48")
    assert _told(answer) == ("23.69", "100.00", "26.31")


@pytest.mark.parametrize(
    ("code", "option", "optam", "not_optam"),
    [
        (HOSPI, "hospi-publiee", "220", "220"),
        (PACK, "initial", "100", "100"),
        (PACK, "intermediaire", "120", "100"),
        (PACK, "etendu", "180", "150"),
        (PACK, "integral", "240", "200"),
    ],
)
def test_the_five_columns_of_the_brochure(
    code: str, option: str, optam: str, not_optam: str
) -> None:
    """Percentages include the Sécurité sociale; what is quoted says so, all else is invented."""
    quoted = [one for one in _column(code, option).guarantees if one.source != MADE]
    said = [parse(one.expression) for one in quoted if one.heading == "hospital"]
    expected = [f"{optam} % BR, OPTAM", f"{not_optam} % BR, hors OPTAM", "Frais réels", "100 % DE"]
    expected += ["85 € par nuit"] if code == HOSPI else []
    assert said == [parse(one, social_security="included") for one in expected]
    assert len(said) == len(quoted)


@pytest.mark.parametrize("code", PUBLISHED)
def test_no_line_of_a_published_table_leaves_its_source_unsaid(code: str) -> None:
    product = sample_products()[code]
    assert product.name.startswith("Table publiée ")
    assert product.name.endswith(" (exemple)")
    lines = [one for version in product.versions for o in version.options for one in o.guarantees]
    assert all("publiée" in one.source or one.source == MADE for one in lines)
    assert {one.source == MADE for one in lines} == {True, False}


def test_somebody_holds_each_published_column_or_may_compare_it() -> None:
    assert {one.product for one in BESIDE_HOUSEHOLDS} == set(PUBLISHED)


def test_all_other_tables_say_that_they_are_invented() -> None:
    for code, product in sample_products().items():
        if code not in PUBLISHED:
            assert {one.source for one in product.versions} == {
                "Table inventée pour la démonstration"
            }


def test_the_table_of_the_former_employees_serves_every_day_since_2021() -> None:
    versions = sample_products()["retraites-horizon"].versions
    assert [one.valid_from for one in versions] == [date(year, 1, 1) for year in (2021, 2022, 2023)]
    assert versions[-1].valid_to is None
    assert all([o.code for o in one.options] == ["essentielle", "equilibre", "confort"]
               for one in versions)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "option"), [(code, option) for code, _on, option in COLUMNS],
    ids=[f"{code} {on:%Y} {option.code}" for code, on, option in COLUMNS],
)  # fmt: skip
def test_headings_are_those_of_the_commitment(code: str, option: IncomingOption) -> None:
    """The five of all insurers first, in their order; ten at most; none twice. A table of the
    hospital alone has that heading alone."""
    codes = _runs(option.guarantees)
    known = {one.code: one for one in HARMONISED + USUAL_EXTRAS}
    assert check_headings([known[one] for one in codes]) == ()
    assert len(codes) == len(set(codes)) <= MOST_HEADINGS
    five = [one.code for one in HARMONISED]
    assert codes == ["hospital"] if code.startswith("hospi") else codes[:5] == five
    for line in option.guarantees:
        assert line.kind
        assert canonical(parse(line.expression)) == line.expression


def _runs(lines: tuple[IncomingGuarantee, ...]) -> list[str]:
    """The heading of each run of lines: one that comes back would stand twice in the table."""
    found: list[str] = []
    for line in lines:
        if not found or found[-1] != line.heading:
            found.append(line.heading)
    return found


def test_those_that_say_they_are_responsible_are_on_every_day() -> None:
    """The law of January 2022 and that of today."""
    responsible = [
        cover_of_option(option, responsible=True, anniversary=on)
        for code, on, option in COLUMNS
        if sample_products()[code].responsible
    ]
    assert len(responsible) == 13
    for on in (date(2022, 1, 1), date(2026, 11, 1)):
        assert not any(breaches(cover, shipped_law(), on) for cover in responsible)
