"""What hangs on the contracts of the cast: the same whatever the seed and the number of members."""

from collections.abc import Sequence
from dataclasses import replace

from espace_client.kernel.nir import key_of
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import Household
from espace_client.portfolio.invented_care import Also, cares_of, transmissions_of
from espace_client.portfolio.invented_money import MONTHS, account, contributions_of, mandate
from espace_client.portfolio.invented_passwords import SLOW, fast_hash


def nir(thirteen: str) -> str:
    """A NIR from its first thirteen characters."""
    return thirteen + key_of(thirteen)


def settled(
    household: Household, *, debit_day: int, scheme: str = "", also: Sequence[Also] = ()
) -> Household:
    """*household* with an account, a mandate debited on *debit_day*, contributions and care since
    January 2021 (what *also* tells among it), and the old password that *scheme* hashed. The second
    contract of somebody is debited on the account that the first one brought."""
    holder, dice = household.holder, Dice(household.contract)
    number = holder.member_number
    mine = account(holder, f"C{number}", number, reimbursed=True)
    signed_on = household.start_on.replace(year=household.start_on.year - 1)
    rank = 2 if holder.reference in household.told_before else 1
    rum, ends_on = f"{number}-{rank}", household.end_on
    live = mandate(rum, mine.reference, signed_on, debit_day, ended_on=ends_on)
    household = replace(
        household,
        accounts=(mine,) if rank == 1 else (),
        mandates=(live,),
        scheme=scheme,
        old_hash=_hash(scheme, number) if scheme else "",
        transmissions=tuple(transmissions_of(household, "", dice)),
        cares=tuple(cares_of(household, dice, most=8, also=also)),
    )
    return replace(household, contributions=tuple(contributions_of(household, dice, months=MONTHS)))


def _hash(scheme: str, salt: str) -> str:
    return SLOW[scheme][0] if scheme in SLOW else fast_hash(scheme, salt)
