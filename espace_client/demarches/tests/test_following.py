"""« Mes demandes »: the list with its choices, and one request in full."""

from datetime import date

import pytest

from espace_client.demarches.taken_over import OldKind, OldState, TakenOverRequest
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient, Page
from tests.people import acting, card_asked_again, helped, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.12")]


def ask(person: Person, reference: str, **more: object) -> TakenOverRequest:
    said = {
        "kind": "lentilles", "state": "en_etude", "asked_on": date(2022, 2, 1),
        "promised_on": date(2022, 4, 8),
    }  # fmt: skip
    return TakenOverRequest.objects.create(reference=reference, person=person, **said | more)


@pytest.fixture
def asked(salah: Person) -> list[TakenOverRequest]:
    """Three of Salah, of two years, one of them over."""
    TakenOverRequest.objects.filter(person=salah).delete()
    return [
        ask(salah, "D-1"),
        ask(salah, "D-2", kind="devis_dentaire", state="document_attendu",
            asked_on=date(2022, 3, 1)),
        ask(salah, "D-3", state="close", asked_on=date(2021, 6, 1), promised_on=date(2021, 7, 1)),
    ]  # fmt: skip


def listed(page: Page) -> list[str]:
    """The references in the order of the page."""
    told = page.root.xpath("//main//ul[contains(@class, 'rows')]//p[@class='muted']/text()")
    return [one.rpartition("Référence ")[2].rstrip(". \n") for one in told]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("", ["D-2", "D-1", "D-3"]),
        ("?etat=en-cours", ["D-2", "D-1"]),
        ("?etat=terminees", ["D-3"]),
        ("?sorte=lentilles", ["D-1", "D-3"]),
        ("?annee=2021", ["D-3"]),
        ("?etat=en-cours&sorte=lentilles&annee=2022", ["D-1"]),
        ("?etat=nonsense&sorte=%00&annee=12", ["D-2", "D-1", "D-3"]),
    ],
)
def test_the_newest_first_and_what_was_chosen(
    client: CheckedClient, salah: Person, asked: list[TakenOverRequest], chosen: str,
    found: list[str],
) -> None:  # fmt: skip
    page = signed_in(client, salah).get(f"/mes-demandes{chosen}").page
    assert listed(page) == found


def test_nothing_for_a_choice_leads_back(
    client: CheckedClient, salah: Person, asked: list[TakenOverRequest]
) -> None:
    page = signed_in(client, salah).get("/mes-demandes?annee=2021&etat=en-cours").page
    assert "Aucune demande pour ce choix." in page.text
    assert page.link("Voir toutes mes demandes") == "/mes-demandes"


def test_an_empty_list_says_why_and_what_next(client: CheckedClient, salah: Person) -> None:
    TakenOverRequest.objects.filter(person=salah).delete()
    page = signed_in(client, salah).get("/mes-demandes").page
    assert "Vous n’avez aucune demande." in page.text
    assert page.root.xpath("//main//a[starts-with(@href, 'tel:')]")


def test_from_the_home_page_to_where_it_stands(
    client: CheckedClient, salah: Person, asked: list[TakenOverRequest]
) -> None:
    home = signed_in(client, salah).get("/accueil").page
    page = client.get(home.link("Remboursement de lentilles")).page
    assert page.h1 == "Remboursement de lentilles"
    assert "C’est à nous d’agir." in page.text
    assert "Réponse au plus tard le vendredi 8 avril 2022." in page.text
    assert "D-1" in page.text
    assert [one.text for one in page.root.xpath("//ol[@class='track']/li")] == [
        "Envoyée", "Reçue", "À l’étude", "Décidée", "Terminée",
    ]  # fmt: skip
    (here,) = page.root.xpath("//ol[@class='track']/li[@aria-current='step']")
    assert here.text_content().startswith("À l’étude")
    assert client.get(home.link("Voir toutes les demandes")).page.h1 == "Mes demandes"


@pytest.mark.parametrize("state", OldState)
@pytest.mark.parametrize("kind", [OldKind.LENSES])
def test_every_state_says_who_must_act_and_what_next(
    client: CheckedClient, salah: Person, clock: Clock, state: str, kind: str
) -> None:
    one = ask(salah, "D-9", state=state, kind=kind)
    signed_in(client, salah)
    for day in ("2022-03-24", "2022-04-20"):
        clock.set(f"{day}T10:00")
        signed_in(client, salah)
        page = client.get(f"/mes-demandes/{one.pk}").page
        assert str(OldState(state).label) in page.text
        assert len(page.root.xpath("//ol[@class='track']/li[@aria-current='step']")) == 1
        late = "la date est passée" in page.text.lower() or "Rien n’est perdu" in page.text
        assert late is (day == "2022-04-20" and state != OldState.CLOSED)


def test_the_list_and_the_detail_say_the_same(
    client: CheckedClient, salah: Person, asked: list[TakenOverRequest]
) -> None:
    text = signed_in(client, salah).get("/mes-demandes").page.text
    for one in asked:
        detail = client.get(f"/mes-demandes/{one.pk}").page
        state = str(OldState(one.state).label)
        assert state in text
        assert state in detail.text


def test_nobody_else_reads_it(client: CheckedClient, salah: Person, jeanne: Person) -> None:
    one = ask(salah, "D-9")
    assert signed_in(client, jeanne).get(f"/mes-demandes/{one.pk}").status_code == 404
    assert "D-9" not in client.get("/mes-demandes").page.text


def test_a_carer_reads_them_with_that_function_alone(
    client: CheckedClient, salah: Person, jeanne: Person
) -> None:
    one = ask(salah, "D-9")
    access = helped(salah, jeanne, Right.REQUESTS)
    acting(client, jeanne, access)
    assert client.get(f"/mes-demandes/{one.pk}").page.h1 == "Remboursement de lentilles"
    access.delete()
    second, other = helped(salah, jeanne, Right.CARD), CheckedClient()
    acting(other, jeanne, second)
    assert other.get("/mes-demandes").status_code in (403, 404)


def test_of_one_person_of_the_contract(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    """What Jeanne asked for both is found by either name; what was for Karim alone, by his."""
    TakenOverRequest.objects.filter(person=jeanne).delete()
    both = card_asked_again(jeanne).reference
    his = card_asked_again(jeanne, people=[str(karim.pk)]).reference
    page = signed_in(client, jeanne).get("/mes-demandes").page
    assert {*listed(page)} == {both, his}
    assert {*listed(client.get(page.link(karim.first_name)).page)} == {both, his}
    assert listed(client.get(page.link(jeanne.first_name)).page) == [both]


def test_beyond_a_hundred_the_older_ones_are_one_link_away(
    client: CheckedClient, salah: Person
) -> None:
    """Many of one day: the list goes on exactly where it stopped."""
    TakenOverRequest.objects.filter(person=salah).delete()
    days = [date(2022, 2, 1), date(2022, 1, 3)]
    sent = [ask(salah, f"D-{n:03}", asked_on=days[n // 60]).reference for n in range(120)]
    signed_in(client, salah)
    first = client.get("/mes-demandes").page
    assert listed(first) == sent[:100]
    second = client.get(first.link("Voir les demandes plus anciennes")).page
    assert listed(second) == sent[100:]
    assert listed(client.get(second.link("Revenir aux plus récentes")).page) == sent[:100]
    assert listed(client.get("/mes-demandes?apres=hier,D-1").page) == sent[:100]
