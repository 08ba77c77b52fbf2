"""An e-mail that the insurer does not hold opens an account by a second proof: four ways."""

from collections.abc import Callable

import pytest

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Account, ProofState, ProofWay, SecondProof
from espace_client.accounts.tests.journey import (
    ask,
    choose_password,
    confirmation_link,
    last_link,
    letter_code,
    notices,
    say_no,
    say_yes,
    somebody_at_home,
    text_code,
    type_letter_code,
    type_text_code,
)
from espace_client.audit.queries import history_of
from espace_client.delivery import operations as delivery
from espace_client.delivery.letters import pages_of
from espace_client.kernel.actors import Actor, robot
from espace_client.members.models import Address, Person
from tests.bench.clock import Clock
from tests.bench.gateway import Texts
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.bench.printed import text_of
from tests.bench.smtp import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
NEW = "nouvelle.boite@poste.example"


def proof() -> SecondProof:
    return SecondProof.objects.get()


def opened_by(person: Person, *households: str) -> Account:
    """Use the activation link, which must have left to the new e-mail; the open account."""
    assert [to for notice, to in notices() if notice == "accounts.activation"][-1:] == [NEW]
    device = somebody_at_home(*households)
    assert choose_password(device, last_link()).url == "/bienvenue"
    assert device.get("/mes-garanties").status_code == 200
    account = Account.objects.get(person=person)
    assert account.is_active
    return account


@pytest.mark.promise("I3.1")
@pytest.mark.promise("I3.5")
def test_a_printed_letter_opens_the_account_from_any_device(
    client: CheckedClient, odette: Person, run_jobs: Jobs, print_shop: PrintShop, clock: Clock
) -> None:
    Address.objects.update(recipient_line="")  # her canary looks like a whole member number
    ask(client, odette, email=NEW)
    run_jobs()
    clock.set("2022-03-24T16:05")
    delivery.print_letters(actor=robot("l’impression"), at=clock.now)
    run_jobs()
    (batch,) = print_shop.batches()
    assert pages_of(batch.pdf) == 1
    printed = text_of(batch.pdf)
    assert "n***.b***@poste.example" in "".join(printed.split("\n"))
    code = next(line for line in printed.split("\n") if line.count("-") == 2 and len(line) == 14)
    device = CheckedClient()
    asked = type_letter_code(device, f" {code.lower().replace('-', ' ')} ")
    assert asked.url == "/confirmer"
    assert NEW in device.get("/confirmer").page.text
    assert say_yes(device).url == "/confirmer/merci"
    assert device.get("/confirmer/merci").page.h1 == "Regardez vos e-mails"
    assert (proof().state, proof().way) == (ProofState.GIVEN, ProofWay.LETTER)
    assert opened_by(odette, "odette").email == NEW
    assert ("accounts.opened_letter", "") in notices()


@pytest.mark.promise("I3.2")
@pytest.mark.promise("I3.5")
def test_the_known_mailbox_answers_yes(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    ask(client, jeanne, email=NEW)
    run_jobs()
    (mail,) = mailbox.to(jeanne.email)
    assert mail.subject == "Un compte a été demandé\u00a0: est-ce bien vous\u00a0?"
    assert NEW not in mail.text
    assert mailbox.to(NEW) == []
    device = CheckedClient()
    page = device.get(confirmation_link_of(mail.text), follow=True)
    assert page.page.h1 == "Est-ce bien vous ?"
    # Whole: an address that looks alike would be the same once masked.
    assert NEW in page.page.text
    assert "Oui, c’est moi : j’ouvre mon compte" in page.page.text
    assert proof().state == ProofState.WAITING
    assert say_yes(device).url == "/confirmer/merci"
    assert proof().way == ProofWay.KNOWN_EMAIL
    assert opened_by(jeanne, "jeanne", "karim").email == NEW
    told = [notice for notice, _ in notices()]
    assert {"accounts.opened", "accounts.opened_text", "accounts.opened_letter"} <= set(told)
    assert ("accounts.opened", jeanne.email) in notices()


def confirmation_link_of(text: str) -> str:
    """The path of the link in the text of a mail."""
    address = next(word for word in text.split() if "/confirmer/" in word)
    return "/confirmer/" + address.rpartition("/")[2]


def test_the_known_mailbox_answers_no_and_advisers_see_it(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne, email=NEW)
    run_jobs("accounts.answer_request")
    device = CheckedClient()
    device.get(confirmation_link(), follow=True)
    sent = say_no(device)
    assert device.get(sent.url).page.h1 == "C’est noté : rien ne s’est ouvert"
    assert proof().state == ProofState.REFUSED
    assert list(queries.contested_proofs(since=clock.now.replace(year=2021))) == [proof()]
    refused = type_text_code(client, text_code())
    assert refused.status_code == 422
    assert not Account.objects.exists()
    assert any("ce n’est pas elle" in line.sentence for line in history_of(jeanne.pk))


@pytest.mark.promise("I3.3")
@pytest.mark.promise("I3.5")
def test_the_known_mobile_gets_a_code(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, texts: Texts
) -> None:
    ask(client, jeanne, email=NEW)
    run_jobs()
    said = texts.last("+33639981937").text
    code = next(word for word in said.split() if word.isdigit() and len(word) == 6)
    sent = type_text_code(client, f"{code[:3]} {code[3:]}")
    assert sent.url == "/confirmer/merci"
    assert proof().way == ProofWay.MOBILE
    assert opened_by(jeanne, "jeanne", "karim").email == NEW


@pytest.mark.promise("I3.4")
def test_an_adviser_approves_after_a_call(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, nadia: Actor, clock: Clock
) -> None:
    ask(client, jeanne, email=NEW)
    run_jobs("accounts.answer_request")
    (waiting,) = queries.waiting_proofs()
    operations.approve_proof(proof=waiting, actor=nadia, at=clock.now)
    assert (proof().way, proof().settled_by) == (ProofWay.ADVISER, "Nadia")
    opened_by(jeanne, "jeanne", "karim")


def test_the_person_reads_what_happened(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, email=NEW)
    run_jobs("accounts.answer_request")
    type_text_code(client, text_code())
    said = " ".join(line.sentence for line in history_of(jeanne.pk))
    assert "une adresse que nous ne connaissons pas" in said
    assert "mobile finissant par 37" in said
    assert "code reçu sur le mobile connu" in said
    assert NEW not in said


def test_a_link_lost_on_the_way_leaves_again_at_once(
    client: CheckedClient, odette: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, odette, email=NEW)
    run_jobs("accounts.answer_request")
    device = CheckedClient()
    type_letter_code(device, letter_code())
    say_yes(device)
    clock.advance(days=2)
    ask(CheckedClient(), odette, email=NEW)
    run_jobs("accounts.answer_request")
    assert [notice for notice, _ in notices()].count("accounts.activation") == 2
    opened_by(odette, "odette")
