"""Each way of paying of the closed list and each of its qualifiers, from the words of a table to
the euros: one value is read, written, told and computed with.

Prices and bases are invented; the Sécurité sociale pays 60 % of a dental base in 2026.
"""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

import pytest

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Benefit, Guarantee, canonical, parse
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.plain import headline, in_plain_words
from espace_client.benefits.qualifiers import Network, Optam, Period, Scope, Unit
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.tests.stories import BEGAN, HENRI, care

pytestmark = pytest.mark.promise("I6.1")
TOGETHER, ON_TOP = "Sécurité sociale incluse", "en complément de la Sécurité sociale"


class Story(NamedTuple):
    """What a table writes (percentages include the Sécurité sociale), its one spelling, its
    headline, some of its plain words, and what it pays."""

    written: str
    spelled: str
    large: str
    told: str
    pays: str


# For 100 € of care on a base of 40 €: the Sécurité sociale gives 24 €.
KINDS = [
    Story("150% BRSS", f"150~% BR, {TOGETHER}", "150~% de la base", "1,5 fois", "36.00"),
    Story("+ 100 % BR", f"100~% BR, {ON_TOP}",
          "100~% de la base, en plus de la Sécurité sociale", "En plus", "40.00"),
    Story("100 % TM", "Ticket modérateur", "100~% de la base", "Nous complétons", "16.00"),
    Story("35 €", f"35~€, {ON_TOP}", "35~€", "35~€", "35.00"),
    Story("35 euros y compris SS", f"35~€, {TOGETHER}", "35~€", "ensemble", "11.00"),
    Story("1 % PMSS", f"1~% PMSS, {ON_TOP}", "1~% du plafond mensuel", "plafond mensuel", "40.05"),
    Story("100 % DE", "100~% frais réels", "Tout est remboursé", "tout ce que", "76.00"),
    Story("80 % frais réels", f"80~% frais réels, {TOGETHER}", "80~% de vos frais", "80~%",
          "56.00"),
    Story("80 % frais réels hors SS", f"80~% frais réels, {ON_TOP}", "80~% de ce qu’il vous reste",
          "80~%", "60.80"),
    Story("Sans reste à charge", "100~% Santé", "Tout est remboursé", "fixé par la loi", "66.00"),
    Story("100 % BR + 20 €", f"100~% BR + 20~€, {TOGETHER}", "100~% de la base + 20~€",
          "Nous ajoutons jusqu’à 20~€", "36.00"),
    Story("200 % RSS", "200~% RSS", "200~% du remboursement de la Sécurité sociale", "2 fois",
          "48.00"),
    Story("Néant", "Non couvert", "Non remboursé", "ne rembourse pas", "0.00"),
]  # fmt: skip


def _read(story: Story) -> Guarantee:
    """The value that the words of *story* are: one, however it is written and shown."""
    value = parse(story.written, social_security="included")
    written = canonical(value)
    assert written == story.spelled.replace("~", "\u00a0")
    assert parse(written) == value
    assert headline(parse(written)) == headline(value) == story.large.replace("~", "\u00a0")
    assert story.told.replace("~", "\u00a0") in in_plain_words(value)
    return value


def _pays(value: Guarantee, *cares: Care) -> str:
    """What a contract of that single line, not responsible, pays for the last of *cares*."""
    line = CoverLine(CareKind.DENTAL_FREE, value, canonical(value))
    cover = Cover(lines=(line,), anniversary=BEGAN, responsible=False)
    used = NOTHING_USED
    for one in cares:
        answer = reimburse(one, cover, used, shipped_law())
        used = used.plus(answer.uses)
    return str(answer.insurer)


def _care(price: str = "100.00", base: str = "40.00", **more: Any) -> Care:
    return care(price, base, Family.DENTAL, CareKind.DENTAL_FREE, **more)


@pytest.mark.parametrize("story", KINDS, ids=lambda one: one.written)
def test_each_way_of_paying(story: Story) -> None:
    assert _pays(_read(story), _care(limit=Decimal(90))) == story.pays


def test_the_list_is_closed_and_each_of_it_is_above() -> None:
    written = {type(parse(one.written, social_security="included").benefit) for one in KINDS}
    assert written == set(get_args(Benefit.__value__))


UNITS = {
    "acte": Unit.ACT, "jour": Unit.DAY, "nuit": Unit.NIGHT, "séance": Unit.SESSION,
    "dent": Unit.TOOTH, "oreille": Unit.EAR, "œil": Unit.EYE, "équipement": Unit.EQUIPMENT,
    "semestre": Unit.SEMESTER,
}  # fmt: skip


@pytest.mark.parametrize(("word", "unit"), UNITS.items())
def test_each_unit_counts_what_was_had(word: str, unit: Unit) -> None:
    """Three of them for 300 €, 50 € for each; two are paid where two is the limit."""
    each = Story(f"50 € / {word}", f"50~€ par {word}, {ON_TOP}", f"50~€ par {word}",
                 f"50~€ par {word}", "150.00")  # fmt: skip
    value = _read(each)
    assert value.unit is unit
    assert _pays(value, _care("300.00", quantity=3)) == each.pays
    limited = parse(f"50 € par {word}, maximum 2 {'yeux' if word == 'œil' else word}")
    assert limited.max_count is not None
    assert limited.max_count.unit is unit
    assert _pays(limited, _care("300.00", quantity=3)) == "100.00"


PERIODS = {  # a first care of 76 €, still counted on the one day and not on the other
    "année civile": (Period.CIVIL_YEAR, date(2026, 1, 1), date(2025, 12, 31)),
    "année de contrat": (Period.CONTRACT_YEAR, date(2026, 3, 1), date(2026, 2, 28)),
    "2 ans": (Period.TWO_YEARS, date(2024, 5, 2), date(2024, 5, 1)),
    "4 ans": (Period.FOUR_YEARS, date(2022, 5, 2), date(2022, 5, 1)),
}


@pytest.mark.parametrize(("word", "counted"), PERIODS.items())
def test_each_period_counts_its_own_days(word: str, counted: tuple[Period, date, date]) -> None:
    """On 1 May 2026, what is left of 100 €: what was paid before counts, or no more."""
    period, inside, outside = counted
    often = f"tous les {word}" if word.endswith("ans") else f"par {word}"
    short = "par an" if period is Period.CIVIL_YEAR else often
    value = _read(Story(f"100 € {often}", f"100~€ {often}, {ON_TOP}", f"100~€ {short}",
                        f"100~€ {short}", ""))  # fmt: skip
    assert value.period is period
    first = _pays(value, _care(on=inside))
    assert _pays(value, _care(on=inside), _care()) == str(100 - Decimal(first))
    assert _pays(value, _care(on=outside), _care()) == "76.00"


def test_a_family_shares_and_each_person_does_not() -> None:
    henri = _care(patient=HENRI)
    each = _read(Story("100 € par an et par bénéficiaire", f"100~€ par année civile, {ON_TOP}",
                       "100~€ par an", "pour chaque personne", ""))  # fmt: skip
    assert (each.scope, _pays(each, henri, _care())) == (Scope.BENEFICIARY, "76.00")
    family = _read(Story("100 €/an/famille", f"100~€ par année civile et par famille, {ON_TOP}",
                         "100~€ par an, pour toute la famille", "pour toute la famille",
                         ""))  # fmt: skip
    assert (family.scope, _pays(family, henri, _care())) == (Scope.FAMILY, "24.00")


def test_a_ceiling_in_euros_limits_whatever_the_line_pays() -> None:
    value = _read(
        Story("300 % BR dans la limite de 100 € par an",
              f"300~% BR, {TOGETHER}, dans la limite de 100~€ par année civile",
              "300~% de la base, jusqu’à 100~€ par an", "La limite est de 100~€", "")
    )  # fmt: skip
    assert _pays(value, _care()) == "76.00"
    assert _pays(value, _care(), _care()) == "24.00"


@pytest.mark.parametrize(
    ("words", "spelled", "here", "elsewhere"),
    [
        ("réseau", "dans le réseau", {"network": Network.INSIDE}, {"network": Network.OUTSIDE}),
        ("hors réseau", "hors réseau", {"network": Network.OUTSIDE}, {"network": Network.INSIDE}),
        ("adhérent à l’OPTAM", "OPTAM", {"optam": Optam.SIGNED}, {"optam": Optam.NOT_SIGNED}),
        ("hors OPTAM", "hors OPTAM", {"optam": Optam.NOT_SIGNED}, {"optam": Optam.SIGNED}),
    ],
)
def test_a_condition_holds_here_and_not_elsewhere(
    words: str, spelled: str, here: dict[str, Any], elsewhere: dict[str, Any]
) -> None:
    value = parse(f"150 % BR, {words}", social_security="included")
    assert canonical(value) == f"150\u00a0% BR, {TOGETHER}, {spelled}"
    assert "Cela vaut" in in_plain_words(value)
    assert _pays(value, _care(**here)) == "36.00"
    assert _pays(value, _care(**elsewhere)) == "0.00"
