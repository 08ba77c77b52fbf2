"""Inventing households of retirees, always the same ones for one seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from espace_client.portfolio import invented_names as known
from espace_client.portfolio.cast import CAST
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import HOSPITAL, RETIREES, Home, Household, Someone
from espace_client.portfolio.invented_logins import Mailboxes, OldLogins
from espace_client.portfolio.invented_names import Region

SNAPSHOT = date(2022, 3, 1)  # the day the invented export was drawn
_OPTIONS = ("essentielle", "equilibre", "confort")
_FIRST_NUMBER, _NUMBERS, _STRIDE = 10_000_000, 38_000_000, 15_485_863  # the cast is above 48 M


def households(*, members: int, seed: int) -> Iterator[Household]:
    """*members* households: the cast first, then invented ones."""
    cast = [role.household for role in CAST[:members]]
    yield from cast
    inventor = _Inventor(seed)
    for index in range(members - len(cast)):
        yield inventor.household(index)


class _Inventor:
    """Draws one household after the other; remembers only what must stay unique."""

    def __init__(self, seed: int) -> None:
        self._dice = Dice(seed)
        self._first = self._dice.between(0, _NUMBERS - 1)
        self._mailboxes = Mailboxes(self._dice)
        self._logins = OldLogins(self._dice)

    def household(self, index: int) -> Household:
        dice = self._dice
        number = str(_FIRST_NUMBER + (self._first + index * _STRIDE) % _NUMBERS)
        region = dice.weighted(known.REGIONS, [one.weight for one in known.REGIONS])
        year = 1962 - min(dice.between(0, 22) + dice.between(0, 15), 36)
        holder = self._person(f"P{number}", region, year, woman=dice.chance(0.54))
        holder = replace(holder, member_number=number, landline=self._landline(region))
        spouse = self._spouse(holder, region, year) if dice.chance(0.55) else None
        if spouse and holder.title == "MME" and dice.chance(0.85):
            holder = replace(holder, usual_name=self._married_name(holder, spouse))
        holder, spouse = self._mailboxes.given_to(holder, spouse)
        login, last_login_on = self._logins.of(holder, before=SNAPSHOT)
        start_on, end_on = self._dates(year)
        hospital = dice.chance(0.06)
        return Household(
            holder=holder,
            spouse=spouse,
            home=self._home(region),
            contract=f"{'HH' if hospital else 'RH'}-{number}",
            product=HOSPITAL if hospital else RETIREES,
            option="hospi" if hospital else dice.weighted(_OPTIONS, (35, 45, 20)),
            start_on=start_on,
            end_on=end_on,
            old_login=login,
            last_login_on=last_login_on,
        )

    def _person(self, reference: str, region: Region, year: int, *, woman: bool) -> Someone:
        dice = self._dice
        surname = dice.one_of(region.surnames if dice.chance(0.45) else known.SURNAMES)
        if dice.chance(0.02):
            surname = f"{surname}-{dice.one_of(known.SURNAMES[:60])}"
        alone = woman and dice.chance(0.4)  # a widow, or divorced, who kept her husband's name
        usual = dice.one_of(known.SURNAMES) if alone else ""
        return Someone(
            reference=reference,
            title="" if dice.chance(0.01) else ("MME" if woman else "M"),
            birth_name=surname,
            usual_name="" if usual == surname else usual,
            first_names=self._first_names(region, year, woman=woman),
            birth_date=self._birth_date(year),
            mobile=f"06 39 98 {self._four_digits()}" if dice.chance(0.62) else "",
        )

    def _first_names(self, region: Region, year: int, *, woman: bool) -> str:
        dice = self._dice
        local = region.women if woman else region.men
        old = known.WOMEN_BEFORE_1945 if woman else known.MEN_BEFORE_1945
        young = known.WOMEN_SINCE_1945 if woman else known.MEN_SINCE_1945
        usual = old if year < 1945 else young
        names = [dice.one_of(local if local and dice.chance(0.25) else usual)]
        while dice.chance(0.35) and len(names) < 4:
            other = dice.one_of(old)
            if other not in names:
                names.append(other)
        return " ".join(names)

    def _birth_date(self, year: int) -> str:
        if self._dice.chance(0.02):
            month = self._dice.between(1, 12) if self._dice.chance(0.3) else 0
            return f"00/{month:02d}/{year}"
        return f"{self._dice.day_of(year):%d/%m/%Y}"

    def _spouse(self, holder: Someone, region: Region, year: int) -> Someone:
        woman = holder.title != "MME"
        born = min(year + self._dice.between(-5, 5), 1968)
        spouse = self._person(f"{holder.reference}-2", region, born, woman=woman)
        if not woman:
            return spouse
        return replace(spouse, usual_name=self._married_name(spouse, holder))

    def _married_name(self, wife: Someone, husband: Someone) -> str:
        if husband.birth_name == wife.birth_name:
            return ""
        both = self._dice.chance(0.06) and "-" not in wife.birth_name + husband.birth_name
        return f"{wife.birth_name}-{husband.birth_name}" if both else husband.birth_name

    def _landline(self, region: Region) -> str:
        return f"{region.telephone} {self._four_digits()}" if self._dice.chance(0.7) else ""

    def _four_digits(self) -> str:
        return f"{self._dice.between(0, 99):02d} {self._dice.between(0, 99):02d}"

    def _home(self, region: Region) -> Home:
        postcode, city = self._dice.one_of(region.places)
        street = f"{self._dice.between(1, 140)} {self._dice.one_of(known.STREETS)}"
        building = self._dice.one_of(known.BUILDINGS)
        return Home(street=street, building=building, postcode=postcode, city=city)

    def _dates(self, born: int) -> tuple[date, date | None]:
        """The first of a month after retirement; one in twenty has ended, some start later."""
        year = self._dice.between(min(max(born + 60, 2005), 2021), 2022)
        last_month = 9 if year == 2022 else 12
        start_on = date(year, self._dice.between(1, last_month), 1)
        if start_on.year < 2020 and self._dice.chance(0.06):
            return start_on, date(self._dice.between(start_on.year, 2021), 12, 31)
        return start_on, None
