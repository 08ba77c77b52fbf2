"""Inventing people of one generation and region: names, dates of birth, telephones, NIR."""

from dataclasses import replace

from espace_client.portfolio import invented_names as known
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import Home, Someone
from espace_client.portfolio.invented_names import Region
from espace_client.portfolio.invented_numbers import Nirs

_WITH_NIR = 0.96
_CORSICA = {0: "2A", 1: "2B"}  # by rank among the children; older Corsicans were born in « 20 »


class People:
    """Draws one person after the other."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._nirs = Nirs(dice)

    def holder(self, number: str, region: Region, year: int, *, case: str) -> Someone:
        """A member born in *year*; *case* says what is special about them (hard_cases.CASES)."""
        dice = self._dice
        woman = dice.chance(0.54)
        holder = replace(
            self._person(f"P{number}", region, year, woman=woman, lunar=case == "lunar"),
            member_number=number,
            landline=f"{region.telephone} {self._four_digits()}" if dice.chance(0.7) else "",
        )
        if case not in ("noble", "particle"):
            return holder
        double = known.COMPOUND_WOMEN if woman else known.COMPOUND_MEN
        single = known.SINGLE_WOMEN if woman else known.SINGLE_MEN
        return replace(
            holder,
            first_names=dice.one_of(double if case == "noble" else single),
            birth_name=dice.one_of(known.PARTICLES),
            usual_name="",
        )

    def spouse(self, holder: Someone, region: Region, year: int) -> Someone:
        """Who is married to *holder*, born about the same year."""
        woman = holder.title != "MME"
        born = min(year + self._dice.between(-5, 5), 1968)
        spouse = self._person(f"{holder.reference}-2", region, born, woman=woman)
        return replace(spouse, usual_name=self.married_name(spouse, holder)) if woman else spouse

    def child(self, holder: Someone, region: Region, year: int, *, rank: int) -> Someone:
        """A grown-up child who stays covered: the only ones young enough for a 2A or a 2B."""
        dice = self._dice
        born = max(1977, year + dice.between(25, 38))
        woman = dice.chance(0.5)
        department = _CORSICA.get(rank % 4, "")
        child = self._person(
            f"{holder.reference}-3", region, born, woman=woman, department=department
        )
        return replace(child, birth_name=holder.name, usual_name="")

    def married_name(self, wife: Someone, husband: Someone) -> str:
        """The usual name of *wife*; empty when it is her birth name."""
        if husband.birth_name == wife.birth_name:
            return ""
        both = self._dice.chance(0.06) and "-" not in wife.birth_name + husband.birth_name
        return f"{wife.birth_name}-{husband.birth_name}" if both else husband.birth_name

    def home(self, region: Region) -> Home:
        """Where a household of *region* lives."""
        postcode, city = self._dice.one_of(region.places)
        street = f"{self._dice.between(1, 140)} {self._dice.one_of(known.STREETS)}"
        building = self._dice.one_of(known.BUILDINGS)
        return Home(street=street, building=building, postcode=postcode, city=city)

    def _person(
        self,
        reference: str,
        region: Region,
        year: int,
        *,
        woman: bool,
        lunar: bool = False,
        department: str = "",
    ) -> Someone:
        dice = self._dice
        surname = dice.one_of(region.surnames if dice.chance(0.45) else known.SURNAMES)
        if dice.chance(0.02):
            surname = f"{surname}-{dice.one_of(known.SURNAMES[:60])}"
        alone = woman and dice.chance(0.4)  # a widow, or divorced, who kept her husband's name
        usual = dice.one_of(known.SURNAMES) if alone else ""
        born = self._lunar_date(year) if lunar else f"{dice.day_of(year):%d/%m/%Y}"
        where = department or dice.one_of(region.places)[0][:2]
        has_nir = bool(department) or dice.chance(_WITH_NIR)
        return Someone(
            reference=reference,
            title="" if dice.chance(0.01) else ("MME" if woman else "M"),
            birth_name=surname,
            usual_name="" if usual == surname else usual,
            first_names=self._first_names(region, year, woman=woman),
            birth_date=born,
            mobile=f"06 39 98 {self._four_digits()}" if dice.chance(0.62) else "",
            nir=self._nirs.of(woman=woman, birth_date=born, department=where) if has_nir else "",
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

    def _lunar_date(self, year: int) -> str:
        month = self._dice.between(1, 12) if self._dice.chance(0.3) else 0
        return f"00/{month:02d}/{year}"

    def _four_digits(self) -> str:
        return f"{self._dice.between(0, 99):02d} {self._dice.between(0, 99):02d}"
