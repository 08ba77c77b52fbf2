"""Who may do what with accounts, with the insurer's people and with the files they open; and who
speaks for a child."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from espace_client.accounts.models import OPEN_STATES
from espace_client.accounts.rules import ADULT, OWN_CARE
from espace_client.accounts.staff import StaffMember, StaffRole, StaffState
from espace_client.contracts.models import Coverage, Relationship
from espace_client.kernel.actors import Actor, Role
from espace_client.members.ages import born, last_day_for
from espace_client.members.delegations import alive
from espace_client.members.permissions import Keys, Right, source


@source(Right.REIMBURSEMENTS)
def parent_of_a_minor(viewer: UUID, right: Right, on: date) -> Keys:
    """The holder reads the care of a child whom the contract covers until the child is 16; until
    18 unless the child has an account of their own (quality 2.3). Nobody else of the family
    does: the file does not say who else is a parent."""
    young = Q(born__gt=last_day_for(OWN_CARE, on=on))
    without_account = ~Q(person__account__state__in=OPEN_STATES)
    minors = Coverage.objects.visible_to(viewer, on=on).annotate(born=born("person__birth_date"))
    return minors.filter(
        alive("person", on),
        young | (Q(born__gt=last_day_for(ADULT, on=on)) & without_account),
        contract__holder=viewer,
        relationship=Relationship.CHILD,
    ).values("person")


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
