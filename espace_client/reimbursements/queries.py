"""What was used up: counted from the lines of care each time, never a sum that is kept."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from espace_client.benefits.acts.act import NoTariff
from espace_client.benefits.acts.catalogue import UnknownAct
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Patient
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.uses import Uses
from espace_client.contracts.covering import cover_of
from espace_client.contracts.models import Contract
from espace_client.contracts.queries import SeenContract
from espace_client.kernel import birth_dates
from espace_client.members.models import Person
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.models import Reimbursement, ReimbursementQuerySet, Transmission
from espace_client.reimbursements.rules import Paid, first_day_that_counts, uses_of_lines
from espace_client.statements.built_once import BuiltOnce, Given

_COLUMNS = (
    *("reference", "person", "person__birth_date", "cared_on", "kind", "spent", "basic"),
    *("complementary", "quantity", "part", "charge", "act", "contract"),
)


def uses_of(
    contract: Contract | SeenContract,
    *,
    who: UUID,
    on: date,
    known_on: date | None = None,
    cover: Cover | None = None,
) -> Uses:
    """What was used up beside a care of *on* for the person *who*, as far as the day *known_on*
    (or *on*) knows: a care of last year is asked about with what was cancelled since. One query,
    and that of `cover_of` when *cover* (the contract on that day) is not given.

    Counters of the contract are counted from its own lines, for everybody it covers, as a family
    may share one: each use says whose it is. Flat charges of the law (participation, franchises)
    are counted for *who*, whichever contract paid, and only from lines whose file says what was
    kept back: nothing is guessed. A line counts at its day of care; one that was cancelled, or of
    which nobody knows the kind of care, does not count. Who may be told is for the caller to ask.
    """
    cover = cover_of(contract, on=on) if cover is None else cover
    since = first_day_that_counts(cover, on) or date.min
    given = {"contract": contract.id, "who": who, "since": since}
    rows = _COUNTED.all(**given, known_on=known_on or on)
    return uses_of_lines(_paid(rows, contract.id), cover, law())


_COUNTED = BuiltOnce(
    lambda: (
        Reimbursement.objects.filter(
            Q(contract=Given("contract")) | Q(person=Given("who"), charge__gt=0),
            Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=Given("known_on")),
            cared_on__gte=Given("since"),
        )
        .exclude(kind="")
        .order_by("cared_on", "reference")
        .values_list(*_COLUMNS)
    )
)


def transmission_of(person: UUID) -> Transmission | None:
    """The link of *person* with the Sécurité sociale; None when no file told of it."""
    return Transmission.objects.filter(pk=person).first()


def patient(person: Person) -> Patient:
    """*person* as the computation knows them. A lunar date of birth counts as the last day of its
    year, as everywhere. The scheme is the general one: the file does not say another."""
    return Patient(str(person.pk), born(person.birth_date))


def born(birth_date: str) -> date:
    """The day of birth that computations use."""
    return birth_dates.calendar_date(birth_date) or date(int(birth_date[-4:]), 12, 31)


def _paid(rows: Iterable[Sequence[Any]], contract: UUID) -> Iterator[Paid]:
    for reference, who, birth_date, on, kind, *counted, paid_by in rows:
        spent, basic, complementary, quantity, part, charge, act = counted
        yield Paid(
            reference=reference,
            who=str(who),
            birth=born(birth_date),
            on=on,
            kind=CareKind(kind),
            spent=spent,
            basic=basic,
            complementary=complementary,
            quantity=quantity,
            part=part,
            charge=charge,
            mine=paid_by == contract,
            base=_base(act, on, spent, quantity),
        )


def _base(act: str, on: date, spent: Decimal, quantity: int) -> Decimal | None:
    """The base of a whole line, in euros, if the file names an act that has one base that day."""
    try:
        tariff = catalogue().find(act).tariff(on) if act else None
    except (UnknownAct, NoTariff):
        return None
    if tariff is None or tariff.base_outside_optam is not None:  # which of both, the file hides
        return None
    return spent if tariff.base_is_price else tariff.base * quantity


def years_paid(people: Collection[UUID]) -> list[int]:
    """The years in which something was paid for care of these people, the newest first. One
    query. Whose care may be told is for the caller to ask."""
    paid = Reimbursement.objects.filter(person__in=people, paid_on__isnull=False)
    return [day.year for day in paid.filter(cancelled_on=None).dates("paid_on", "year", "DESC")]


def lines_paid(people: Collection[UUID], *, first: date, last: date) -> ReimbursementQuerySet:
    """The lines of care of these people that were paid between two days, both included, by day of
    care; those that were cancelled included. Whose care may be told is for the caller to ask."""
    paid = Reimbursement.objects.filter(person__in=people, paid_on__range=(first, last))
    return paid.order_by("cared_on", "paid_on", "reference")
