"""Money that was paid too much: a payment file asks it back, and says how it is settled."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.audit.models import Entry
from espace_client.demarches.rules import State
from espace_client.demarches.tests.test_payments import accepted, cancelling, paying, take
from espace_client.kernel import clock as product_clock
from espace_client.kernel.french import NBSP
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.reimbursements.asked_back import asked_back_of
from espace_client.reimbursements.insured import whose_care
from espace_client.reimbursements.models import PaymentLine, Reimbursement, Transfer
from espace_client.reimbursements.operations import UnableToTake
from espace_client.reimbursements.payment_file import COLUMNS
from tests.bench.jobs import run_jobs
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.people import acting, helped, line_of_care, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.9")]
HERE = "/mes-remboursements/trop-percu"
WHY = "La Sécurité sociale avait déjà payé une partie de ce soin."


@pytest.fixture(autouse=True)
def none_yet(jeanne: Person) -> None:
    Reimbursement.objects.all().delete()


def asking(number: int, euros: str = "5,00", **said: str) -> dict[str, str]:
    """A line that asks back a part of what `paying` of that number paid."""
    return dict.fromkeys(COLUMNS, "") | {
        "date_virement": "2022-03-23", "ligne": f"T-{number}", "operation": "trop_percu",
        "reference": f"S-{number}", "acte": WHY, "complementaire": euros,
    } | said  # fmt: skip


def settling(number: int, how: str, euros: str, *, line: int = 1, **said: str) -> dict[str, str]:
    """A line that settles a part of what `asking` of that number asked."""
    return dict.fromkeys(COLUMNS, "") | {
        "date_virement": "2022-03-24", "ligne": f"R-{number}-{line}", "operation": how,
        "reference": f"T-{number}", "complementaire": euros,
    } | said  # fmt: skip


def owed(person: Person) -> Decimal:
    """What the list says that *person* has to give back."""
    return whose_care(person.pk, acting=None, on=product_clock.today()).owed_back


def test_how_much_why_and_how_to_give_it_back(client: CheckedClient, jeanne: Person) -> None:
    take(paying(jeanne, 1), asking(1))
    listed = signed_in(client, jeanne).get("/mes-remboursements").page
    assert "5,00 € vous ont été versés en trop." in listed.text
    page = client.get(listed.link("Voir pourquoi, et comment")).page
    for said in (
        "Il reste 5,00 € à rendre.", WHY, "Consultation d’un généraliste du 10 mars 2022",
        "23 mars 2022", "T-1", "FR76 0000 0000 0000 0000 0000 097",
    ):  # fmt: skip
        assert said in page.text
    line = Reimbursement.objects.get(reference="S-1")
    detail = client.get(f"/mes-remboursements/{line.pk}").page
    assert "De ce que nous avons payé, 5,00 € étaient de trop." in detail.text
    assert detail.link("Voir pourquoi, et ce qui est à rendre") == HERE


def test_nothing_to_give_back_says_so(client: CheckedClient, jeanne: Person) -> None:
    take(paying(jeanne, 1))
    listed = signed_in(client, jeanne).get("/mes-remboursements").page
    assert "versés en trop" not in listed.text
    page = client.get(listed.link("Une somme versée en trop ? Voir ce qui est à rendre")).page
    assert "Rien ne vous a été versé en trop." in page.text
    assert "IBAN" not in page.text


def test_it_is_settled_in_three_ways(client: CheckedClient, jeanne: Person) -> None:
    take(paying(jeanne, 1), asking(1))
    take(settling(1, "rendu", "2,00"))
    take(
        paying(jeanne, 2, montant_virement="5,50"),
        settling(1, "retenu", "2,00", line=2, virement="V-2"),
    )
    page = signed_in(client, jeanne).get(HERE).page
    assert "Il reste 1,00 € à rendre." in page.text
    assert Transfer.objects.get(reference="V-2").amount == Decimal("5.50")
    take(settling(1, "abandon", "1,00", line=3))
    page = client.get(HERE).page
    for said in (
        "Réglé", "2,00 € rendus le 24 mars 2022", "2,00 € retenus sur un virement le 24 mars 2022",
        "1,00 € que nous ne demandons plus, depuis le 24 mars 2022",
    ):  # fmt: skip
        assert said in page.text
    assert "IBAN" not in page.text
    assert "versés en trop" not in client.get("/mes-remboursements").page.text


def test_the_same_lines_again_change_nothing(jeanne: Person) -> None:
    lines = (paying(jeanne, 1), asking(1), settling(1, "rendu", "2,00"))
    take(*lines)
    again = take(*lines)
    overlapping = take(*lines, settling(1, "rendu", "1,00", line=2))
    assert again.again
    assert [one.reference for one in overlapping.new] == ["R-1-2"]
    assert owed(jeanne) == Decimal("2.00")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reference": "S-9"}, "nous n’avons payé aucun soin « S-9 »"),
        ({"complementaire": "7,51"}, "la somme demandée dépasse ce qui a été payé"),
        ({"complementaire": "0,00"}, "« complementaire » est nul"),
        ({"acte": ""}, "« acte » est vide : la personne y lit pourquoi"),
        ({"operation": "cadeau"}, "« operation » n’est pas connue"),
    ],
)
def test_what_cannot_be_asked_back_is_told_and_nothing_is_taken(
    jeanne: Person, change: dict[str, str], said: str
) -> None:
    with pytest.raises(UnableToTake) as refused:
        take(paying(jeanne, 1), asking(1, **change))
    assert said in str(refused.value).replace(NBSP, " ")
    assert not PaymentLine.objects.exists()


def test_two_demands_for_one_care_are_no_more_than_it_paid(jeanne: Person) -> None:
    take(paying(jeanne, 1), asking(1))
    with pytest.raises(UnableToTake, match="dépasse ce qui a été payé"):
        take(asking(1, "3,00", ligne="T-1-B"))
    take(asking(1, "2,50", ligne="T-1-C"))
    assert owed(jeanne) == Decimal("7.50")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (settling(9, "rendu", "1,00"), "rien n’a été demandé sous la référence « T-9 »"),
        (settling(1, "rendu", "5,01"), "il ne reste pas autant à rendre"),
        (settling(1, "retenu", "1,00", virement="V-7"), "n’est pas dans ce fichier"),
    ],
)
def test_what_cannot_be_settled_is_told(jeanne: Person, line: dict[str, str], said: str) -> None:
    take(paying(jeanne, 1), asking(1))
    with pytest.raises(UnableToTake) as refused:
        take(line)
    assert said in str(refused.value).replace(NBSP, " ")
    assert owed(jeanne) == Decimal("5.00")


def test_nothing_is_kept_back_from_somebody_else_nor_all_of_a_transfer(
    jeanne: Person, karim: Person
) -> None:
    take(paying(jeanne, 1), asking(1))
    his = paying(karim, 2, montant_virement="5,50")
    with pytest.raises(UnableToTake, match="va à quelqu’un d’autre"):
        take(his, settling(1, "retenu", "2,00", virement="V-2"))
    with pytest.raises(UnableToTake, match="aucun argent ne part"):
        take(
            paying(jeanne, 3, ours="5,00", montant_virement="0,00"),
            settling(1, "retenu", "5,00", virement="V-3"),
        )
    assert owed(jeanne) == Decimal("5.00")


def test_a_transfer_that_is_less_than_its_care_says_why(
    client: CheckedClient, jeanne: Person
) -> None:
    take(paying(jeanne, 1), asking(1))
    made = accepted(jeanne, "7.50")
    take(
        paying(jeanne, 2, montant_virement="5,50", demande=made.reference),
        settling(1, "retenu", "2,00", virement="V-2"),
    )
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    said = "2,00 € sont retenus sur ce qui vous avait été versé en trop : 5,50 € arrivent"
    assert said in page.text
    line = Reimbursement.objects.get(reference="S-2")
    page = client.get(f"/mes-remboursements/{line.pk}").page
    assert "5,50 €, après 2,00 € retenus sur ce qui était versé en trop, référence V-2" in page.text


def test_a_professional_gives_back_what_a_professional_received(jeanne: Person) -> None:
    with pytest.raises(UnableToTake, match="payé à un professionnel"):
        take(paying(jeanne, 1, destinataire="", compte_fin=""), asking(1))


def test_of_a_line_of_the_portfolio_whoever_was_cared_for_gives_back(jeanne: Person) -> None:
    line_of_care(jeanne, reference="S-1")
    take(asking(1))
    assert owed(jeanne) == Decimal("5.00")


def test_who_received_the_money_owes_it_and_reads_nothing_of_another_s_care(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    """Karim's care was paid on Jeanne's account; he has not allowed her to read his care."""
    take(paying(karim, 1, destinataire=jeanne.reference), asking(1))
    assert (owed(jeanne), owed(karim)) == (Decimal("5.00"), Decimal(0))
    page = signed_in(client, jeanne).get(HERE).page
    assert "5,00 € à rendre" in page.text
    assert "C’est un remboursement pour une autre personne de votre contrat." in page.text
    assert WHY not in page.text
    assert "Consultation" not in page.text
    his = CheckedClient()
    line = Reimbursement.objects.get(reference="S-1")
    detail = signed_in(his, karim).get(f"/mes-remboursements/{line.pk}").page
    assert "Nous les demandons à qui a reçu le virement." in detail.text
    assert "Rien ne vous a été versé en trop." in his.get(HERE).page.text


def test_a_carer_with_that_function_reads_it(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    take(paying(jeanne, 1), asking(1))
    access = helped(jeanne, salah, Right.REIMBURSEMENTS)
    client.may_see = frozenset({"jeanne", "karim", "salah"})
    page = acting(client, salah, access).get(HERE).page
    assert "Il reste 5,00 € à rendre." in page.text


def test_one_message_without_any_amount(jeanne: Person, mailbox: Mailbox) -> None:
    take(paying(jeanne, 1), asking(1))
    take(paying(jeanne, 1), asking(1), settling(1, "rendu", "1,00"))
    run_jobs()
    (noted,) = Entry.objects.filter(event="reimbursements.asked_back", person=jeanne.pk)
    assert noted.facts == {"reference": "T-1"}
    (mail,) = [one for one in mailbox.to(jeanne.email) if "versée en trop" in one.text]
    assert "5,00" not in mail.text
    assert "Consultation" not in mail.text


def test_a_request_whose_payment_is_cancelled_and_asked_back_says_where_to_look(
    client: CheckedClient, jeanne: Person
) -> None:
    made = accepted(jeanne, "7.50")
    take(paying(jeanne, 1, demande=made.reference))
    take(asking(1, "7,50"), cancelling(1))
    made.refresh_from_db()
    assert made.state == State.RECEIVED
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    assert "Ce qui est à rendre, et comment, est dans « Mes remboursements »." in page.text
    assert "rien à nous renvoyer" not in page.text


CENTS = st.integers(min_value=1, max_value=750)


@given(data=st.data())
@settings(max_examples=20)
def test_what_is_left_is_what_was_asked_less_what_was_settled(
    jeanne: Person, data: st.DataObject
) -> None:
    """To the cent, on the list and on the page, whichever files bring it and however often."""
    with transaction.atomic():
        lines: list[dict[str, str]] = []
        left = 0
        for number in range(1, data.draw(st.integers(1, 4)) + 1):
            asked = data.draw(CENTS)
            lines += [paying(jeanne, number), asking(number, _euros(asked))]
            rest = asked
            for line, how in enumerate(data.draw(_WAYS), start=1):
                part = data.draw(st.integers(1, rest)) if rest else 0
                if part:
                    lines.append(settling(number, how, _euros(part), line=line))
                rest -= part
            left += rest
        cuts = sorted(data.draw(st.lists(st.integers(1, len(lines)), max_size=3)))
        for cut in [*cuts, len(lines), len(lines)]:
            take(*lines[:cut])
        assert owed(jeanne) == Decimal(left) / 100
        asked_back = asked_back_of(jeanne.pk, told=[jeanne.pk])
        assert sum(one.owed for one in asked_back) == Decimal(left) / 100
        transaction.set_rollback(True)


_WAYS: Any = st.lists(st.sampled_from(["rendu", "abandon"]), max_size=3)


def _euros(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}".replace(".", ",")
