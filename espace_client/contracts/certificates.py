"""What a certificate of affiliation says (product B.11): words and figures, without a look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts import certificate_words as words
from espace_client.contracts.certificate_parts import (
    day_or_none,
    facts_of,
    heading_of,
    identity,
    numbers_section,
)
from espace_client.contracts.models import Coverage, Relationship
from espace_client.contracts.rules import Cover, Covered, Period, relied_upon_until
from espace_client.documents.content import Draft, Section, Table
from espace_client.documents.kinds import name_kind
from espace_client.documents.parts import insurer_section
from espace_client.documents.proofs import Said, initials
from espace_client.documents.purposes import MEANT_FOR, Purpose
from espace_client.kernel.french import date_in_words

KIND = name_kind("certificate", gettext_lazy("Attestations d’affiliation"))
_PREFIX = "AT"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants certified. A date is a period of one day."""

    people: frozenset[UUID]
    purpose: Purpose
    first: date
    last: date
    with_nir: bool = False

    @property
    def is_a_day(self) -> bool:
        """Whether one date is meant."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Certified:
    """A cover as its row says it, and the days to tell."""

    coverage: Coverage
    period: Period


def as_cover(coverage: Coverage) -> Cover:
    """The values that the rules reason about."""
    contract = coverage.contract
    return Cover(
        person=coverage.person_id,
        contract=coverage.contract_id,
        cover=Period(coverage.start_on, coverage.end_on),
        agreed=Period(contract.start_on, contract.end_on),
    )


def draft(
    certified: Sequence[Certified],
    *,
    wanted: Wanted,
    asked_by: UUID,
    today: date,
    nirs: Mapping[UUID, str] | None,
) -> Draft:
    """The certificate of *certified*, in reading order. `nirs` by person, None when not asked
    for; a page never shows them, the PDF alone does."""
    people = list({one.coverage.person_id: one.coverage.person for one in certified}.values())
    first, last = wanted.first, wanted.last
    attests = words.attests(len(people), first=first, last=last, today=today)
    until = valid_until(certified, wanted=wanted, today=today)
    valid = (words.valid_until(until),) if until else ()
    sections = [
        Section(paragraphs=(attests, str(MEANT_FOR[wanted.purpose]), *valid)),
        *_contracts(certified, asked_by, is_a_day=wanted.is_a_day),
    ]
    numbers = numbers_section(people, nirs) if nirs is not None else ()
    hidden = numbers_section(people, None) if nirs is not None else ()
    about = {"names": words.names(people), "when": words.when(first, last)}
    return Draft(
        kind=KIND,
        prefix=_PREFIX,
        title=_("Attestation d’affiliation"),
        template="contracts/certificate.typ",
        about=_("pour %(names)s, %(when)s") % about,
        printed=(*sections, *numbers, insurer_section()),
        shown=(*sections, *hidden, insurer_section()),
        said=Said(
            initials=tuple(initials(one.first_name, one.name) for one in people),
            first=first,
            last=last,
            valid_until=until,
        ),
        concerns=_promised(certified, until or last),
    )


def valid_until(certified: Iterable[Certified], *, wanted: Wanted, today: date) -> date | None:
    """Until when the certificate may be shown (`rules.relied_upon_until`)."""
    covered = [Covered(as_cover(one.coverage), one.period) for one in certified]
    return relied_upon_until(covered, last=wanted.last, today=today)


def _promised(certified: Iterable[Certified], last: date) -> dict[UUID, date]:
    """The last day that the certificate promises of each cover, none later than *last*."""
    ends = {one.coverage.pk: as_cover(one.coverage).period for one in certified}
    return {
        cover: min(last, period.last) if period and period.last else last
        for cover, period in ends.items()
    }


def _contracts(
    certified: Iterable[Certified], asked_by: UUID, *, is_a_day: bool
) -> Iterable[Section]:
    for _key, group in groupby(certified, key=lambda one: one.coverage.contract_id):
        rows = list(group)
        yield _contract(rows[0].coverage, rows, asked_by, is_a_day)


def _contract(
    coverage: Coverage, rows: Sequence[Certified], asked_by: UUID, is_a_day: bool
) -> Section:
    contract = coverage.contract
    days = (_("Depuis le"), _("Jusqu’au")) if is_a_day else (_("Du"), _("Au"))
    return Section(
        heading=heading_of(coverage),
        facts=tuple(facts_of(contract, asked_by)),
        table=Table(
            caption=_("Personnes couvertes"),
            head=(_("Personne"), _("Date de naissance"), _("Lien"), *days),
            rows=tuple(_row(one) for one in rows),
        ),
    )


def _row(one: Certified) -> tuple[str, ...]:
    person = one.coverage.person
    return (
        identity(person),
        person.birth_date,
        str(Relationship(one.coverage.relationship).label),
        date_in_words(one.period.first),
        day_or_none(one.period.last),
    )
