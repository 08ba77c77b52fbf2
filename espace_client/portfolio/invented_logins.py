"""The mailboxes and old logins of invented people: as varied, and as shared, as in real files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from espace_client.kernel.names import matching_key
from espace_client.portfolio.beside import BESIDE
from espace_client.portfolio.cast import CAST
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.hard_cases import BOUNCING
from espace_client.portfolio.household import Someone

DOMAINS = ("orange.example",) * 4 + (
    "wanadoo.example", "wanadoo.example", "laposte.example", "free.example", "free.example",
    "gmail.example", "gmail.example",
)  # fmt: skip


def _plain(name: str) -> str:
    return matching_key(name).replace(" ", "").lower()


class Mailboxes:
    """Gives e-mail addresses: none, one for both, one that refuses, or one for each."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        homes = [role.household for role in (*CAST, *BESIDE)]
        people = [person for home in homes for person in (home.holder, home.spouse) if person]
        self._given = {person.email for person in people}

    def given_to(
        self, holder: Someone, spouse: Someone | None, *, case: str
    ) -> tuple[Someone, Someone | None]:
        """Both, with the address each of them uses."""
        if case == "no_email":
            return holder, spouse
        if case == "shared" and spouse:
            family = self._new(f"famille.{_plain(holder.name)}")
            return replace(holder, email=family), replace(spouse, email=family)
        holder = replace(holder, email=self._own(holder, BOUNCING if case == "bounce" else ""))
        if spouse and self._dice.chance(0.55):
            spouse = replace(spouse, email=self._own(spouse))
        return holder, spouse

    def _own(self, person: Someone, domain: str = "") -> str:
        first, last = _plain(person.first_name), _plain(person.name)
        shapes = (f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{last}.{first}")
        return self._new(self._dice.one_of(shapes), domain)

    def _new(self, wanted: str, domain: str = "") -> str:
        domain = domain or self._dice.one_of(DOMAINS)
        address = f"{wanted}@{domain}"
        while address in self._given:
            address = f"{wanted}{self._dice.between(1, 99_999)}@{domain}"
        self._given.add(address)
        return address


class OldLogins:
    """Gives logins of the old portal: the number, a name in some spelling, an e-mail, or none."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._given = {role.household.old_login.casefold() for role in CAST}

    def of(self, holder: Someone, *, before: date) -> tuple[str, date | None]:
        """The login of *holder* and the day it last served; nothing for one in four."""
        if self._dice.chance(0.25):
            return "", None
        login = self._dice.one_of(_SPELLINGS)(holder)
        while login.casefold() in self._given:
            login = f"{login[:50]}{self._dice.between(1, 9_999)}"
        self._given.add(login.casefold())
        if self._dice.chance(0.1):
            return login, None
        return login, before - timedelta(days=self._dice.between(1, 1500))


_SPELLINGS: tuple[Callable[[Someone], str], ...] = (
    lambda holder: holder.member_number,
    lambda holder: holder.member_number,
    lambda holder: f"{holder.member_number[:4]} {holder.member_number[4:]}",
    lambda holder: f"{_plain(holder.first_name)}.{_plain(holder.name)}"[:50],
    lambda holder: f"{holder.first_name[0]}{_plain(holder.name)}".upper()[:50],
    lambda holder: f"{_plain(holder.name)}{holder.birth_date[-2:]}"[:50],
    lambda holder: f"{holder.name}_{holder.first_name}"[:50],
    lambda holder: holder.email[:60] or holder.member_number,
)
