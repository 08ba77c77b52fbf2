"""Numbers that look right and are nobody's: NIR, IBAN.

A NIR here has the key it should have and a commune between 950 and 989, which no French
département has: it belongs to nobody. An IBAN here has both its keys and the bank 99999, which is
no bank's code.
"""

from espace_client.kernel.nir import key_of
from espace_client.portfolio.dice import Dice

BANK = "99999"
_UNKNOWN_MONTH = "20"
_FRANCE = "152700"  # « FR00 » in figures: F is 15, R is 27
# Paris and its suburbs were other départements when these people were born.
_SINCE_1968 = {"78", "91", "92", "93", "94", "95"}


class Nirs:
    """Gives each person a NIR of their own."""

    def __init__(self, dice: Dice) -> None:
        self._dice, self._given = dice, set[str]()

    def of(self, *, woman: bool, birth_date: str, department: str) -> str:
        """A NIR for somebody born on *birth_date* (JJ/MM/AAAA) in *department*."""
        sex, month, year = "2" if woman else "1", birth_date[3:5], birth_date[-2:]
        born = f"{sex}{year}{_UNKNOWN_MONTH if month == '00' else month}"
        place = "75" if department in _SINCE_1968 and birth_date[-4:] < "1968" else department
        while True:
            number = self._dice.between(0, 39_959)
            nir = f"{born}{place}{950 + number // 999}{number % 999 + 1:03d}"
            if nir not in self._given:
                self._given.add(nir)
                return nir + key_of(nir)


def iban(number: str, *, branch: int = 1) -> str:
    """The IBAN of account *number* (at most 11 figures) at the invented bank."""
    desk, account = f"{branch:05d}", f"{number:0>11}"
    rib = 97 - (89 * int(BANK) + 15 * int(desk) + 3 * int(account)) % 97
    bban = f"{BANK}{desk}{account}{rib:02d}"
    return f"FR{98 - int(bban + _FRANCE) % 97:02d}{bban}"
