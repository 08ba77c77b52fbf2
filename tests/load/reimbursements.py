"""The workload of a reimbursement with its reasons, against bare decimal arithmetic.

A mix: a doctor, medicine, a crown of 100 % Santé, a free crown, lenses and implants under a limit
of the year, with thirty uses before them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import Use, Uses
from tests.load import verdict
from tests.load.limits.reimbursement import Asked, three_amounts
from tests.load.race import Called, race
from tests.load.stage import Stage
from tests.load.verdict import Verdict

AIM, HOLD = 2, 5
LAW = shipped_law()
ON = date(2026, 5, 1)
JEANNE = Patient("jeanne", date(1946, 5, 2))
NONE = Decimal("0.00")
TABLE = {
    CareKind.MEDICAL_FEES: "150 % BR",
    CareKind.MEDICINES: "100 % BR",
    CareKind.DENTAL_NOTHING_LEFT: "100 % Santé",
    CareKind.DENTAL_FREE: "300 % BR",
    CareKind.LENSES: "150 € par an",
    CareKind.IMPLANTS: "500 € par an",
}
COVER = Cover(
    tuple(
        CoverLine(kind, parse(said, social_security="included"), said)
        for kind, said in TABLE.items()
    ),
    date(2020, 3, 1),
)


def _uses(counter: str, euros: str, part: str, times: int) -> list[Use]:
    days = (date(2025, 12, 1) + timedelta(days=14 * number) for number in range(times))
    return [Use(counter, "jeanne", on, Decimal(euros), 1, part) for on in days]


BEFORE = [
    *_uses("charge.consultation", "2.00", "", 10),
    *_uses("charge.franchise", "1.00", "box", 10),
    *_uses(CareKind.LENSES, "15.00", "", 5),
    *_uses(CareKind.IMPLANTS, "40.00", "", 5),
]
USED = Uses(BEFORE)


def _care(family: Family, kind: CareKind, price: str, base: str, limit: str = "") -> Care:
    basket = Basket.NOTHING_LEFT if limit else Basket.NONE
    return Care(
        ON, Decimal(price), Decimal(base), family, kind, JEANNE,
        Decimal(limit) if limit else None, basket,
    )  # fmt: skip


CARES = (
    _care(Family.DOCTOR, CareKind.MEDICAL_FEES, "60.00", "31.50"),
    _care(Family.DOCTOR, CareKind.MEDICAL_FEES, "30.00", "30.00"),
    _care(Family.MEDICINE_MAJOR, CareKind.MEDICINES_MAJOR, "12.35", "12.35"),
    _care(Family.DENTAL, CareKind.DENTAL_NOTHING_LEFT, "515.00", "120.00", "515.00"),
    _care(Family.DENTAL, CareKind.DENTAL_FREE, "700.00", "120.00"),
    _care(Family.NOT_REFUNDED, CareKind.LENSES_NOT_REFUNDED, "240.00", "0.00"),
    _care(Family.NOT_REFUNDED, CareKind.IMPLANTS, "1100.00", "0.00"),
)


def _asked(
    care: Care, rate: str, charge: str, counter: str, way: str, given: str, line: str = ""
) -> Asked:
    return Asked(
        ON, care.price, care.base, Decimal(rate), Decimal(charge), Decimal("50.00"),
        [(use.on, use.euros) for use in BEFORE if use.counter == counter],
        way, Decimal(given), care.limit or NONE,
        [(use.on, use.euros) for use in BEFORE if use.counter == line],
    )  # fmt: skip


ASKED = (
    _asked(CARES[0], "0.70", "2.00", "charge.consultation", "base", "1.50"),
    _asked(CARES[1], "0.70", "2.00", "charge.consultation", "base", "1.50"),
    _asked(CARES[2], "0.65", "1.00", "charge.franchise", "base", "1.00"),
    _asked(CARES[3], "0.60", "0.00", "", "limit", "0.00"),
    _asked(CARES[4], "0.60", "0.00", "", "base", "3.00"),
    _asked(CARES[5], "0", "0.00", "", "flat", "150.00", CareKind.LENSES),
    _asked(CARES[6], "0", "0.00", "", "flat", "500.00", CareKind.IMPLANTS),
)


def ours() -> list[tuple[Decimal, Decimal, Decimal]]:
    """The three amounts of each line, with their reasons."""
    answers = [reimburse(care, COVER, USED, LAW) for care in CARES]
    return [(answer.social_security, answer.insurer, answer.left) for answer in answers]


def limit() -> list[tuple[Decimal, Decimal, Decimal]]:
    """The three amounts of each line."""
    return [three_amounts(asked) for asked in ASKED]


def _often(work: Callable[[], object]) -> Callable[[], None]:
    """A unit of work long enough to be timed: so many mixes that a lap is not all clock."""

    def many() -> None:
        for _ in range(20):
            work()

    return many


def reimbursement_workload(
    stage: Stage, sizes: Sequence[int], rounds: int, count: int
) -> Iterator[Verdict]:
    """A mix of lines: no server, no table; sizes do not matter."""
    result = race(Called(_often(ours)), Called(_often(limit)), rounds=rounds, count=count)
    yield verdict.of_cost("reimbursement", 0, result, AIM, HOLD)
