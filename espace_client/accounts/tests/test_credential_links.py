"""Links that reset a password and undo a change of e-mail, in any order with what kills them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts import operations
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    ChangeState,
    EmailChange,
    OneTimeCode,
    Purpose,
    StepUp,
)
from espace_client.accounts.tests.journey import PASSWORD
from espace_client.accounts.throttle import TooManyTries
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.people import account_of

pytestmark = pytest.mark.django_db
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
ROBOT = robot("un essai")
STEPS = st.lists(
    st.one_of(
        st.just(("issue",)),
        st.tuples(st.just("reset"), st.integers(0, 5)),
        st.just(("change password",)),
        st.just(("change email",)),
        st.tuples(st.just("undo"), st.integers(0, 3)),
        st.just(("deactivate",)),
        st.tuples(
            st.just("wait"), st.sampled_from([1, 61, 3538, 3539, 3599, 3600, 86_400, 604_799])
        ),
    ),
    max_size=14,
)


class Story:
    """The product and, beside it, the simplest model of the rule."""

    def __init__(self, person: Person, clock: Clock) -> None:
        OneTimeCode.objects.all().delete()
        EmailChange.objects.all().delete()
        Account.objects.all().delete()
        self.person, self.clock, self.account = person, clock, account_of(person)
        self.resets: list[tuple[OneTimeCode, datetime]] = []
        self.alive: set[int] = set()  # which of them nothing has killed
        self.changes: list[tuple[EmailChange, datetime]] = []
        self.undoable: set[int] = set()
        self.gone = False

    def step_up(self, act: Act) -> StepUp:
        now = self.clock.now
        return StepUp.objects.create(
            account=self.account, act=act, session_key="k", given_at=now, expires_at=now + HOUR
        )

    def issue(self) -> None:
        before = OneTimeCode.objects.count()
        operations.answer_password_reset(
            typed=self.account.email, way=ResetWay.EMAIL, actor=ROBOT, at=self.clock.now
        )
        if OneTimeCode.objects.count() > before:
            assert not self.gone
            newest = OneTimeCode.objects.latest("issued_at")
            self.resets.append((newest, self.clock.now))
            self.alive = {len(self.resets) - 1}

    def reset(self, which: int) -> None:
        if not self.resets:
            return
        which %= len(self.resets)
        code, since = self.resets[which]
        opens = which in self.alive and self.clock.now - since < HOUR and not self.gone
        found = OneTimeCode.objects.select_related("account__person").get(pk=code.pk)
        try:
            operations.reset_password(
                code=found, password=PASSWORD, actor=visitor(), at=self.clock.now
            )
        except operations.UnableToReset:
            assert not opens
        else:
            assert opens
            self.alive = set()

    def change_password(self) -> None:
        if not self.account.is_active:
            return
        operations.change_password(
            account=self.account, password=PASSWORD, step_up=self.step_up(Act.CHANGE_PASSWORD),
            session_key="k", actor=visitor(), at=self.clock.now,
        )  # fmt: skip
        self.alive = set()

    def change_email(self) -> None:
        if not self.account.is_active:
            return
        try:
            change = operations.ask_email_change(
                account=self.account, email=f"boite{len(self.changes)}@poste.example",
                migration=False, actor=visitor(), at=self.clock.now,
                step_up=self.step_up(Act.CHANGE_EMAIL),
            )  # fmt: skip
        except TooManyTries:  # six a day
            return
        operations.answer_email_change(change_id=change.pk, actor=ROBOT, at=self.clock.now)
        code = OneTimeCode.objects.filter(purpose=Purpose.NEW_EMAIL, bound_to=str(change.pk))
        operations.confirm_email_change(
            change=change, code=code.get(), actor=visitor(), at=self.clock.now
        )
        self.alive = set()
        self.changes.append((change, self.clock.now))
        self.undoable.add(len(self.changes) - 1)

    def undo(self, which: int) -> None:
        if not self.changes:
            return
        which %= len(self.changes)
        change, since = self.changes[which]
        opens = which in self.undoable and self.clock.now - since < WEEK and not self.gone
        try:
            operations.undo_email_change(change=change, actor=visitor(), at=self.clock.now)
        except operations.UnableToChangeEmail:
            assert not opens
        else:
            assert opens
            self.undoable = {one for one in self.undoable if one < which}
            self.alive = set()

    def deactivate(self) -> None:
        Account.objects.filter(pk=self.account.pk).update(state=AccountState.DECEASED)
        self.gone = True

    def agrees(self) -> None:
        self.account.refresh_from_db()
        resets = OneTimeCode.objects.filter(purpose=Purpose.RESET, used_at=None, killed_at=None)
        assert resets.count() == len(self.alive) <= 1
        undone = EmailChange.objects.filter(state=ChangeState.UNDONE).count()
        assert undone <= len(self.changes)


def play(person: Person, clock: Clock, steps: list[tuple]) -> None:
    story = Story(person, clock)
    for name, *detail in steps:
        if name == "wait":
            clock.advance(seconds=detail[0])
        else:
            clock.advance(seconds=1)
            getattr(story, name.replace(" ", "_"))(*detail)
        story.agrees()


@pytest.mark.promise("1.3")
@settings(max_examples=25)
@given(steps=STEPS)
def test_any_order_of_events(jeanne: Person, clock: Clock, steps: list[tuple]) -> None:
    play(jeanne, clock, steps)


@pytest.mark.audit
@pytest.mark.promise("1.3")
@settings(max_examples=1000)
@given(steps=STEPS)
def test_any_order_of_events_ten_thousand_steps(
    jeanne: Person, clock: Clock, steps: list[tuple]
) -> None:
    play(jeanne, clock, steps)


@pytest.mark.promise("1.3")
@pytest.mark.parametrize("day", ["2022-03-27T00:30", "2022-10-30T00:30"])
def test_an_hour_stays_an_hour_when_the_clocks_change(
    jeanne: Person, clock: Clock, day: str
) -> None:
    clock.set(day)
    account = account_of(jeanne)
    operations.answer_password_reset(
        typed=account.email, way=ResetWay.EMAIL, actor=ROBOT, at=clock.now
    )
    code = OneTimeCode.objects.get()
    clock.advance(minutes=59, seconds=59)
    assert code.link_works(clock.now)
    clock.advance(seconds=1)
    assert not code.link_works(clock.now)
