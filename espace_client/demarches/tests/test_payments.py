"""Payment files: what they pay and cancel, in any order and however often; what does not fit."""

import io
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts.staff import StaffMember
from espace_client.benefits.figures import to_the_cent
from espace_client.contracts.models import Contract
from espace_client.demarches import operations as op
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import State
from espace_client.demarches.tests.asked import YES
from espace_client.kernel import actors
from espace_client.kernel import clock as product_clock
from espace_client.kernel.rights import Right
from espace_client.kernel.spreadsheets import csv_file
from espace_client.members.models import Person
from espace_client.reimbursements.models import (
    Misfit,
    MisfitCase,
    PaymentFile,
    PaymentLine,
    Reimbursement,
    Transfer,
)
from espace_client.reimbursements.operations import UnableToTake, settle_misfit
from espace_client.reimbursements.payment_file import COLUMNS
from espace_client.reimbursements.queries import uses_of
from espace_client.reimbursements.yearly import sums_of
from tests.bench.clock import Clock
from tests.bench.jobs import run_jobs
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.bench.smtp import Mailbox
from tests.bench.two_clients import succeeded, twice
from tests.people import acting, card_asked_again, helped, signed_in, statement_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.3")]
NADIA = actors.operator("Nadia")


def paying(person: Person, number: int, *, ours: str = "7,50", **said: str) -> dict[str, str]:
    """A line of the file that pays a visit of *person*, by a transfer of its own."""
    contract = Contract.objects.filter(coverages__person=person)[0]
    return dict.fromkeys(COLUMNS, "") | {
        "virement": f"V-{number}", "date_virement": "2022-03-22", "montant_virement": ours,
        "destinataire": person.reference, "compte_fin": "7128", "ligne": f"L-{number}",
        "operation": "paiement", "reference": f"S-{number}",
        "reference_contrat": contract.reference, "reference_personne": person.reference,
        "date_soins": "2022-03-10", "acte": "Consultation d’un généraliste", "code_acte": "G",
        "depense": "25,00", "regime_obligatoire": "16,50", "complementaire": ours,
        "quantite": "1", "retenue": "1,00",
    } | said  # fmt: skip


def cancelling(number: int, **said: str) -> dict[str, str]:
    """A line that cancels what `paying` of that number paid."""
    return dict.fromkeys(COLUMNS, "") | {
        "date_virement": "2022-03-23", "ligne": f"A-{number}", "operation": "annulation",
        "reference": f"S-{number}",
    } | said  # fmt: skip


def as_file(lines: Sequence[dict[str, str]]) -> bytes:
    return csv_file(COLUMNS, [[line[name] for name in COLUMNS] for line in lines])


def take(*lines: dict[str, str], name: str = "virements.csv") -> Any:
    return op.take_payment_file(
        name=name, content=as_file(lines), actor=NADIA, at=product_clock.now()
    )


def held() -> list[tuple[Any, ...]]:
    """What there is, whatever brought it."""
    columns = ("reference", "paid_on", "cancelled_on", "spent", "basic", "complementary",
               "transfer__reference", "transfer__amount", "request")  # fmt: skip
    return sorted(Reimbursement.objects.values_list(*columns))


@pytest.fixture(autouse=True)
def none_yet(jeanne: Person) -> None:
    Reimbursement.objects.all().delete()


def test_a_transfer_is_shown_with_its_day_and_the_end_of_the_account(
    client: CheckedClient, jeanne: Person
) -> None:
    both = {"virement": "V-1", "montant_virement": "15,00"}
    take(paying(jeanne, 1, **both), paying(jeanne, 2, **both))
    page = signed_in(client, jeanne).get("/mes-remboursements").page
    assert "Virement du 22 mars 2022, sur le compte finissant par 7128." in page.text
    line = Reimbursement.objects.get(reference="S-1")
    page = client.get(f"/mes-remboursements/{line.pk}").page
    assert "15,00 € avec d’autres soins, référence V-1" in page.text


def test_paid_to_a_professional(client: CheckedClient, jeanne: Person) -> None:
    take(paying(jeanne, 1, destinataire="", compte_fin=""))
    page = signed_in(client, jeanne).get("/mes-remboursements").page
    assert "Payé au professionnel le 22 mars 2022." in page.text


def test_the_same_file_again_changes_nothing(jeanne: Person) -> None:
    first = take(paying(jeanne, 1))
    again = take(paying(jeanne, 1))
    assert (len(first.new), len(again.new), again.again) == (1, 0, True)
    overlapping = take(paying(jeanne, 1), paying(jeanne, 2))
    assert [one.reference for one in overlapping.new] == ["L-2"]
    assert Transfer.objects.count() == 2
    assert PaymentFile.objects.get(pk=overlapping.file.pk).known == 1


@pytest.mark.django_db(transaction=True)
def test_taken_by_two_operators_at_once_it_is_taken_once(jeanne: Person) -> None:
    done = succeeded(twice(lambda: take(paying(jeanne, 1)), 3))
    assert sorted(one.again for one in done) == [False, True, True]
    assert PaymentLine.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whatever_the_order_of_arrival(jeanne: Person, order: tuple[int, ...]) -> None:
    """A cancellation may come before what it cancels."""
    files = [[paying(jeanne, 1)], [cancelling(1)], [paying(jeanne, 2)]]
    for place in order:
        take(*files[place])
    assert [(one[0], one[2]) for one in held()] == [("S-1", date(2022, 3, 23)), ("S-2", None)]
    assert not MisfitCase.objects.filter(settled_at=None).exists()


def test_what_was_used_moves_with_it_and_comes_back(jeanne: Person) -> None:
    contract = Contract.objects.filter(coverages__person=jeanne)[0]
    today = product_clock.today()

    def used() -> int:
        return len(list(uses_of(contract, who=jeanne.pk, on=today)))

    before = used()
    take(paying(jeanne, 1))
    assert used() > before
    take(cancelling(1))
    assert used() == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"complementaire": "7.50"}, "« complementaire » s’écrit 12,50"),
        ({"montant_virement": "9,99"}, "le virement « V-1 » est de 9.99, ses lignes font 7.50"),
        ({"date_virement": "24/03/2022"}, "« date_virement » s’écrit 2022-03-24"),
        ({"date_virement": "2022-03-25"}, "le virement est d’un jour à venir"),
        ({"date_soins": "2022-03-23"}, "le soin est après le virement"),
        ({"reference_personne": "P-INCONNUE"}, "personne n’a la référence « P-INCONNUE »"),
        ({"reference_contrat": "C-INCONNU"}, "aucun contrat n’a la référence « C-INCONNU »"),
        ({"compte_fin": "71"}, "« compte_fin » a quatre chiffres"),
        ({"regime_obligatoire": "24,00"}, "les remboursements dépassent la dépense"),
        ({"operation": "payer"}, "« operation » n’est pas connue"),
        ({"quantite": "0"}, "« quantite » est un nombre"),
    ],
)
def test_one_wrong_line_and_nothing_is_taken(
    jeanne: Person, changed: dict[str, str], why: str
) -> None:
    with pytest.raises(UnableToTake) as refused:
        take(paying(jeanne, 2), paying(jeanne, 1, **changed))
    said = "\n".join(refused.value.wrong).replace("\u00a0", " ").replace("\u202f", " ")
    assert why in said
    assert "Ligne 3" in said
    assert not PaymentFile.objects.exists()
    assert not Reimbursement.objects.exists()


def test_the_same_reference_with_another_content_is_refused(jeanne: Person) -> None:
    take(paying(jeanne, 1))
    with pytest.raises(UnableToTake, match="disait autre chose"):
        take(paying(jeanne, 1, ours="8,00"), name="autre.csv")
    with pytest.raises(UnableToTake, match="déjà une ligne de cette sorte"):
        take(paying(jeanne, 1, ligne="L-9", virement="V-9"), name="autre.csv")
    assert held()[0][5] == Decimal("7.50")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a;b\r\n1;2\r\n", b"virement\n"])
def test_what_is_no_payment_file_says_so(content: bytes) -> None:
    with pytest.raises(UnableToTake):
        op.take_payment_file(name="x", content=content, actor=NADIA, at=product_clock.now())


def test_a_cancellation_of_nothing_is_for_an_adviser(jeanne: Person) -> None:
    take(cancelling(7))
    (case,) = MisfitCase.objects.filter(settled_at=None)
    assert case.what == Misfit.NOTHING_PAID
    settle_misfit(misfit=case, how="Erreur du centre de paiement.", actor=NADIA,
                  at=product_clock.now())  # fmt: skip
    case.refresh_from_db()
    assert case.settled_by == "Nadia"


# --- With démarches -----------------------------------------------------------------------------


def accepted(person: Person, owed: str) -> Demarche:
    """A démarche that was accepted and will bring *owed* euros."""
    made = card_asked_again(person)
    made.refresh_from_db()
    op.owe(demarche=made, amount=Decimal(owed), at=product_clock.now())
    made.refresh_from_db()
    return made


def contested(made: Demarche) -> None:
    """Its owner contests what was decided."""
    me = actors.member(person=made.person_id, name=str(made.person))
    why = "Il manque la moitié de ce qui était promis."
    op.contest(demarche=made, why=why, actor=me, at=product_clock.now())


def test_a_request_moves_to_its_transfer(client: CheckedClient, jeanne: Person) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    made.refresh_from_db()
    assert made.state == State.TRANSFER_SENT
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    words = "Virement de 7,50 € envoyé le 22 mars 2022 sur le compte finissant par 7128"
    assert words in page.text
    assert words in client.get("/mes-demandes").page.text
    assert not MisfitCase.objects.exists()


def test_another_amount_is_told_as_it_is_and_listed(client: CheckedClient, jeanne: Person) -> None:
    made = accepted(jeanne, "9.00")
    take(paying(jeanne, 1, demande=made.reference))
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    assert "Le virement est de 7,50 €. Nous avions décidé 9,00 €." in page.text
    (case,) = MisfitCase.objects.all()
    assert (case.what, case.expected) == (Misfit.DIFFERS, Decimal("9.00"))


def test_a_line_that_comes_before_the_decision_waits_for_it(jeanne: Person) -> None:
    made = card_asked_again(jeanne, why="stolen")
    take(paying(jeanne, 1, demande=made.reference))
    assert MisfitCase.objects.get().what == Misfit.NOT_ACCEPTED
    op.accept(demarche=made, actor=actors.robot("un essai"), at=product_clock.now())
    op.owe(demarche=made, amount=Decimal("7.50"), at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.TRANSFER_SENT
    assert not MisfitCase.objects.filter(settled_at=None).exists()


def test_a_request_that_nobody_knows_is_for_an_adviser(jeanne: Person) -> None:
    take(paying(jeanne, 1, demande="EC-2022-03-ZZZZ-Z"))
    assert MisfitCase.objects.get().what == Misfit.NO_REQUEST


def test_an_accepted_request_without_money_is_looked_for(jeanne: Person, clock: Clock) -> None:
    made = accepted(jeanne, "7.50")
    op.watch_transfers(actor=NADIA, at=clock.now)
    assert not MisfitCase.objects.exists()
    clock.advance(days=8)
    op.watch_transfers(actor=NADIA, at=clock.now)
    op.watch_transfers(actor=NADIA, at=clock.now)
    (case,) = MisfitCase.objects.all()
    assert (case.what, case.request) == (Misfit.NOT_PAID, made.reference)
    take(paying(jeanne, 1, demande=made.reference))
    case.refresh_from_db()
    assert case.settled_at


def test_contested_and_accepted_again_it_waits_for_its_own_money(
    client: CheckedClient, jeanne: Person
) -> None:
    """What was paid before is not taken for what was decided since."""
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    contested(made)
    op.accept(demarche=made, actor=actors.robot("un essai"), at=product_clock.now())
    op.owe(demarche=made, amount=Decimal("5.00"), at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.ACCEPTED
    take(paying(jeanne, 2, ours="5,00", demande=made.reference))
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.TRANSFER_SENT, Decimal("12.50"))
    page = signed_in(client, jeanne).get("/mes-demandes").page
    assert "Virement de 5,00 € envoyé le 22 mars 2022" in page.text
    assert not MisfitCase.objects.exists()


def test_a_cancelled_payment_brings_its_request_back_to_advisers(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox
) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    take(cancelling(1))
    take(cancelling(1), paying(jeanne, 9))
    run_jobs()
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.RECEIVED, Decimal(0))
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    assert "Un paiement de 7,50 € est annulé." in page.text
    assert "Virement de 7,50 €" not in client.get("/mes-demandes").page.text
    told = [one for one in mailbox.to(jeanne.email) if "est annulé" in one.text]
    (mail,) = told
    assert "Vous n’avez rien à faire pour le moment." in mail.text
    assert "7,50" not in mail.text

    op.accept(demarche=made, actor=actors.robot("un essai"), at=product_clock.now())
    op.owe(demarche=made, amount=Decimal("7.50"), at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.ACCEPTED
    take(paying(jeanne, 2, demande=made.reference))
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.TRANSFER_SENT, Decimal("7.50"))
    assert not MisfitCase.objects.filter(settled_at=None).exists()


def test_whoever_accepted_it_may_decide_again(jeanne: Person, claire: StaffMember) -> None:
    """Nothing was contested."""
    made = card_asked_again(jeanne, why="stolen")
    claire_accepts = {"demarche": made, "decision": YES, "actor": claire.at_desk}
    op.decide(**claire_accepts, at=product_clock.now())
    op.owe(demarche=made, amount=Decimal("7.50"), at=product_clock.now())
    take(paying(jeanne, 1, demande=made.reference))
    take(cancelling(1))
    op.take(demarche=made, actor=claire.at_desk, at=product_clock.now())
    op.decide(**claire_accepts, at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.ACCEPTED


def test_a_closed_request_comes_back_too(jeanne: Person) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    op.close(demarche=made, actor=actors.robot("un essai"), at=product_clock.now())
    take(cancelling(1))
    made.refresh_from_db()
    assert made.state == State.RECEIVED


def test_cancelled_while_it_is_contested_it_is_told_and_stays_contested(
    client: CheckedClient, jeanne: Person
) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    contested(made)
    take(cancelling(1))
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.CONTESTED, Decimal(0))
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    assert "Un paiement de 7,50 € est annulé." in page.text


def test_a_payment_that_was_cancelled_before_the_decision_pays_nothing(jeanne: Person) -> None:
    made = card_asked_again(jeanne, why="stolen")
    take(cancelling(1))
    take(paying(jeanne, 1, demande=made.reference))
    op.accept(demarche=made, actor=actors.robot("un essai"), at=product_clock.now())
    op.owe(demarche=made, amount=Decimal("7.50"), at=product_clock.now())
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.ACCEPTED, Decimal(0))
    assert not MisfitCase.objects.filter(settled_at=None).exists()


def test_one_that_waits_for_its_money_is_not_closed(jeanne: Person, clock: Clock) -> None:
    made = accepted(jeanne, "7.50")
    clock.advance(days=90)
    op.close_what_is_decided(actor=NADIA, at=clock.now)
    made.refresh_from_db()
    assert made.state == State.ACCEPTED


def test_money_for_a_professional_names_no_account(client: CheckedClient, jeanne: Person) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference, destinataire="", compte_fin=""))
    page = signed_in(client, jeanne).get("/mes-demandes").page
    assert "Virement de 7,50 € envoyé au professionnel le 22 mars 2022" in page.text


# --- The command --------------------------------------------------------------------------------


def test_the_command_tells_what_was_taken(jeanne: Person, tmp_path: Path) -> None:
    path, out = tmp_path / "virements.csv", io.StringIO()
    path.write_bytes(as_file([paying(jeanne, 1)]))
    call_command("import-payments", path, stdout=out)
    call_command("import-payments", path, stdout=out)
    said = out.getvalue().replace("\u00a0", " ").replace("\u202f", " ")
    assert said.splitlines() == [
        "virements.csv : 1 ligne nouvelle.", "virements.csv : déjà pris, rien n’a changé.",
    ]  # fmt: skip
    path.write_bytes(b"rien")
    with pytest.raises(CommandError, match="rien n’est pris"):
        call_command("import-payments", path, stdout=out)


# --- To the cent --------------------------------------------------------------------------------

AMOUNT = re.compile(r"\d[\d\u00a0]*,\d\d\u00a0€")
CENTS = st.integers(min_value=1, max_value=2000)


@given(data=st.data())
@settings(max_examples=25)
def test_everything_agrees_to_the_cent_whatever_the_order(
    client: CheckedClient, jeanne: Person, data: st.DataObject
) -> None:
    """Random lines and cancellations, in random files, each taken up to twice, in two orders: the
    rows are the same, and list, detail and printed statement say the same sums."""
    amounts = data.draw(st.lists(CENTS, min_size=1, max_size=6))
    lines = [
        paying(jeanne, number, ours=f"{cents // 100},{cents % 100:02}", depense="40,00")
        for number, cents in enumerate(amounts)
    ]
    gone = data.draw(st.sets(st.sampled_from(range(len(amounts)))))
    lines += [cancelling(number) for number in sorted(gone)]
    split = data.draw(st.lists(st.integers(0, 2), min_size=len(lines), max_size=len(lines)))
    files = [[one for one, at in zip(lines, split, strict=True) if at == n] for n in range(3)]
    files = [one for one in files if one]
    orders = [data.draw(st.permutations(files * 2)) for _twice in range(2)]
    outcomes = []
    for order in orders:
        as_if_none_had_come = transaction.savepoint_create()
        for one in order:
            take(*one)
        outcomes.append(held())
        counted = sums_of(Reimbursement.objects.filter(cancelled_on=None))
        assert (
            counted.complementary
            == Decimal(sum(cents for number, cents in enumerate(amounts) if number not in gone))
            / 100
        )
        assert not MisfitCase.objects.filter(settled_at=None).exists()
        if len(outcomes) == 1:  # the rows of the other order are the same, and so are its pages
            listed, in_full = as_pages_say(signed_in(client, jeanne))
            assert listed == in_full
            assert sorted(listed) == sorted(to_the_cent(Decimal(cents) / 100) for cents in amounts)
            if counted.complementary:
                assert counted.in_euros == as_its_statement_says(client, jeanne)
        transaction.savepoint_rollback(as_if_none_had_come)
    assert outcomes[0] == outcomes[1]


def as_pages_say(client: CheckedClient) -> tuple[list[str], list[str]]:
    """What the insurer paid of each line: in the list, and in its detail."""
    rows = client.get("/mes-remboursements").page.root
    listed = [str(one) for one in rows.xpath("//main//ul[@class='rows']//dd[3]/text()")]
    in_full = []
    for link in rows.xpath("//main//ul[@class='rows']//h3/a/@href"):
        table = client.get(link).page.root.xpath("//main//table[1]//td/text()")
        in_full.append(str(table[1]))
    return listed, in_full


def as_its_statement_says(client: CheckedClient, person: Person) -> tuple[str, ...]:
    """The sums of the year at the foot of the printed table."""
    document = statement_of(person, year=2022)
    paper = Document(client.get(f"/releve-des-remboursements/{document.pk}/pdf").content)
    (table,) = paper.root.all("/Table")
    *_rows, foot = list(table.all("/TR"))
    return tuple(AMOUNT.findall(foot.text.replace("\u202f", "\u00a0")))


def test_lines_of_payment_are_only_ever_added(jeanne: Person) -> None:
    take(paying(jeanne, 1))
    with pytest.raises(Exception, match="only ever added"):
        PaymentLine.objects.update(on=date(2022, 3, 1) + timedelta(days=1))


@pytest.mark.promise("I4.10")
def test_a_carer_reads_the_transfer_and_nothing_of_the_account(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    acting(client, salah, helped(jeanne, salah, Right.REQUESTS, Right.REIMBURSEMENTS))
    line = Reimbursement.objects.get()
    for path in ("/mes-demandes", f"/mes-demandes/{made.pk}", "/mes-remboursements",
                 f"/mes-remboursements/{line.pk}"):  # fmt: skip
        page = client.get(path).page
        assert "22 mars 2022" in page.text
        assert "7128" not in page.text
