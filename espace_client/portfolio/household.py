"""The people of an export before it is written: one member, the spouse covered with them."""

from dataclasses import dataclass
from datetime import date

RETIREES = "retraites-horizon"
HOSPITAL = "hospi-horizon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One person, as `personnes.csv` tells them. Empty means that the insurer does not know."""

    reference: str
    title: str
    birth_name: str
    first_names: str
    birth_date: str
    member_number: str = ""
    usual_name: str = ""
    email: str = ""
    mobile: str = ""
    landline: str = ""

    @property
    def name(self) -> str:
        """The name the person goes by."""
        return self.usual_name or self.birth_name

    @property
    def first_name(self) -> str:
        """The first of the first names."""
        return self.first_names.split()[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A postal address, as `adresses.csv` tells it."""

    street: str
    postcode: str
    city: str
    building: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One contract: its holder, who is covered with them, where they live, how they used to
    sign in."""

    holder: Someone
    home: Home
    contract: str
    option: str
    start_on: date
    spouse: Someone | None = None
    product: str = RETIREES
    end_on: date | None = None
    old_login: str = ""
    last_login_on: date | None = None
