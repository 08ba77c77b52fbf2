"""Accounts, mandates and contributions. The prices are invented."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import Account, Contribution, Household, Mandate, Someone
from espace_client.portfolio.invented_numbers import iban

SNAPSHOT = date(2022, 3, 1)  # the day the invented export was drawn
MONTHS = tuple(date(year, month, 1) for year, month in (
    *((2021, month) for month in range(1, 13)), *((2022, month) for month in (1, 2, 3))
))  # fmt: skip
SHORT = 6  # months of contributions that an invented member brings; the cast brings them all
_DAYS = {"day_10": 10, "day_15": 15}
_MONTH_END = (31, 31, 31, 30, 28)
_CENTS = {  # of an option, in 2021
    "essentielle": 4_870, "equilibre": 7_260, "confort": 10_480, "hospi": 2_350,
    "initial": 2_980, "intermediaire": 4_120, "etendu": 5_640, "integral": 8_150,
    "intermediaire-eco": 3_740, "hospi-publiee": 1_980,
}  # fmt: skip
_RISE = {2021: 1000, 2022: 1024}  # per thousand


def accounts_of(household: Household, dice: Dice) -> tuple[Account, ...]:
    """The holder's account; for some another one for reimbursements, for some their spouse's."""
    holder, spouse = household.holder, household.spouse
    number = holder.member_number
    two = dice.chance(0.12)
    accounts = [account(holder, f"C{number}", number, reimbursed=not two)]
    if two:
        accounts.append(account(holder, f"C{number}-B", f"1{number}", reimbursed=True))
    if spouse and dice.chance(0.2):
        accounts.append(account(spouse, f"C{number}-2", f"2{number}", reimbursed=True))
    return tuple(accounts)


def account(owner: Someone, reference: str, number: str, *, reimbursed: bool) -> Account:
    """An account of *owner* at the invented bank."""
    return Account(
        reference=reference,
        person=owner.reference,
        holder_name=owner.on_envelope,
        iban=iban(number),
        reimbursed=reimbursed,
    )


def mandates_of(household: Household, life: str, dice: Dice) -> tuple[Mandate, ...]:
    """The mandate of the contract, dead with it; for some an older one of another account."""
    if life == "cheque":
        return ()
    number, first = household.holder.member_number, household.accounts[0].reference
    day = dice.one_of(_MONTH_END) if life == "month_end" else _DAYS.get(life, 5)
    signed_on = household.start_on - timedelta(days=dice.between(10, 40))
    if household.end_on is None and household.start_on.year < 2021 and dice.chance(0.05):
        changed_on = date(2021, dice.between(2, 11), dice.between(1, 28))
        older = mandate(f"{number}-1", first, signed_on, day, ended_on=changed_on)
        return older, mandate(f"{number}-2", first, changed_on, day)
    return (mandate(f"{number}-1", first, signed_on, day, ended_on=household.end_on),)


def mandate(
    number: str, account: str, signed_on: date, day: int, *, ended_on: date | None = None
) -> Mandate:
    """A mandate whose RUM says the insurer, the member and how many there were before."""
    rum = f"HORIZON-{number}"
    return Mandate(rum=rum, account=account, signed_on=signed_on, day=day, ended_on=ended_on)


def contributions_of(
    household: Household, dice: Dice, *, months: tuple[date, ...] = MONTHS[-SHORT:]
) -> Iterator[Contribution]:
    """One contribution for each month that the contract runs; one in eighty was rejected."""
    day = household.mandates[-1].day if household.mandates else 5
    last_day = household.end_on or date.max
    cents = {year: monthly_cents(household, year) for year in _RISE}
    for first in months:
        if first < household.start_on or first > last_day:
            continue
        length = monthrange(first.year, first.month)[1]
        due_on = first.replace(day=min(day, length))
        rejected = dice.chance(1 / 80)
        yield Contribution(
            reference=f"{household.contract}-{first:%Y%m}",
            start_on=first,
            end_on=first.replace(day=length),
            due_on=due_on,
            cents=cents[first.year],
            payment="due" if due_on > SNAPSHOT else "rejetee" if rejected else "payee",
        )


def monthly_cents(household: Household, year: int) -> int:
    """What the contract costs a month: its option, dearer with age, for each one covered."""
    price = _CENTS[household.option] * _RISE[year] // 1000
    people = (person for person, _link in household.covered())
    ages = (year - int(person.birth_date[-4:]) for person in people)
    return sum(price * (100 + max(age - 60, 0) * 2) // 100 for age in ages)
