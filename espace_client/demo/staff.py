"""The demo's two advisers: invented, with a password that everybody reads and a code that the
guide shows. They exist in the demo alone: nothing of this package is installed elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from espace_client.accounts import operations
from espace_client.accounts.queries import opened_secret, staff_with_email
from espace_client.accounts.second_factor import CODE_SECONDS, code_of, step_of
from espace_client.accounts.staff import StaffRole
from espace_client.kernel.actors import operator


@dataclass(frozen=True, slots=True)
class DemoAdviser:
    """One of the insurer's people, as the guide of the demo shows them."""

    full_name: str
    email: str
    role: StaffRole
    password: str
    what_to_try: str


STAFF = (
    DemoAdviser(
        "Claire Besson",
        "claire.besson@horizon.example",
        StaffRole.ADVISER,
        "quatre cerises sur le phare",
        "Cherchez une personne, lisez pourquoi son compte ne s’ouvre pas, approuvez sa demande.",
    ),
    DemoAdviser(
        "Hugo Marchal",
        "hugo.marchal@horizon.example",
        StaffRole.SUPERVISOR,
        "une boussole dans le tiroir",
        "Invitez quelqu’un dans l’équipe, ou retirez un accès.",
    ),
)


MEMBERS_PASSWORD = "trois bateaux vers le large"
"""Of the members who live the first week (`first_week.py`): everybody reads it too."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What it takes to come in as one of them, at one moment."""

    adviser: DemoAdviser
    code: str
    seconds_left: int


def hire(somebody: DemoAdviser, *, at: datetime) -> None:
    """Invite and enrol, as two people would; nothing happens to whom is there already."""
    if staff_with_email(somebody.email):
        return
    by = operator("la démonstration")
    staff = operations.invite_staff(
        email=somebody.email, full_name=somebody.full_name, role=somebody.role, actor=by, at=at
    )
    staff = operations.choose_staff_password(
        staff=staff, password=somebody.password, actor=by, at=at
    )
    # The code of the half minute before: the one of now is still to serve.
    code = code_of(opened_secret(staff), step=step_of(at) - 1)
    operations.confirm_staff(staff=staff, code=code, actor=by, at=at)


def passes(*, at: datetime) -> Iterator[Pass]:
    """The codes of the moment, and how long they are still shown by a telephone."""
    for somebody in STAFF:
        if staff := staff_with_email(somebody.email):
            code = code_of(opened_secret(staff), step=step_of(at))
            yield Pass(somebody, code, CODE_SECONDS - int(at.timestamp()) % CODE_SECONDS)
