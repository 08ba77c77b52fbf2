"""A certificate that somebody shows: genuine, no longer counting, withdrawn, or not ours."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime

import lxml.html
import pytest
from django.conf import settings
from django.test import Client

from espace_client.accounts.staff import StaffMember
from espace_client.audit.queries import history_of
from espace_client.contracts.models import Contract, Coverage
from espace_client.contracts.operations import withdraw_certificate, withdraw_what_ended
from espace_client.documents.checking import digest_of
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.documents.operations import UnableToWithdraw
from espace_client.documents.proofs import read
from espace_client.documents.queries import pdf_of
from espace_client.documents.readers import Reader
from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.bench.squares import squares_in
from tests.people import certificate_of, signed_in
from tests.staff import at_desk, opened

pytestmark = pytest.mark.django_db
ROBOT = robot("un essai")


def printed(document: IssuedDocument) -> bytes:
    kept = pdf_of(Reader(document.person, clock.today()), document.pk)
    assert kept
    assert kept.content
    return kept.content


def ask_by_number(client: CheckedClient, number: str) -> str:
    page = client.get("/verifier").page
    token = page.value("form_token")
    return client.post("/verifier", {"form_token": token, "number": number}).page.text


@pytest.mark.promise("I6.6")
def test_the_square_of_the_paper_leads_to_the_verdict(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    document = certificate_of(jeanne, jeanne, karim)
    (address,) = squares_in(printed(document))
    start = "https://espace.example.test"
    assert address == f"{start}/verifier/{document.proof}"
    page = client.get(address.removeprefix(start)).page
    assert page.h1 == "Oui, ce document est authentique"
    assert "J. M., K. M." in page.text
    assert document.number in page.text
    assert "24 mars 2023" in page.text  # may be shown for a year


@pytest.mark.promise("I6.7")
def test_a_stranger_reads_no_name(client: CheckedClient, jeanne: Person) -> None:
    document = certificate_of(jeanne, with_nir=True)
    for text in (
        client.get(f"/verifier/{document.proof}").page.text,
        ask_by_number(client, document.number),
        str(read(document.proof, settings.SIGNING_KEYS)),
    ):
        for secret in ("Jeanne", "Martin", "Dubois", "1944", "48201937", "4820", "269054"):
            assert secret not in text, secret


@pytest.mark.parametrize("spell", [str, str.lower, lambda one: one.replace("-", " ")])
def test_the_number_is_enough(
    client: CheckedClient, jeanne: Person, spell: Callable[[str], str]
) -> None:
    document = certificate_of(jeanne)
    assert "Oui, ce document est authentique" in ask_by_number(client, spell(document.number))


def test_an_unknown_number_and_a_wrong_one(client: CheckedClient, jeanne: Person) -> None:
    assert "Nous ne trouvons pas ce document" in ask_by_number(client, "AT-2222-2222")
    assert "Relisez-le sur le document" in ask_by_number(client, "AT-1")


@pytest.mark.promise("I6.6")
def test_a_code_that_was_changed(client: CheckedClient, jeanne: Person) -> None:
    code = certificate_of(jeanne).proof
    forged = ("A" if code[0] != "A" else "B") + code[1:]
    assert client.get(f"/verifier/{forged}").page.h1 == "Ce code n’est pas de nous"


def test_a_year_later_it_no_longer_counts(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    document = certificate_of(jeanne)
    clock.advance(days=365)
    assert client.get(f"/verifier/{document.proof}").page.h1 == "Oui, ce document est authentique"
    clock.advance(days=1)
    assert client.get(f"/verifier/{document.proof}").page.h1 == "Ce document n’est plus à jour"


def test_days_gone_by_stay_true(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    document = certificate_of(jeanne, first=date(2021, 1, 1), last=date(2021, 12, 31))
    clock.advance(days=600)
    page = client.get(f"/verifier/{document.proof}").page
    assert page.h1 == "Oui, ce document est authentique"
    assert "du 1er janvier 2021 au 31 décembre 2021" in page.text


@pytest.mark.promise("I6.8")
def test_an_adviser_withdraws_it(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, claire: StaffMember
) -> None:
    document = certificate_of(jeanne)
    opened(claire, jeanne)
    at_desk(other_client, claire)
    page = other_client.get(f"/conseillers/documents/{document.pk}/annuler")
    assert "Choisissez pourquoi" in other_client.send(page).page.text
    file = other_client.send(page, because="mistake")
    assert "Le document est annulé" in other_client.get(file.url).page.text
    page = client.get(f"/verifier/{document.proof}").page
    assert page.h1 == "Ce document est annulé"
    assert "il contenait une erreur" in page.text
    assert "Ce document est annulé" in ask_by_number(client, document.number)


@pytest.mark.promise("I6.8")
def test_its_owner_is_told_and_still_reads_it(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox, run_jobs: Callable[[], list[str]]
) -> None:
    document = certificate_of(jeanne)
    withdraw_certificate(document=document, because=Withdrawal.LOST, actor=ROBOT, at=clock.now())
    run_jobs()
    mail = mailbox.last(jeanne.email).text.replace("\u00a0", " ")
    assert f"Le document {document.number}, établi le 24 mars 2022, ne sert plus" in mail
    signed_in(client, jeanne)
    assert "Annulé le 24 mars 2022 : il a été perdu ou volé" in client.get(
        f"/mes-documents/{document.pk}"
    ).page.text.replace("\u00a0", " ")
    assert client.get(f"/mes-documents/{document.pk}/pdf").status_code == 200
    assert any("annulé" in line.sentence for line in history_of(jeanne.pk))


def test_it_is_withdrawn_once_and_asked_for_anew(jeanne: Person) -> None:
    document = certificate_of(jeanne)
    assert certificate_of(jeanne).pk == document.pk
    withdraw_certificate(document=document, because=Withdrawal.MISTAKE, actor=ROBOT, at=clock.now())
    with pytest.raises(UnableToWithdraw):
        withdraw_certificate(
            document=document, because=Withdrawal.LOST, actor=ROBOT, at=clock.now()
        )
    assert certificate_of(jeanne).pk != document.pk


@pytest.mark.promise("I6.8")
def test_a_cover_that_ends_earlier_withdraws_what_promised_more(
    jeanne: Person, karim: Person, paul: Person
) -> None:
    couple, alone = certificate_of(jeanne, jeanne, karim), certificate_of(jeanne)
    past = certificate_of(jeanne, karim, last=date(2022, 3, 1))
    stranger = certificate_of(paul)
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 0
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 6, 30))
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 1
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 0
    withdrawn = IssuedDocument.objects.filter(withdrawn_at__isnull=False)
    assert [one.pk for one in withdrawn] == [couple.pk]
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 12, 31))
    withdraw_what_ended(actor=ROBOT, at=clock.now())
    assert {one.pk for one in withdrawn.all()} == {couple.pk, alone.pk}
    assert not IssuedDocument.objects.get(pk=past.pk).withdrawn_at
    assert not IssuedDocument.objects.get(pk=stranger.pk).withdrawn_at


def test_a_cover_with_a_known_end_is_promised_no_longer(jeanne: Person) -> None:
    Coverage.objects.filter(person=jeanne).update(end_on=date(2022, 4, 30))
    assert certificate_of(jeanne).valid_until == date(2022, 4, 30)


def test_whoever_left_during_the_period_does_not_end_it(jeanne: Person, karim: Person) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    document = certificate_of(jeanne, jeanne, karim, first=date(2022, 1, 1), last=date(2022, 3, 24))
    assert document.valid_until == date(2023, 3, 24)
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 0
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 27))
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 1


def test_each_copy_of_one_content_can_be_withdrawn(jeanne: Person) -> None:
    copies = []
    for _again in range(3):
        copies.append(certificate_of(jeanne).pk)
        withdraw_certificate(
            document=IssuedDocument.objects.get(pk=copies[-1]),
            because=Withdrawal.LOST, actor=ROBOT, at=clock.now(),
        )  # fmt: skip
    assert len(set(copies)) == 3
    assert not IssuedDocument.objects.filter(withdrawn_at=None).exists()


def test_one_that_cannot_be_withdrawn_stops_none_of_the_others(
    jeanne: Person, karim: Person
) -> None:
    certificates = [certificate_of(jeanne), certificate_of(jeanne, karim), certificate_of(karim)]
    IssuedDocument.objects.filter(pk=certificates[1].pk).update(proof="")
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 12, 31))
    assert withdraw_what_ended(actor=ROBOT, at=clock.now()) == 2


def test_the_list_for_the_time_without_a_network_gives_no_number_away(
    jeanne: Person, clock: Clock
) -> None:
    client = Client()  # the seven verdicts are hidden until the script shows one
    document = certificate_of(jeanne)
    withdraw_certificate(document=document, because=Withdrawal.LOST, actor=ROBOT, at=clock.now)
    assert withdrawn_in(client) == [digest_of(document.proof)]
    assert hashlib.sha256(document.number.encode()).hexdigest()[:16] not in withdrawn_in(client)
    clock.set("2023-03-24")
    assert withdrawn_in(client) == [digest_of(document.proof)]
    clock.set("2023-03-25")  # from then on its own code says that it does not count
    assert withdrawn_in(client) == []


def withdrawn_in(client: Client) -> list[str]:
    """What the page that browsers keep says of withdrawn documents."""
    page = lxml.html.document_fromstring(client.get("/verifier/sans-reseau", secure=True).content)
    return str(page.xpath("//@data-withdrawn")[0]).split()


def test_days_gone_by_stay_in_the_list(jeanne: Person, clock: Clock) -> None:
    document = certificate_of(jeanne, last=date(2022, 3, 1))
    withdraw_certificate(document=document, because=Withdrawal.LOST, actor=ROBOT, at=clock.now)
    clock.advance(days=800)
    assert withdrawn_in(Client()) == [digest_of(document.proof)]


def test_an_adviser_finds_an_old_certificate_that_still_stands(
    other_client: CheckedClient, jeanne: Person, claire: StaffMember
) -> None:
    old = certificate_of(jeanne)
    past = certificate_of(jeanne, last=date(2021, 3, 1))
    over = certificate_of(jeanne, first=date(2021, 3, 2))
    gone = certificate_of(jeanne, first=date(2021, 3, 3))
    IssuedDocument.objects.filter(pk=over.pk).update(valid_until=date(2022, 3, 23))
    withdraw_certificate(document=gone, because=Withdrawal.MISTAKE, actor=ROBOT, at=clock.now())
    for day in range(4, 9):
        IssuedDocument.objects.filter(
            pk=certificate_of(jeanne, first=date(2021, 3, day)).pk
        ).update(issued_at=datetime(2022, 3, 24, 18, tzinfo=UTC))
    opened(claire, jeanne)
    at_desk(other_client, claire)
    page = other_client.get(f"/conseillers/dossiers/{jeanne.pk}").page
    (section,) = page.root.xpath("//section[@aria-labelledby='documents']")
    text = section.text_content()
    assert old.number in text
    assert past.number in text
    assert over.number not in text
    assert gone.number not in text


def test_nobody_writes_to_the_dead(
    jeanne: Person, mailbox: Mailbox, run_jobs: Callable[[], list[str]]
) -> None:
    document = certificate_of(jeanne)
    Person.objects.filter(pk=jeanne.pk).update(died_on=date(2022, 3, 20))
    withdraw_certificate(document=document, because=Withdrawal.LOST, actor=ROBOT, at=clock.now())
    assert "delivery.send" not in run_jobs()
    assert len(mailbox) == 0
