"""Cards on paper: ordered once, printed once, posted, come back. The folder is a real one."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from espace_client.contracts import card_orders, operations
from espace_client.contracts.card_printers import CardFolder
from espace_client.contracts.models import CardBatch, CardOrder, Contract, Coverage
from espace_client.contracts.operations import UnableToOrderCard, UnableToPrintCards, WantedCards
from espace_client.contracts.ordered_cards import Outcome
from espace_client.contracts.printed_cards import HEADER
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot
from espace_client.kernel.spreadsheets import rows_of
from espace_client.members.models import Address, Person
from tests.bench.clock import Clock
from tests.people import contract_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("I7.16")]
ROBOT = robot("un essai")


@pytest.fixture
def factory(settings: object, tmp_path: Path) -> Path:
    """A card printer that takes files from a folder of the test."""
    settings.CARD_PRINTER = {  # type: ignore[attr-defined]
        "BACKEND": "espace_client.contracts.card_printers.CardFolder",
        "OPTIONS": {"path": str(tmp_path)},
    }
    return tmp_path


def order(person: Person, *, people: list[Person] | None = None) -> CardOrder:
    contract = Contract.objects.filter(coverages__person=person).first()
    assert contract
    wanted = WantedCards(
        contract.pk, [one.pk for one in people or [person]], uuid4(), "EC-2022-03-7K4P-Q"
    )
    return operations.order_card(wanted=wanted, person=person, actor=ROBOT, at=product_clock.now())


def print_cards() -> list[CardBatch]:
    return operations.print_cards(actor=ROBOT, at=product_clock.now())


def printed(folder: Path) -> list[dict[str, str]]:
    return [
        row for file in sorted(folder.glob("cartes-*.csv")) for row in rows_of(file.read_bytes())
    ]


def posted(one: CardOrder) -> CardOrder:
    one.refresh_from_db()
    assert one.batch
    operations.cards_posted(
        number=one.batch.number, posted_on=product_clock.today(), actor=ROBOT,
        at=product_clock.now(),
    )  # fmt: skip
    return one


def test_the_file_says_what_is_on_the_card_and_on_its_envelope(
    factory: Path, jeanne: Person, karim: Person
) -> None:
    order(jeanne, people=[jeanne, karim])
    (batch,) = print_cards()
    assert batch.cards == 2
    rows = printed(factory)
    assert tuple(rows[0]) == HEADER
    assert [row["porteur"] for row in rows] == [str(jeanne), str(karim)]
    assert {row["numero_adherent"] for row in rows} == {"48201937"}
    assert rows[0]["valable_au"] == "31/12/2022"
    assert str(karim) in rows[0]["beneficiaires"]
    assert rows[0]["adresse_1"]
    assert rows[0]["adresse_3"].endswith("RENNES") or rows[0]["adresse_2"].endswith("RENNES")
    assert jeanne.nir_sealed is not None
    assert "PHAR=100" in rows[0]["domaines"]


def test_the_print_file_is_idempotent(factory: Path, jeanne: Person) -> None:
    order(jeanne)
    print_cards()
    first = printed(factory)
    print_cards()
    (batch,) = CardBatch.objects.all()
    operations.hand_over_cards(number=batch.number, actor=ROBOT, at=product_clock.now())
    assert printed(factory) == first
    assert len(first) == 1
    assert batch.content is None


@pytest.mark.parametrize("cut", ["prepare", "release", "after"])
def test_a_crash_between_two_steps_prints_each_card_once(
    factory: Path, jeanne: Person, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    """The printer's folder fails, or the power does, at each step in turn."""
    order(jeanne)
    operations.close_card_batch(actor=ROBOT, at=product_clock.now())
    (number,) = card_orders.batches_to_hand_over()
    if cut == "after":
        CardFolder(path=str(factory)).release(number)  # nothing is prepared yet: nothing happens
        assert printed(factory) == []
    else:
        real = getattr(CardFolder, cut)

        def fails(self: CardFolder, *args: object) -> None:
            real(self, *args)
            raise OSError("the disk went away")

        monkeypatch.setattr(CardFolder, cut, fails)
        assert not operations.hand_over_cards(number=number, actor=ROBOT, at=product_clock.now())
        assert CardBatch.objects.get().answer == "the disk went away"
        monkeypatch.undo()
    assert operations.hand_over_cards(number=number, actor=ROBOT, at=product_clock.now())
    assert len(printed(factory)) == 1


def test_a_name_is_no_formula(factory: Path, jeanne: Person) -> None:
    Address.objects.filter(person=jeanne).update(recipient_line="=1+1")
    order(jeanne)
    print_cards()
    (file,) = factory.glob("cartes-*.csv")
    assert ";'=1+1;" in file.read_text("utf-8-sig")
    assert printed(factory)[0]["adresse_1"] == "=1+1"


def test_one_card_is_on_its_way_at_a_time(jeanne: Person) -> None:
    first = order(jeanne)
    with pytest.raises(UnableToOrderCard, match="demandée le 24"):
        order(jeanne)
    with pytest.raises(IntegrityError), transaction.atomic():
        CardOrder.objects.create(
            contract=first.contract, person=jeanne, people=[], asked_for=uuid4(), reference="X",
            postal_lines=[], ordered_at=product_clock.now(),
        )  # fmt: skip
    operations.card_received(order=first, actor=ROBOT, at=product_clock.now())
    assert order(jeanne).pk != first.pk


def test_what_is_not_printed_can_be_stopped(factory: Path, jeanne: Person) -> None:
    one = order(jeanne)
    operations.stop_card_order(order=one, why="Annulée.", actor=ROBOT, at=product_clock.now())
    operations.stop_card_order(order=one, why="Annulée.", actor=ROBOT, at=product_clock.now())
    assert print_cards() == []
    second = order(jeanne)
    print_cards()
    with pytest.raises(UnableToOrderCard, match="déjà à l’impression"):
        operations.stop_card_order(order=second, why="", actor=ROBOT, at=product_clock.now())


def test_a_returned_card_makes_an_address_task_and_stops_further_print(
    factory: Path, jeanne: Person
) -> None:
    one = order(jeanne)
    with pytest.raises(UnableToOrderCard, match="pas encore postée"):
        operations.card_came_back(order=one, why="NPAI", actor=ROBOT, at=product_clock.now())
    print_cards()
    posted(one)
    operations.card_came_back(order=one, why="NPAI", actor=ROBOT, at=product_clock.now())
    (task,) = card_orders.cards_that_came_back()
    assert (task.pk, task.why) == (one.pk, "NPAI")
    with pytest.raises(UnableToOrderCard, match="La poste nous a rendu une carte"):
        order(jeanne)
    with pytest.raises(UnableToOrderCard, match="20 caractères"):
        operations.clear_address(order=task, explanation="ok", actor=ROBOT, at=product_clock.now())
    operations.clear_address(
        order=task, explanation="La rue a changé de nom, vu avec elle.", actor=ROBOT,
        at=product_clock.now(),
    )  # fmt: skip
    assert card_orders.cards_that_came_back() == []
    assert order(jeanne).outcome == ""


def test_another_address_is_not_stopped(factory: Path, jeanne: Person) -> None:
    one = order(jeanne)
    print_cards()
    posted(one)
    operations.card_came_back(order=one, why="NPAI", actor=ROBOT, at=product_clock.now())
    Address.objects.filter(person=jeanne).update(street_line="3 quai Duguay-Trouin")
    assert order(jeanne).postal_lines != one.postal_lines


def test_a_cover_that_ended_meanwhile_is_not_printed(
    factory: Path, jeanne: Person, clock: Clock
) -> None:
    one = order(jeanne)
    Coverage.objects.filter(contract=one.contract).update(end_on=date(2022, 3, 25))
    clock.set("2022-03-28T16:00")
    assert print_cards() == []
    one.refresh_from_db()
    assert (one.outcome, one.why) == (
        Outcome.STOPPED, "La couverture a pris fin avant l’impression.",
    )  # fmt: skip


def test_posted_once_and_on_a_day_that_can_be(factory: Path, jeanne: Person, clock: Clock) -> None:
    one = order(jeanne)
    with pytest.raises(UnableToPrintCards):
        operations.cards_posted(
            number=1, posted_on=date(2022, 3, 24), actor=ROBOT, at=product_clock.now()
        )
    print_cards()
    posted(one)
    posted(one)
    for day in (date(2022, 3, 23), date(2022, 3, 25)):
        with pytest.raises(UnableToPrintCards):
            operations.cards_posted(number=1, posted_on=day, actor=ROBOT, at=product_clock.now())


@pytest.mark.parametrize(
    ("posted_on", "first", "last", "asked"),
    [
        (date(2022, 3, 25), date(2022, 3, 29), date(2022, 4, 4), date(2022, 4, 4)),  # a Friday
        (date(2022, 4, 14), date(2022, 4, 19), date(2022, 4, 25), date(2022, 4, 24)),  # Easter
    ],
)
def test_the_days_of_its_way_are_working_days(
    posted_on: date, first: date, last: date, asked: date
) -> None:
    way = card_orders.way_of(posted_on)
    assert (way.first, way.last, way.asked_on) == (first, last, asked)


def test_cards_leave_at_four_on_working_days(factory: Path, jeanne: Person, clock: Clock) -> None:
    clock.set("2022-04-15T16:30")  # Friday before Easter Monday
    order(jeanne)
    for moment, due in (
        ("2022-04-15T17:00", False), ("2022-04-18T17:00", False), ("2022-04-19T15:50", False),
        ("2022-04-19T16:00", True),
    ):  # fmt: skip
        clock.set(moment)
        assert card_orders.printing_is_due(product_clock.now()) is due, moment


def test_without_a_printer_cards_wait(settings: object, jeanne: Person) -> None:
    settings.CARD_PRINTER = None  # type: ignore[attr-defined]
    order(jeanne)
    assert not card_orders.printing_is_due(product_clock.now())
    with pytest.raises(UnableToPrintCards, match="fabrique"):
        print_cards()


def test_by_command(factory: Path, jeanne: Person, capsys: pytest.CaptureFixture[str]) -> None:
    contract_of(jeanne, reference="ENCORE-1")
    one = order(jeanne)
    call_command("print-cards")
    assert "cartes 1." in capsys.readouterr().out
    call_command("cards-posted", "1", on="2022-03-24")
    one.refresh_from_db()
    assert one.batch
    assert one.batch.posted_on == date(2022, 3, 24)
