"""What somebody does with a démarche they have sent: give what is asked, add, withdraw, contest.
And how what was accepted comes back to advisers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.demarches.attaching import attached
from espace_client.demarches.events import Told
from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.moving import UnableToMove, held, move, note
from espace_client.demarches.notices import News
from espace_client.demarches.receipts import receipt_of
from espace_client.demarches.registry import answered_in, kind_of
from espace_client.demarches.rules import (
    OPEN,
    SHORTEST_SENTENCE,
    Gesture,
    State,
    promised,
    resumed,
)
from espace_client.demarches.telling import tell
from espace_client.documents.models import ReceivedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import day_in_words
from espace_client.kernel.moves import By


@transaction.atomic
def give_documents(
    *,
    demarche: Demarche,
    documents: Sequence[ReceivedDocument],
    code: str = "",
    actor: Actor,
    at: datetime,
) -> list[Attachment]:
    """Add documents to a démarche that was sent; those of an awaited *code* settle it. When nothing
    is awaited any more it goes on by itself, and its promise is moved by the time it waited."""
    row = held(demarche)
    if row.state not in OPEN:
        raise UnableToMove(
            _("Cette demande est terminée. Pour la reprendre, contestez-la ou écrivez-nous.")
        )
    given = attached(row, documents, code=code, at=at)
    if not given:
        raise UnableToMove(_("Choisissez au moins un document."))
    if code:
        row.awaited.filter(code=code, given_at=None).update(given_at=at)
    left = row.awaited.filter(given_at=None).exists()
    note(row, Told.DOCUMENT_ADDED, actor=actor, at=at, facts={"count": len(given), "code": code})
    if row.state == State.DOCUMENTS_AWAITED and not left:
        _go_on(row, actor=actor, at=at)
    receipt_of(row, _("Documents ajoutés"), actor=actor, at=at, attachments=given)
    return given


def _go_on(row: Demarche, *, actor: Actor, at: datetime) -> None:
    today = date_in_paris(at)
    assert row.promised_on
    answer_by = row.promised_on
    if row.stopped_on:
        answer_by = resumed(row.promised_on, stopped_on=row.stopped_on, today=today)
    # An answer needs a day at least: what came on the last day is not answered on it.
    answer_by = max(answer_by, promised(today, working_days=1))
    move(
        row,
        Gesture.GIVE_DOCUMENTS,
        actor=actor,
        at=at,
        facts={"promised_on": answer_by.isoformat()},
        promised_on=answer_by,
        stopped_on=None,
        asked_at=None,
        reminders=0,
    )
    tell(
        row,
        News.RECEIPT,
        _("Nous avons bien reçu vos documents"),
        [
            _("C’est à nous d’agir. Réponse au plus tard le %(day)s.")
            % {"day": day_in_words(answer_by)}
        ],
        actor=actor,
        at=at,
    )


@transaction.atomic
def withdraw(*, demarche: Demarche, actor: Actor, at: datetime) -> Demarche:
    """Its owner does not want it any more (M6). Possible until it is decided, and until it has left
    our hands where its kind can stop it; twice is once. Raises UnableToMove."""
    row = held(demarche)
    if row.state == State.WITHDRAWN:
        return row
    if row.state == State.ACCEPTED and not kind_of(row.kind).may_stop(row):
        raise UnableToMove(
            _("Cette demande est déjà faite : elle ne peut plus être annulée. Appelez-nous.")
        )
    move(
        row, Gesture.WITHDRAW, actor=actor, at=at, stopped_on=None, proposal=None, proposed_by=None
    )
    receipt_of(row, _("Demande annulée"), actor=actor, at=at)
    tell(
        row,
        News.WITHDRAWN,
        _("Votre demande est annulée"),
        [_("Vous n’avez plus rien à faire. Vous pouvez en faire une autre à tout moment.")],
        actor=actor,
        at=at,
    )
    return row


@transaction.atomic
def contest(*, demarche: Demarche, why: str, actor: Actor, at: datetime) -> Demarche:
    """Its owner does not agree with the decision: another look, within two months of it (M8)."""
    row = held(demarche)
    today = date_in_paris(at)
    if row.contest_until is None or today > row.contest_until:
        raise UnableToMove(
            _(
                "Une décision se conteste pendant deux mois. Vous pouvez encore écrire une"
                " réclamation : nous répondons toujours."
            )
        )
    if len(why.strip()) < SHORTEST_SENTENCE:
        raise UnableToMove(
            _("Dites en une phrase ce qui ne va pas : c’est ce que nous examinerons.")
        )
    answer_by = promised(today, working_days=answered_in(row.kind))
    move(
        row,
        Gesture.CONTEST,
        actor=actor,
        at=at,
        words=why.strip(),
        facts={"promised_on": answer_by.isoformat()},
        promised_on=answer_by,
        taken_by=None,
    )
    receipt_of(row, _("Décision contestée"), actor=actor, at=at)
    tell(
        row,
        News.CONTESTED,
        _("Nous examinons de nouveau votre demande"),
        [
            _("Un autre conseiller la reprend. Réponse au plus tard le %(day)s.")
            % {"day": day_in_words(answer_by)}
        ],
        actor=actor,
        at=at,
    )
    return row


@transaction.atomic
def reopen(*, demarche: Demarche, actor: Actor, at: datetime) -> Demarche:
    """Take up again one that was dropped for want of a document. What was awaited is asked again by
    an adviser."""
    row = held(demarche)
    answer_by = promised(date_in_paris(at), working_days=answered_in(row.kind))
    row.awaited.filter(given_at=None).delete()
    move(
        row,
        Gesture.REOPEN,
        actor=actor,
        at=at,
        facts={"promised_on": answer_by.isoformat()},
        promised_on=answer_by,
        stopped_on=None,
        asked_at=None,
        reminders=0,
        taken_by=None,
    )
    return row


@transaction.atomic
def take_up_again(
    *, demarche: Demarche, why: str, told: Sequence[str], actor: Actor, at: datetime,
    who: By | None = None,
) -> Demarche:  # fmt: skip
    """What was accepted did not come about: advisers have it again, with a new promise. *why* is
    kept in its history, *told* is what its owner reads first, *who* as `move` takes it."""
    row = held(demarche)
    answer_by = promised(date_in_paris(at), working_days=answered_in(row.kind))
    move(
        row,
        Gesture.TAKE_UP_AGAIN,
        who=who,
        actor=actor,
        at=at,
        words=why,
        facts={"promised_on": answer_by.isoformat()},
        promised_on=answer_by,
        taken_by=None,
        decided_by=None,  # nobody contests that decision: whoever took it may take the next one
    )
    tell(
        row,
        News.MOVED,
        _("Nous reprenons votre demande"),
        [
            *told,
            _("C’est à nous d’agir. Réponse au plus tard le %(day)s.")
            % {"day": day_in_words(answer_by)},
        ],
        actor=actor,
        at=at,
    )
    return row
