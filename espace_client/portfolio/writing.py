"""The lines that one household gives to each file of an export."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from espace_client.portfolio.household import Household, Someone

type Row = tuple[str, ...]


def lines_of(household: Household) -> Iterator[tuple[str, Row]]:
    """Each line with the name of its file, in the order of the columns of `columns.py`."""
    holder, contract = household.holder, household.contract
    start, end = _day(household.start_on), _day(household.end_on)
    for person, _link in household.brought():
        yield "personnes.csv", _person(person)
        yield "adresses.csv", _address(person, household)
    for person, link in household.covered():
        yield "beneficiaires.csv", (contract, person.reference, link, start, end)
    product = (household.product, household.option)
    yield "contrats.csv", (contract, holder.reference, *product, household.kind, start, end)
    if household.old_login:
        last = _day(household.last_login_on)
        old = (household.scheme, household.old_hash)
        yield "identifiants.csv", (household.old_login, holder.reference, last, *old)
    yield from _money(household)
    yield from _answers(household)
    yield from _care(household)


def _money(household: Household) -> Iterator[tuple[str, Row]]:
    for account in household.accounts:
        reimbursed = "oui" if account.reimbursed else "non"
        row = (account.reference, account.person, account.holder_name, account.iban, reimbursed)
        yield "comptes.csv", row
    for one in household.mandates:
        dates = (_day(one.signed_on), str(one.day), _day(one.ended_on))
        yield "mandats.csv", (one.rum, household.contract, one.account, *dates)
    for owed in household.contributions:
        days = (_day(owed.start_on), _day(owed.end_on), _day(owed.due_on))
        amount = (_euros(owed.cents), owed.payment)
        yield "cotisations.csv", (owed.reference, household.contract, *days, *amount)


def _answers(household: Household) -> Iterator[tuple[str, Row]]:
    if acting := household.guardian:
        yield (
            "representants.csv",
            (
                acting.reference,
                household.holder.reference,
                acting.measure,
                acting.name,
                acting.organisation,
                acting.email,
                acting.telephone,
                acting.ruling,
                _day(acting.start_on),
                _day(acting.end_on),
            ),
        )
    for one in household.answers:
        said = ("oui" if one.allowed else "non", _day(one.given_on), one.proof)
        yield "consentements.csv", (one.person, one.purpose, one.means, *said)
    for wanted in household.requests:
        days = (_day(wanted.asked_on), _day(wanted.promised_on))
        row = (wanted.reference, wanted.person, wanted.kind, *days, wanted.state)
        yield "demandes.csv", row


def _care(household: Household) -> Iterator[tuple[str, Row]]:
    for link in household.transmissions:
        days = (_day(link.since), _day(link.last_flow_on))
        yield "teletransmission.csv", (link.person, link.feed, *days)
    for one in household.cares:
        days = (_day(one.cared_on), _day(one.paid_on))
        paid = (_euros(one.spent), _euros(one.basic), _euros(one.complementary))
        counts = (one.kind, one.act, str(one.quantity), one.part, _euros(one.charge))
        row = (one.reference, household.contract, one.person, *days, one.care, *paid, *counts)
        yield "remboursements.csv", (*row, _day(one.cancelled_on))


def _person(person: Someone) -> Row:
    return (
        person.reference,
        person.member_number,
        person.title,
        person.birth_name,
        person.usual_name,
        person.first_names,
        person.birth_date,
        person.email,
        person.mobile,
        person.landline,
        person.nir,
        _day(person.died_on),
    )


def _address(person: Someone, household: Household) -> Row:
    home, recipient = household.home, person.on_envelope
    if len(recipient) > 38:
        initial = f"{person.first_name[0]}."
        recipient = recipient.replace(person.first_name, initial, 1)[:38]
    return (
        person.reference,
        recipient,
        home.building,
        home.street,
        home.locality,
        home.postcode,
        home.city,
        "",
    )


@lru_cache(maxsize=20_000)
def _day(day: date | None) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def _euros(cents: int) -> str:
    """« 72,60 »: text to the cent, never a float."""
    return f"{cents // 100},{cents % 100:02d}"
