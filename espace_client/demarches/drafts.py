"""What somebody is filling in, and what can be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from espace_client.demarches.models import Demarche, DemarcheQuerySet
from espace_client.demarches.registry import kinds
from espace_client.demarches.rules import State
from espace_client.demarches.shape import Kind


@dataclass(frozen=True, slots=True)
class Askable:
    """A kind that can be asked for, with the draft of it that waits."""

    kind: Kind
    draft: Demarche | None


def askable(person: UUID, *, on: date) -> Sequence[Askable]:
    """The kinds that are open on that day, by name; what was begun of each. One query."""
    begun = {one.kind: one for one in _drafts(person).defer("answers")}
    opened = [one for one in kinds().values() if is_open(one, on=on)]
    opened.sort(key=lambda kind: str(kind.label))
    return [Askable(kind, begun.get(kind.code)) for kind in opened]


def is_open(kind: Kind, *, on: date) -> bool:
    """Whether the insurer has opened it by that day."""
    return settings.INSURER.function(kind.function).is_open(on)


def draft_of(person: UUID, kind: Kind) -> Demarche | None:
    """What was begun of that kind in the space of *person*."""
    return _drafts(person).select_related("person").filter(kind=kind.code).first()


def _drafts(person: UUID) -> DemarcheQuerySet:
    return Demarche.objects.in_space(person).filter(state=State.DRAFT)
