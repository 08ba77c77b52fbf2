"""The card sent to a professional: who opens it, until when, and what its owner reads of it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from espace_client.audit.models import Entry
from espace_client.audit.queries import history_of
from espace_client.contracts import operations, sharing
from espace_client.contracts.models import Contract, SharedCard
from espace_client.contracts.operations import UnableToOpenCard, withdraw_what_ended
from espace_client.delivery.models import Parcel, State
from espace_client.documents.models import IssuedDocument
from espace_client.documents.qr_codes import as_image, qr_code
from espace_client.documents.shown import opened_sections
from espace_client.kernel import clock as clock_of_today
from espace_client.kernel.actors import robot, visitor
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import (
    acting,
    card_link_of,
    contract_of,
    helped,
    household_of,
    nir_held,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.13")]
NIR, SHOWN_NIR = "269054958815780", "2 69 05 49 588 157 80"
PHARMACY = "accueil@pharmacie.example"
ROBOT = robot("un essai")


def send(client: CheckedClient, email: str = PHARMACY, **more: object) -> HttpResponse:
    return client.send(client.get("/ma-carte/envoyer"), email=email, **more)


def parcel() -> Parcel:
    return Parcel.objects.filter(notice="contracts.card_sent").latest("created_at")


def link_in_mail() -> str:
    sealed = parcel().secrets
    secrets = settings.SEALING_KEYS.unseal(bytes(sealed or b""), bound_to=str(parcel().pk))
    return str(secrets["link_address"]).removeprefix(settings.PUBLIC_URL)


def counter() -> CheckedClient:
    """The machine of a pharmacist, who is shown Jeanne's card."""
    machine = CheckedClient()
    machine.may_see = household_of("jeanne")
    return machine


def press(machine: CheckedClient, path: str) -> HttpResponse:
    """Open the link and press its one button."""
    return machine.send(machine.get(machine.get(path).url), follow=True)


def words(answer: HttpResponse) -> str:
    return " ".join(answer.page.text.replace("\u00a0", " ").split())


def happened(name: str) -> int:
    return Entry.objects.filter(event=f"contracts.{name}").count()


def test_a_pharmacist_opens_the_card_and_its_pdf(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    nir_held(jeanne, NIR)
    signed_in(client, jeanne)
    sent = client.get(send(client).url)
    assert "accueil@pharmacie.example" in words(sent)
    assert "Pas encore ouverte" in words(sent)
    machine = counter()
    opened = press(machine, link_in_mail())
    said = words(opened)
    assert opened.page.h1 == "Carte de tiers payant 2022"
    assert "Jeanne Martin" in said
    assert "01/01/2022 – 31/12/2022" in said
    paper = Document(machine.get("/carte-recue/pdf").content)
    assert list(paper.faults()) == []
    assert "Karim Martin" in paper.text
    assert SHOWN_NIR not in paper.text.replace("\u00a0", " ")


def test_the_message_says_who_and_until_when_and_nothing_of_the_card(
    client: CheckedClient, jeanne: Person
) -> None:
    send(signed_in(client, jeanne))
    message = parcel()
    assert message.address == PHARMACY
    said = f"{message.subject} {message.text} {message.html}".replace("\u00a0", " ")
    assert "J. Martin vous envoie sa carte" in said
    assert "vendredi 25 mars 2022" in said
    for hidden in ("Jeanne", "4820", "1937", "12/05/1944", jeanne.email, "/carte-recue/"):
        assert hidden not in said, hidden


def test_the_owner_reads_when_it_was_opened(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    send(signed_in(client, jeanne))
    path = link_in_mail()
    clock.advance(minutes=5)
    press(counter(), path)
    assert "Ouverte le jeudi 24 mars 2022 à" in words(client.get("/ma-carte"))
    press(counter(), path)
    assert "Ouverte 2 fois, la dernière le jeudi 24 mars" in words(client.get("/ma-carte"))
    told = [line.sentence for line in history_of(jeanne.pk)]
    assert sum("ouverte par le lien envoyé à a***@pharmacie.example" in one for one in told) == 2
    assert any("envoyée à a***@pharmacie.example, sans le numéro" in one for one in told)


def test_a_mail_program_that_opens_the_link_ahead_logs_nothing(jeanne: Person) -> None:
    path = sharing.address_of(card_link_of(jeanne).token).removeprefix(settings.PUBLIC_URL)
    before = Entry.objects.count()
    machine = counter()
    led = machine.get(path)
    page = machine.get(led.url)
    assert page.status_code == 200
    assert "Jeanne" not in words(page)
    assert machine.get("/carte-recue/pdf").url == "/carte-recue"
    assert machine.get("/carte-recue/carte").url == "/carte-recue"
    assert (Entry.objects.count(), SharedCard.objects.get().openings) == (before, 0)
    assert led.headers["Referrer-Policy"] == "no-referrer"
    for answer in (led, page):
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_its_owner_reads_of_it_with_the_card_and_not_among_what_was_sent_to_them(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    answer = client.get(send(client).url)
    assert "Le message est parti à" in answer.page.text
    Parcel.objects.update(state=State.SENT, secrets=None)
    assert PHARMACY in client.get("/ma-carte").page.text
    assert "envoie sa carte" not in client.get("/mes-documents").page.text


def test_it_ends_after_24_hours_to_the_second(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    path = sharing.address_of(card_link_of(jeanne).token).removeprefix(settings.PUBLIC_URL)
    machine = counter()
    clock.advance(seconds=24 * 3600 - 1)
    assert press(machine, path).status_code == 200
    clock.advance(seconds=1)
    for address in ("/carte-recue", "/carte-recue/carte", "/carte-recue/pdf"):
        answer = machine.get(address)
        assert (answer.status_code, answer.page.h1) == (410, "Ce lien a expiré"), address
    assert "Le lien ne marche plus." in words(signed_in(client, jeanne).get("/ma-carte"))


def test_its_owner_stops_it(client: CheckedClient, jeanne: Person) -> None:
    sent = client.get(send(signed_in(client, jeanne)).url)
    machine = counter()
    press(machine, link_in_mail())
    stopped = client.send(sent, action="/arreter", follow=True)
    assert stopped.page.h1 == "Ce lien est arrêté"
    assert machine.get("/carte-recue/pdf").status_code == 410
    assert machine.get("/carte-recue").page.h1 == "Ce lien est arrêté"
    client.send(sent, action="/arreter")
    assert happened("card_link_stopped") == 1


def test_a_button_pressed_after_it_was_stopped_shows_nothing(
    client: CheckedClient, jeanne: Person
) -> None:
    link = card_link_of(jeanne)
    machine = counter()
    path = sharing.address_of(link.token).removeprefix(settings.PUBLIC_URL)
    page = machine.get(machine.get(path).url)
    operations.stop_sharing_card(link=link.link, actor=visitor(), at=link.link.sent_at)
    assert machine.send(page).status_code == 410
    with pytest.raises(UnableToOpenCard):
        operations.open_shared_card(
            link=link.link, source="", device="", actor=visitor(), at=link.link.sent_at
        )
    assert happened("card_opened") == 0


def test_a_card_that_counts_no_more_is_not_opened(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    path = sharing.address_of(card_link_of(jeanne).token).removeprefix(settings.PUBLIC_URL)
    machine = counter()
    press(machine, path)
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 31))
    assert withdraw_what_ended(actor=ROBOT, at=clock.now) == 1
    answer = machine.get("/carte-recue/pdf")
    assert (answer.status_code, answer.page.h1) == (410, "Cette carte ne sert plus")


def test_on_new_year_s_eve_the_link_ends_with_the_card(jeanne: Person, clock: Clock) -> None:
    clock.set("2022-12-31")
    path = sharing.address_of(card_link_of(jeanne).token).removeprefix(settings.PUBLIC_URL)
    machine = counter()
    assert press(machine, path).status_code == 200
    clock.set("2023-01-01")
    machine.get(path)
    assert machine.get("/carte-recue").status_code == 410


def test_two_clicks_are_one_link_and_one_mail(client: CheckedClient, jeanne: Person) -> None:
    page = signed_in(client, jeanne).get("/ma-carte/envoyer")
    first, second = (client.send(page, email=PHARMACY) for _click in range(2))
    assert first.url == second.url
    assert SharedCard.objects.count() == happened("card_sent") == 1
    assert Parcel.objects.filter(notice="contracts.card_sent").count() == 1


def test_two_presses_of_the_pharmacist_are_one_opening(jeanne: Person) -> None:
    path = sharing.address_of(card_link_of(jeanne).token).removeprefix(settings.PUBLIC_URL)
    machine = counter()
    page = machine.get(machine.get(path).url)
    first, second = (machine.send(page) for _click in range(2))
    assert first.url == second.url == "/carte-recue/carte"
    assert machine.get(second.url).status_code == 200
    assert SharedCard.objects.get().openings == 1


def test_sent_again_the_one_before_ends(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    send(client)
    before = link_in_mail()
    refused = send(client, "ACCUEIL@pharmacie.example")
    assert refused.status_code == 422
    assert "Attendez une minute" in words(refused)
    assert refused.page.value("email") == "ACCUEIL@pharmacie.example"
    clock.advance(seconds=61)
    send(client, "ACCUEIL@pharmacie.example")
    machine = counter()
    machine.get(before)
    assert machine.get("/carte-recue").status_code == 410
    assert press(counter(), link_in_mail()).status_code == 200


def test_the_database_holds_one_running_link_for_a_mailbox(jeanne: Person) -> None:
    link = card_link_of(jeanne).link
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedCard.objects.create(
            person=jeanne, document=link.document, email=PHARMACY, email_key=link.email_key,
            with_nir=False, token_hash=bytes(32), sent_at=link.sent_at, expires_at=link.expires_at,
        )  # fmt: skip


def test_five_a_day(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    signed_in(client, jeanne)
    for number in range(5):
        assert send(client, f"n{number}@pharmacie.example").status_code == 302
    refused = send(client, "n5@pharmacie.example")
    assert "cinq liens en un jour" in words(refused)
    clock.advance(hours=24)
    assert send(signed_in(client, jeanne), "n5@pharmacie.example").status_code == 302


def test_the_nir_only_when_asked_and_remembered(client: CheckedClient, jeanne: Person) -> None:
    nir_held(jeanne, NIR)
    send(signed_in(client, jeanne), with_nir=True)
    machine = counter()
    said = words(press(machine, link_in_mail()))
    assert SHOWN_NIR not in said
    assert "sur le PDF seulement" in said
    text = Document(machine.get("/carte-recue/pdf").content).text
    assert SHOWN_NIR in text.replace("\u00a0", " ")
    told = [line.sentence for line in history_of(jeanne.pk)]
    assert any("avec le numéro de Sécurité sociale" in one for one in told)


def test_a_carer_neither_sends_the_card_nor_reads_to_whom_it_went(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, paul: Person
) -> None:
    send(signed_in(client, jeanne))
    acting(other_client, paul, helped(jeanne, paul, Right.CARD))
    assert other_client.get("/ma-carte/envoyer").status_code == 404
    assert PHARMACY not in other_client.get("/ma-carte").page.text
    assert PHARMACY in client.get("/ma-carte").page.text


def test_sent_again_without_the_nir_the_link_with_it_stops(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    nir_held(jeanne, NIR)
    send(signed_in(client, jeanne), with_nir="on")
    clock.advance(seconds=61)
    send(client)
    first, second = SharedCard.objects.order_by("sent_at")
    assert first.with_nir
    assert first.stopped_at
    assert second.stopped_at is None


@pytest.mark.promise("2.9")
def test_the_links_of_a_space_that_is_blocked_stop(client: CheckedClient, jeanne: Person) -> None:
    send(signed_in(client, jeanne))
    operations.stop_sharing_cards(
        person=jeanne.pk, actor=robot("un essai"), at=clock_of_today.now()
    )
    assert SharedCard.objects.get().stopped_at


def test_a_counter_s_computer_forgets_after_ten_minutes_or_at_once(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    send(signed_in(client, jeanne))
    at_counter, path = counter(), link_in_mail()
    press(at_counter, path)
    assert at_counter.get("/carte-recue/pdf").status_code == 200
    clock.advance(minutes=10)
    assert at_counter.get("/carte-recue/pdf").url == "/carte-recue"
    shown = press(at_counter, path)
    at_counter.post("/carte-recue/fini", {"form_token": shown.page.value("form_token")})
    assert at_counter.get("/carte-recue/pdf").status_code == 302
    assert at_counter.get("/carte-recue").status_code == 410


def test_the_square_is_the_link_and_no_table_holds_its_token(
    client: CheckedClient, jeanne: Person
) -> None:
    page = client.get(send(signed_in(client, jeanne)).url)
    path = link_in_mail()
    (square,) = page.page.root.xpath("//img[@class='square']/@src")
    assert square == as_image(qr_code(settings.PUBLIC_URL + path))  # read in the journey
    assert settings.PUBLIC_URL + path in words(page)
    token = path.rpartition("/")[2]
    spoken = f"/carte-recue/{token.replace('-', ' ').lower()}"
    assert press(counter(), spoken).status_code == 200
    assert token not in str(client.session.items())
    assert bytes(SharedCard.objects.get().token_hash) == sharing.hash_of(token)
    elsewhere = signed_in(CheckedClient(), jeanne).get(page.page.url)
    assert not elsewhere.page.root.xpath("//img[@class='square']")


def test_which_card_is_asked_of_whoever_has_two(client: CheckedClient, jeanne: Person) -> None:
    second = contract_of(jeanne, reference="RH-2", start_on=date(2022, 1, 1), option="confort")
    signed_in(client, jeanne)
    assert "Choisissez la carte" in words(send(client))
    send(client, card=f"{second.pk}.2022")
    card = SharedCard.objects.select_related("document").get().document
    assert "Confort" in str(opened_sections(card.shown, document=card.pk))


@pytest.mark.parametrize("card", [f"{UUID(int=7)}.2022", "rien", "9.9"])
def test_somebody_else_s_card_is_not_sent(client: CheckedClient, jeanne: Person, card: str) -> None:
    contract_of(jeanne, reference="RH-2", start_on=date(2022, 1, 1), option="confort")
    page = signed_in(client, jeanne).get("/ma-carte/envoyer").page
    answer = client.post(
        "/ma-carte/envoyer",
        {"form_token": page.value("form_token"), "email": PHARMACY, "card": card},
    )
    assert answer.status_code == 422
    assert not SharedCard.objects.exists()


def test_whoever_has_no_card_is_told_why(client: CheckedClient, lucien: Person) -> None:
    assert signed_in(client, lucien).get("/ma-carte/envoyer").url == "/ma-carte"
    assert "envoyer à un professionnel" not in words(client.get("/ma-carte"))


def test_a_broken_address_is_kept_and_explained(client: CheckedClient, jeanne: Person) -> None:
    refused = send(signed_in(client, jeanne), "pharmacie")
    assert refused.status_code == 422
    assert "nom@exemple.fr" in refused.page.error("email")
    assert refused.page.value("email") == "pharmacie"


def test_it_is_forgotten_a_month_after_its_end(jeanne: Person) -> None:
    link = card_link_of(jeanne).link
    month = link.expires_at + timedelta(days=30)
    assert operations.forget_shared_cards(actor=ROBOT, at=month) == 0
    assert operations.forget_shared_cards(actor=ROBOT, at=month + timedelta(seconds=1)) == 1
    assert IssuedDocument.objects.exists()
