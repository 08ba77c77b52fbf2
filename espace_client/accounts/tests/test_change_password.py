"""Another password, by whoever is signed in: this session goes on, everything else ends."""

import pytest

from espace_client.accounts.models import Account, Act
from espace_client.accounts.tests.journey import PASSWORD as NEW
from espace_client.accounts.tests.journey import notices
from espace_client.audit import queries as audit
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, signed_in, stepped_up

pytestmark = pytest.mark.django_db


@pytest.mark.promise("1.11")
def test_this_session_goes_on_and_the_others_end(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, channels: object
) -> None:
    signed_in(other_client, jeanne)
    signed_in(client, jeanne)
    stepped_up(client, jeanne, Act.CHANGE_PASSWORD)
    page = client.get("/securite/mot-de-passe")
    assert client.send(page, password=NEW, follow=True).page.h1 == "Votre mot de passe est changé"
    assert client.get("/accueil").status_code == 200
    assert other_client.get("/accueil").url.startswith("/connexion")
    account = Account.objects.get()
    assert account.check_password(NEW)
    assert not account.check_password(PASSWORD)
    assert sorted(notices()) == [
        ("accounts.password_changed", jeanne.email),
        ("accounts.password_changed_text", ""),
    ]
    assert audit.history_of(jeanne.pk)[0].sentence == "Mot de passe changé."


def test_a_weak_password_is_refused_and_uses_nothing_up(
    client: CheckedClient, jeanne: Person
) -> None:
    account_of(jeanne)
    signed_in(client, jeanne)
    stepped_up(client, jeanne, Act.CHANGE_PASSWORD)
    refused = client.send(client.get("/securite/mot-de-passe"), password="jeanne1234")
    assert refused.status_code == 422
    assert refused.page.error("password")
    assert client.send(refused, password=NEW).status_code == 302


def test_ma_securite_says_with_what_one_signs_in(client: CheckedClient, jeanne: Person) -> None:
    page = signed_in(client, jeanne).get("/securite").page
    assert jeanne.email in page.text
    for name in ("Changer mon adresse e-mail", "Changer mon mot de passe", "Voir l’historique"):
        assert page.link(name).startswith("/securite/")
