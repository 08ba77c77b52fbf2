"""Care that was paid, and the link with the Sécurité sociale.

The fees, bases and rates are rounded on those of 2021; what the insurer pays is invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import HOSPITAL, Care, Household, Someone, Transmission
from espace_client.portfolio.invented_money import SNAPSHOT

_FIRST_DAY, _DAYS = date(2021, 1, 4), 415  # up to 22 February 2022


class Act(NamedTuple):
    """One kind of care. Cents: the fee, what the Sécurité sociale pays, and the insurer by
    option (essentielle, equilibre, confort)."""

    care: str
    spent: int
    basic: int
    complementary: tuple[int, int, int]


ACTS = (
    Act("Consultation d’un généraliste", 2_500, 1_650, (750, 750, 750)),
    Act("Consultation d’un généraliste", 2_500, 1_650, (750, 750, 750)),
    Act("Pharmacie", 1_842, 1_105, (687, 687, 687)),
    Act("Pharmacie", 3_127, 2_032, (1_095, 1_095, 1_095)),
    Act("Consultation d’un cardiologue", 5_100, 3_470, (1_530, 1_530, 1_530)),
    Act("Consultation d’un ophtalmologiste", 6_000, 2_000, (900, 2_100, 3_600)),
    Act("Analyses de sang", 4_320, 2_592, (1_728, 1_728, 1_728)),
    Act("Séance de kinésithérapie", 1_613, 968, (645, 645, 645)),
    Act("Détartrage", 2_892, 2_024, (868, 868, 868)),
    Act("Radiographie", 3_990, 2_793, (1_197, 1_197, 1_197)),
    Act("Couronne dentaire", 54_000, 8_400, (12_600, 21_600, 33_600)),
    Act("Monture et deux verres", 38_000, 9, (10_000, 20_000, 35_000)),
    Act("Appareil auditif", 150_000, 24_000, (30_000, 60_000, 90_000)),
)
_WEIGHTS = (18, 14, 16, 14, 6, 6, 9, 10, 6, 5, 2, 2, 1)
_HOSPITAL = (
    Act("Forfait journalier hospitalier (3 jours)", 6_000, 0, (6_000, 6_000, 6_000)),
    Act("Chambre particulière (3 nuits)", 24_000, 0, (12_000, 12_000, 12_000)),
)
_RANKS = {"essentielle": 0, "equilibre": 1, "confort": 2, "hospi": 0}


def cares_of(household: Household, dice: Dice, *, most: int = 5) -> Iterator[Care]:
    """A few lines of care for each one covered, while the contract ran."""
    for person, _link in household.covered():
        for number in range(dice.between(0, most)):
            if household.product == HOSPITAL:
                act = dice.one_of(_HOSPITAL)
            else:
                act = dice.weighted(ACTS, _WEIGHTS)
            cared_on = _FIRST_DAY + timedelta(days=dice.between(0, _DAYS - 1))
            paid_on = cared_on + timedelta(days=dice.between(4, 15))
            if household.start_on <= cared_on <= (household.end_on or date.max):
                yield care(household, person, act, number + 1, cared_on, paid_on)


def care(
    household: Household, person: Someone, act: Act, number: int, cared_on: date, paid_on: date
) -> Care:
    """One line of care, at the rates of the household's option. Not paid yet at the snapshot:
    no day of payment."""
    return Care(
        reference=f"R{person.reference[1:]}-{number:02d}",
        person=person.reference,
        cared_on=cared_on,
        paid_on=paid_on if paid_on <= SNAPSHOT else None,
        care=act.care,
        spent=act.spent,
        basic=act.basic,
        complementary=act.complementary[_RANKS[household.option]],
    )


def transmissions_of(household: Household, case: str, dice: Dice) -> Iterator[Transmission]:
    """The link of each one covered; *case* spoils the holder's."""
    for person, link in household.covered():
        feed = {"conflict": "conflit", "absent": "absente"}.get(case, "active")
        if link != "adherent":
            feed = "active"
        flow = SNAPSHOT - timedelta(days=dice.between(1, 60))
        last = min(flow, household.end_on or flow)
        since = household.start_on
        yield Transmission(
            person=person.reference,
            feed=feed,
            since=None if feed == "absente" else since,
            last_flow_on=last if feed == "active" and last >= since else None,
        )
