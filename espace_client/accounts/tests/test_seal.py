"""Two words that only the member and the insurer know, and a page that says what left from us."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from espace_client.accounts import notices
from espace_client.accounts.models import AccountState
from espace_client.accounts.operations import change_two_words
from espace_client.accounts.sending import recipient
from espace_client.audit.models import Entry
from espace_client.delivery.models import Parcel, State
from espace_client.delivery.operations import post, print_letters
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot
from espace_client.members.models import Address, Person
from espace_client.members.queries import phrase_of
from tests.bench.clock import Clock
from tests.bench.environment import PUBLIC_URL
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.bench.smtp import Mailbox
from tests.people import account_of, signed_in

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]
PAGE = "/securite/mes-deux-mots"
ASK = "/est-ce-vous"
UNKNOWN = "MS-2222-3333"


def send_mail(person: Person) -> Parcel:
    return _post(notices.OTHER_EMAIL, person)


@pytest.fixture
def at_home(odette: Person) -> Person:
    """Odette, whose envelope has her name and no mark of the tests, which holds her number."""
    Address.objects.filter(person=odette).update(recipient_line="Madame Odette LE GOFF")
    return odette


def _post(notice: notices.Notice, person: Person) -> Parcel:
    with transaction.atomic():
        parcel = post(
            notice,
            to=recipient(person),
            actor=robot("un essai"),
            at=product_clock.now(),
            once_key=f"essai:{notice.code}:{person.pk}",
            context={"moment": "jeudi 24 mars 2022", "masked_email": "j•••@x.example"},
        )
    assert parcel is not None
    return parcel


def ask(client: CheckedClient, reference: str) -> Any:
    return client.send(client.get(ASK), reference=reference)


# --- The two words --------------------------------------------------------------------------------


@pytest.mark.promise("I4.15")
def test_the_mail_and_the_page_show_the_same_two_words(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox, run_jobs: Jobs
) -> None:
    send_mail(jeanne)
    run_jobs()
    page = signed_in(client, jeanne).get(PAGE).page
    mail = mailbox.last(jeanne.email)
    assert phrase_of(jeanne) in page.text
    assert phrase_of(jeanne) in mail.text
    assert phrase_of(jeanne) in mail.html


@pytest.mark.promise("I4.15")
def test_the_letter_shows_them_and_still_fits(at_home: Person, print_shop: PrintShop) -> None:
    _post(notices.OPENED_LETTER, at_home)
    print_letters(actor=robot("un essai"), at=product_clock.now())
    letter = Parcel.objects.get()
    assert f"Vos deux mots\u00a0: {phrase_of(at_home)}" in letter.text
    assert letter.pages == 1


def test_each_has_their_own(jeanne: Person, karim: Person, paul: Person) -> None:
    assert len({phrase_of(one) for one in (jeanne, karim, paul)}) == 3


@pytest.mark.promise("I4.15")
def test_the_message_that_opens_an_account_does_not_have_them(
    jeanne: Person, mailbox: Mailbox, run_jobs: Jobs
) -> None:
    """Its mailbox is proved by the link alone: whoever has got a wrong address learns nothing."""
    with transaction.atomic():
        post(
            notices.ACTIVATION,
            to=recipient(jeanne),
            actor=robot("un essai"),
            at=product_clock.now(),
            once_key="essai",
            context={"expires": "demain", "activation_address": f"{PUBLIC_URL}/activer/jeton"},
        )
    run_jobs()
    assert phrase_of(jeanne) not in mailbox.last(jeanne.email).text


@pytest.mark.promise("I4.15")
def test_they_are_in_no_table(jeanne: Person) -> None:
    """A dump without the key of the index does not hold them."""
    noun, adjective = phrase_of(jeanne).split()
    row = str(Person.objects.filter(pk=jeanne.pk).values().get())
    assert noun not in row
    assert adjective not in row


def test_other_words_at_a_click(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox, run_jobs: Jobs
) -> None:
    before = phrase_of(jeanne)
    signed_in(client, jeanne)
    client.send(client.get(PAGE))
    jeanne.refresh_from_db()
    after = phrase_of(jeanne)
    assert set(before.split()).isdisjoint(after.split())
    assert after in client.get(PAGE).page.text
    run_jobs()
    assert after in mailbox.last(jeanne.email).text
    assert Entry.objects.filter(event="accounts.words_changed", person=jeanne.pk).count() == 1


def test_who_has_no_email_is_told_by_letter(odette: Person, print_shop: PrintShop) -> None:
    account = account_of(odette)
    account.email, account.state = "", AccountState.WITHOUT_EMAIL
    account.save()
    words = change_two_words(account=account, actor=robot("un essai"), at=product_clock.now())
    assert words in Parcel.objects.get(via="letter").text


# --- « Ce message vient-il de nous ? » ------------------------------------------------------------


@pytest.mark.promise("I4.15")
def test_a_mail_of_ours_tells_its_day_and_two_letters(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox, run_jobs: Jobs
) -> None:
    reference = send_mail(jeanne).reference
    run_jobs()
    answer = ask(client, reference.lower().replace("-", " ")).page
    assert answer.h1 == "Oui, ce message vient de nous"
    assert "envoyé le 24 mars 2022 à une adresse qui commence par « je »" in answer.text
    assert "jea" not in answer.text
    assert "Martin" not in answer.text


@pytest.mark.promise("I4.15")
def test_a_letter_tells_its_day_and_two_letters_of_the_town(
    client: CheckedClient, at_home: Person, print_shop: PrintShop
) -> None:
    letter = _post(notices.OPENED_LETTER, at_home)
    town = letter.postal_lines[-1].split(" ", 1)[1]
    print_letters(actor=robot("un essai"), at=product_clock.now())
    answer = ask(client, letter.reference).page
    assert f"dans une ville qui commence par « {town[:2]} »" in answer.text
    assert town[:3] not in answer.text


@pytest.mark.promise("I4.15")
def test_another_reference_is_not_found(client: CheckedClient, jeanne: Person) -> None:
    assert ask(client, UNKNOWN).page.h1 == "Nous ne trouvons pas ce message"
    checked = Entry.objects.get(event="accounts.message_checked")
    assert checked.person is None
    assert UNKNOWN not in str(checked.facts)


def test_a_message_that_has_not_left_is_not_found(client: CheckedClient, jeanne: Person) -> None:
    waits = send_mail(jeanne)
    assert ask(client, waits.reference).page.h1 == "Nous ne trouvons pas ce message"
    Parcel.objects.filter(pk=waits.pk).update(state=State.REFUSED)
    assert ask(client, waits.reference).page.h1 == "Nous ne trouvons pas ce message"


@pytest.mark.promise("1.1")
def test_found_or_not_the_page_costs_and_weighs_the_same(
    client: CheckedClient, jeanne: Person, mailbox: Mailbox, run_jobs: Jobs
) -> None:
    reference = send_mail(jeanne).reference
    run_jobs()
    ours, page = ask(client, reference), client.get(ASK)
    with CaptureQueriesContext(connection) as unknown_costs:
        client.send(page, reference=UNKNOWN)
    page = client.get(ASK)
    with CaptureQueriesContext(connection) as ours_costs:
        client.send(page, reference=reference)
    assert len(unknown_costs) == len(ours_costs)
    unknown = ask(client, UNKNOWN)
    assert abs(len(ours.content) - len(unknown.content)) < 300


@pytest.mark.promise("I4.15")
def test_a_network_that_guesses_is_stopped(client: CheckedClient, clock: Clock) -> None:
    for _ in range(20):
        assert ask(client, UNKNOWN).status_code == 200
    stopped = ask(client, UNKNOWN)
    assert "Trop d’essais" in stopped.page.error("reference")
    clock.advance(minutes=61)
    assert ask(client, UNKNOWN).status_code == 200


@pytest.mark.parametrize("typed", ["", "bonjour", "MS-7K4P", "MS-OOOO-IIII", "EC-2022-03-7K4P-Q"])
def test_what_is_no_reference_is_said_so(client: CheckedClient, typed: str) -> None:
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert answer.page.error("reference")


def test_a_text_message_is_never_recognised(client: CheckedClient, jeanne: Person) -> None:
    parcel = send_mail(jeanne)
    Parcel.objects.filter(pk=parcel.pk).update(
        via="sms", mobile="+33639980037", state=State.SENT, secrets=None
    )
    assert ask(client, parcel.reference).page.h1 == "Nous ne trouvons pas ce message"
