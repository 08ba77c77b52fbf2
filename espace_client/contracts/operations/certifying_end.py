"""Having it certified that a cover is over: whose, by which contract, since when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.contracts import certificate_words as words
from espace_client.contracts import ends
from espace_client.contracts.certifiable import UnableToCertify, require_chosen
from espace_client.contracts.ends import LastCover, WantedEnd
from espace_client.contracts.models import Coverage
from espace_client.contracts.operations.certifying import remember_nir
from espace_client.contracts.queries import covers_to_certify
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.members.queries import nir_of


@transaction.atomic
def certify_end(*, wanted: WantedEnd, person: UUID, actor: Actor, at: datetime) -> IssuedDocument:
    """Certify that the people of *wanted* are not covered any more, for *person*, who keeps the
    document.

    Whom *person* may name, and for how long after the end, is the rule of an affiliation
    (`certify`). From the day after the last one: a cover that runs, or will begin again, is
    refused. Of somebody whom another contract still covers, the contract that ended is told alone.
    """
    today = date_in_paris(at)
    covers = covers_to_certify(person, on=today, told_for=today)
    chosen = [cover for cover in covers if cover.person_id in wanted.people]
    require_chosen(wanted.people, chosen)
    ended = [one for one in ends.last_covers(chosen, on=today) if one.is_over]
    _require_ended(chosen, ended, wanted)
    people = list({one.coverage.person_id: one.coverage.person for one in ended}.values())
    nirs = {one.pk: nir_of(one) for one in people} if wanted.with_nir else None
    issued = documents.issue(
        draft=ends.draft(ended, wanted=wanted, asked_by=person, nirs=nirs),
        person=person,
        actor=actor,
        at=at,
    )
    if wanted.with_nir and issued.is_new:
        remember_nir(document=issued.document, people=people, person=person, actor=actor, at=at)
    return issued.document


def _require_ended(
    chosen: Sequence[Coverage], ended: Sequence[LastCover], wanted: WantedEnd
) -> None:
    running = wanted.people - {one.coverage.person_id for one in ended}
    if running:
        people = {one.person_id: one.person for one in chosen if one.person_id in running}
        raise UnableToCertify(
            _(
                "La couverture de %(names)s n’est pas finie : il n’y a pas de radiation à attester."
                " Pour toute question, appelez le %(telephone)s."
            )
            % {
                "names": words.names(list(people.values())),
                "telephone": settings.INSURER.telephone,
            }
        )
