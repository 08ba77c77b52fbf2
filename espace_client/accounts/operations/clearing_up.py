"""An adviser clears up an e-mail that a member gave and another family uses (product B.2.4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, permissions
from espace_client.accounts.holding import held, hold_person
from espace_client.accounts.models import AccountState, ChangeState, EmailChange
from espace_client.accounts.rules import EXPLANATION_MIN
from espace_client.accounts.stating import change_state
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToClearUp(UnableTo):
    """The address cannot be taken off the list so. The sentence says why."""


@transaction.atomic
def clear_up_address(*, change: EmailChange, explanation: str, actor: Actor, at: datetime) -> None:
    """Note what was found out about a blocked address. It is given up; whoever still has an old
    number is asked again for an e-mail at the next visit. Raises UnableToClearUp."""
    if not permissions.may_work_on_files(actor):
        raise UnableToClearUp(_("Seul un conseiller peut éclaircir une adresse."))
    if len(explanation.strip()) < EXPLANATION_MIN:
        raise UnableToClearUp(
            _("Écrivez ce que vous avez appris, en {count} caractères au moins.").format(
                count=EXPLANATION_MIN
            )
        )
    hold_person(change.account.person)
    account = held(change.account)
    waiting = EmailChange.objects.select_for_update().get(pk=change.pk)
    if not waiting.blocked or waiting.looked_at is not None:
        raise UnableToClearUp(_("Cette adresse est déjà éclaircie."))
    waiting.looked_at, waiting.looked_by = at, actor.name
    if waiting.state == ChangeState.WAITING:
        waiting.state, waiting.settled_at = ChangeState.DROPPED, at
        if account.state == AccountState.CONFLICT:
            change_state(account, to=AccountState.PROPOSED, actor=actor, at=at)
    waiting.save(update_fields=["looked_at", "looked_by", "state", "settled_at"])
    record(
        events.ADDRESS_CLEARED_UP,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"email_change:{waiting.pk}",
        explanation=explanation.strip(),
    )
