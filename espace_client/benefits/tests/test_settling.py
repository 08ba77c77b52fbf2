"""Several lines that share counters: no money is made, a cancelled line gives its own back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Period
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover, SharedCeiling
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses
from espace_client.benefits.tests.questions import cares, covers, stays, uses
from espace_client.benefits.tests.stories import HENRI, JEANNE, care, cover
from espace_client.kernel.periods import years_after

LAW = shipped_law()
FREE = CareKind.DENTAL_FREE
several = st.lists(cares() | stays(), max_size=4)


def implants(*asked: tuple[date, str], **more: object) -> list[Care]:
    """Lines of care that the Sécurité sociale knows nothing of, each with a name."""
    return [
        care(price, "0.00", Family.NOT_REFUNDED, CareKind.IMPLANTS, on=on, **more)._replace(
            reference=f"line-{number}"
        )
        for number, (on, price) in enumerate(asked)
    ]


def insurer(lines: Sequence[Care | Stay], contract: Cover, used: Uses = NOTHING_USED) -> list[str]:
    return [str(answer.insurer) for answer in settle(lines, contract, used, LAW).answers]


@pytest.mark.promise("I5.5")
@given(several, covers(), uses(), st.integers(0, 6))
def test_in_two_batches_or_in_one(
    lines: list[Care | Stay], contract: Cover, used: Uses, cut: int
) -> None:
    lines = sorted(lines, key=lambda one: one.on)
    whole = settle(lines, contract, used, LAW)
    first = settle(lines[:cut], contract, used, LAW)
    second = settle(lines[cut:], contract, first.uses, LAW)
    assert first.answers + second.answers == whole.answers
    assert sorted(second.uses) == sorted(whole.uses)


dated = st.lists(
    st.tuples(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.decimals(1, 900, places=2)),
    max_size=9,
)
PERIODS = {
    "par an": Period.CIVIL_YEAR,
    "par année de contrat": Period.CONTRACT_YEAR,
    "tous les 2 ans": Period.TWO_YEARS,
    "tous les 4 ans": Period.FOUR_YEARS,
}
YEARS = {Period.TWO_YEARS: 2, Period.FOUR_YEARS: 4}


@cache
def stretches(period: Period, anniversary: date) -> list[tuple[date, date]]:
    """Every window of a period between 2018 and 2030, made the slow way."""
    if period in YEARS:
        first = date(2021, 12, 1).toordinal()
        starts = [date.fromordinal(first + day) for day in range(1900)]
        return [(start, years_after(start, YEARS[period])) for start in starts]
    start = date(2018, 1, 1) if period is Period.CIVIL_YEAR else anniversary
    return [(years_after(start, n), years_after(start, n + 1)) for n in range(12)]


@pytest.mark.promise("I5.5")
@given(dated, st.sampled_from(sorted(PERIODS)), st.data())
def test_no_window_ever_holds_more_than_its_limit(
    asked: list[tuple[date, Decimal]], said: str, data: st.DataObject
) -> None:
    """Whatever comes in which order, late lines among them, in however many parts."""
    anniversary = data.draw(st.sampled_from([date(2018, 1, 1), date(2020, 2, 29)]))
    in_euros = data.draw(st.booleans())
    sentence = f"500 € {said}" if in_euros else f"Frais réels, 3 actes {said}"
    contract = cover((CareKind.IMPLANTS, sentence), anniversary=anniversary)
    used, paid = NOTHING_USED, []
    for line in implants(*((on, str(price)) for on, price in asked)):  # as they arrive
        answer = reimburse(line, contract, used, LAW)
        used = used.plus(answer.uses)
        paid.append((line.on, answer.insurer))
    for start, end in stretches(PERIODS[said], anniversary):
        here = [amount for on, amount in paid if start <= on < end]
        if in_euros:
            assert sum(here) <= 500
        else:
            assert sum(amount > 0 for amount in here) <= 3


@pytest.mark.promise("I5.5")
@given(st.lists(st.decimals(1, 900, places=2), min_size=1, max_size=6), st.randoms(), st.booleans())
def test_the_order_of_one_day_does_not_change_the_total(
    prices: list[Decimal], chance: object, together: bool
) -> None:
    """Where lines share an amount in euros, or a ceiling."""
    sentence = "500 € par an" if together else "80 % frais réels"
    ceiling = SharedCeiling(
        "dentaire", frozenset({CareKind.IMPLANTS}), Decimal("700.00"), Period.CIVIL_YEAR,
        cover((CareKind.IMPLANTS, "1 €")).lines[0].guarantee.scope, "700 € par an en dentaire",
    )  # fmt: skip
    contract = cover((CareKind.IMPLANTS, sentence), ceilings=(ceiling,))
    lines = implants(*((date(2026, 5, 1), str(price)) for price in prices))
    shuffled = list(lines)
    chance.shuffle(shuffled)
    assert sum(map(Decimal, insurer(lines, contract))) == sum(
        map(Decimal, insurer(shuffled, contract))
    )


@pytest.mark.promise("I5.6")
@given(several, cares(), covers(), uses())
def test_a_cancelled_line_was_never_there(
    lines: list[Care | Stay], cancelled: Care, contract: Cover, used: Uses
) -> None:
    cancelled = cancelled._replace(reference="cancelled")
    before = settle(lines, contract, used, LAW).uses
    after = before.plus(reimburse(cancelled, contract, before, LAW).uses)
    again = after.without(cancelled.reference)
    assert sorted(again) == sorted(before)
    assert reimburse(cancelled, contract, again, LAW) == reimburse(cancelled, contract, before, LAW)


def test_answers_come_in_the_order_of_the_questions() -> None:
    later, sooner = implants((date(2026, 5, 2), "400.00"), (date(2026, 5, 1), "300.00"))
    contract = cover((CareKind.IMPLANTS, "500 € par an"))
    assert insurer([later, sooner], contract) == ["200.00", "300.00"]


def test_a_quote_that_crosses_its_ceiling_in_the_middle() -> None:
    """Three crowns of one quote under « 1 000 € par an », then « puis 125 % BR »."""
    crowns = [
        care("700.00", "120.00", Family.DENTAL, FREE, part=tooth) for tooth in ("16", "26", "36")
    ]
    contract = cover((FREE, "500 % BR dans la limite de 1 000 € par an"))
    assert insurer(crowns, contract) == ["528.00", "472.00", "48.00"]  # the last: ticket modérateur
    ceiling = SharedCeiling(
        "dentaire", frozenset({FREE}), Decimal(1000), Period.CIVIL_YEAR,
        contract.lines[0].guarantee.scope, "1 000 € par an en dentaire, puis 125 % BR",
        cover((FREE, "125 % BR")).lines[0].guarantee,
    )  # fmt: skip
    shared = cover((FREE, "500 % BR"), ceilings=(ceiling,))
    assert insurer(crowns, shared) == ["528.00", "472.00", "78.00"]


def test_a_family_shares_and_persons_do_not() -> None:
    asked = [
        *implants((date(2026, 5, 1), "400.00"), patient=JEANNE),
        *implants((date(2026, 5, 2), "400.00"), patient=HENRI),
    ]
    assert insurer(asked, cover((CareKind.IMPLANTS, "500 € par an"))) == ["400.00", "400.00"]
    family = cover((CareKind.IMPLANTS, "500 € par an et par famille"))
    assert insurer(asked, family) == ["400.00", "100.00"]
