"""The one door through which a démarche changes state, and the one that adds to its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.accounts.staff import StaffMember
from espace_client.audit.operations import record
from espace_client.demarches import events, wording
from espace_client.demarches.answers import answers_of, sealed_words
from espace_client.demarches.events import Told
from espace_client.demarches.models import Demarche, DemarcheEvent
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import OVER, Gesture, State, where
from espace_client.kernel.actors import Actor, Role
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.moves import By, by


class UnableToMove(UnableTo):
    """The démarche stays where it is. The sentence says why, and what to do."""


def held(demarche: Demarche, *, seen: int | None = None) -> Demarche:
    """The row as it is now, locked until the end of the transaction. Raises UnableToMove if it has
    changed since whoever decides has *seen* that version of it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a démarche is changed outside its verb")
    row = Demarche.objects.select_for_update(no_key=True).get(pk=demarche.pk)
    if seen is not None and seen != row.version:
        raise UnableToMove(
            _("Cette demande a changé pendant que vous l’aviez sous les yeux. Relisez-la d’abord.")
        )
    return row


def move(
    demarche: Demarche,
    gesture: Gesture,
    *,
    actor: Actor,
    at: datetime,
    words: str = "",
    facts: Mapping[str, Any] | None = None,
    visible: bool = True,
    who: By | None = None,
    **changes: Any,
) -> DemarcheEvent:
    """Make *gesture* on the locked *demarche*, if the table lets *actor* do so in its state.

    *who* is in which quality, where *actor* does not say it: the payment file is nobody.
    `changes` are other columns that change with it. Raises UnableToMove. The caller tells whoever
    must know.
    """
    state = State(demarche.state)
    to = where(state, gesture, who or by(actor.role))
    if to is None:
        raise UnableToMove(
            _("Cette demande est « %(state)s » : ce geste n’est plus possible.")
            % {"state": wording.SHORT[state]}
        )
    demarche.state = to
    demarche.state_since = at
    demarche.step, demarche.step_facts, demarche.step_until = "", {}, None
    changed = {"state", "state_since", "step", "step_facts", "step_until"} | set(changes)
    for name, value in changes.items():
        setattr(demarche, name, value)
    event = _written(demarche, changed, gesture, actor, at, words, facts, visible)
    what = str(wording.GESTURES[gesture])
    record(
        events.MOVED,
        actor=actor,
        at=at,
        person=demarche.person_id,
        subject=f"demarche:{demarche.pk}",
        reference=demarche.reference,
        what=what,
    )
    if to in OVER | {State.REFUSED} and gesture is not Gesture.CLOSE:
        kind_of(demarche.kind).ended(demarche, answers_of(demarche), actor, at)
    return event


def note(
    demarche: Demarche,
    what: Told,
    *,
    actor: Actor,
    at: datetime,
    words: str = "",
    facts: Mapping[str, Any] | None = None,
    visible: bool = True,
    **changes: Any,
) -> DemarcheEvent:
    """Remember something that leaves the locked *demarche* in its state."""
    for name, value in changes.items():
        setattr(demarche, name, value)
    event = _written(demarche, set(changes), what, actor, at, words, facts, visible)
    record(
        events.WORKED_ON,
        actor=actor,
        at=at,
        person=demarche.person_id,
        subject=f"demarche:{demarche.pk}",
        reference=demarche.reference,
        what=str(wording.GESTURES[what]),
    )
    return event


def staff_of(actor: Actor) -> StaffMember:
    """The adviser behind *actor*. Raises UnableToMove for anybody else: a decision has a human."""
    found = StaffMember.objects.filter(pk=actor.person).first() if actor.person else None
    if actor.role is not Role.ADVISER or found is None or not found.is_active:
        raise UnableToMove(_("Seul un conseiller en poste peut faire ce geste."))
    return found


def _written(
    demarche: Demarche,
    changed: set[str],
    what: str,
    actor: Actor,
    at: datetime,
    words: str,
    facts: Mapping[str, Any] | None,
    visible: bool,
) -> DemarcheEvent:
    demarche.version += 1
    demarche.save(update_fields=sorted(changed | {"version"}))
    return DemarcheEvent.objects.create(
        demarche=demarche,
        at=at,
        what=what,
        state=demarche.state,
        step=demarche.step,
        role=actor.role,
        actor=actor.name,
        channel=actor.channel,
        facts=dict(facts or {}),
        words=sealed_words(words, demarche=demarche.pk),
        visible=visible,
    )
