"""Having a cover certified: who was covered, by which contract, at a date or over a period."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.contracts import certificate_words as words
from espace_client.contracts import certificates, events, rules
from espace_client.contracts.certifiable import UnableToCertify, require_chosen
from espace_client.contracts.certificates import Certified, Wanted
from espace_client.contracts.models import Coverage
from espace_client.contracts.queries import covers_to_certify
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import NBSP, date_in_words
from espace_client.kernel.periods import WrongPeriod, wrong_period
from espace_client.members.models import Person
from espace_client.members.queries import nir_of


@transaction.atomic
def certify(*, wanted: Wanted, person: UUID, actor: Actor, at: datetime) -> IssuedDocument:
    """Certify the affiliation of the people of *wanted*, for *person*, who keeps the document.

    A holder may have everybody certified whom the contract covers (it holds no care), any other
    covered adult herself alone. Days to come are refused, and so is whoever was not covered: a
    certificate never leaves out a name that was asked for, and is never empty. The NIR is printed
    if it was asked for, and that is remembered.
    """
    today = date_in_paris(at)
    covers = covers_to_certify(person, on=today, told_for=wanted.last)
    chosen = [cover for cover in covers if cover.person_id in wanted.people]
    require_chosen(wanted.people, chosen)
    _require_known_days(wanted, today)
    certified = _certified(chosen, wanted)
    people = list({one.coverage.person_id: one.coverage.person for one in certified}.values())
    issued = documents.issue(
        draft=certificates.draft(
            certified,
            wanted=wanted,
            asked_by=person,
            today=today,
            nirs={one.pk: nir_of(one) for one in people} if wanted.with_nir else None,
        ),
        person=person,
        actor=actor,
        at=at,
    )
    if wanted.with_nir and issued.is_new:
        remember_nir(document=issued.document, people=people, person=person, actor=actor, at=at)
    return issued.document


def _require_known_days(wanted: Wanted, today: date) -> None:
    match wrong_period(wanted.first, wanted.last, today=today):
        case WrongPeriod.BACKWARDS:
            raise UnableToCertify(_("Le dernier jour est avant le premier. Échangez-les."))
        case WrongPeriod.FUTURE:
            raise UnableToCertify(
                _(
                    "Une attestation ne dit rien de l’avenir : choisissez le %(today)s ou un"
                    " jour d’avant."
                )
                % {"today": date_in_words(today)}
            )


def _certified(chosen: Sequence[Coverage], wanted: Wanted) -> list[Certified]:
    """The covers to name, in reading order; raises if somebody has none."""
    told = []
    for coverage in chosen:
        cover = certificates.as_cover(coverage)
        found = rules.covered_over([cover], first=wanted.first, last=wanted.last)
        told += [Certified(coverage, one.period) for one in found]
    missing = wanted.people - {one.coverage.person_id for one in told}
    if missing:
        raise UnableToCertify(_not_covered(chosen, missing, wanted))
    return told


def _not_covered(chosen: Sequence[Coverage], missing: Collection[UUID], wanted: Wanted) -> str:
    """Who was not covered, when they were, and what to do."""
    people = {one.person_id: one.person for one in chosen if one.person_id in missing}
    known = [
        f"{one.person.first_name}{NBSP}: {_days(one)}" for one in chosen if one.person_id in missing
    ]
    return _(
        "Aucun contrat ne couvrait %(names)s %(when)s. Ce que nous savons : %(known)s. Changez la"
        " date ou les personnes, ou appelez-nous au %(telephone)s."
    ) % {
        "names": words.names(list(people.values())),
        "when": words.when(wanted.first, wanted.last),
        "known": f"{NBSP}; ".join(known),
        "telephone": settings.INSURER.telephone,
    }


def _days(coverage: Coverage) -> str:
    period = certificates.as_cover(coverage).period
    if period is None:
        return _("aucun jour")
    first = date_in_words(period.first)
    if period.last is None:
        return _("depuis le %(first)s") % {"first": first}
    return _("du %(first)s au %(last)s") % {"first": first, "last": date_in_words(period.last)}


def remember_nir(
    *, document: IssuedDocument, people: Sequence[Person], person: UUID, actor: Actor, at: datetime
) -> None:
    """Keep in the history of *person* that the NIR of *people* was written."""
    record(
        events.NIR_SHOWN,
        actor=actor,
        at=at,
        person=person,
        subject=f"document:{document.pk}",
        number=document.number,
        names=words.names(people),
    )
