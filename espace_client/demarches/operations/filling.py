"""A draft: begun, written page by page, given its documents, then sent. Nobody of the insurer's
sees it before it is sent."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.demarches.answers import (
    answers_of,
    asking_of,
    sealed_answers,
    sealed_summary,
    situation_of,
)
from espace_client.demarches.attaching import GIVEN_ORDER, attached
from espace_client.demarches.filled import missing_pages
from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.moving import UnableToMove, held, move
from espace_client.demarches.notices import News
from espace_client.demarches.receipts import receipt_of
from espace_client.demarches.registry import answered_in, kind_of
from espace_client.demarches.rules import Gesture, State, promised
from espace_client.demarches.shape import Asking, Refusal
from espace_client.demarches.telling import tell
from espace_client.documents.models import ReceivedDocument
from espace_client.kernel.actors import Actor, robot
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import day_in_words
from espace_client.kernel.references import request_reference

_TRIES = 20  # references of one month: 810 000; a free one is found at once
_AUTOMATION = robot("l’acceptation automatique")


class UnableToBegin(UnableTo):
    """Nothing of that kind can be asked for now. `refusal` says why, and what to do instead."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


@transaction.atomic
def begin(*, kind: str, person: uuid.UUID, actor: Actor, at: datetime) -> Demarche:
    """The draft of that *kind* in the space of *person*: the one that is there, or a new one. Two
    tabs fill in the same. Raises UnableToBegin."""
    shape = kind_of(kind)
    kept = Demarche.objects.in_space(person).filter(kind=kind, state=State.DRAFT)
    if draft := kept.first():
        return draft
    if refusal := shape.may_begin(Asking(person, date_in_paris(at), {})):
        raise UnableToBegin(refusal)
    identifier = uuid.uuid4()
    made = Demarche(
        id=identifier,
        reference=_free_reference(at),
        kind=kind,
        person_id=person,
        answers=sealed_answers({}, demarche=identifier),
        state_since=at,
        started_at=at,
    )
    Demarche.objects.bulk_create([made], ignore_conflicts=True)  # another tab may be first
    return kept.get()


@transaction.atomic
def write(
    *, demarche: Demarche, answers: Mapping[str, Any], actor: Actor, at: datetime
) -> Demarche:
    """Keep the *answers* of one page of a draft, beside those of the others. Raises UnableToMove
    once it was sent."""
    row = _draft(demarche)
    row.answers = sealed_answers({**answers_of(row), **answers}, demarche=row.pk)
    row.save(update_fields=["answers"])
    return row


@transaction.atomic
def attach(
    *,
    demarche: Demarche,
    documents: Sequence[ReceivedDocument],
    code: str,
    actor: Actor,
    at: datetime,
) -> list[Attachment]:
    """Put *documents* of the same space into a draft, as the document called *code* in the kind's
    pieces. One that is there already stays once."""
    row = _draft(demarche)
    return attached(row, documents, code=code, at=at)


@transaction.atomic
def take_back(*, demarche: Demarche, attachment: uuid.UUID, actor: Actor, at: datetime) -> None:
    """Leave a document out of a draft. It stays among the documents given, for another time."""
    row = _draft(demarche)
    row.attachments.filter(pk=attachment).delete()


@transaction.atomic
def forget_draft(*, demarche: Demarche, actor: Actor, at: datetime) -> None:
    """Throw a draft away, with its answers."""
    row = _draft(demarche)
    row.attachments.all().delete()
    row.delete()


@transaction.atomic
def send(*, demarche: Demarche, actor: Actor, at: datetime) -> Demarche:
    """Send a draft: reference, promise, proof of deposit, receipt M1. A kind may accept it at once.

    Sent twice, by two tabs or by a retry, it is one démarche: the second finds the first. Raises
    UnableToMove where something is missing, with what to do.
    """
    row = held(demarche)
    if row.state != State.DRAFT:
        return row
    shape, today = kind_of(row.kind), date_in_paris(at)
    asking = asking_of(row, on=today)
    _check(row, asking)
    answer_by = promised(today, working_days=answered_in(row.kind))
    move(
        row,
        Gesture.SEND,
        actor=actor,
        at=at,
        facts={"promised_on": answer_by.isoformat()},
        sent_at=at,
        promised_on=answer_by,
        first_promised_on=answer_by,
        concerns=list(shape.concerns(asking)),
        amount=shape.amount(asking),
        summary=sealed_summary(shape.summary(asking), demarche=row.pk),
    )
    shape.sent(row, asking.answers, actor, at)
    receipt_of(
        row, _("Demande envoyée"), actor=actor, at=at,
        attachments=list(row.attachments.select_related("document").order_by(*GIVEN_ORDER)),
    )  # fmt: skip
    tell(
        row,
        News.RECEIPT,
        _("Nous avons bien reçu votre demande"),
        [
            _("Sa référence est %(reference)s. Gardez-la.") % {"reference": row.reference},
            _("C’est à nous d’agir. Réponse au plus tard le %(day)s.")
            % {"day": day_in_words(answer_by)},
        ],
        actor=actor,
        at=at,
    )
    if shape.accepts(asking):
        from espace_client.demarches.operations.answering import accept

        accept(demarche=row, actor=_AUTOMATION, at=at)
    return row


def _check(row: Demarche, asking: Asking) -> None:
    shape = kind_of(row.kind)
    if missing_pages(asking, row.kind):
        raise UnableToMove(_("Il manque une réponse. Relisez chaque ligne du résumé."))
    given = set(row.attachments.values_list("code", flat=True))
    lacking = [
        one
        for one in shape.pieces.asked(situation_of(row, on=asking.on))
        if one.needed and one.code not in given
    ]
    if lacking:
        raise UnableToMove(
            _("Il manque ce document : %(label)s. Ajoutez-le, puis envoyez.")
            % {"label": lacking[0].label}
        )
    if refusal := shape.may_send(asking):
        raise UnableToMove(refusal.sentence)


def _draft(demarche: Demarche) -> Demarche:
    row = held(demarche)
    if row.state != State.DRAFT:
        raise UnableToMove(
            _("Cette demande est déjà envoyée. Vous la trouvez dans « Mes demandes ».")
        )
    return row


def _free_reference(at: datetime) -> str:
    today = date_in_paris(at)
    for _again in range(_TRIES):
        found = request_reference(uuid.uuid4(), on=today)
        if not Demarche.objects.filter(reference=found).exists():
            return found
    raise RuntimeError("no reference is free this month")
