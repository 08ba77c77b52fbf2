"""Inventing households of retirees, always the same ones for one seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from espace_client.portfolio import invented_names as known
from espace_client.portfolio.cast import CAST
from espace_client.portfolio.deal import Card, Deal
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.hard_cases import (
    BOUNCING,
    CASES,
    LIVES,
    NOT_RUNNING,
    requests_to_deal,
    shares_a_mailbox,
    still_to_deal,
)
from espace_client.portfolio.household import HOSPITAL, RETIREES, Household, OpenRequest, Someone
from espace_client.portfolio.invented_answers import answers_of, guardian_of, request_of
from espace_client.portfolio.invented_care import cares_of, transmissions_of
from espace_client.portfolio.invented_logins import Mailboxes, OldLogins
from espace_client.portfolio.invented_money import (
    SNAPSHOT,
    accounts_of,
    contributions_of,
    mandates_of,
)
from espace_client.portfolio.invented_names import Region
from espace_client.portfolio.invented_passwords import old_password
from espace_client.portfolio.invented_people import People

_LAST_YEAR_END, LEFT_LATELY = date(2021, 12, 31), date(2022, 2, 28)
_OPTIONS = ("essentielle", "equilibre", "confort")
_FIRST_NUMBER, _NUMBERS, _STRIDE = 10_000_000, 38_000_000, 15_485_863  # the cast is above 48 M


def households(*, members: int, seed: int) -> Iterator[Household]:
    """*members* households: the cast first, then invented ones."""
    cast = [role.household for role in CAST[:members]]
    yield from cast
    inventor = _Inventor(members, cast, seed)
    for index in range(members - len(cast)):
        yield inventor.household(index)


class _Inventor:
    """Draws one household after the other; remembers only what must stay unique.

    What hangs on a contract has dice of its own: another price or another consent makes no other
    people.
    """

    def __init__(self, members: int, cast: list[Household], seed: int) -> None:
        self._dice, self._further = Dice(seed), Dice(f"{seed} further")
        self._first = self._dice.between(0, _NUMBERS - 1)
        self._people = People(self._dice)
        self._mailboxes = Mailboxes(self._dice)
        self._logins = OldLogins(self._dice)
        rest, dice = members - len(cast), Dice(f"{seed} deals")
        lives = still_to_deal(LIVES, members=members, cast=cast)
        self._cases = Deal(still_to_deal(CASES, members=members, cast=cast), rest, dice)
        self._lives = Deal(lives, rest, dice)
        running = rest - sum(max(lives[name], 0) for name in NOT_RUNNING)
        self._requests = Deal(requests_to_deal(members=members, cast=cast), running, dice)
        self._asked = 0
        self._one_left_lately = False

    def household(self, index: int) -> Household:
        """The household of that index: who they are, then what hangs on their contract."""
        case, life = self._cases[index], self._lives[index].name
        household = self._lately(self._with_money(self._family(index, case, life), life))
        further = self._further
        return replace(
            household,
            guardian=guardian_of(household, case.rank, further)
            if case.name == "guardian"
            else None,
            answers=tuple(answers_of(household, case.name, further)),
            transmissions=tuple(transmissions_of(household, case.name, further)),
            cares=tuple(cares_of(household, further)),
            requests=() if life in NOT_RUNNING else tuple(self._waiting(household)),
        )

    def _lately(self, household: Household) -> Household:
        """The first whose contract ended with the year 2021 left last month instead: they read
        their space (product D.15). Nothing is drawn for it, so nobody else changes."""
        reached = bool(household.holder.email) and not household.holder.email.endswith(BOUNCING)
        waits = household.end_on == _LAST_YEAR_END and reached and not shares_a_mailbox(household)
        if self._one_left_lately or not waits:
            return household
        self._one_left_lately = True
        mandates = tuple(
            replace(one, ended_on=LEFT_LATELY) if one.ended_on == _LAST_YEAR_END else one
            for one in household.mandates
        )
        return replace(household, end_on=LEFT_LATELY, mandates=mandates)

    def _waiting(self, household: Household) -> Iterator[OpenRequest]:
        card = self._requests[self._asked]
        self._asked += 1
        if card.name:
            yield request_of(household, card, self._further)

    def _family(self, index: int, case: Card, life: str) -> Household:
        dice, people = self._dice, self._people
        number = str(_FIRST_NUMBER + (self._first + index * _STRIDE) % _NUMBERS)
        region = dice.weighted(known.REGIONS, _REGION_WEIGHTS)
        year = 1962 - min(dice.between(0, 22) + dice.between(0, 15), 36)
        holder = people.holder(number, region, year, case=case.name)
        spouse = self._spouse(holder, region, year, case.name)
        if spouse and holder.title == "MME" and dice.chance(0.85):
            holder = replace(holder, usual_name=people.married_name(holder, spouse))
        child = None
        if case.name == "child":
            child = people.child(holder, region, year, rank=case.rank)
        holder, spouse = self._mailboxes.given_to(holder, spouse, case=case.name)
        start_on, end_on = self._dates(year, life)
        if life == "dead":
            holder = replace(holder, died_on=end_on)
        hospital = dice.chance(0.06)
        return Household(
            holder=holder,
            spouse=spouse,
            child=child,
            home=people.home(region),
            contract=f"{'HH' if hospital else 'RH'}-{number}",
            product=HOSPITAL if hospital else RETIREES,
            option="hospi" if hospital else dice.weighted(_OPTIONS, (35, 45, 20)),
            start_on=start_on,
            end_on=end_on,
        )

    def _spouse(self, holder: Someone, region: Region, year: int, case: str) -> Someone | None:
        """Who is covered with *holder*. Nobody takes a name with a particle by marriage: there
        are as many of those as were asked."""
        married = self._dice.chance(0.55) or case == "shared"
        if not married or case in ("noble", "particle"):
            return None
        return self._people.spouse(holder, region, year)

    def _with_money(self, household: Household, life: str) -> Household:
        login, last_login_on = self._logins.of(household.holder, before=SNAPSHOT)
        further = self._further
        scheme, old_hash = old_password(further) if login else ("", "")
        household = replace(
            household,
            old_login=login,
            last_login_on=last_login_on,
            scheme=scheme,
            old_hash=old_hash,
            accounts=accounts_of(household, further),
        )
        household = replace(household, mandates=mandates_of(household, life, further))
        return replace(household, contributions=tuple(contributions_of(household, further)))

    def _dates(self, born: int, life: str) -> tuple[date, date | None]:
        """The first of a month after retirement, and the end if *life* says that there is one."""
        dice = self._dice
        month = dice.between(1, 12)
        if life == "later":
            return date(2022, dice.between(4, 9), 1), None
        if life == "ended":
            start_on = date(dice.between(min(max(born + 60, 2005), 2019), 2019), month, 1)
            return start_on, date(dice.between(start_on.year, 2021), 12, 31)
        start_on = date(dice.between(min(max(born + 60, 2005), 2021), 2021), month, 1)
        if life == "dead":
            return start_on, SNAPSHOT - timedelta(days=dice.between(5, 50))
        return start_on, None


_REGION_WEIGHTS = [one.weight for one in known.REGIONS]
