"""Whatever step of printing fails or is killed, each letter is printed once and none is lost.

The print shop takes a batch the moment it may: the worst that can happen to what is told twice.
"""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper

from espace_client.delivery import operations
from espace_client.delivery.models import Parcel, PrintBatch, State
from espace_client.delivery.operations import printing
from espace_client.delivery.tests.trials import ACTOR, post_letter
from tests.bench.clock import Clock
from tests.bench.environment import ROOT
from tests.bench.print_shop import PrintShop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("trial_templates"),
    pytest.mark.promise("6.1"),
]


class Faults:
    """Fails the *k*-th step: a statement, the start or the end of a commit, a step of the disk."""

    def __init__(self, k: int) -> None:
        self.left = k

    @property
    def happened(self) -> bool:
        return self.left <= 0

    def step(self, error: type[Exception]) -> None:
        self.left -= 1
        if self.left == 0:
            raise error("as the test asked")

    @contextmanager
    def at_work(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        commit = DatabaseWrapper._commit

        def failing_commit(wrapper: DatabaseWrapper) -> None:
            self.step(OperationalError)
            commit(wrapper)
            self.step(OperationalError)

        def statement(execute: Callable[..., Any], *args: Any) -> Any:
            self.step(OperationalError)
            return execute(*args)

        with monkeypatch.context() as patch, connection.execute_wrapper(statement):
            patch.setattr(DatabaseWrapper, "_commit", failing_commit)
            for owner, name in ((Path, "open"), (Path, "replace"), (os, "fsync")):
                patch.setattr(owner, name, self._before(getattr(owner, name)))
            yield

    def _before(self, action: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*args: Any, **kwargs: Any) -> Any:
            self.step(OSError)
            return action(*args, **kwargs)

        return failing


def collect(print_shop: PrintShop) -> list[str]:
    """The shop prints each PDF it finds and clears it away, with what says what it holds."""
    references = print_shop.references()
    for file in print_shop.folder.glob("lot-*.pdf"):
        file.unlink()
        file.with_suffix(".json").unlink()
    return references


def require_all_settled(posted: list[Parcel], printed: list[str]) -> None:
    assert sorted(printed) == sorted(parcel.reference for parcel in posted)
    assert set(Parcel.objects.values_list("state", "secrets")) == {(State.SENT, None)}
    assert not PrintBatch.objects.filter(content__isnull=False).exists()


def test_the_kth_step_fails_for_every_k(
    print_shop: PrintShop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_AT_ONCE", 1)  # so that it also stops between two letters
    posted: list[Parcel] = []
    printed: list[str] = []
    for k in itertools.count(1):
        posted += [post_letter(), post_letter()]
        faults = Faults(k)
        try:
            with faults.at_work(monkeypatch):
                operations.print_letters(actor=ACTOR, at=clock.now)
        except OperationalError:
            connection.close()
        printed += collect(print_shop)
        clock.advance(minutes=5)
        operations.print_letters(actor=ACTOR, at=clock.now)
        printed += collect(print_shop)
        require_all_settled(posted, printed)
        if not faults.happened:
            break
    assert k > 30  # the steps were really counted


_KILLED = """
import os, signal
import django

django.setup()
from django.core.management import call_command
from espace_client.delivery import printers
from espace_client.delivery.operations import printing

def dying(owner, name, before):
    action = getattr(owner, name)
    def step(*args, **kwargs):
        if before:
            os.kill(os.getpid(), signal.SIGKILL)
        action(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(owner, name, step)

dying(*{
    "closed": (printing, "hand_over", True),
    "half prepared": (printers.Folder, "_make_lasting", True),
    "prepared": (printing, "_release", True),
    "released": (printers.Folder, "release", False),
    "sent": (printing, "_finish", True),
}[os.environ["WHERE"]])
call_command("print-letters")
"""


def kill_while_printing(where: str, folder: Path) -> None:
    """Run the command in a process of its own, which is killed outright at one moment."""
    database = connection.settings_dict
    host = f"?host={database['HOST']}" if database["HOST"].startswith("/") else ""
    address = "" if host else f"{database['HOST']}:{database['PORT']}"
    user = f"{database['USER']}:{database['PASSWORD']}@"
    url = f"postgresql://{user}{address}/{database['NAME']}{host}"
    environment = {
        **os.environ, "DATABASE_URL": url, "PRINT_FOLDER": str(folder), "WHERE": where,
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr


@pytest.mark.parametrize("where", ["closed", "half prepared", "prepared", "released", "sent"])
def test_a_printing_that_is_killed_is_finished_by_the_next(
    print_shop: PrintShop, clock: Clock, where: str
) -> None:
    posted = [post_letter(), post_letter()]
    kill_while_printing(where, print_shop.folder)
    states = {State.SENT} if where == "sent" else {State.SENDING}
    assert set(Parcel.objects.values_list("state", flat=True)) == states
    printed = collect(print_shop)
    assert bool(printed) == (where in ("released", "sent"))
    clock.advance(minutes=5)
    operations.print_letters(actor=ACTOR, at=clock.now)
    printed += collect(print_shop)
    require_all_settled(posted, printed)
