"""What limits count: units, euros, ceilings that lines share, windows that roll. Rules 4.1, 4.2."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Network, Period, Scope
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover, SharedCeiling
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.remaining import Remaining, remaining, remaining_of_shared
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Counter, Rule
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.reckoning.windows import contract_year
from espace_client.benefits.tests.stories import HENRI, SPRING, care, cover, found, line, sums_up

KIND = CareKind.GENTLE_MEDICINE


def cost(price: str, **more: object) -> Care:
    """Care that the Sécurité sociale knows nothing of."""
    return care(price, "0.00", Family.NOT_REFUNDED, KIND, **more)


def paid(sentence: str, *cares: Care, used: Uses = NOTHING_USED, **more: object) -> list[str]:
    contract = cover((KIND, sentence), **more)
    return [str(one.insurer) for one in settle(cares, contract, used, shipped_law()).answers]


def on(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_units_of_one_line_that_cross_the_limit_in_the_middle() -> None:
    sessions = "35 € par séance, 4 séances par an"
    assert paid(sessions, cost("150.00", quantity=3), cost("150.00", quantity=3)) == [
        "105.00",
        "35.00",
    ]
    assert paid(sessions, cost("20.00"), cost("100.00", quantity=2)) == ["20.00", "70.00"]
    assert paid("80 % frais réels, 2 actes par an", cost("100.01", quantity=3)) == ["53.34"]


YEARS: Sequence[tuple[str, list[date], list[str]]] = [
    ("300 € par an", on("2025-12-31", "2026-01-01", "2026-12-31"), ["200.00", "200.00", "100.00"]),
    ("300 € par année de contrat", on("2026-02-27", "2026-02-28", "2027-02-27"),
     ["200.00", "200.00", "100.00"]),
    ("300 € tous les 2 ans", on("2024-05-10", "2026-05-09", "2026-05-10"),
     ["200.00", "100.00", "200.00"]),
    ("200 € par équipement tous les 2 ans", on("2024-05-10", "2026-05-09", "2026-05-10"),
     ["200.00", "0.00", "200.00"]),
    ("Frais réels, 1 acte tous les 4 ans", on("2022-05-10", "2026-05-09", "2026-05-10"),
     ["200.00", "0.00", "200.00"]),
    ("Frais réels, 2 actes", on("2022-05-10", "2023-05-09", "2026-12-10"),
     ["200.00", "200.00", "0.00"]),
    ("60 €", on("2026-05-10", "2026-05-10", "2026-05-10"), ["60.00", "60.00", "60.00"]),
    ("Frais réels dans la limite de 90 €", on("2026-05-10", "2026-05-10"), ["90.00", "90.00"]),
    ("Frais réels dans la limite de 90 € par famille", on("2026-05-10", "2026-05-10"),
     ["90.00", "0.00"]),
    ("2 % PMSS par an", on("2025-12-31", "2026-01-01", "2026-01-02"), ["78.50", "80.10", "0.00"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "days", "expected"), YEARS, ids=[one[0] for one in YEARS])
def test_when_a_counter_starts_again(sentence: str, days: list[date], expected: list[str]) -> None:
    """The contract began on 29 February: its ordinary years begin on 28 February."""
    cares = [cost("200.00", on=day) for day in days]
    assert paid(sentence, *cares, anniversary=date(2020, 2, 29)) == expected


def test_a_late_line_is_counted_with_those_that_came_after_it() -> None:
    later = Uses([Use(KIND, "jeanne", date(2026, 3, 1), Decimal("250.00"))])
    assert paid("300 € tous les 2 ans", cost("200.00", on=date(2024, 3, 2)), used=later) == [
        "50.00"
    ]
    assert paid("300 € tous les 2 ans", cost("200.00", on=date(2024, 3, 1)), used=later) == [
        "200.00"
    ]


def test_years_of_a_contract_of_the_29th_of_february() -> None:
    born = date(2020, 2, 29)
    assert contract_year(born, date(2024, 2, 28)) == tuple(on("2023-02-28", "2024-02-29"))
    assert contract_year(born, date(2024, 2, 29)) == tuple(on("2024-02-29", "2025-02-28"))
    assert contract_year(born, date(2019, 6, 1)) == tuple(on("2019-02-28", "2020-02-29"))


def test_an_ear_has_its_own_four_years() -> None:
    ear = "1 000 € par oreille tous les 4 ans"
    right, left = (cost("1200.00", part=side) for side in ("right", "left"))
    assert paid(ear, right, left, right) == ["1000.00", "1000.00", "0.00"]
    assert paid(ear, cost("2400.00", quantity=2), cost("1200.00")) == ["2000.00", "0.00"]


def test_several_acts_on_one_tooth_are_one_tooth() -> None:
    crowns = "Frais réels, 2 dents par an"
    asked = [cost("100.00", part=tooth) for tooth in ("26", "26", "36", "26", "46")]
    assert paid(crowns, *asked) == ["100.00", "100.00", "100.00", "100.00", "0.00"]
    assert paid("Frais réels dans la limite de 70 € par dent", *asked[:2]) == ["70.00", "70.00"]
    assert paid("Frais réels dans la limite de 70 € par dent et par an", *asked[:3]) == [
        "70.00",
        "0.00",
        "70.00",
    ]


def test_euros_that_contain_the_social_security_count_it_too() -> None:
    sentence = "500 € par an, Sécurité sociale incluse"
    visit = care("300.00", "100.00", Family.DENTAL, KIND)
    assert paid(sentence, visit, visit, visit) == ["240.00", "140.00", "40.00"]
    assert paid(sentence, visit, visit, visit, responsible=False) == ["240.00", "140.00", "0.00"]


def test_the_euros_beside_a_share_of_the_base_are_counted_alone() -> None:
    visit = care("300.00", "100.00", Family.DENTAL, KIND)
    assert paid("100 % BR + 200 € par an", visit, visit, visit) == ["240.00", "40.00", "40.00"]
    assert paid("100 % BR + 120 € par an", visit, visit, visit) == ["160.00", "40.00", "40.00"]


def test_outside_the_network_another_line_pays() -> None:
    contract = cover((KIND, "100 €, dans le réseau"), (KIND, "60 €, hors réseau"))
    asked = [cost("200.00", network=one) for one in (Network.INSIDE, Network.OUTSIDE, None)]
    answers = settle(asked, contract, NOTHING_USED, shipped_law()).answers
    assert [str(one.insurer) for one in answers] == ["100.00", "60.00", "60.00"]


def ceiling(amount: str, *kinds: CareKind, scope: Scope = Scope.BENEFICIARY) -> SharedCeiling:
    return SharedCeiling(
        "dentaire", frozenset(kinds), Decimal(amount), Period.CIVIL_YEAR, scope, "plafond dentaire"
    )


def dental(price: str, kind: CareKind, basket: Basket, **more: object) -> Care:
    return care(price, "120.00", Family.DENTAL, kind, basket=basket, **more)


def dental_cover(amount: str, scope: Scope = Scope.BENEFICIARY) -> Cover:
    kinds = (CareKind.DENTAL_FREE, CareKind.DENTAL_CAPPED, CareKind.DENTAL_NOTHING_LEFT)
    sentences = ("400 % BR", "300 % BR", "100 % Santé")
    lines = tuple(zip(kinds, sentences, strict=True))
    return cover(*lines, ceilings=(ceiling(amount, *kinds, scope=scope),))


@pytest.mark.promise("I5.16")
def test_a_ceiling_that_lines_share_never_touches_the_floor() -> None:
    free = dental("700.00", CareKind.DENTAL_FREE, Basket.FREE)
    capped = dental("500.00", CareKind.DENTAL_CAPPED, Basket.CAPPED)
    nothing_left = dental(
        "500.00", CareKind.DENTAL_NOTHING_LEFT, Basket.NOTHING_LEFT, limit=Decimal("480.00")
    )
    asked = [free, capped, nothing_left, nothing_left]
    answers = settle(asked, dental_cover("500.00"), NOTHING_USED, shipped_law()).answers
    assert [str(one.insurer) for one in answers] == ["408.00", "92.00", "408.00", "408.00"]
    (step,) = found(answers[1], Rule.SHARED_CEILING, Rule.INSURER)
    assert step.counter == Counter(Decimal("500.00"), Decimal("408.00"), Decimal("92.00"))
    (floor,) = found(answers[2], Rule.FLOOR_OF_LAW)
    assert str(floor.amount) == "408.00"
    assert [(step.rule, str(step.amount)) for step in answers[2].steps.children[-1].children] == [
        (Rule.EXCESS_LEFT, "20.00")
    ]


def test_a_family_shares_its_ceiling() -> None:
    asked = [dental("700.00", CareKind.DENTAL_FREE, Basket.FREE, patient=who) for who in
             (HENRI, HENRI._replace(who="jeanne"))]  # fmt: skip
    for scope, second in ((Scope.FAMILY, "92.00"), (Scope.BENEFICIARY, "408.00")):
        answers = settle(asked, dental_cover("500.00", scope), NOTHING_USED, shipped_law()).answers
        assert str(answers[1].insurer) == second


def test_a_second_pair_of_glasses_keeps_the_moderateur_alone() -> None:
    kind = CareKind.GLASSES_NOTHING_LEFT
    pair = care("125.00", "37.50", Family.DEVICE, kind, basket=Basket.NOTHING_LEFT,
                limit=Decimal("125.00"))  # fmt: skip
    contract = cover((kind, "100 % Santé, 1 équipement tous les 2 ans"))
    answers = settle([pair, pair], contract, NOTHING_USED, shipped_law()).answers
    assert [str(one.insurer) for one in answers] == ["102.50", "15.00"]


def test_the_moderateur_is_paid_even_above_a_limit_price() -> None:
    """Two floors of the law: the higher holds, whatever a file of acts gives as a limit."""
    asked = dental(
        "100.00", CareKind.DENTAL_NOTHING_LEFT, Basket.NOTHING_LEFT, limit=Decimal("80.00")
    )
    (answer,) = settle([asked], cover(), NOTHING_USED, shipped_law()).answers
    assert (answer.social_security, answer.insurer, answer.left) == (60, 40, 0)


def test_another_insurer_paid_before() -> None:
    asked = cost("100.00", others_paid=Decimal("70.00"))
    (answer,) = settle([asked], cover((KIND, "60 €")), NOTHING_USED, shipped_law()).answers
    assert (answer.insurer, answer.others, answer.left) == (30, 70, 0)
    (step,) = found(answer, Rule.OTHER_INSURER)
    assert step.amount == -30


def test_a_price_below_the_base() -> None:
    asked = care("20.00", "30.00")
    (answer,) = settle([asked], cover((CareKind.MEDICAL_FEES, "100 % BR")), NOTHING_USED,
                       shipped_law()).answers  # fmt: skip
    assert (answer.social_security, answer.insurer, answer.left) == (12, 6, 2)


def left(sentence: str, used: Uses, day: date = SPRING, **more: object) -> Remaining:
    contract = cover((KIND, sentence), anniversary=date(2020, 2, 29))
    asked = {"law": shipped_law(), "cover": contract, "part": "", **more}
    return remaining(line(KIND, sentence), "jeanne", on=day, used=used, **asked)


def used(day: date, euros: str, number: int = 1, who: str = "jeanne", part: str = "") -> Uses:
    return Uses([Use(KIND, who, day, Decimal(euros), number, part)])


LEFT = [
    ("150 € par an", "2026-02-01", "110.00", None, "2027-01-01"),
    ("150 € par an", "2025-02-01", "150.00", None, "2027-01-01"),
    ("150 € par année de contrat", "2026-03-01", "110.00", None, "2027-02-28"),
    ("35 € par séance, 4 séances par an", "2026-02-01", None, 2, "2027-01-01"),
    ("170 € par équipement tous les 2 ans", "2025-02-01", None, 0, "2027-02-01"),
    ("170 € par équipement tous les 2 ans", "2023-02-01", None, 1, None),
    ("60 € par nuit", "2026-02-01", None, None, None),
    ("Frais réels, 1 acte", "2023-02-01", None, 0, None),
]


@pytest.mark.promise("I5.16")
@pytest.mark.parametrize(("sentence", "day", "euros", "count", "renews"), LEFT)
def test_what_is_left_and_when_it_renews(
    sentence: str, day: str, euros: str | None, count: int | None, renews: str | None
) -> None:
    told = left(sentence, used(date.fromisoformat(day), "40.00", 2))
    assert (told.euros, told.count) == (Decimal(euros) if euros else None, count)
    assert told.renews_on == (date.fromisoformat(renews) if renews else None)


def test_what_others_used_counts_for_a_family_only() -> None:
    his = used(date(2026, 2, 1), "40.00", who="henri")
    assert left("150 € par an", his).euros == 150
    assert left("150 € par an et par famille", his).euros == 110


def test_what_is_left_of_one_ear() -> None:
    sentence, right = "1 000 € par oreille tous les 4 ans", used(SPRING, "900.00", 1, part="right")
    assert left(sentence, right, part="right").count == 0
    assert left(sentence, right, part="left").count == 1
    assert left(sentence, right).count == 1  # of two


def test_what_is_left_of_a_shared_ceiling() -> None:
    contract = dental_cover("500.00")
    spent = Uses([Use(CareKind.DENTAL_FREE, "jeanne", SPRING, Decimal("408.00"))])
    told = remaining_of_shared(
        contract.ceilings[0], "jeanne", on=SPRING, used=spent, cover=contract
    )
    assert (told.euros, told.euros_in_all, told.renews_on) == (92, 500, date(2027, 1, 1))


def test_an_unknown_monthly_ceiling_is_never_a_zero() -> None:
    with pytest.raises(NoValue, match=r"pmss.*01/05/2031"):
        left("2 % PMSS par an", NOTHING_USED, date(2031, 5, 1))


def test_what_another_insurer_paid_of_a_flat_charge_is_not_left() -> None:
    """2 € of participation, of which another insurer paid one: one is left, with its reason."""
    asked = care("30.00", "30.00", others_paid=Decimal("28.00"), on=date(2026, 5, 1))
    answer = reimburse(asked, cover(responsible=False), Uses(), shipped_law())
    assert str(answer.left) == "0.00"
    asked = asked._replace(others_paid=Decimal("10.00"))
    answer = reimburse(asked, cover(responsible=False), Uses(), shipped_law())
    (charge,) = found(answer, Rule.CONSULTATION_CHARGE, inside=Rule.LEFT)
    assert (str(answer.left), str(charge.amount)) == ("1.00", "1.00")
    sums_up(answer.steps)
