"""What somebody asked of the old portal: where it stands, who must act, by when."""

from datetime import date

import pytest

from espace_client.demarches.queries import under_way
from espace_client.demarches.taken_over import OLD_TURNS, OldState, TakenOverRequest
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2022, 3, 24)


def ask(
    person: Person,
    reference: str,
    *,
    kind: str = "lentilles",
    state: str = "en_etude",
    promised_on: date = date(2022, 4, 8),
) -> TakenOverRequest:
    return TakenOverRequest.objects.create(
        reference=reference,
        person=person,
        kind=kind,
        asked_on=date(2022, 2, 1),
        promised_on=promised_on,
        state=state,
    )


def test_a_request_says_who_must_act_and_by_when(client: CheckedClient, jeanne: Person) -> None:
    text = signed_in(client, jeanne).get("/accueil").page.text
    assert "Devis dentaire En cours d’étude. C’est à nous d’agir." in text
    assert "Réponse au plus tard le mardi 29 mars 2022." in text
    assert "Envoyée le 22 février 2022. Référence D48201937-1." in text
    assert "La date est passée" not in text
    assert "Rien à faire aujourd’hui" in text


def test_a_late_one_says_so_in_words(
    client: CheckedClient, salah: Person, jeanne: Person, clock: Clock
) -> None:
    text = signed_in(client, salah).get("/accueil").page.text
    assert (
        "Réponse promise pour le vendredi 18 mars 2022 : la date est passée, nous vous devons une"
        " réponse." in text
    )
    assert "Devis dentaire" not in text  # Jeanne's


def test_on_the_promised_day_there_is_still_time(salah: Person) -> None:
    (one,) = under_way(salah.pk, on=date(2022, 3, 18)).shown
    assert not one.late
    (one,) = under_way(salah.pk, on=date(2022, 3, 19)).shown
    assert one.late


def test_three_are_shown_the_oldest_promise_first(client: CheckedClient, jeanne: Person) -> None:
    ask(jeanne, "LAST", promised_on=date(2022, 5, 2))
    ask(jeanne, "NEXT", promised_on=date(2022, 4, 1))
    ask(jeanne, "FIRST", promised_on=date(2022, 3, 25))
    ask(jeanne, "CLOSED", promised_on=date(2022, 3, 1), state="close")
    seen = under_way(jeanne.pk, on=TODAY)
    assert [one.reference for one in seen.shown] == ["FIRST", "D48201937-1", "NEXT"]
    assert seen.others == 1
    text = signed_in(client, jeanne).get("/accueil").page.text
    assert "Vous avez une autre demande en cours." in text
    assert "LAST" not in text
    assert "CLOSED" not in text


def test_what_the_member_must_do_stands_first(client: CheckedClient, eloise: Person) -> None:
    ask(eloise, "A-4", state="document_attendu", promised_on=date(2022, 4, 8))
    text = signed_in(client, eloise).get("/accueil").page.text
    assert "Nous attendons quelque chose de vous" in text
    assert "Remboursement de lentilles : Envoyez-le avant le vendredi 8 avril" in text
    assert "Il nous manque un document. C’est à vous d’agir." in text
    assert "Rien à faire aujourd’hui" not in text


def test_a_couple_does_not_read_each_other_s(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    ask(karim, "OF-KARIM", kind="hospitalisation")
    assert "OF-KARIM" not in signed_in(client, jeanne).get("/accueil").page.text
    assert [one.reference for one in under_way(karim.pk, on=TODAY).shown] == ["OF-KARIM"]


def test_without_any_the_page_says_whom_to_ask(client: CheckedClient, eloise: Person) -> None:
    text = signed_in(client, eloise).get("/accueil").page.text
    assert "Aucune demande en cours." in text


@pytest.mark.parametrize("state", [state for state in OldState if state is not OldState.CLOSED])
def test_every_open_state_says_whose_turn_it_is(
    client: CheckedClient, eloise: Person, state: OldState
) -> None:
    assert state in OLD_TURNS
    ask(eloise, "STATE", state=state)
    text = signed_in(client, eloise).get("/accueil").page.text
    assert f"{state.label}. C’est à " in text
