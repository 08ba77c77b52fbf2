"""Who may do what with accounts, with the insurer's people and with the files they open."""

from espace_client.accounts.staff import StaffMember, StaffRole, StaffState
from espace_client.kernel.actors import Actor, Role


def may_settle_proofs(actor: Actor) -> bool:
    """An adviser, after a call back, grants or refuses a second proof; nobody else does so in the
    member's place (quality 1.2)."""
    return actor.role is Role.ADVISER


def may_manage_staff(actor: Actor) -> bool:
    """The operator on the server, and a supervisor in post at this very moment."""
    if actor.role is Role.OPERATOR:
        return True
    in_post = StaffMember.objects.filter(pk=actor.person, state=StaffState.ACTIVE)
    return actor.role is Role.ADVISER and in_post.filter(role=StaffRole.SUPERVISOR).exists()


def may_work_on_files(actor: Actor) -> bool:
    """An adviser or a supervisor in post at this very moment: nobody keeps a right by leaving."""
    in_post = StaffMember.objects.filter(pk=actor.person, state=StaffState.ACTIVE)
    return actor.role is Role.ADVISER and in_post.exists()
