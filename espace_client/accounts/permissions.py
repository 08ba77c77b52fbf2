"""Who may do what with accounts, with the insurer's people and with the files they open."""

from django.db.models import QuerySet

from espace_client.accounts.staff import StaffMember, StaffRole, StaffState
from espace_client.kernel.actors import Actor, Role


def may_settle_proofs(actor: Actor) -> bool:
    """An adviser in post at this very moment grants or refuses a second proof; nobody else does so
    in the member's place (quality 1.2)."""
    return _in_post(actor).exists()


def may_send_letters(actor: Actor) -> bool:
    """A letter with codes goes to the postal address held, whoever asks: our own jobs and commands,
    the member, and an adviser in post at this very moment."""
    return actor.role in (Role.ROBOT, Role.OPERATOR, Role.MEMBER) or _in_post(actor).exists()


def may_manage_staff(actor: Actor) -> bool:
    """The operator on the server, and a supervisor in post at this very moment."""
    if actor.role is Role.OPERATOR:
        return True
    return _in_post(actor).filter(role=StaffRole.SUPERVISOR).exists()


def may_work_on_files(actor: Actor) -> bool:
    """An adviser or a supervisor in post at this very moment: nobody keeps a right by leaving."""
    return _in_post(actor).exists()


def _in_post(actor: Actor) -> QuerySet[StaffMember]:
    if actor.role is not Role.ADVISER or actor.person is None:
        return StaffMember.objects.none()
    return StaffMember.objects.filter(pk=actor.person, state=StaffState.ACTIVE)
