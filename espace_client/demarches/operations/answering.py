"""What the insurer does with a démarche that was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts.staff import StaffMember
from espace_client.audit.operations import record
from espace_client.demarches import events
from espace_client.demarches.answers import asking_of, situation_of
from espace_client.demarches.deciding import Decision, proposal_of, sealed_proposal
from espace_client.demarches.events import Told
from espace_client.demarches.models import Attachment, AttachmentState, AwaitedDocument, Demarche
from espace_client.demarches.moving import (
    UnableToMove,
    held,
    move,
    note,
    staff_of,
)
from espace_client.demarches.notices import News
from espace_client.demarches.operations.paying import owe
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import (
    SHORTEST_SENTENCE,
    Gesture,
    State,
    clock_stops,
    contest_until,
    where,
)
from espace_client.demarches.telling import tell
from espace_client.kernel.actors import Actor, Role
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words, day_in_words
from espace_client.kernel.moves import by


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A document that an adviser asks for: its code in the kind's pieces; or, with a supervisor's
    `override` reason, another one, with its label and why it is wanted."""

    code: str
    label: str = ""
    why: str = ""
    override: str = ""


@transaction.atomic
def take(*, demarche: Demarche, actor: Actor, at: datetime) -> Demarche:
    """An adviser takes it: nobody else works on it meanwhile. One that was only sent is received.
    One that somebody else has taken changes hands, and its history says so."""
    row, staff = held(demarche), staff_of(actor)
    if row.taken_by_id == staff.pk:
        return row
    if row.state == State.SENT:
        move(row, Gesture.RECEIVE, actor=actor, at=at)
    note(row, Told.TAKEN, actor=actor, at=at, visible=False, taken_by=staff)
    return row


@transaction.atomic
def study(*, demarche: Demarche, actor: Actor, at: datetime, seen: int | None = None) -> Demarche:
    """Somebody looks into it."""
    row = held(demarche, seen=seen)
    _taken(row, actor, at)
    move(row, Gesture.STUDY, actor=actor, at=at, taken_by=staff_of(actor))
    return row


@transaction.atomic
def ask_documents(
    *,
    demarche: Demarche,
    wanted: Sequence[WantedDocument],
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> Demarche:
    """Ask for all that is missing, in one message (M2).

    The promise waits for the documents only if each stood in the list that was shown at deposit.
    One that did not needs a supervisor and their reason, and is counted. Raises UnableToMove.
    """
    row, staff = held(demarche, seen=seen), staff_of(actor)
    if not wanted:
        raise UnableToMove(_("Choisissez au moins un document."))
    _taken(row, actor, at)
    situation = situation_of(row, on=date_in_paris(at))
    pieces = kind_of(row.kind).pieces
    # Asked for again in full: what was awaited before and is still wanted stands in the new list.
    row.awaited.filter(given_at=None).delete()
    asked = [_awaited(row, one, pieces.may_ask(one.code, situation), staff, at) for one in wanted]
    AwaitedDocument.objects.bulk_create(asked)
    for one in asked:
        if not one.listed:
            record(
                events.OVERRIDE, actor=actor, at=at, person=row.person_id,
                subject=f"demarche:{row.pk}", reference=row.reference, label=one.label,
            )  # fmt: skip
    stops = clock_stops(one.listed for one in asked)
    move(
        row,
        Gesture.ASK_DOCUMENTS,
        actor=actor,
        at=at,
        facts={"count": len(asked), "clock_stops": stops},
        asked_at=at,
        reminders=0,
        stopped_on=(row.stopped_on or date_in_paris(at)) if stops else None,
        taken_by=staff,
    )
    tell(
        row,
        News.MISSING,
        _("Il nous manque quelque chose pour vous répondre"),
        [_("C’est à vous d’agir. Envoyez-nous, depuis votre espace ou par courrier :")],
        listed=[f"{one.label} : {one.why}" for one in asked],
        actor=actor,
        at=at,
    )
    return row


def _awaited(
    row: Demarche, one: WantedDocument, listed: bool, staff: StaffMember, at: datetime
) -> AwaitedDocument:
    if listed:
        piece = kind_of(row.kind).pieces.documents[one.code]
        return AwaitedDocument(
            demarche=row,
            code=piece.code,
            label=piece.label,
            why=piece.why,
            listed=True,
            asked_at=at,
        )
    if not staff.is_supervisor or len(one.override.strip()) < SHORTEST_SENTENCE:
        raise UnableToMove(
            _(
                "Ce document n’est pas dans la liste de cette demande. Un superviseur peut le"
                " demander, en écrivant pourquoi en une phrase."
            )
        )
    if not one.label.strip() or not one.why.strip():
        raise UnableToMove(_("Dites quel document, et pourquoi il est nécessaire."))
    return AwaitedDocument(
        demarche=row,
        code=one.code,
        label=one.label.strip(),
        why=one.why.strip(),
        listed=False,
        asked_at=at,
        override=one.override.strip(),
        override_by=staff,
    )


@transaction.atomic
def judge_document(
    *, attachment: Attachment, readable: bool, why: str, actor: Actor, at: datetime
) -> Attachment:
    """Say of a document that it can be read, or why it cannot. To have it sent again, ask for it:
    `ask_documents`."""
    row = held(attachment.demarche)
    staff_of(actor)
    if not readable and not why.strip():
        raise UnableToMove(_("Dites ce qui ne se lit pas : la personne doit savoir quoi refaire."))
    attachment.state = AttachmentState.READABLE if readable else AttachmentState.UNREADABLE
    attachment.why = "" if readable else why.strip()
    attachment.save(update_fields=["state", "why"])
    if not readable:
        note(row, Told.UNREADABLE, actor=actor, at=at, words=attachment.why)
    return attachment


@transaction.atomic
def wait_for_other(
    *, demarche: Demarche, whom: str, actor: Actor, at: datetime, seen: int | None = None
) -> Demarche:
    """Somebody else must answer first: a hospital, the Sécurité sociale, a former insurer (M3). The
    promise goes on: whom the insurer asks is the insurer's affair."""
    row = held(demarche, seen=seen)
    if not whom.strip():
        raise UnableToMove(_("Dites de qui vous attendez une réponse."))
    _taken(row, actor, at)
    move(row, Gesture.WAIT_FOR_OTHER, actor=actor, at=at, awaited_from=whom.strip())
    tell(
        row,
        News.OTHER_AWAITED,
        _("Nous attendons la réponse d’un autre organisme"),
        [
            _("Vous n’avez rien à faire : nous le suivons pour vous."),
            _("Réponse au plus tard le %(day)s.") % {"day": _promise_of(row)},
        ],
        actor=actor,
        at=at,
    )
    return row


@transaction.atomic
def accept(*, demarche: Demarche, actor: Actor, at: datetime, sentence: str = "") -> Demarche:
    """Accept it: an adviser, or the automation of its kind."""
    return _decided(held(demarche), Decision(Gesture.ACCEPT, sentence), actor, at)


@transaction.atomic
def decide(
    *,
    demarche: Demarche,
    decision: Decision,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> Demarche:
    """Accept it, accept it in part, or refuse it (M4).

    From the threshold of the insurer on, and for every decision that was contested, two people
    decide: this one proposes, another one confirms. Raises UnableToMove.
    """
    row, staff = held(demarche, seen=seen), staff_of(actor)
    _check(row, decision)
    _another_than_before(row, staff)
    _taken(row, actor, at)
    if _needs_two(row, decision):
        if where(State(row.state), decision.gesture, by(actor.role)) is None:
            raise UnableToMove(_("Cette demande ne peut pas être décidée maintenant."))
        note(
            row, Told.PROPOSED, actor=actor, at=at, visible=False,
            proposed_by=staff, proposed_at=at, proposal=sealed_proposal(decision, demarche=row.pk),
        )  # fmt: skip
        return row
    return _decided(row, decision, actor, at)


@transaction.atomic
def confirm(*, demarche: Demarche, actor: Actor, at: datetime, seen: int | None = None) -> Demarche:
    """Another adviser agrees with the decision that was proposed: now it is one."""
    row, staff = held(demarche, seen=seen), staff_of(actor)
    decision = proposal_of(row)
    if decision is None:
        raise UnableToMove(_("Aucune décision n’est proposée pour cette demande."))
    if row.proposed_by_id == staff.pk:
        raise UnableToMove(_("Vous l’avez proposée : un autre conseiller doit la confirmer."))
    _another_than_before(row, staff)
    return _decided(row, decision, actor, at)


@transaction.atomic
def decline_proposal(*, demarche: Demarche, why: str, actor: Actor, at: datetime) -> Demarche:
    """Another adviser does not agree: it goes back to the one who proposed, with why."""
    row, staff = held(demarche), staff_of(actor)
    if proposal_of(row) is None:
        raise UnableToMove(_("Aucune décision n’est proposée pour cette demande."))
    if row.proposed_by_id == staff.pk:
        raise UnableToMove(_("Vous l’avez proposée : un autre conseiller doit en juger."))
    if len(why.strip()) < SHORTEST_SENTENCE:
        raise UnableToMove(_("Dites pourquoi, en une phrase."))
    note(
        row, Told.PROPOSAL_DECLINED, actor=actor, at=at, visible=False, words=why.strip(),
        proposed_by=None, proposed_at=None, proposal=None,
    )  # fmt: skip
    return row


@transaction.atomic
def write_down_call(
    *, demarche: Demarche, words: str, visible: bool, actor: Actor, at: datetime
) -> Demarche:
    """Note a telephone call; the member reads it if it is *visible*, at once."""
    row = held(demarche)
    staff_of(actor)
    if not words.strip():
        raise UnableToMove(_("Écrivez ce qui a été dit."))
    note(row, Told.NOTE, actor=actor, at=at, words=words.strip(), visible=visible)
    return row


@transaction.atomic
def advance(
    *,
    demarche: Demarche,
    step: str,
    actor: Actor,
    at: datetime,
    facts: Mapping[str, str] | None = None,
    until: date | None = None,
    told: Sequence[str] = (),
    headline: str = "",
) -> Demarche:
    """Go to a step of the kind's own, in the state that it stands for. `facts` are what its words
    name, `until` its next date; `told` leaves as a message. The same step twice is one."""
    row = held(demarche)
    shape = kind_of(row.kind)
    wanted = shape.step(step)
    if row.step == step:
        return row
    if wanted.state != row.state:
        raise UnableToMove(_("Cette étape n’est pas possible maintenant."))
    note(
        row, Told.STEP, actor=actor, at=at, facts=facts,
        step=step, step_facts=dict(facts or {}), step_until=until,
    )  # fmt: skip
    if told:
        tell(row, News.MOVED, headline, told, actor=actor, at=at)
    return row


@transaction.atomic
def answer_step(
    *, demarche: Demarche, step: str, answer: str, actor: Actor, at: datetime
) -> Demarche:
    """Its owner answers what a step asks. Answered twice, or once the step is over, it is what it
    has become. Raises UnableToMove for an answer that is none."""
    row = held(demarche)
    if row.step != step:
        return row
    asks = kind_of(row.kind).step(step).asks
    chosen = {one.code: one for one in asks.answers}.get(answer) if asks else None
    if chosen is None:
        raise UnableToMove(_("Choisissez une réponse."))
    chosen.does(row, actor, at)
    return row


@transaction.atomic
def close(*, demarche: Demarche, actor: Actor, at: datetime) -> Demarche:
    """Nothing is left to do."""
    row = held(demarche)
    move(row, Gesture.CLOSE, actor=actor, at=at)
    return row


def _promise_of(row: Demarche) -> str:
    assert row.promised_on  # whatever was sent has one: a constraint of the table
    return day_in_words(row.promised_on)


def _taken(row: Demarche, actor: Actor, at: datetime) -> None:
    """Whoever works on what was only sent has received it."""
    if row.state == State.SENT:
        move(row, Gesture.RECEIVE, actor=actor, at=at, taken_by=staff_of(actor))


def _check(row: Demarche, decision: Decision) -> None:
    pays = kind_of(row.kind).owes is not None
    if pays and decision.gesture is Gesture.ACCEPT_IN_PART and not decision.amount:
        raise UnableToMove(_("Écrivez le montant que vous acceptez, en euros."))
    if decision.gesture is Gesture.ACCEPT:
        return
    if len(decision.sentence.strip()) < SHORTEST_SENTENCE:
        raise UnableToMove(
            _("Expliquez la décision en une phrase d’au moins %(count)s caractères.")
            % {"count": SHORTEST_SENTENCE}
        )
    known = {one.code for one in kind_of(row.kind).reasons}
    if decision.gesture is Gesture.REFUSE and decision.reason not in known:
        raise UnableToMove(_("Choisissez le motif du refus dans la liste."))


def _another_than_before(row: Demarche, staff: StaffMember) -> None:
    """What was contested is judged by somebody else."""
    if row.decided_by_id == staff.pk:
        raise UnableToMove(
            _("Vous avez pris la décision qui est contestée : un autre conseiller doit en juger.")
        )


def _needs_two(row: Demarche, decision: Decision) -> bool:
    threshold: Decimal = settings.INSURER.requests.four_eyes_from
    amount = decision.amount if decision.amount is not None else row.amount
    above = amount is not None and amount >= threshold
    again = row.state == State.CONTESTED or row.decided_at is not None
    return above or (again and decision.gesture is not Gesture.ACCEPT)


def _decided(row: Demarche, decision: Decision, actor: Actor, at: datetime) -> Demarche:
    human = staff_of(actor) if actor.role is Role.ADVISER else None
    today = date_in_paris(at)
    until = contest_until(today)
    shape = kind_of(row.kind)
    asking = asking_of(row, on=today)
    sentence = decision.sentence.strip() or (
        shape.told(asking) if decision.gesture is Gesture.ACCEPT else ""
    )
    move(
        row,
        decision.gesture,
        actor=actor,
        at=at,
        words=sentence,
        facts={"reason": decision.reason, "contest_until": until.isoformat()},
        decided_at=at,
        decided_by=human,
        reason=decision.reason,
        contest_until=until,
        stopped_on=None,
        proposed_by=row.proposed_by if row.proposed_by_id and human != row.proposed_by else None,
        proposal=None,
    )
    if decision.gesture is not Gesture.REFUSE:
        shape.accepted(row, asking.answers, actor, at)
        if shape.owes is not None:
            _owe(row, decision, shape.owes(row, asking), at)
        row.refresh_from_db()  # its kind may have gone a step further
    _tell_decision(row, decision, until_words=date_in_words(until), actor=actor, at=at)
    return row


def _owe(row: Demarche, decision: Decision, reckoned: Decimal, at: datetime) -> None:
    amount = reckoned if decision.amount is None else decision.amount
    if not amount:
        raise UnableToMove(
            _("Le calcul ne trouve rien à rembourser. Refusez avec un motif, ou fixez le montant.")
        )
    owe(demarche=row, amount=amount, at=at)


def _tell_decision(
    row: Demarche, decision: Decision, *, until_words: str, actor: Actor, at: datetime
) -> None:
    headline = {
        Gesture.ACCEPT: _("Votre demande est acceptée"),
        Gesture.ACCEPT_IN_PART: _("Votre demande est acceptée en partie"),
        Gesture.REFUSE: _("Votre demande n’est pas acceptée"),
    }[decision.gesture]
    sentences = [_("La réponse et ses raisons sont dans votre espace.")]
    if decision.gesture is not Gesture.ACCEPT:
        sentences.append(
            _("Vous n’êtes pas d’accord ? Vous pouvez la contester jusqu’au %(day)s.")
            % {"day": until_words}
        )
    tell(row, News.DECISION, headline, sentences, actor=actor, at=at)
