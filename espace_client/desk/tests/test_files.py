"""Finding somebody, opening their file for a reason, and what that leaves behind."""

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import AccountRequest, Outcome
from espace_client.accounts.staff import FileOpening, OpeningReason, StaffMember
from espace_client.audit import queries as audit
from espace_client.audit.models import Entry
from espace_client.contracts.queries import number_of
from espace_client.demarches.tests.test_asked_back import asking, settling
from espace_client.demarches.tests.test_payments import paying, take
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import operator
from espace_client.members.models import BankAccount, Guardianship, Measure, Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of, signed_in
from tests.staff import NEW_EMAIL, at_desk, opened, waiting_proof

pytestmark = pytest.mark.django_db
SEARCH = "/conseillers/recherche"


def search(client: CheckedClient, typed: str) -> CheckedClient:
    sent = client.send(client.get("/conseillers/"), action="recherche", q=typed)
    return client.get(sent.url) if sent.status_code == 302 else sent


def names(answer: object) -> list[str]:
    return [th.text.strip() for th in answer.page.root.xpath("//tbody//th")]


@pytest.mark.promise("I3.14")
@pytest.mark.parametrize(
    "typed",
    [
        "4820 1937",
        "48201937",
        "48201837",  # one wrong digit
        "Martin 12/05/1944",
        "jea dub 12 5 1944",  # her first name and her birth name, begun
        "12.05.1944 MARTIN",
        "Jeanne.Martin@Orange.example",
        "06 39 98 19 37",
        "+33639981937",
    ],
)
def test_an_adviser_finds_a_member(
    client: CheckedClient, claire: StaffMember, everybody: dict[str, Person], typed: str
) -> None:
    found = search(at_desk(client, claire), typed)
    assert names(found) == ["Jeanne Martin"]
    assert ("à un chiffre près" in found.page.text) is (typed == "48201837")


def test_a_member_is_found_by_the_email_of_her_account(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    account_of(jeanne, email="autre.boite@boite.example")
    assert names(search(at_desk(client, claire), "autre.boite@boite.example")) == ["Jeanne Martin"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Écrivez qui vous cherchez"),
        ("Martin", "Ajoutez la date de naissance"),
        ("12/05/1944", "Ajoutez le nom"),
        ("Martin 31/02/1944", "Vérifiez la date"),
        ("2 44 05 35 238 012 61", "sécurité sociale"),
        ("2440535238012", "sécurité sociale"),
        ("1234", "8 chiffres"),
    ],
)
def test_what_cannot_be_searched_says_why(
    client: CheckedClient, claire: StaffMember, typed: str, said: str
) -> None:
    refused = search(at_desk(client, claire), typed)
    assert refused.status_code == 422
    assert refused.page.title.startswith("Erreur – ")
    assert said in refused.page.text


def test_what_was_typed_stands_in_no_address(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    found = search(at_desk(client, claire), "48201937")
    assert found.wsgi_request.get_full_path() == SEARCH
    addresses = found.page.root.xpath("//@href|//@action")
    assert not any("48201937" in address or "artin" in address for address in addresses)


def test_a_number_that_nobody_has_shows_what_was_asked_with_it(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    AccountRequest.objects.create(
        at=product_clock.now(), member_number="10101010", last_name="Martin", first_name="Jeanne",
        birth_date="12/05/1944", email=NEW_EMAIL, terms_version="2022-03-24",
        answered_at=product_clock.now(), outcome=Outcome.UNKNOWN_NUMBER,
    )  # fmt: skip
    found = search(at_desk(client, claire), "10101010")
    assert found.page.h1 == "Personne ne correspond"
    assert "Numéro inconnu" in found.page.text


def test_twenty_people_at_most(client: CheckedClient, claire: StaffMember) -> None:
    Person.objects.bulk_create(
        Person(reference=f"X{n}", birth_name="Petit", first_names="Léa", birth_date="01/01/1950")
        for n in range(21)
    )
    found = search(at_desk(client, claire), "Petit 01/01/1950")
    assert len(names(found)) == 20
    assert "D’autres personnes correspondent" in found.page.text


@pytest.mark.promise("2.5")
def test_a_file_opens_for_a_reason_and_for_half_an_hour(
    client: CheckedClient, claire: StaffMember, jeanne: Person, clock: Clock
) -> None:
    address = f"/conseillers/dossiers/{jeanne.pk}"
    asked = at_desk(client, claire).get(address)
    assert asked.url == f"{address}/ouvrir"
    assert not FileOpening.objects.exists()
    page = client.get(asked.url)
    assert client.send(page, button="Appel").url == address
    assert client.get(address).page.h1 == "Jeanne Martin"
    clock.advance(minutes=14)
    assert client.get(address).status_code == 200
    clock.advance(minutes=14)
    assert client.get(address).status_code == 200
    clock.advance(minutes=2)
    assert client.get(address).url == f"{address}/ouvrir"


@pytest.mark.promise("2.5")
def test_a_reason_that_is_none_opens_nothing(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    page = at_desk(client, claire).get(f"/conseillers/dossiers/{jeanne.pk}/ouvrir")
    token = page.page.value("form_token")
    refused = client.post(page.page.url, {"form_token": token, "reason": "curiosity"})
    assert refused.status_code == 422
    assert not FileOpening.objects.exists()


@pytest.mark.promise("2.5")
@pytest.mark.promise("I3.14")
def test_the_member_reads_each_reading_of_her_file(
    client: CheckedClient, other_client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    opened(claire, jeanne)
    at_desk(client, claire)
    for _ in range(3):
        client.get(f"/conseillers/dossiers/{jeanne.pk}")
    history = signed_in(other_client, jeanne).get("/securite/historique").page.text
    assert history.count("Un conseiller a ouvert votre dossier : appel.") == 3
    assert "un conseiller (téléphone)" in history
    assert "Claire" not in history
    # Her supervisors read who it was.
    assert "Claire Besson" in {line.actor for line in audit.whole_history_of(jeanne.pk)}


@pytest.mark.promise("2.5")
def test_the_sixty_first_file_in_an_hour_is_blocked_and_remembered(
    client: CheckedClient, claire: StaffMember, hugo: StaffMember, jeanne: Person, clock: Clock
) -> None:
    others = Person.objects.bulk_create(
        Person(reference=f"X{n}", birth_name="Petit", first_names="Léa", birth_date="01/01/1950")
        for n in range(60)
    )
    for other in others:
        opened(claire, other)
    at_desk(client, claire)
    address = f"/conseillers/dossiers/{jeanne.pk}/ouvrir"
    blocked = client.send(client.get(address), button="Appel")
    assert blocked.status_code == 429
    assert "60 dossiers en une heure" in blocked.page.text
    alarm = Entry.objects.latest("id")
    assert (alarm.event, alarm.facts) == ("accounts.files_blocked", {"files": 60})
    assert not FileOpening.objects.filter(person=jeanne).exists()
    # A file of this hour opens again, and a colleague's hour is another.
    opened(claire, others[0])
    opened(hugo, jeanne)
    clock.advance(minutes=60)
    at_desk(client, claire)
    assert client.send(client.get(address), button="Appel").status_code == 302


@pytest.mark.promise("2.9")
def test_who_has_left_opens_nothing(claire: StaffMember, jeanne: Person) -> None:
    operations.let_go(staff=claire, actor=operator("les tests"), at=product_clock.now())
    with pytest.raises(operations.UnableToOpenFile):
        opened(claire, jeanne)


def test_the_file_says_who_acts_who_died_and_shows_four_characters_of_an_iban(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    today = product_clock.today()
    Guardianship.objects.create(
        reference="G1", person=jeanne, measure=Measure.TUTELLE, guardian_name="Anne Leroy",
        telephone="02 61 91 00 00", ruling="RG 21/00042", start_on=today,
    )  # fmt: skip
    account = BankAccount.objects.get(person=jeanne)
    Person.objects.filter(pk=jeanne.pk).update(died_on=today)
    opened(claire, jeanne)
    text = at_desk(client, claire).get(f"/conseillers/dossiers/{jeanne.pk}").page.text
    assert "Personne décédée le 24 mars 2022" in text.replace("\u00a0", " ")
    assert "Anne Leroy agit pour cette personne" in text
    assert f"FR•• •••• •••• {account.last4}" in text.replace("\u00a0", " ")
    assert "12 rue des Lilas" in text
    assert "identifiant 48201937" in text  # of the old portal


@pytest.mark.promise("I3.14")
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("last_name", "Durand", "Nom différent"),
        ("first_name", "Claudine", "Prénom différent"),
        ("birth_date", "13/05/1944", "Date de naissance différente"),
    ],
)
def test_the_file_says_which_field_was_wrong(
    client: CheckedClient, claire: StaffMember, jeanne: Person, field: str, typed: str, said: str
) -> None:
    given = {"last_name": "Martin", "first_name": "Jeanne", "birth_date": "12/05/1944"}
    request = AccountRequest.objects.create(
        at=product_clock.now(), member_number=number_of(jeanne), email=jeanne.email,
        terms_version=product_clock.today(), **{**given, field: typed},
    )  # fmt: skip
    operations.answer_request(
        request_id=request.pk, actor=operator("les tests"), at=product_clock.now()
    )
    opened(claire, jeanne)
    text = at_desk(client, claire).get(f"/conseillers/dossiers/{jeanne.pk}").page.text
    assert f"{said} – tapé : «" in text
    assert typed in text


def test_what_waits_stands_on_the_first_page_the_oldest_first(
    client: CheckedClient, claire: StaffMember, jeanne: Person, salah: Person, clock: Clock
) -> None:
    waiting_proof(salah, "salah.neuf@boite.example")
    clock.advance(minutes=5)
    waiting_proof(jeanne)
    home = at_desk(client, claire).get("/conseillers/")
    assert home.page.h1 == "2 demandes de compte à vérifier"
    listed = home.page.root.xpath("//li//strong/text()")
    assert listed == [str(salah), "Jeanne Martin"]
    assert NEW_EMAIL not in home.page.text  # masked until the file is open
    buttons = home.page.root.xpath("//main//form")
    assert len(buttons) == 2
    client.send(home, action=str(jeanne.pk))
    assert FileOpening.objects.get().reason == OpeningReason.REQUEST


def test_the_file_says_what_is_to_be_given_back(
    client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    take(paying(jeanne, 1), asking(1), settling(1, "rendu", "2,00"))
    opened(claire, jeanne)
    page = at_desk(client, claire).get(f"/conseillers/dossiers/{jeanne.pk}").page
    assert "3,00 € à rendre – 5,00 € demandés le 23/03/2022, T-1" in page.text
    assert "2,00 € rendus le 24 mars 2022" in page.text
