"""What a certificate of the end of covers says (« attestation de radiation », product B.11), and
which covers have ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts import certificate_words as words
from espace_client.contracts import rules
from espace_client.contracts.certificate_parts import (
    facts_of,
    heading_of,
    identity,
    numbers_section,
)
from espace_client.contracts.certificates import as_cover
from espace_client.contracts.models import Coverage, Relationship
from espace_client.documents.content import Draft, Section, Table
from espace_client.documents.kinds import name_kind
from espace_client.documents.parts import insurer_section
from espace_client.documents.proofs import Said, initials
from espace_client.documents.purposes import MEANT_FOR, Purpose
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person

KIND = name_kind("end_certificate", gettext_lazy("Attestations de radiation"))
_PREFIX = "RA"


@dataclass(frozen=True, slots=True)
class WantedEnd:
    """Of whom somebody wants it certified that their cover is over."""

    people: frozenset[UUID]
    purpose: Purpose
    with_nir: bool = False


@dataclass(frozen=True, slots=True)
class LastCover:
    """The last cover of a person in a contract: its days, and whether they are over."""

    coverage: Coverage
    period: rules.Period
    is_over: bool


def last_covers(coverages: Sequence[Coverage], *, on: date) -> list[LastCover]:
    """The last cover of each person in each contract, in the order of *coverages*."""
    rows = {as_cover(one): one for one in coverages}
    return [
        LastCover(rows[one], one.period, rules.ended_on(one, on=on) is not None)
        for one in rules.last_covers(rows)
        if one.period
    ]


def draft(
    ended: Sequence[LastCover],
    *,
    wanted: WantedEnd,
    asked_by: UUID,
    nirs: Mapping[UUID, str] | None,
) -> Draft:
    """The certificate of the covers that *ended*, in reading order. `nirs` as for an affiliation
    (`certificates.draft`)."""
    people = list({one.coverage.person_id: one.coverage.person for one in ended}.values())
    days = {one.coverage.pk: one.period.last for one in ended if one.period.last}
    sections = [
        Section(paragraphs=(_attests(len(people)), str(MEANT_FOR[wanted.purpose]))),
        *_contracts(ended, asked_by),
    ]
    numbers = numbers_section(people, nirs) if nirs is not None else ()
    hidden = numbers_section(people, None) if nirs is not None else ()
    return Draft(
        kind=KIND,
        prefix=_PREFIX,
        title=_("Attestation de radiation"),
        template="contracts/certificate.typ",
        about=_("pour %(names)s, %(when)s") % {"names": words.names(people), "when": _when(days)},
        printed=(*sections, *numbers, insurer_section()),
        shown=(*sections, *hidden, insurer_section()),
        said=Said(
            initials=tuple(initials(one.first_name, one.name) for one in people),
            first=min(days.values()),
            last=max(days.values()),
            valid_until=None,  # what has ended stays so, unless the insurer's file corrects it
        ),
        concerns=days,
    )


def _when(days: Mapping[UUID, date]) -> str:
    if len(set(days.values())) == 1:
        (day,) = set(days.values())
        return _("dernier jour couvert le %(day)s") % {"day": date_in_words(day)}
    return _("dernier jour couvert au plus tard le %(day)s") % {
        "day": date_in_words(max(days.values()))
    }


def _attests(count: int) -> str:
    """The sentence that certifies."""
    one = _(
        "%(insurer)s atteste que la personne nommée ci-dessous n’est plus couverte par le contrat"
        " indiqué. Son dernier jour couvert est écrit à côté de son nom."
    )
    many = _(
        "%(insurer)s atteste que les personnes nommées ci-dessous ne sont plus couvertes par le"
        " contrat indiqué. Leur dernier jour couvert est écrit à côté de leur nom."
    )
    return (one if count == 1 else many) % {"insurer": settings.INSURER.name}


def _contracts(ended: Sequence[LastCover], asked_by: UUID) -> Iterable[Section]:
    for _key, group in groupby(ended, key=lambda one: one.coverage.contract_id):
        rows = list(group)
        first = rows[0].coverage
        yield Section(
            heading=heading_of(first),
            facts=tuple(facts_of(first.contract, asked_by)),
            table=Table(
                caption=_("Personnes dont la couverture est finie"),
                head=(
                    _("Personne"),
                    _("Date de naissance"),
                    _("Lien"),
                    _("Depuis le"),
                    _("Dernier jour couvert"),
                ),
                rows=tuple(map(_row, rows)),
            ),
        )


def _row(one: LastCover) -> tuple[str, ...]:
    person: Person = one.coverage.person
    return (
        identity(person),
        person.birth_date,
        str(Relationship(one.coverage.relationship).label),
        date_in_words(one.period.first),
        date_in_words(one.period.last) if one.period.last else "",
    )
