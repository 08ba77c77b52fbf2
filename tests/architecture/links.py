"""Every kind of link that leaves in a message: how one is made, used, replaced and closed.

`KINDS` names them by their address. `test_links.py` walks the addresses of the site and fails on a
link that has no kind here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse

from espace_client.accounts import operations, queries
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    EmailChange,
    ProofCode,
    StaffMember,
    StepUp,
)
from espace_client.accounts.operations import WantedAccess
from espace_client.accounts.rules import LINK_LIFETIME, PROOF_LIFETIME, RESET_LIFETIME
from espace_client.accounts.second_factor import code_of, step_of
from espace_client.accounts.staff import StaffRole, StaffState
from espace_client.accounts.tests.journey import PASSWORD as CHOSEN
from espace_client.accounts.tests.journey import last_secret
from espace_client.accounts.tests.old_numbers import with_old_number
from espace_client.kernel.actors import robot, visitor
from espace_client.kernel.rights import Right
from espace_client.members.models import Delegation, Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, card_link_of
from tests.staff import hired, waiting_proof

ROBOT = robot("un essai")
NEW, OTHER = "une.autre@poste.example", "encore.une.autre@poste.example"
DAY, WEEK = timedelta(hours=24), timedelta(days=7)
WAIT = timedelta(minutes=11)  # before another of its kind may leave, whichever kind


@dataclass
class Story:
    """Jeanne, and the moment."""

    person: Person
    clock: Clock
    kept: object = None

    @property
    def account(self) -> Account:
        """Her account as it is now."""
        return Account.objects.select_related("person").get(person=self.person)

    def path_in(self, notice: str, name: str) -> str:
        """The path of the link in the last message of a kind."""
        address = last_secret(notice, name)
        assert address.startswith(settings.PUBLIC_URL)
        return address.removeprefix(settings.PUBLIC_URL)

    def step_up(self, act: Act) -> StepUp:
        """The password and a code were shown again."""
        at = self.clock.now
        return StepUp.objects.create(
            account=self.account, act=act, session_key="k", given_at=at, expires_at=at + WAIT
        )

    def ask_for(self, email: str) -> EmailChange:
        """Ask that *email* signs in from now on; the message leaves."""
        change = operations.ask_email_change(
            account=self.account, email=email, migration=False, actor=self.account.actor,
            at=self.clock.now, step_up=self.step_up(Act.CHANGE_EMAIL),
        )  # fmt: skip
        operations.answer_email_change(change_id=change.pk, actor=ROBOT, at=self.clock.now)
        return EmailChange.objects.select_related("account__person").get(pk=change.pk)

    def change_email(self) -> None:
        """The e-mail of the account is another one."""
        change = self.ask_for(OTHER)
        operations.confirm_email_change(
            change=change, typed=last_secret("accounts.new_email", "code"),
            actor=self.account.actor, at=self.clock.now,
        )  # fmt: skip

    def die(self) -> None:
        """The file says so, and the night closes what there is."""
        Person.objects.filter(pk=self.person.pk).update(died_on=self.clock.today)
        operations.follow_the_file(actor=ROBOT, at=self.clock.now)


class Kind:
    """One kind. What does not end it stands in `goes_on`, with the reason."""

    lifetime = LINK_LIFETIME
    typed: Mapping[str, object] = {}
    goes_on: Mapping[str, str] = {}

    def make(self, story: Story) -> str:
        """A link has left; its path."""
        raise NotImplementedError

    def anew(self, story: Story) -> str:
        """Another one leaves, as when its page is asked for it."""
        return self.make(story)

    def change_email(self, story: Story) -> None:
        """The e-mail that the link was about, or that it left to, is another one."""
        story.change_email()

    def close(self, story: Story) -> None:
        """What it opens is closed."""
        story.die()

    def press(self, client: CheckedClient, page: HttpResponse) -> HttpResponse:
        """Its one button."""
        return client.send(page, dict(self.typed))

    def finish(self, story: Story, client: CheckedClient) -> None:
        """What follows the button before the link has served."""


class Activation(Kind):
    typed = {"password": CHOSEN}

    def make(self, story: Story) -> str:
        account = account_of(story.person)
        Account.objects.filter(pk=account.pk).update(state=AccountState.CREATED)
        return self.anew(story)

    def anew(self, story: Story) -> str:
        operations.issue_link(account=story.account, actor=visitor(), at=story.clock.now)
        return story.path_in("accounts.activation", "activation_address")

    def change_email(self, story: Story) -> None:
        Person.objects.filter(pk=story.person.pk).update(email=OTHER)  # by a newer import
        operations.issue_link(account=story.account, actor=visitor(), at=story.clock.now)


class Reset(Kind):
    lifetime = RESET_LIFETIME
    typed = {"password": CHOSEN}

    def make(self, story: Story) -> str:
        operations.answer_password_reset(
            typed=account_of(story.person).email, way=ResetWay.EMAIL, actor=ROBOT,
            at=story.clock.now,
        )  # fmt: skip
        return story.path_in("accounts.reset", "link_address")


class NewEmail(Kind):
    typed = {"password": PASSWORD}  # on a device that is not signed in

    def make(self, story: Story) -> str:
        account_of(story.person)
        story.ask_for(NEW)
        return story.path_in("accounts.new_email", "link_address")


class Undoing(Kind):
    lifetime = WEEK
    goes_on = {
        "replaced": "a later change has a link of its own; the older mailbox undoes them all",
        "after_a_change_of_email": "the older mailbox is the one that somebody who took the"
        " account over does not read",
    }

    def make(self, story: Story) -> str:
        account_of(story.person)
        change = story.ask_for(NEW)
        operations.confirm_email_change(
            change=change, typed=last_secret("accounts.new_email", "code"),
            actor=story.account.actor, at=story.clock.now,
        )  # fmt: skip
        return story.path_in("accounts.email_changed", "undo_address")

    def anew(self, story: Story) -> str:
        story.change_email()
        return story.path_in("accounts.email_changed", "undo_address")


class Moving(Kind):
    typed = {"password": PASSWORD}

    def make(self, story: Story) -> str:
        with_old_number(story.person)
        return self.anew(story)

    def anew(self, story: Story, email: str = NEW) -> str:
        account = story.account
        actor, at = account.actor, story.clock.now
        operations.accept_terms(account=account, version=at.date(), actor=actor, at=at)
        change = operations.give_email(account=account, email=email, actor=actor, at=at)
        operations.answer_email_change(change_id=change.pk, actor=ROBOT, at=at)
        return story.path_in("accounts.new_email", "link_address")

    def change_email(self, story: Story) -> None:
        self.anew(story, OTHER)


class Confirmation(Kind):
    lifetime = PROOF_LIFETIME

    def make(self, story: Story) -> str:
        waiting_proof(story.person)
        return story.path_in("accounts.is_it_you", "confirmation_address")

    def anew(self, story: Story) -> str:
        operations.send_confirmation_again(
            code=ProofCode.objects.select_related("proof__person").latest("issued_at"),
            actor=visitor(), at=story.clock.now,
        )  # fmt: skip
        return story.path_in("accounts.is_it_you", "confirmation_address")

    def change_email(self, story: Story) -> None:
        waiting_proof(story.person, OTHER)  # the visitor corrects it


class Carer(Kind):
    goes_on = {"after_a_change_of_email": "it is the carer's mailbox, not the giver's"}

    def make(self, story: Story) -> str:
        operations.give_access(
            account=account_of(story.person),
            wanted=WantedAccess(
                carer_name="Camille Voisin", carer_email="camille@voisins.example",
                rights=frozenset({Right.CARD}), end_on=story.clock.today + 90 * DAY,
            ),
            step_up=story.step_up(Act.DELEGATE),
            actor=story.account.actor, at=story.clock.now,
        )  # fmt: skip
        return story.path_in("accounts.carer_invited", "invitation_address")

    def anew(self, story: Story) -> str:
        access = Delegation.objects.select_related("giver").get()
        account = story.account
        operations.invite_again(
            access=access, account=account, actor=account.actor, at=story.clock.now
        )
        return story.path_in("accounts.carer_invited", "invitation_address")

    def press(self, client: CheckedClient, page: HttpResponse) -> HttpResponse:
        return client.send(page, button="Non merci")


class Staff(Kind):
    typed = {"password": "trois girafes dans le tram"}
    goes_on = {"after_a_change_of_email": "an invitation names its mailbox; another is another"}

    def make(self, story: Story) -> str:
        if not StaffMember.objects.exists():
            story.kept = hired("Hugo Lenoir", "hugo@horizon.example", StaffRole.SUPERVISOR)
        operations.invite_staff(
            email="zoe.perrin@horizon.example", full_name="Zoé Perrin", role=StaffRole.ADVISER,
            actor=story.kept.at_desk, at=story.clock.now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return story.path_in("accounts.staff_invitation", "invitation_address")

    def change_email(self, story: Story) -> None:
        """Nobody changes the address of an invitation."""

    def close(self, story: Story) -> None:
        operations.let_go(
            staff=self._zoe(),
            actor=story.kept.at_desk,
            at=story.clock.now,  # type: ignore[attr-defined]
        )

    def finish(self, story: Story, client: CheckedClient) -> None:
        code = code_of(queries.opened_secret(self._zoe()), step=step_of(story.clock.now))
        client.send(client.get("/conseillers/invitation/telephone"), code=code)
        assert self._zoe().state == StaffState.ACTIVE

    def _zoe(self) -> StaffMember:
        return StaffMember.objects.get(full_name="Zoé Perrin")


class SharedCard(Kind):
    goes_on = {
        "used_twice": "a counter may need it again: it opens the card for its 24 hours",
        "in_two_browsers_at_once": "two people work at one counter",
        "after_a_change_of_email": "it left to the professional's mailbox",
    }

    def make(self, story: Story) -> str:
        account_of(story.person)
        card_link_of(story.person, OTHER)
        return story.path_in("contracts.card_sent", "link_address")


KINDS: Mapping[str, Kind] = {
    "accounts:open_link": Activation(),
    "accounts:open_reset": Reset(),
    "accounts:confirm_email": NewEmail(),
    "accounts:undo_email": Undoing(),
    "accounts:open_identifier_link": Moving(),
    "accounts:open_confirmation": Confirmation(),
    "accounts:open_invitation": Carer(),
    "desk:open_invitation": Staff(),
    "contracts:open_card_link": SharedCard(),
}
