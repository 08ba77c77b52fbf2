"""What was settled and what is read back from the lines of care leave the same."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.reckoning.care import Care, Patient, care_for
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.remaining import remaining
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses
from espace_client.kernel.french import NBSP
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.left import left_of
from espace_client.reimbursements.rules import Paid, is_at_least, uses_of_lines

pytestmark = pytest.mark.promise("I5.16")

WHO = Patient("her", date(1956, 1, 1))


def cover(*lines: tuple[CareKind, str]) -> Cover:
    told = (CoverLine(kind, parse(said), f"Ligne{NBSP}: {said}") for kind, said in lines)
    return Cover(tuple(told), date(2020, 1, 1))


GLASSES = cover(
    (CareKind.GLASSES_NOTHING_LEFT, "100 % Santé par équipement tous les 2 ans"),
    (CareKind.GLASSES_SIMPLE, "160 € par équipement tous les 2 ans, Sécurité sociale incluse"),
)
HEARING = cover((CareKind.HEARING_NOTHING_LEFT, "100 % Santé par oreille tous les 4 ans"))


def care(code: str, on: date, price: str, part: str = "") -> Care:
    return care_for(
        catalogue().find(code),
        on=on,
        price=Decimal(price),
        patient=WHO,
        part=part,
        reference=f"{code}-{on}-{part}",
    )


def rows(cares: Sequence[Care], answers: Sequence[Answer], *, known: bool) -> list[Paid]:
    """The lines that an insurer's file would hold; *known*: with the code of the act."""
    return [
        Paid(
            reference=one.reference, who=WHO.who, birth=WHO.birth, on=one.on, kind=one.kind,
            spent=one.price, basic=answer.social_security, complementary=answer.insurer,
            quantity=one.quantity, part=one.part, charge=Decimal(0), mine=True,
            base=one.base if known else None,
        )
        for one, answer in zip(cares, answers, strict=True)
    ]  # fmt: skip


def left(contract: Cover, used: Uses, on: date, part: str = "") -> list[object]:
    return [
        (found.euros, found.count, found.renews_on)
        for line in contract.lines
        for found in [
            remaining(line, WHO.who, on=on, used=used, law=law(), cover=contract, part=part)
        ]
    ]


@pytest.mark.parametrize("known", [True, False], ids=["with its act", "without"])
@pytest.mark.parametrize(
    ("contract", "cares", "days"),
    [
        pytest.param(
            GLASSES,
            [
                care("LUNETTES-A-SIMPLES", date(2024, 1, 10), "110.00"),
                care("LUNETTES-A-SIMPLES", date(2025, 3, 1), "110.00"),  # ticket modérateur alone
            ],
            [date(2025, 6, 1), date(2026, 1, 9), date(2026, 1, 10), date(2026, 11, 26)],
            id="glasses",
        ),
        pytest.param(
            HEARING,
            [
                care("AIDE-AUDITIVE-1", date(2023, 5, 2), "950.00", "droite"),
                care("AIDE-AUDITIVE-1", date(2025, 5, 2), "950.00", "droite"),
            ],
            [date(2025, 6, 1), date(2027, 5, 1), date(2027, 5, 2)],
            id="hearing",
        ),
    ],
)
def test_a_ticket_moderateur_renews_nothing(
    contract: Cover, cares: list[Care], days: list[date], known: bool
) -> None:
    """A second pair before its time: the law has its ticket modérateur paid, and two years still
    run from the first one."""
    settled = settle(cares, contract, NOTHING_USED, law())
    assert settled.answers[1].insurer < settled.answers[0].insurer
    read = uses_of_lines(rows(cares, settled.answers, known=known), contract, law())
    for day in days:
        part = cares[0].part
        assert left(contract, read, day, part) == left(contract, settled.uses, day, part), day
    counted = [use.number for use in read.of(cares[1].kind) if use.on == cares[1].on]
    assert counted == [0]


def test_a_first_pair_counts_even_if_little_was_paid() -> None:
    """« Ticket modérateur » is what the contract pays: the window is empty, it fills it."""
    contract = cover((CareKind.GLASSES_SIMPLE, "Ticket modérateur par équipement tous les 2 ans"))
    first = care("LUNETTES-B-SIMPLES", date(2025, 1, 10), "300.00")
    settled = settle([first], contract, NOTHING_USED, law())
    read = uses_of_lines(rows([first], settled.answers, known=False), contract, law())
    assert left(contract, read, date(2026, 1, 1)) == left(contract, settled.uses, date(2026, 1, 1))


def test_euros_on_top_of_the_base_are_not_used_by_the_ticket_moderateur() -> None:
    """« 100 % BR + 300 € par an »: care at its base takes nothing of the 300 €."""
    contract = cover((CareKind.DENTAL_FREE, "100 % BR + 300 € par an, Sécurité sociale incluse"))
    cares = [
        care("HBLD403", date(2026, 2, 1), "120.00", "11"),
        care("HBLD403", date(2026, 3, 1), "220.00", "12"),
    ]
    settled = settle(cares, contract, NOTHING_USED, law())
    today = date(2026, 11, 26)
    read = uses_of_lines(rows(cares, settled.answers, known=True), contract, law())
    assert left(contract, read, today) == left(contract, settled.uses, today)
    (line,) = contract.lines
    assert remaining(
        line, WHO.who, on=today, used=read, law=law(), cover=contract, part=""
    ).euros == Decimal("200.00")
    assert not is_at_least(line, read, WHO.who)


def test_without_the_act_what_is_left_is_said_to_be_the_least() -> None:
    contract = cover((CareKind.DENTAL_FREE, "100 % BR + 300 € par an, Sécurité sociale incluse"))
    cares = [care("HBLD403", date(2026, 2, 1), "120.00", "11")]
    settled = settle(cares, contract, NOTHING_USED, law())
    (row,) = rows(cares, settled.answers, known=False)
    today = date(2026, 11, 26)
    for read, at_least in (
        (uses_of_lines([row], contract, law()), True),
        (uses_of_lines([row._replace(base=cares[0].base)], contract, law()), False),
        (NOTHING_USED, False),
    ):
        (told,) = left_of(contract, WHO.who, used=read, law=law(), on=today)
        assert told.at_least is at_least


def test_a_child_has_new_glasses_after_one_year() -> None:
    """What is left says so, and a second pair after thirteen months is no ticket modérateur."""
    child = date(2016, 1, 1)
    row = Paid(
        reference="R-1", who=WHO.who, birth=child, on=date(2025, 1, 10),
        kind=CareKind.GLASSES_NOTHING_LEFT, spent=Decimal(110), basic=Decimal("22.50"),
        complementary=Decimal("87.50"), quantity=1, part="", charge=Decimal(0), mine=True,
    )  # fmt: skip
    today = date(2026, 2, 10)
    used = uses_of_lines([row], GLASSES, law())
    told = left_of(GLASSES, WHO.who, used=used, law=law(), on=today, birth=child)
    assert {one.used for one in told} == {0}
    adult = left_of(GLASSES, WHO.who, used=used, law=law(), on=today, birth=WHO.birth)
    assert {one.used for one in adult} == {100}
