"""D.15: somebody who left reads for 24 months, to the day, and is told before it ends."""

from collections.abc import Callable
from datetime import date

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import Account, AccountState, Act
from espace_client.benefits.law.law import shipped_law
from espace_client.contracts.leaving import require_to_be_covered
from espace_client.contracts.models import Contract, Coverage
from espace_client.delivery.models import Parcel, Via
from espace_client.kernel.actors import robot
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.members.models import Address, Delegation, Person
from espace_client.reimbursements.models import Transmission
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.people import (
    PASSWORD,
    account_of,
    acting,
    at_home,
    card_document_of,
    certificate_of,
    contract_of,
    helped,
    household_of,
    name_of,
    signed_in,
    stepped_up,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.11")]
END, LAST, AFTER = date(2022, 3, 31), "2024-03-31", "2024-04-01"
PAGE, CLOSED = "/mon-depart", "/connexion/contrat-termine"


def leaves(person: Person, end: date = END) -> None:
    Contract.objects.filter(holder=person).update(end_on=end)


def come_in(client: CheckedClient, person: Person) -> str:
    """Where the password, typed on a device that is known, leads."""
    at_home(client, person)
    client.may_see = household_of(name_of(person))
    page = client.get("/connexion")
    answer = client.send(page, email=account_of(person).email, password=PASSWORD)
    return str(answer.url)


def announce(clock: Clock) -> int:
    return operations.announce_closings(actor=robot("la fermeture"), at=clock.now)


def test_after_23_months_everything_is_read_and_each_page_says_until_when(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    document = certificate_of(jeanne)
    leaves(jeanne)
    clock.set("2024-02-28T09:00")
    assert come_in(client, jeanne) == "/accueil"
    contract = Contract.objects.get(holder=jeanne)
    for address in ("/accueil", "/mes-contrats", f"/mes-garanties/{contract.pk}", "/mes-documents"):
        page = client.get(address).page
        assert "jusqu’au 31 mars 2024" in page.text
        assert page.link("Ce qui reste ouvert") == PAGE
    assert client.get(f"/mes-documents/{document.pk}/pdf").status_code == 200
    assert "Couronne" in client.get(f"/mes-garanties/{contract.pk}").page.text
    certificate_of(jeanne, last=END)  # of days gone by: at once


@pytest.mark.parametrize("day", ["2024-03-31", "2022-04-01"])
def test_the_last_day_and_the_first_are_open(
    client: CheckedClient, jeanne: Person, clock: Clock, day: str
) -> None:
    leaves(jeanne)
    clock.set(f"{day}T23:30")
    assert come_in(client, jeanne) == "/accueil"
    assert client.get("/mes-contrats").status_code == 200


def test_after_24_months_the_right_password_leads_to_what_is_kept_and_nothing_shows(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    document = certificate_of(jeanne)
    leaves(jeanne)
    clock.set(f"{AFTER}T00:10")
    assert come_in(client, jeanne) == CLOSED
    page = client.get(CLOSED).page
    assert page.h1 == "Votre espace est fermé"
    assert "10 ans" in page.text
    assert "1 mois au plus" in page.text
    assert "12 rue de l’Aurore" in page.text
    assert str(jeanne) not in page.text
    for address in ("/accueil", "/mes-documents", f"/mes-documents/{document.pk}/pdf", "/ma-carte"):
        assert client.get(address).url.startswith("/connexion?")


def test_a_wrong_password_reads_what_everybody_reads(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account_of(jeanne)
    leaves(jeanne)
    clock.set(f"{AFTER}T09:00")
    page = client.get("/connexion")
    answer = client.send(page, email=jeanne.email, password="une autre phrase de passe")
    assert answer.status_code == 422
    assert "ne correspond pas" in answer.page.text
    assert "24 mois" not in answer.page.text


def test_a_session_that_was_open_at_midnight_ends_with_the_last_day(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    leaves(jeanne)
    clock.set(f"{LAST}T23:50")
    signed_in(client, jeanne)
    assert client.get("/mes-documents").status_code == 200
    clock.set(f"{AFTER}T00:05")
    assert client.get("/mes-documents").url == CLOSED
    assert client.get("/mes-documents").url.startswith("/connexion?")


def test_a_new_contract_opens_it_again(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    leaves(jeanne)
    clock.set(f"{AFTER}T09:00")
    contract_of(jeanne, reference="RETOUR", start_on=date(2024, 5, 1))
    assert come_in(client, jeanne) == "/accueil"
    assert "a pris fin" not in client.get("/accueil").page.text


def test_the_page_says_what_is_left_to_do_from_the_data(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    Transmission.objects.create(
        person=jeanne, feed="absente", last_flow_on=date(2022, 3, 18), since=None
    )
    leaves(jeanne)
    clock.set("2022-04-15T09:00")
    page = signed_in(client, jeanne).get(PAGE).page
    assert page.h1 == "Vous nous avez quittés"
    assert "pris fin le jeudi 31 mars 2022" in page.text
    assert "Vous avez 2 ans après chaque soin" in page.text
    assert "au plus tard le dimanche 31 mars 2024" in page.text
    assert "Le lien est coupé" in page.text
    assert "18 mars 2022" in page.text
    assert page.link("Attestation de radiation") == "/attestation-de-radiation"
    assert page.link("Attestation d’affiliation") == "/attestation-affiliation"
    assert "La carte ne sert plus" in client.get("/ma-carte").page.text


def test_the_last_day_counts_on_every_page(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    """Care of that day is paid, and the space is read on the last one: no page says otherwise."""
    leaves(jeanne)
    clock.set("2022-04-15T09:00")
    signed_in(client, jeanne)
    home, here, card = (
        client.get(path).page.text.replace("\u00a0", " ")
        for path in ("/accueil", PAGE, "/ma-carte")
    )
    assert "jusqu’au dimanche 31 mars 2024 inclus" in home
    assert "Elle ne sert plus après le 31 mars 2022." in here
    assert "a pris fin le 31 mars 2022. La carte ne sert plus après ce jour." in card
    assert "avant le" not in home + here


def test_no_link_leads_to_the_page_itself_or_to_what_is_over(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    def links(path: str) -> bytes:
        return signed_in(client, jeanne).get(path).content

    assert b'href="/simulateur"' in links("/accueil")
    leaves(jeanne)
    clock.set("2022-04-15T09:00")
    assert b'href="/simulateur"' not in links("/accueil")
    assert b'href="/mon-depart"' in links("/accueil")
    assert b"Cet espace se lit" in links(PAGE)
    assert b'href="/mon-depart"' not in links(PAGE)


@pytest.mark.parametrize(
    ("feed", "words"),
    [("active", "encore en place"), ("conflit", "Un autre organisme"), ("", "Nous ne savons pas")],
)
def test_the_link_with_the_social_security_is_told_as_it_is(
    client: CheckedClient, jeanne: Person, clock: Clock, feed: str, words: str
) -> None:
    if feed:
        Transmission.objects.create(person=jeanne, feed=feed)
    leaves(jeanne)
    clock.set("2022-04-15T09:00")
    assert words in signed_in(client, jeanne).get(PAGE).page.text


def test_who_is_covered_reads_that_the_page_is_not_for_them(
    client: CheckedClient, jeanne: Person
) -> None:
    page = signed_in(client, jeanne).get(PAGE).page
    assert page.h1 == "Si vous nous quittez"
    assert "a pris fin" not in page.text


def test_nothing_new_begins_and_what_was_given_can_be_ended(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    leaves(jeanne)
    clock.set("2022-04-15T09:00")
    access = helped(jeanne, salah)
    signed_in(client, jeanne).may_see |= {"salah"}
    assert client.get("/aidants/donner").url == "/aidants"
    page = client.get("/aidants").page
    assert "vous ne pouvez plus donner d’accès" in page.text
    wanted = operations.WantedAccess("Zoé Martin", "zoe@x.example", frozenset(Right), END)
    account = account_of(jeanne)
    with pytest.raises(Exception, match="rien de nouveau") as refused:
        operations.give_access(
            account=account, wanted=wanted, step_up=None, actor=account.actor, at=clock.now
        )
    assert type(refused.value).__name__ == "UnableAfterLeaving"
    assert Delegation.objects.count() == 1
    client.send(client.get(f"/aidants/acces/{access.pk}"), action="/terminer")
    assert Delegation.objects.get().ended_at is not None
    stepped_up(client, jeanne, Act.CHANGE_EMAIL)
    assert client.get("/securite").status_code == 200
    with pytest.raises(Exception, match="pas de carte"):
        card_document_of(jeanne)


@pytest.mark.promise("2.9")
def test_a_carer_reads_as_long_as_the_owner_could(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    leaves(jeanne)
    access = helped(jeanne, salah, end_on=date(2024, 12, 31))
    clock.set(f"{LAST}T09:00")
    acting(client, salah, access)
    assert "jusqu’au 31 mars 2024" in client.get("/mes-contrats").page.text
    clock.set(f"{AFTER}T09:00")
    acting(client, salah, access)
    gone = client.get("/mes-contrats")
    assert (gone.status_code, gone.page.h1) == (404, "Cet accès est terminé")


def test_who_left_and_still_helps_somebody_opens_that_and_nothing_of_their_own(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    leaves(jeanne)
    helped(salah, jeanne, end_on=date(2024, 12, 31))
    clock.set(f"{AFTER}T09:00")
    assert come_in(client, jeanne) == "/accueil"
    for address in ("/accueil", "/mes-documents", "/mes-contrats", "/ma-carte", PAGE):
        assert client.get(address).url == "/aidants"
    client.may_see |= {"salah"}
    page = client.get("/aidants").page
    assert "Ouvrir l’espace de Salah Benali" in page.text
    assert "Mes contrats" not in page.text
    assert client.send(client.get("/aidants"), action="/j-aide/").url == "/accueil"
    assert client.get("/mes-contrats").status_code == 200


def test_they_are_told_once_some_weeks_before(
    jeanne: Person, salah: Person, run_jobs: Callable[..., list[str]], clock: Clock
) -> None:
    account_of(jeanne), account_of(salah)
    leaves(jeanne)
    days = int(shipped_law().value("leaving.closing_notice", END).amount)
    clock.set(f"{LAST}T06:30")
    clock.advance(days=-days)
    assert announce(clock) == 0
    clock.advance(days=1)
    assert announce(clock) == 1
    assert announce(clock) == 0
    clock.advance(days=7)
    assert announce(clock) == 0
    [parcel] = Parcel.objects.all()
    assert (parcel.person, parcel.notice) == (jeanne.pk, "accounts.closing")
    assert "31 mars 2024" in " ".join(parcel.text.split())


def test_a_night_that_was_missed_is_made_up_for_until_the_last_day(
    jeanne: Person, karim: Person, clock: Clock
) -> None:
    account_of(jeanne), account_of(karim)
    leaves(jeanne)
    clock.set(f"{LAST}T06:30")
    assert announce(clock) == 2  # the husband's space closes too
    Parcel.objects.all().delete()
    clock.set(f"{AFTER}T06:30")
    assert announce(clock) == 0


@pytest.mark.parametrize("by_letter", [False, True])
def test_whom_a_contract_covers_no_more_reads_of_a_cover_that_ended_and_not_of_the_contract(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock, print_shop: PrintShop,
    by_letter: bool,
) -> None:  # fmt: skip
    """Hers goes on."""
    Coverage.objects.filter(person=karim).update(end_on=END)
    account = account_of(karim)
    if by_letter:
        Person.objects.filter(pk=karim.pk).update(email="")
        Address.objects.create(
            person=karim, street_line="1 RUE DES ESSAIS", postcode="75001", city="PARIS"
        )
        Account.objects.filter(pk=account.pk).update(
            email="", email_key="", state=AccountState.WITHOUT_EMAIL
        )
    clock.set("2024-03-20T06:30")
    assert announce(clock) == 1
    parcel = Parcel.objects.get()
    assert (parcel.via == Via.LETTER) is by_letter
    said = " ".join(parcel.text.split())
    assert "Votre couverture a pris fin le 31 mars 2022" in said
    assert "Parce que votre dernière couverture est terminée" in said
    with pytest.raises(UnableTo, match="Votre couverture a pris fin"):
        require_to_be_covered(karim.pk, on=date(2024, 3, 20))
    if not by_letter:
        signed_in(client, karim).may_see |= {"jeanne"}
        page = client.get("/accueil").page.text
        assert "La couverture a pris fin le 31 mars 2022" in page
        assert "Votre couverture est terminée" in page


def test_without_an_e_mail_a_letter_and_to_the_dead_or_the_covered_nothing(
    odette: Person, paul: Person, salah: Person, clock: Clock, print_shop: PrintShop
) -> None:
    for person in (odette, paul, salah):
        account_of(person)
        leaves(person)
    Account.objects.filter(person=odette).update(
        email="", email_key="", state=AccountState.WITHOUT_EMAIL
    )
    Person.objects.filter(pk=paul.pk).update(died_on=END)
    contract_of(salah, reference="SUITE", start_on=date(2022, 4, 1))
    clock.set("2024-03-20T06:30")
    assert announce(clock) == 1
    [parcel] = Parcel.objects.all()
    assert (parcel.person, parcel.via) == (odette.pk, Via.LETTER)
