"""« Lentilles que la Sécurité sociale ne rembourse pas », from the gauge to the transfer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.contracts.models import Coverage, Guarantee, Option
from espace_client.demarches import operations as op
from espace_client.demarches.answers import asking_of
from espace_client.demarches.deciding import Decision
from espace_client.demarches.kinds.lenses import asking as look
from espace_client.demarches.kinds.lenses.kind import KIND
from espace_client.demarches.kinds.lenses.rules import (
    Circumstances,
    Invoice,
    Refunded,
    What,
    accepted_alone,
    last_day_of_prescription,
)
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import Gesture, State
from espace_client.demarches.tests.test_payments import paying, take
from espace_client.documents.operations import receive
from espace_client.documents.uploading import as_given
from espace_client.kernel import actors
from espace_client.kernel import clock as product_clock
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.people import helped, line_of_care, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.4")]
HERE = "/demarches/lentilles"
PLAIN = Circumstances(
    Decimal(90), Decimal(200), Refunded.NO, What.DAILY, Invoice.WEARER, True, False, True
)


def day(name: str, on: date) -> dict[str, str]:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def filled(person: Person, *, about: Person | None = None, on: date = date(2022, 3, 10),
           prescribed: date | None = date(2021, 9, 1), papers: tuple[str, ...] = ("invoice",
           "prescription"), text: str = "", **said: str) -> Demarche:  # fmt: skip
    """A draft with everything answered and its documents."""
    me, now = actors.member(person=person.pk, name=str(person)), product_clock.now()
    draft = op.begin(kind="lenses", person=person.pk, actor=me, at=now)
    answers: dict[str, Any] = {
        "person": str((about or person).pk), "refunded": "no", "sold": "optician",
        "seller": "Optique du Port", "what": "monthly", "left": "2", "right": "2",
        "price": "154", "given_back": "", "invoice": "wearer",
        **day("on", on), **(day("prescribed", prescribed) if prescribed else {}), **said,
    }  # fmt: skip
    op.write(demarche=draft, answers=answers, actor=me, at=now)
    for code in papers:
        photograph = picture("JPEG", page(text=f"{code} {text or draft.reference}"))
        kept = receive(files=[as_given(f"{code}.jpg", photograph)], person=person.pk, actor=me,
                       at=now).kept  # fmt: skip
        op.attach(demarche=draft, documents=kept, code=code, actor=me, at=now)
    draft.refresh_from_db()
    return draft


def sent(draft: Demarche) -> Demarche:
    me = actors.member(person=draft.person_id, name=str(draft.person))
    op.send(demarche=draft, actor=me, at=product_clock.now())
    draft.refresh_from_db()
    return draft


@pytest.fixture(autouse=True)
def flat_amount(jeanne: Person, karim: Person) -> None:
    """150 € a year and a person for lenses, of which nothing is used."""
    Reimbursement.objects.all().delete()
    label = "Lentilles, remboursées ou non par la Sécurité sociale"
    Guarantee.objects.bulk_create(
        Guarantee(option=one, position=90, heading="optical", label=label, kind="lenses",
                  expression="150\u00a0€ par an")
        for one in Option.objects.all()
    )  # fmt: skip


def used(person: Person, euros: str, on: date = date(2022, 2, 1)) -> None:
    """That much of the flat amount of the year was paid."""
    line_of_care(person, reference=f"R-{euros}-{on}", care="Lentilles", kind="lenses_not_refunded",
                 amounts=(euros, "0.00", euros), cared_on=on, paid_on=on)  # fmt: skip


def brings(draft: Demarche) -> Decimal:
    found = look.reckoned(asking_of(draft, on=product_clock.today()))
    assert found is not None
    return found.amount


# --- Rules --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal(0)}, {"amount": Decimal(200)}, {"refunded": Refunded.UNKNOWN},
        {"what": What.CARE}, {"invoice": Invoice.OTHER}, {"readable": False},
        {"sent_before": True}, {"has_account": False},
    ],
)  # fmt: skip
def test_only_what_is_plain_is_accepted_without_an_adviser(change: dict[str, Any]) -> None:
    assert accepted_alone(PLAIN)
    assert not accepted_alone(replace(PLAIN, **change))


def test_a_prescription_ends_to_the_day() -> None:
    assert last_day_of_prescription(date(2019, 3, 10), years=Decimal(3)) == date(2022, 3, 10)
    assert last_day_of_prescription(date(2020, 2, 29), years=Decimal(1)) == date(2021, 2, 28)


# --- What it brings -----------------------------------------------------------------------------


def test_the_gauge_before_sending(client: CheckedClient, jeanne: Person) -> None:
    used(jeanne, "60.00")
    filled(jeanne)
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "90,00 € sur 154,00 €" in page.text
    figures = page.root.xpath("//section[@aria-labelledby='forfait']//dd//text()")
    assert [str(one).replace("\u00a0", " ") for one in figures] == [
        "150,00 €", "60,00 €", "90,00 €",
    ]  # fmt: skip
    assert page.root.xpath("//rect[@class='bar-ours']/@width") == ["60.0"]
    assert "Le virement ira sur votre compte finissant par" in page.text


def test_accepted_alone_then_paid(client: CheckedClient, jeanne: Person) -> None:
    made = sent(filled(jeanne, price="154"))
    assert (made.state, made.owed) == (State.ACCEPTED, Decimal("150.00"))
    page = signed_in(client, jeanne).get(f"/mes-demandes/{made.pk}").page
    assert "Virement au plus tard le mardi 29 mars 2022." in page.text
    take(paying(jeanne, 1, ours="150,00", demande=made.reference, code_acte="", retenue="0,00",
                soin="Lentilles non remboursées", acte="Lentilles", depense="154,00",
                regime_obligatoire="0,00"))  # fmt: skip
    made.refresh_from_db()
    assert made.state == State.TRANSFER_SENT
    line = Reimbursement.objects.get()
    assert (line.kind, line.request) == ("lenses_not_refunded", made.reference)
    assert brings(filled(jeanne, text="autre")) == 0  # counted once: paid, no longer to be paid


def test_the_flat_amount_is_exhausted(client: CheckedClient, jeanne: Person) -> None:
    """Nothing is left: it is said before sending, and automation does not refuse."""
    used(jeanne, "150.00")
    draft = filled(jeanne)
    assert brings(draft) == 0
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "Rien : le forfait de 2022 est épuisé." in page.text
    assert sent(draft).state == State.SENT


def test_an_invoice_of_31_december_sent_in_january_counts_for_the_old_year(
    jeanne: Person, clock: Clock
) -> None:
    clock.set("2022-01-05T10:00")
    used(jeanne, "150.00", on=date(2022, 1, 2))
    old = filled(jeanne, on=date(2021, 12, 31))
    assert brings(old) == 150
    me = actors.member(person=jeanne.pk, name=str(jeanne))
    op.write(demarche=old, answers=day("on", date(2022, 1, 3)), actor=me, at=clock.now)
    old.refresh_from_db()
    assert brings(old) == 0


def test_what_was_accepted_and_is_not_yet_paid_is_counted(jeanne: Person) -> None:
    assert sent(filled(jeanne, price="100")).state == State.ACCEPTED
    assert brings(filled(jeanne, text="seconde", price="120")) == 50


def test_a_refund_of_an_online_seller_is_taken_off(jeanne: Person) -> None:
    draft = filled(jeanne, sold="online", price="154", given_back="100")
    found = look.claim(asking_of(draft, on=product_clock.today()))
    assert found is not None
    assert found.price == Decimal("54.00")


def test_a_refund_of_everything_is_nothing_to_claim(client: CheckedClient, jeanne: Person) -> None:
    filled(jeanne)
    signed_in(client, jeanne)
    refused = client.send(client.get(f"{HERE}/montant"), price="154", given_back="154")
    assert refused.status_code == 422
    assert "Le vendeur vous a tout rendu" in refused.page.text


# --- Where there is nothing to send -------------------------------------------------------------


def test_what_the_social_security_refunds_comes_by_itself(
    client: CheckedClient, jeanne: Person
) -> None:
    filled(jeanne)
    signed_in(client, jeanne)
    page = client.send(client.get(f"{HERE}/securite-sociale"), refunded="yes", follow=True).page
    assert "Rien à envoyer : la Sécurité sociale nous transmet ces lentilles" in page.text
    assert client.get(f"{HERE}/resume").status_code == 302


def test_a_prescription_that_has_expired(client: CheckedClient, jeanne: Person) -> None:
    filled(jeanne, prescribed=date(2019, 3, 9))
    page = signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page
    assert "Cette ordonnance valait jusqu’au 9 mars 2022." in page.text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2020, 3, 23), "Cette date a plus de 2 ans"),
        (date(1990, 3, 23), "Cette date a plus de 2 ans"),
    ],
)
def test_too_long_ago(client: CheckedClient, jeanne: Person, on: date, said: str) -> None:
    filled(jeanne, on=on)
    assert said in signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page.text


def test_before_the_cover_it_is_said_before_sending(client: CheckedClient, jeanne: Person) -> None:
    Coverage.objects.filter(person=jeanne).update(start_on=date(2022, 3, 1))
    filled(jeanne, on=date(2022, 2, 28))
    page = signed_in(client, jeanne).get(f"{HERE}/resume", follow=True).page
    assert "Votre contrat ne couvrait pas Jeanne Martin le 28 février 2022" in page.text


# --- Documents ----------------------------------------------------------------------------------


def test_the_prescription_is_asked_once_until_it_expires(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    sent(filled(jeanne, price="20"))
    again = filled(jeanne, prescribed=None, papers=("invoice",), price="21", text="avril")
    asking = asking_of(again, on=product_clock.today())
    assert not look.wants_prescription(asking)
    assert [one.code for one in KIND.pieces.asked(asking.answers)] == ["invoice"]
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "déjà donnée, bonne jusqu’au 1er septembre 2024" in page.text
    clock.set("2024-09-03T10:00")
    me = actors.member(person=jeanne.pk, name=str(jeanne))
    op.write(demarche=again, answers=day("on", date(2024, 9, 2)), actor=me, at=clock.now)
    again.refresh_from_db()
    assert look.wants_prescription(asking_of(again, on=product_clock.today()))


def test_an_invoice_in_the_name_of_the_spouse_waits_for_an_adviser(jeanne: Person) -> None:
    assert sent(filled(jeanne, invoice="other")).state == State.SENT


def test_two_people_on_one_invoice_are_two_requests_and_no_duplicate(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    helped(karim, jeanne, Right.REIMBURSEMENTS)
    hers = sent(filled(jeanne, price="77"))
    his = filled(jeanne, about=karim, price="77", text="la même facture")
    client.may_see = frozenset({"jeanne", "karim"})
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert "ressemble à ce que vous avez déjà envoyé" not in page.text
    made = sent(his)
    assert hers.concerns == [jeanne.pk]
    assert made.concerns == [karim.pk]
    assert made.state == State.ACCEPTED


def test_a_duplicate_is_told_and_never_stopped(client: CheckedClient, jeanne: Person) -> None:
    first = sent(filled(jeanne))
    again = filled(jeanne, on=date(2022, 3, 11), text="encore")
    page = signed_in(client, jeanne).get(f"{HERE}/resume").page
    assert f"ressemble à ce que vous avez déjà envoyé ({first.reference})" in page.text
    made = sent(again)
    assert made.state == State.SENT


def test_care_of_somebody_else_cannot_be_claimed(jeanne: Person, karim: Person) -> None:
    """Jeanne may not read the care of Karim: she does not claim it either."""
    draft = filled(jeanne, about=karim)
    assert look.concerns(asking_of(draft, on=product_clock.today())) == [jeanne.pk]


# --- An adviser ---------------------------------------------------------------------------------


def test_an_adviser_accepts_another_amount(jeanne: Person, claire: StaffMember) -> None:
    made = sent(filled(jeanne, invoice="other"))
    said = "Seule la part de Jeanne est sur cette facture."
    part = Decision(Gesture.ACCEPT_IN_PART, said, amount=Decimal("12.34"))
    with pytest.raises(op.UnableToMove, match="Écrivez le montant"):
        op.decide(demarche=made, decision=Decision(Gesture.ACCEPT_IN_PART, said),
                  actor=claire.at_desk, at=product_clock.now())  # fmt: skip
    op.decide(demarche=made, decision=part, actor=claire.at_desk, at=product_clock.now())
    made.refresh_from_db()
    assert (made.state, made.owed) == (State.ACCEPTED_IN_PART, Decimal("12.34"))


def test_nothing_owed_is_not_accepted_by_mistake(jeanne: Person, claire: StaffMember) -> None:
    used(jeanne, "150.00")
    made = sent(filled(jeanne))
    with pytest.raises(op.UnableToMove, match="ne trouve rien à rembourser"):
        op.decide(demarche=made, decision=Decision(Gesture.ACCEPT), actor=claire.at_desk,
                  at=product_clock.now())  # fmt: skip
    no = Decision(Gesture.REFUSE, "Votre forfait de 2022 a déjà servi en février.", "used_up")
    op.decide(demarche=made, decision=no, actor=claire.at_desk, at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.REFUSED
    assert made.contest_until == date(2022, 5, 24)


def test_without_an_account_nothing_is_accepted_alone(jeanne: Person, salah: Person) -> None:
    """Nobody promises a transfer that cannot leave."""
    jeanne.bank_accounts.update(person=salah, receives_reimbursements=False)
    assert sent(filled(jeanne)).state == State.SENT
