"""The worked examples of a contract, in euros: computed under its lines, never typed.

The mandatory ones are those of the readability commitment of 14 February 2019, the same acts for
every insurer (domain rules 4.3); the further ones are about care that it does not name. They tell
what an adult of the general scheme pays who follows the care path and has used nothing yet;
orthodontics, what a child does.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import NoTariff
from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.acts.examples import Example
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.qualifiers import Network
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.unread import ALL_READ, Unread
from espace_client.kernel.french import short_date
from espace_client.reimbursements.example_words import WorkedExample, told

__all__ = ["WorkedExample", "indicative", "mandatory_table", "worked_examples"]

_ADULT, _CHILD = 70, 10  # years: nobody in particular, old enough or young enough for each example
_MOST_KEPT = 256  # tables and days


class _Terms(NamedTuple):
    """What examples depend on of a contract: not the day it began, as nothing was used."""

    lines: tuple[CoverLine, ...]
    ceilings: tuple[SharedCeiling, ...]
    responsible: bool


class _Found(NamedTuple):
    """One example, the care it asks about, and the place of the line that pays, if one does."""

    line: int | None
    kind: CareKind
    example: WorkedExample


def worked_examples(
    cover: Cover, *, law: Law, catalogue: Catalogue, on: date
) -> dict[int, tuple[WorkedExample, ...]]:
    """By the place of a line in `cover.lines`: what it pays of care of that day, the mandatory
    examples first. At least one wherever one can be computed; none for a line whose care has no
    tariff, or no figure of the law, on that day."""
    by_line: dict[int, tuple[WorkedExample, ...]] = {}
    for found in _all(cover, law=law, catalogue=catalogue, on=on):
        if found.line is not None:
            by_line[found.line] = (*by_line.get(found.line, ()), found.example)
    return by_line


def mandatory_table(
    cover: Cover, *, law: Law, catalogue: Catalogue, on: date, unread: Unread = ALL_READ
) -> tuple[WorkedExample, ...]:
    """The mandatory examples in the order of the commitment, those that no line pays too.

    Left out, for it would be a zero that nobody knows: what a line that is not understood may pay
    (`unread`), and all of them where the table has no line.
    """
    if not cover.lines:
        return ()
    return tuple(
        found.example
        for found in _all(cover, law=law, catalogue=catalogue, on=on)
        if found.example.mandatory and (found.line is not None or not unread.may_pay(found.kind))
    )


def indicative(on: date) -> str:
    """What the commitment wants under its examples."""
    return _("Exemples à titre indicatif, tarifs au %s.") % short_date(on)


def _all(cover: Cover, *, law: Law, catalogue: Catalogue, on: date) -> tuple[_Found, ...]:
    terms = _Terms(cover.lines, cover.ceilings, cover.responsible)
    return _computed(terms, law, catalogue, on, get_language())


@lru_cache(maxsize=_MOST_KEPT)
def _computed(
    terms: _Terms, law: Law, catalogue: Catalogue, on: date, language: str | None
) -> tuple[_Found, ...]:
    """Once per process for a table and a day. The sentences are in *language*, which is active."""
    cover = Cover(terms.lines, on, terms.responsible, terms.ceilings)
    found = list(_found(cover, law, catalogue, on))
    reached = {one.line for one in found}
    inside = any(
        line.guarantee.network is Network.INSIDE and place not in reached
        for place, line in enumerate(cover.lines)
    )
    if inside:
        of_network = _found(cover, law, catalogue, on, network=Network.INSIDE)
        found += [one for one in of_network if one.line is not None and one.line not in reached]
    return tuple(found)


def _found(
    cover: Cover, law: Law, catalogue: Catalogue, on: date, network: Network | None = None
) -> Iterator[_Found]:
    """Each example that has a tariff and figures on that day; with *network*, as care that a
    professional of the network gives, which is no example of the commitment."""
    places = {id(line): place for place, line in reversed([*enumerate(cover.lines)])}
    for example in (*catalogue.examples(on), *catalogue.further_examples(on)):
        try:
            asked = _asked(example, on)
            if network and isinstance(asked, Care):
                asked = asked._replace(network=network)
            (answer,) = settle([asked], cover, NOTHING_USED, law).answers
        except (NoTariff, NoValue):
            continue
        paid_for = _paid_for(asked)
        line = cover.line_for(paid_for)
        place = None if line is None else places[id(line)]
        yield _Found(place, paid_for.kind, told(example, answer, network))


def _asked(example: Example, on: date) -> Care | Stay:
    """The example as a question. Raises NoTariff."""
    age = _CHILD if example.child else _ADULT
    patient = Patient("example", date(on.year - age, 1, 1))
    price = example.price.price
    if example.stay:
        out = on + timedelta(days=example.stay.nights)
        return Stay(on, out, price, patient, heavy_act=example.stay.heavy_act)
    if example.act is None:  # the file was read: an example is an act or a stay
        raise ValueError(example.key)
    more: dict[str, Any] = {"in_hospital": example.in_hospital, "part": example.tooth}
    if example.heavy_act:
        more["exemption"] = Exemption.HEAVY_ACT_STAY
    return care_for(example.act, on=on, price=price, patient=patient, optam=example.optam, **more)


def _paid_for(asked: Care | Stay) -> Care:
    """The care that chooses the line. Of a stay with a heavy act, all that the Sécurité sociale
    leaves is the charge of that act; of another, a share of the stay."""
    if isinstance(asked, Care):
        return asked
    kind = CareKind.HEAVY_ACT if asked.heavy_act else CareKind.HOSPITAL_STAY
    return Care(asked.on, asked.tariff, asked.tariff, Family.HOSPITAL, kind, asked.patient)
