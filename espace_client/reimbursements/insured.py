"""For whom somebody may simulate, under which contract, and what was used of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, UUIDField
from django.utils.translation import gettext as _

from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.covering import cover_in, unread_in, with_cover
from espace_client.contracts.models import Coverage, CoverageQuerySet
from espace_client.contracts.queries import covers_told
from espace_client.kernel.money import NOTHING
from espace_client.members.models import Address, Person
from espace_client.members.permissions import Right, people_open_to
from espace_client.reimbursements.asked_back import owed_by
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.queries import patient, uses_of
from espace_client.statements.built_once import BuiltOnce, Given
from espace_client.ui.acting import Acting

_SHAPES = 64  # statements kept: the rule says another one each day, so old ones go


def covers_in_force(
    space: UUID, *, acting: Acting | None, on: date, day: date | None = None, computed: bool = False
) -> list[Coverage]:
    """The covers that run on the day *day* (or *on*) and that stand in the space of the person
    *space*, their own first. One query. Who may see what is judged on the day *on*, today.

    Each says in `care_is_open` whether what was reimbursed to that person may be told: to oneself,
    and to whom they allowed it; to a carer, of the owner of the space alone, as nobody passes on
    what was allowed to them. To a carer who may not see contracts, the covers of the owner alone:
    who else is covered is not theirs to learn. With *computed*, each has what `cover_in` reads of
    the table of *day*, and says in `is_near` whether the person lives in Alsace or Moselle.
    """
    covers = covers_read(space, acting=acting, on=on, day=day, computed=computed)
    return running(covers, day or on)


def covers_read(
    space: UUID, *, acting: Acting | None, on: date, day: date | None = None, computed: bool = False
) -> list[Coverage]:
    """The same, with those that do not run on that day: an address may name one of them."""
    day = day or on
    covers = covers_told_of_care(space, acting=acting, on=on, read_on=day)
    if computed:
        covers = with_cover(covers, on=day).annotate(is_near=Exists(_near_alsace()))
    return sorted(covers, key=lambda one: one.person_id != space)


def running(covers: Sequence[Coverage], day: date) -> list[Coverage]:
    """Those of *covers* that run on that day."""
    return [one for one in covers if one.in_force(day) and one.contract.in_force(day)]


def covers_told_of_care(
    space: UUID, *, acting: Acting | None, on: date, read_on: date | None = None
) -> CoverageQuerySet:
    """The covers that stand in the space of the person *space*, those that have ended included,
    each with `care_is_open`: the rule of `covers_in_force`. Names are those of *read_on*."""
    alone = acting is not None and not acting.opens(Right.CONTRACTS)
    return _covers_told_of_care(space, acting is not None, alone, on=on, read_on=read_on)


def _covers_told_of_care(
    space: Any, carer: bool, alone: bool, *, on: date, read_on: date | None = None
) -> CoverageQuerySet:
    """The same, of a space or of what will hold it in a statement built once. `alone`: a carer who
    may not see contracts."""
    allowed = people_open_to(space, Right.REIMBURSEMENTS, on=on)
    if carer:
        allowed = allowed.filter(pk=space)
    covers = covers_told(space, on=on, read_on=read_on)
    if alone:
        covers = covers.filter(person=space)
    return covers.annotate(care_is_open=Exists(allowed.filter(pk=OuterRef("person"))))


def _near_alsace() -> QuerySet[Address]:
    """The addresses of the three departments of the local scheme (Moselle, Bas-Rhin, Haut-Rhin), of
    the person of an outer row. Source: L325-1 CSS."""
    return Address.objects.filter(person=OuterRef("person"), postcode__regex=r"^(57|67|68)")


def covers_meant(key: str, covers: Sequence[Coverage], day: date) -> list[Coverage]:
    """Those of *covers* that run on that day and may be meant by *key*: that one, else another of
    the same person and contract, as a cover may have ended and begun again, else those of the same
    person, who may have changed contract. All that run where there is no key."""
    here = running(covers, day)
    named = next((one for one in covers if one.pk.hex == key), None)
    if named is None:
        return [] if key else here
    of_person = [one for one in here if one.person_id == named.person_id]
    of_contract = [one for one in of_person if one.contract_id == named.contract_id]
    return [one for one in of_contract if one.pk == named.pk] or of_contract or of_person


def first_day_to_come(covers: Sequence[Coverage], day: date) -> date | None:
    """The first day after *day* on which one of *covers* runs; None where none does."""
    starts = (max(one.start_on, one.contract.start_on) for one in covers)
    to_come = [start for start in starts if start > day and running(covers, start)]
    return min(to_come, default=None)


def label_of(cover: Coverage, covers: Sequence[Coverage]) -> str:
    """A person, and their contract where they have several."""
    several = sum(one.person_id == cover.person_id for one in covers) > 1
    return f"{cover.person}, {contract_of(cover)}" if several else str(cover.person)


def contract_of(cover: Coverage) -> str:
    """« Santé Retraites Horizon, option Équilibre »."""
    option: str | None = getattr(cover, "option_name", None)
    product = cover.contract.product.name
    return (
        _("%(product)s, option %(option)s") % {"product": product, "option": option}
        if option
        else product
    )


def insured(
    cover: Coverage, *, among: Sequence[Coverage] = (), on: date, day: date | None = None
) -> Insured:
    """What a computation for care of *day* (or *on*) needs of that cover, one of `covers_in_force`
    of that day, *computed*, *among* all of them; *on* is today. One query, or none where what was
    used may not be told."""
    pays = cover_in(cover)
    told = bool(cover.care_is_open)  # type: ignore[attr-defined]
    used = NOTHING_USED
    if told:
        care_on = day or on
        used = uses_of(cover.contract, who=cover.person_id, on=care_on, known_on=on, cover=pays)
    return Insured(
        key=cover.pk.hex,
        name=str(cover.person),
        contract=contract_of(cover),
        patient=patient(cover.person),
        cover=pays,
        used=used,
        counted=told,
        unread=unread_in(cover),
        may_be_local=bool(cover.is_near),  # type: ignore[attr-defined]
        until=cover.last_on,
        others=tuple(
            dict.fromkeys(
                contract_of(one)
                for one in among
                if one.person_id == cover.person_id and one.contract_id != cover.contract_id
            )
        ),
    )


@lru_cache(maxsize=_SHAPES)
def _told(carer: bool, alone: bool, linked: bool, on: date) -> BuiltOnce[Coverage]:
    """The covers of a space, put together once for each day and kind of reader."""

    def build() -> CoverageQuerySet:
        space = Given("space", UUIDField())
        covers = _covers_told_of_care(space, carer, alone, on=on).annotate(owed_back=owed_by(space))
        return covers.select_related("person__transmission") if linked else covers

    return BuiltOnce(build)


class WhoseCare(NamedTuple):
    """The people of a space whose care is open to whoever reads, its owner first; those whose is
    not; what the owner has to give back, in euros."""

    people: list[Person]
    closed: list[Person]
    owed_back: Decimal


def whose_care(space: UUID, *, acting: Acting | None, on: date, linked: bool = False) -> WhoseCare:
    """The people covered in that space, those who have left included while that is read. *linked*:
    each with their `transmission`. One query."""
    alone = acting is not None and not acting.opens(Right.CONTRACTS)
    covers = _told(acting is not None, alone, linked, on).all(space=space)
    covers.sort(key=lambda one: one.person_id != space)
    told = {one.person_id: one.person for one in covers if one.care_is_open}  # type: ignore[attr-defined]
    closed = {one.person_id: one.person for one in covers if one.person_id not in told}
    owed = next((one.owed_back for one in covers), None)  # type: ignore[attr-defined]
    return WhoseCare(list(told.values()), list(closed.values()), owed or NOTHING)


def people_told_of_care(
    space: UUID, *, acting: Acting | None, on: date
) -> tuple[list[Person], list[Person]]:
    """The people of `whose_care`: those whose care is open to whoever reads, and the others."""
    found = whose_care(space, acting=acting, on=on)
    return found.people, found.closed
