"""Every waiting letter leaves in one batch, once, and nothing secret stays behind."""

import uuid
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from espace_client.audit.queries import history_of, latest
from espace_client.delivery import jobs, operations, queries, rules
from espace_client.delivery.models import Parcel, PrintBatch, State, batch_bound_to
from espace_client.delivery.operations import UnableToPrint
from espace_client.delivery.tests.trials import ACTOR, CODE, josette, post_letter
from espace_client.kernel.clock import PARIS
from tests.bench.clock import Clock
from tests.bench.print_shop import PrintShop
from tests.bench.printed import text_of
from tests.bench.two_clients import succeeded, twice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_templates")]
Jobs = Callable[..., list[str]]
Settings = pytest.FixtureRequest


def print_letters(clock: Clock) -> list[PrintBatch]:
    return operations.print_letters(actor=ACTOR, at=clock.now)


@pytest.mark.promise("I3.13")
def test_the_letters_of_the_day_are_one_batch_with_its_count(
    print_shop: PrintShop, clock: Clock
) -> None:
    letters = []
    for number in range(3):
        letters.append(post_letter(code=f"AAAA-BBBB-000{number}"))
        clock.advance(seconds=1)
    letters.append(post_letter(moment="le 24 mars, " + "encore, " * 400))
    print_letters(clock)
    [batch] = print_shop.batches()
    assert {key: batch.manifest[key] for key in ("number", "letters", "pages")} == {
        "number": 1,
        "letters": 4,
        "pages": 5,
    }
    assert [(c["reference"], c["first_page"], c["pages"]) for c in batch.manifest["contents"]] == [
        (letter.reference, first, pages)
        for letter, first, pages in zip(letters, (1, 2, 3, 4), (1, 1, 1, 2), strict=True)
    ]
    printed = text_of(batch.pdf)
    assert [printed.count(f"AAAA-BBBB-000{n}") for n in range(3)] == [1, 1, 1]


def test_once_taken_no_secret_and_no_letter_is_kept(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    print_letters(clock)
    parcel, batch = Parcel.objects.get(), PrintBatch.objects.get()
    assert (parcel.state, parcel.secrets, parcel.settled_at) == (State.SENT, None, clock.now)
    assert CODE not in parcel.text + str(parcel.blocks)
    assert (batch.content, batch.taken_at, batch.letters) == (None, clock.now, 1)
    assert print_shop.prepared() == []


def test_only_the_printer_reads_what_it_prints(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    print_letters(clock)
    modes = {file.stat().st_mode & 0o777 for file in print_shop.folder.glob("lot-*")}
    assert {mode & 0o007 for mode in modes} == {0}
    assert {mode & 0o600 for mode in modes} == {0o600}


@pytest.mark.promise("I3.11")
def test_a_batch_that_waits_is_sealed(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    batch = operations.close_batch(actor=ACTOR, at=clock.now)
    assert batch is not None
    kept = bytes(batch.content or b"")
    assert b"%PDF" not in kept
    opened = configured.SEALING_KEYS.unseal_bytes(kept, bound_to=batch_bound_to(batch.number))
    assert CODE in text_of(opened)


def test_a_batch_that_left_may_keep_no_letter(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    operations.close_batch(actor=ACTOR, at=clock.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintBatch.objects.update(taken_at=clock.now, prepared_at=clock.now)


def test_a_letter_leaves_in_no_other_way(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    with pytest.raises(IntegrityError, match="in_a_batch"), transaction.atomic():
        Parcel.objects.update(state=State.SENT, secrets=None)


def test_a_mail_is_in_no_batch(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    batch = operations.close_batch(actor=ACTOR, at=clock.now)
    with pytest.raises(IntegrityError, match="in_a_batch"), transaction.atomic():
        Parcel.objects.create(
            once_key="a mail", reference="MS-1", notice="x", person=uuid.uuid4(), recipient="J",
            address="j@boite.example", subject="s", text="t", created_at=clock.now,
            not_before=clock.now, batch=batch, place=2,
        )  # fmt: skip


def test_nothing_waits_nothing_is_closed(print_shop: PrintShop, clock: Clock) -> None:
    assert print_letters(clock) == []
    assert PrintBatch.objects.count() == 0


def test_the_numbers_have_no_gap(print_shop: PrintShop, clock: Clock) -> None:
    for _ in range(3):
        post_letter()
        print_letters(clock)
    assert [batch.manifest["number"] for batch in print_shop.batches()] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
@pytest.mark.promise("I3.13")
def test_two_closings_at_once_make_one_batch(print_shop: PrintShop, clock: Clock) -> None:
    letters = [post_letter() for _ in range(2)]
    closed = succeeded(twice(lambda: operations.close_batch(actor=ACTOR, at=clock.now)))
    assert sorted(str(batch) for batch in closed) == ["None", "lot-000001"]
    assert Parcel.objects.filter(batch=1, state=State.SENDING).count() == len(letters)


@pytest.mark.django_db(transaction=True)
def test_two_who_print_at_once_print_once(print_shop: PrintShop, clock: Clock) -> None:
    letters = [post_letter() for _ in range(2)]
    assert len(succeeded(twice(lambda: print_letters(clock)))) == 2
    assert sorted(print_shop.references()) == sorted(letter.reference for letter in letters)


def test_a_printer_that_refuses_is_asked_again(
    print_shop: PrintShop, clock: Clock, run_jobs: Jobs
) -> None:
    letter = post_letter()
    away = print_shop.folder.rename(print_shop.folder.with_name("elsewhere"))
    [batch] = print_letters(clock)
    assert batch.taken_at is None
    assert (batch.tries, "No such file" in batch.answer) == (1, True)
    letter.refresh_from_db()
    assert letter.state == State.SENDING
    away.rename(print_shop.folder)
    clock.advance(minutes=5)
    jobs.print_letters(timestamp=0)
    assert print_shop.references() == [letter.reference]
    assert PrintBatch.objects.get().answer == ""


def test_a_letter_that_waits_in_a_batch_is_never_in_doubt(
    print_shop: PrintShop, clock: Clock
) -> None:
    letter = post_letter()
    operations.close_batch(actor=ACTOR, at=clock.now)
    clock.advance(hours=5)
    operations.rescue(actor=ACTOR, at=clock.now)
    operations.send(parcel_id=letter.pk, actor=ACTOR, at=clock.now)
    letter.refresh_from_db()
    assert letter.state == State.SENDING


def test_a_name_that_cannot_be_printed_holds_nobody_back(
    print_shop: PrintShop, clock: Clock
) -> None:
    strange = post_letter(to=josette(salutation="Madame 𓀀"))
    other = post_letter()
    print_letters(clock)
    assert print_shop.references() == [other.reference]
    strange.refresh_from_db()
    assert (strange.state, strange.secrets) == (State.REFUSED, None)
    assert strange.answer


def test_a_letter_whose_seal_is_broken_holds_nobody_back(
    print_shop: PrintShop, clock: Clock
) -> None:
    broken, other = post_letter(), post_letter()
    Parcel.objects.filter(pk=broken.pk).update(secrets=other.secrets)
    print_letters(clock)
    assert print_shop.references() == [other.reference]
    broken.refresh_from_db()
    assert (broken.state, broken.secrets) == (State.REFUSED, None)


def test_the_member_reads_that_it_was_a_letter(print_shop: PrintShop) -> None:
    parcel = post_letter()
    assert history_of(parcel.person) == []
    run_command()
    [line] = history_of(parcel.person)
    assert line.sentence == (
        "Nous vous avons envoyé le courrier «\u00a0Votre code pour ouvrir votre espace\u00a0» "
        f"({parcel.reference})."
    )
    assert line.automatic  # not the name of whoever ran the command: that is on the batch
    assert {entry.channel for entry in latest() if "lot-000001" in entry.sentence} == {"commande"}


def test_the_trail_counts_each_batch(print_shop: PrintShop, clock: Clock) -> None:
    post_letter()
    print_letters(clock)
    sentences = [line.sentence for line in latest()]
    assert "Courriers remis à l’imprimeur\u00a0: lot-000001." in sentences
    assert (
        "Courriers réunis pour l’imprimeur\u00a0: lot-000001. Lettres\u00a0: 1. Pages\u00a0: 1."
    ) in sentences


def test_without_a_printer_letters_wait(settings: Settings, clock: Clock) -> None:
    settings.PRINTER = None  # type: ignore[attr-defined]
    post_letter()
    clock.advance(days=2)
    assert not queries.letters_available()
    jobs.print_letters(timestamp=0)
    with pytest.raises(UnableToPrint):
        print_letters(clock)
    assert [parcel.state for parcel in queries.waiting_letters()] == [State.WAITING]


# --- When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2022-03-24T15:59", "2022-03-23T16:00"),  # Thursday
        ("2022-03-24T16:00", "2022-03-24T16:00"),
        ("2022-03-26T17:00", "2022-03-25T16:00"),  # Saturday
        ("2022-03-28T15:59", "2022-03-25T16:00"),  # Monday, and summer time has come
        ("2022-03-28T16:00", "2022-03-28T16:00"),
        ("2022-04-18T17:00", "2022-04-15T16:00"),  # Easter Monday
    ],
)
def test_letters_leave_at_four_on_working_days(now: str, last: str) -> None:
    moment, left = (datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (now, last))
    assert rules.last_departure(moment) == left


def test_the_job_waits_until_four(print_shop: PrintShop, clock: Clock) -> None:
    clock.set("2022-03-25T15:55")  # a Friday
    post_letter()
    for moment, printed in (
        ("2022-03-25T15:59", 0), ("2022-03-25T16:00", 1), ("2022-03-25T16:05", 1),
    ):  # fmt: skip
        clock.set(moment)
        jobs.print_letters(timestamp=0)
        assert len(print_shop.references()) == printed


def test_a_letter_of_friday_evening_leaves_on_monday(print_shop: PrintShop, clock: Clock) -> None:
    clock.set("2022-03-25T18:00")
    post_letter()
    for moment, printed in (
        ("2022-03-26T16:30", 0), ("2022-03-27T16:30", 0), ("2022-03-28T16:00", 1),
    ):  # fmt: skip
        clock.set(moment)
        jobs.print_letters(timestamp=0)
        assert len(print_shop.references()) == printed


# --- The command --------------------------------------------------------------------------------


def run_command() -> str:
    output = StringIO()
    call_command("print-letters", stdout=output)
    return output.getvalue().strip()


def test_the_command_prints_at_any_hour(print_shop: PrintShop) -> None:
    assert run_command() == "Aucun courrier n’attend."
    post_letter()
    assert run_command() == "lot-000001\u00a0: lettres 1, pages 1."
    assert len(print_shop.references()) == 1


def test_the_command_fails_when_the_printer_does(print_shop: PrintShop) -> None:
    post_letter()
    print_shop.folder.rmdir()
    with pytest.raises(CommandError, match="lot-000001"):
        run_command()


def test_the_command_says_that_there_is_no_printer(settings: Settings) -> None:
    settings.PRINTER = None  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="imprimeur"):
        run_command()


def test_what_the_printer_may_take_is_never_half_written(
    print_shop: PrintShop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_letter()
    seen: list[int] = []
    rename = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append(len(print_shop.batches()))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    print_letters(clock)
    assert seen == [0, 0]  # before each of the two names, no PDF could be taken
