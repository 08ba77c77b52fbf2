"""The worked examples under every table that we ship, on the day of the demonstration and today."""

import re
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.covering import cover_of_option
from espace_client.portfolio.anomalies import Anomalies
from espace_client.portfolio.product_files import read_products
from espace_client.portfolio.sources import Source
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.worked_examples import (
    WorkedExample,
    mandatory_table,
    worked_examples,
)

PAGE = Path(__file__).parents[3] / "docs/calculations/examples.md"
DEMO, TODAY = date(2022, 3, 24), date(2026, 11, 26)
# « Mon soutien psy » begins on 5 April 2022.
NO_TARIFF_YET = {DEMO: {CareKind.PSYCHOLOGIST}, TODAY: set[CareKind]()}


def _covers() -> dict[str, tuple[date, Cover]]:
    """The cover of each option that serves on each of the two days, by its name."""
    samples = files("espace_client.portfolio").joinpath("sample_products")
    with as_file(samples) as directory:
        sources = [Source(one.name, one, "", "utf-8") for one in sorted(directory.glob("*.yaml"))]
        products = read_products(sources, Anomalies())
    return {
        f"{product.code} {option.code} {on}": (
            on,
            cover_of_option(
                option, responsible=product.responsible, anniversary=version.valid_from
            ),
        )
        for product in products.values()
        for version in product.versions
        for option in version.options
        for on in (DEMO, TODAY)
        if version.valid_from <= on and (version.valid_to is None or on <= version.valid_to)
    }


COVERS = _covers()
each = pytest.mark.parametrize(("on", "cover"), COVERS.values(), ids=COVERS)


def asked(example: Example, on: date) -> Care | Stay:
    """The question, written out apart from the code that is tested."""
    patient = Patient("somebody", date(on.year - (10 if example.child else 70), 1, 1))
    price = example.price.price
    if example.stay:
        out = on + timedelta(days=example.stay.nights)
        return Stay(on, out, price, patient, heavy_act=example.stay.heavy_act)
    assert example.act
    return care_for(
        example.act, on=on, price=price, patient=patient, optam=example.optam, part=example.tooth,
        in_hospital=example.in_hospital,
        exemption=Exemption.HEAVY_ACT_STAY if example.heavy_act else Exemption.NONE,
    )  # fmt: skip


def test_the_demonstration_has_three_options_of_the_retired_and_one_of_the_hospital() -> None:
    for on in (DEMO, TODAY):
        names = {name for name in COVERS if name.endswith(str(on))}
        retired = {
            f"retraites-horizon {one} {on}" for one in ("essentielle", "equilibre", "confort")
        }
        assert retired | {f"hospi-horizon hospi {on}"} <= names


@pytest.mark.promise("I5.1")
@pytest.mark.promise("I6.2")
@each
def test_the_mandatory_examples_are_what_the_computation_says(on: date, cover: Cover) -> None:
    told = mandatory_table(cover, law=law(), catalogue=catalogue(), on=on)
    examples = catalogue().examples(on)
    assert len(told) == len(examples) == 17
    for one, example in zip(told, examples, strict=True):
        (answer,) = settle([asked(example, on)], cover, NOTHING_USED, law()).answers
        assert one.care.replace("\u00a0", " ") == example.label
        assert one.price == example.price.price == one.social_security + one.insurer + one.left
        assert min(one.social_security, one.insurer, one.left) >= 0
        assert (one.social_security, one.insurer, one.left) == (
            answer.social_security,
            answer.insurer,
            answer.left,
        )


@pytest.mark.promise("I6.2")
@each
def test_each_line_has_an_example_and_each_example_its_line(on: date, cover: Cover) -> None:
    found = worked_examples(cover, law=law(), catalogue=catalogue(), on=on)
    without = {line.kind for at, line in enumerate(cover.lines) if at not in found}
    assert without <= NO_TARIFF_YET[on]
    for examples in found.values():
        assert [one.mandatory for one in examples] == sorted(
            (one.mandatory for one in examples), reverse=True
        )
        for one in examples:
            assert one.social_security + one.insurer + one.left == one.price
            assert min(one.social_security, one.insurer, one.left) >= 0


@pytest.mark.promise("I6.2")
@each
def test_an_example_is_one_short_sentence(on: date, cover: Cover) -> None:
    found = worked_examples(cover, law=law(), catalogue=catalogue(), on=on)
    every = [one for examples in found.values() for one in examples]
    # An amount reads as one word: « 1 234,50 € ».
    words = {one.sentence: len(one.sentence.replace("\u00a0", "").split()) for one in every}
    assert {sentence: count for sentence, count in words.items() if count > 25} == {}
    assert all(one.sentence.endswith(".") and one.source for one in every)


def crown(option: str, on: date) -> WorkedExample:
    _, cover = COVERS[f"retraites-horizon {option} {on}"]
    found = worked_examples(cover, law=law(), catalogue=catalogue(), on=on)
    (place,) = [at for at, one in enumerate(cover.lines) if one.kind is CareKind.DENTAL_FREE]
    (example,) = found[place]
    return example


@pytest.mark.promise("I6.2")
@pytest.mark.parametrize(
    ("option", "insurer", "left"),
    [
        ("essentielle", "36.00", "419.00"),  # 100 % of 120 €, of which 84 € are not ours
        ("equilibre", "156.00", "299.00"),  # 200 %
        ("confort", "276.00", "179.00"),  # 300 %
    ],
)
def test_what_is_left_on_a_crown_of_539_euros(option: str, insurer: str, left: str) -> None:
    one = crown(option, DEMO)
    assert (one.price, one.social_security) == (Decimal("539.00"), Decimal("84.00"))
    assert (one.insurer, one.left) == (Decimal(insurer), Decimal(left))
    assert one.sentence.replace("\u00a0", " ") == (
        "Une couronne à prix libre sur une molaire à 539,00 € : la Sécurité sociale paie 84,00 €, "
        f"nous payons {insurer.replace('.', ',')} €, il vous reste {left.replace('.', ',')} €."
    )


@pytest.mark.promise("I6.2")
def test_the_crown_of_today_has_the_price_and_the_rate_of_today() -> None:
    one = crown("equilibre", TODAY)
    assert (one.price, one.social_security) == (Decimal("540.00"), Decimal("72.00"))  # 60 %
    assert (one.insurer, one.left) == (Decimal("192.00"), Decimal("276.00"))  # 220 %


@pytest.mark.promise("I6.2")
def test_the_page_of_documentation_tells_that_crown() -> None:
    page = PAGE.read_text(encoding="utf-8")
    one = crown("equilibre", DEMO)
    amounts = (one.social_security, one.insurer, one.left)
    assert re.findall(r"\*\*([\d.]+) €\*\*", page) == [str(amount) for amount in amounts]
