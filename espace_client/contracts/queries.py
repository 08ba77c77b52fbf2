"""What somebody may see of contracts: one query for the list, one more for a guarantee table."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from espace_client.contracts.models import (
    ActiveTariff,
    Contract,
    ContractKind,
    Coverage,
    CoverageQuerySet,
    Option,
    Relationship,
)
from espace_client.contracts.rules import Period, earliest_readable_end, years_to_read
from espace_client.contracts.tables import ToldTable, texts_of, told
from espace_client.kernel.french import enumeration
from espace_client.members.models import Person
from espace_client.statements.built_once import BuiltOnce, Given


@dataclass(frozen=True, slots=True)
class CoveredPerson:
    """One person covered, as a page shows them."""

    full_name: str
    first_name: str
    birth_date: str
    relationship: str
    start_on: date
    end_on: date | None


@dataclass(frozen=True, slots=True)
class SeenContract:
    """One contract, with the part of it that this person may see."""

    id: UUID
    reference: str
    product_id: UUID
    product_name: str
    kind: str
    kind_code: str
    option_code: str
    option_name: str
    member_number: str
    start_on: date
    end_on: date | None
    is_holder: bool
    covered: tuple[CoveredPerson, ...]
    covered_now: tuple[CoveredPerson, ...]
    in_force: bool

    @property
    def keeps_a_right(self) -> bool:
        """Whether the law protects the reader by this contract: they left an employer and hold it.
        It protects nobody whom it covers besides (domain rule EV6)."""
        return self.is_holder and self.kind_code == ContractKind.EVIN_EXIT

    @property
    def names(self) -> str:
        """« Jeanne Martin et Karim Martin »."""
        return enumeration([person.full_name for person in self.covered_now or self.covered])


def contracts_seen_by(person: UUID, *, on: date) -> list[SeenContract]:
    """The contracts *person* may see, the newest first. One query, whatever their number."""
    return contracts_of(covers_seen_by(person, on=on), person, on=on)


def covers_seen_by(person: UUID, *, on: date) -> list[Coverage]:
    """The covers *person* may see, in reading order: what contracts and cards are made of, for a
    page that shows both. One query."""
    return list(_SEEN_BY.all(person=person, since=earliest_readable_end(on), on=on))


def contracts_of(covers: list[Coverage], person: UUID, *, on: date) -> list[SeenContract]:
    """The contracts of what covers_seen_by gave for *person* on that day."""
    return [
        _seen(list(group), person, on) for _, group in groupby(covers, key=lambda c: c.contract_id)
    ]


def active_tariff(contract: SeenContract, *, on: date) -> ActiveTariff | None:
    """What the contract's own option costs on that day an employee who works; None when nobody
    said. One query."""
    return ActiveTariff.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        product=contract.product_id,
        option_code=contract.option_code,
        valid_from__lte=on,
    ).first()


@dataclass(frozen=True, slots=True)
class SeenTable:
    """One contract with its guarantee table, and the covers that this person may see of it.

    `told` is the table that served on `read_on`; None where none did.
    """

    contract: SeenContract
    covers: tuple[Coverage, ...]
    told: ToldTable | None
    read_on: date

    def years(self, today: date) -> tuple[int, ...]:
        """The years that can be read: of a cover that was seen, as long as its contract ran, and
        with a table. Newest first."""
        agreed = Period(self.contract.start_on, self.contract.end_on)
        covers = (Period(one.start_on, one.end_on).within(agreed) for one in self.covers)
        periods = [one for one in covers if one]
        versions = self.told.versions if self.told else ()
        return years_to_read(periods, versions, today=today)


def tables_seen_by(
    person: UUID,
    *,
    on: date,
    year: int | None = None,
    contract: UUID | None = None,
    open_to: QuerySet[Person] | None = None,
) -> list[SeenTable]:
    """The contracts that *person* may see on that day, each with the table of its option: of the
    day, of the last day of *year*, or of the last day of the cover once it is over. One query.

    With *open_to*, each cover says in `care_is_open` whether its person is one of those.
    """
    day = on if year is None else min(on, date(year, 12, 31))
    given = {"person": person, "since": earliest_readable_end(on), "day": day}
    if contract is not None:
        given["contract"] = contract
    if open_to is None:
        rows = (_TABLE_OF if contract else _TABLES).all(**given)
    else:
        is_open = Exists(open_to.filter(pk=OuterRef("person")))
        rows = list(_with_tables(**given).annotate(care_is_open=is_open))
    groups = (list(group) for _, group in groupby(rows, key=lambda one: one.contract_id))
    return [_seen_table(group, person, on, day) for group in groups]


def table_of_option(contract: SeenContract, option: str, *, on: date) -> ToldTable | None:
    """The table of another option of the contract's product on that day. One query."""
    found: Any = _TEXT.first(product=contract.product_id, option=option, day=on)
    return told(found.told) if found else None


class Access(Enum):
    """Whether a person has a cover that opens a space."""

    OPEN = "open"
    NOT_STARTED = "not started"
    ENDED = "ended"


def access_of(person: UUID, *, on: date) -> tuple[Access, date | None]:
    """Whether *person* may have a space on that day, and when it opens if it has not started."""
    readable = Coverage.objects.visible_to(person, on=on)
    if readable.filter(start_on__lte=on).exists():
        return Access.OPEN, None
    first = readable.aggregate(first=Min("start_on"))["first"]
    return (Access.NOT_STARTED, first) if first else (Access.ENDED, None)


def covers_that_run(on: date) -> CoverageQuerySet:
    """The covers that have not ended on that day, those that will begin included."""
    return Coverage.objects.filter(
        Q(end_on__isnull=True) | Q(end_on__gte=on),
        Q(contract__end_on__isnull=True) | Q(contract__end_on__gte=on),
    )


def people_of_number(holder: Person) -> list[Person]:
    """Everybody whose name may stand on the card of *holder*, the holder first."""
    others = Person.objects.filter(coverages__contract__holder=holder).exclude(pk=holder.pk)
    return [holder, *others.distinct().order_by("pk")]


def share_a_contract(one: Person, other: Person) -> bool:
    """Whether two people are of one family, as far as contracts tell: one covers the other, or one
    contract covers both."""
    of_one = Contract.objects.filter(Q(holder=one) | Q(coverages__person=one))
    of_both = of_one.values("pk").filter(
        pk__in=Contract.objects.filter(Q(holder=other) | Q(coverages__person=other)).values("pk")
    )
    return of_both.exists()


def number_of(person: Person) -> str:
    """The number on the card of *person*: their own, or that of the holder who covers them."""
    if person.member_number:
        return person.member_number
    held = Contract.objects.filter(coverages__person=person).order_by("-start_on")
    return held.values_list("holder__member_number", flat=True).first() or ""


def covers_to_certify(person: UUID, *, on: date, told_for: date) -> list[Coverage]:
    """The covers that *person* may have certified *on* that day, with the name that the option
    had on the day they are told for. One query."""
    return list(in_full(Coverage.objects.visible_to(person, on=on), Value(told_for)))


def covers_told(person: UUID, *, on: date, read_on: date | None = None) -> CoverageQuerySet:
    """The covers that *person* may see on the day *on*, with person, contract and the name of its
    option on the day *read_on*, or *on* (`option_name`): for a room that adds what it needs."""
    return in_full(Coverage.objects.visible_to(person, on=on), Value(read_on or on))


def people_to_certify(person: UUID, *, on: date) -> list[Person]:
    """Whom *person* may have certified *on* that day, each once, the holder first. One query."""
    covers = Coverage.objects.visible_to(person, on=on).in_reading_order()
    return list({one.person_id: one.person for one in covers.select_related("person")}.values())


def contracts_held_by(person: UUID, *, on: date) -> QuerySet[Contract]:
    """The contracts that *person* holds, the newest first, for as long as they are read after
    their end."""
    since = earliest_readable_end(on)
    held = Contract.objects.filter(Q(end_on__isnull=True) | Q(end_on__gte=since), holder=person)
    return held.select_related("product", "holder").order_by("-start_on", "reference")


def in_full(covers: CoverageQuerySet, day: Value) -> CoverageQuerySet:
    """Covers in reading order, with person, contract and the name of its option on that day."""
    read_on = Greatest(Least(day, Coalesce("contract__end_on", day)), "contract__start_on")
    return (
        covers.in_reading_order()
        .select_related("contract__product", "contract__holder", "person")
        .annotate(read_on=read_on)
        .annotate(option_name=Subquery(_option_names()))
    )


def _option_names() -> QuerySet[Option, Any]:
    """The name of the option in the version of the day the table is read for."""
    options = Option.objects.filter(
        Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=OuterRef("read_on")),
        version__product=OuterRef("contract__product"),
        version__valid_from__lte=OuterRef("read_on"),
        code=OuterRef("contract__option_code"),
    )
    return options.values("name")[:1]


_SEEN_BY = BuiltOnce(
    lambda: in_full(
        Coverage.objects.readable_since(Given("person"), Given("since")), Given("on", DateField())
    )
)


def _with_tables(person: Any, since: Any, day: Any, contract: Any = None) -> CoverageQuerySet:
    """Covers in reading order with what a page of guarantees reads: values, or what will hold
    them. Whoever is no holder reads the table of their own last day, when it is over."""
    covers = Coverage.objects.readable_since(person, since)
    if contract is not None:
        covers = covers.filter(contract=contract)
    shown = day if isinstance(day, Given) else Value(day)
    own_end = Case(When(~Q(contract__holder=person), then=F("end_on")))
    last = Least(shown, Coalesce("contract__end_on", shown), Coalesce(own_end, shown))
    text: Any = texts_of(
        OuterRef("contract__product"), OuterRef("contract__option_code"), OuterRef("read_on")
    )
    return (
        covers.in_reading_order()
        .select_related("contract__product", "contract__holder", "person")
        .annotate(read_on=Greatest(last, "contract__start_on"))
        .annotate(told=Subquery(text.values("told")[:1]))
    )


_GIVEN = {"person": Given("person"), "since": Given("since"), "day": Given("day", DateField())}
_TABLES = BuiltOnce(lambda: _with_tables(**_GIVEN))
_TABLE_OF = BuiltOnce(lambda: _with_tables(**_GIVEN, contract=Given("contract")))
_TEXT = BuiltOnce(lambda: texts_of(Given("product"), Given("option"), Given("day")))


def _seen_table(covers: list[Coverage], person: UUID, on: date, day: date) -> SeenTable:
    """A cover that begins after *day* says nothing of it, where an earlier one does: whoever was
    removed and came back read, in between, the table of their last day."""
    begun = [one for one in covers if one.start_on <= day] or covers
    newest: Any = max(begun, key=lambda one: one.read_on)  # type: ignore[attr-defined]
    found = told(newest.told) if newest.told else None
    name = found.option.name if found else ""
    return SeenTable(_seen(covers, person, on, name), tuple(covers), found, newest.read_on)


def _seen(
    covers: list[Coverage], person: UUID, on: date, option_name: str | None = None
) -> SeenContract:
    contract = covers[0].contract
    if option_name is None:
        option_name = getattr(covers[0], "option_name", None) or ""
    now = tuple(_covered(cover) for cover in covers if cover.in_force(on))
    return SeenContract(
        id=contract.pk,
        reference=contract.reference,
        product_id=contract.product_id,
        product_name=contract.product.name,
        kind=contract.get_kind_display(),
        kind_code=contract.kind,
        option_code=contract.option_code,
        option_name=option_name,
        member_number=contract.holder.member_number or "",
        start_on=contract.start_on,
        end_on=contract.end_on,
        is_holder=contract.holder_id == person,
        covered=tuple(_covered(cover) for cover in covers),
        covered_now=now,
        in_force=contract.in_force(on) and bool(now),
    )


def _covered(cover: Coverage) -> CoveredPerson:
    return CoveredPerson(
        full_name=str(cover.person),
        first_name=cover.person.first_name,
        birth_date=cover.person.birth_date,
        relationship=Relationship(cover.relationship).label,
        start_on=cover.start_on,
        end_on=cover.end_on,
    )
