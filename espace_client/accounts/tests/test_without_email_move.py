"""An old number without any e-mail, and one that a guardian looks after."""

from datetime import date

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import AccountState, EmailChange
from espace_client.accounts.tests.journey import notices
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    Jobs,
    choose,
    come_with_old_number,
    give,
)
from espace_client.members.models import Guardianship, Measure, Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of

pytestmark = pytest.mark.django_db
GONE = "/identifiant/numero-garde"


@pytest.mark.usefixtures("channels")
def test_without_email_the_number_of_the_card_stays_and_nothing_opens_yet(
    client: CheckedClient, jeanne: Person
) -> None:
    account = come_with_old_number(client, jeanne)
    assert choose(client, "none").url == "/identifiant/sans-e-mail"
    sent = client.send(client.get("/identifiant/sans-e-mail"), action="sans-e-mail")
    assert sent.url == GONE
    assert client.get(GONE).page.link("Me connecter") == "/connexion"
    account.refresh_from_db()
    assert (account.state, account.email) == (AccountState.WITHOUT_EMAIL, "")
    told = {(notice, to) for notice, to in notices() if "safety_changed" in notice}
    assert told == {("accounts.safety_changed", jeanne.email), ("accounts.safety_changed_text", "")}
    # An old password alone opens nothing: the second step comes with the next sign-in.
    assert client.get("/accueil").url.startswith("/connexion")


def test_who_cannot_show_a_second_step_is_told_to_call(
    client: CheckedClient, jeanne: Person
) -> None:
    account = come_with_old_number(client, jeanne)
    choose(client, "none")
    page = client.get("/identifiant/sans-e-mail")
    assert "Appelez-nous" in page.page.text
    assert not page.page.root.xpath("//form[contains(@action, 'sans-e-mail')]")
    with pytest.raises(operations.UnableToReplaceNumber, match="Il nous manque un moyen"):
        operations.go_without_email(account=account, actor=account.actor, at=account.state_since)
    account.refresh_from_db()
    assert account.state == AccountState.PROPOSED


@pytest.mark.usefixtures("channels")
def test_an_address_that_waited_is_given_up(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    come_with_old_number(client, jeanne)
    choose(client, "other")
    give(client, "jeanne.ailleurs@poste.example")
    run_jobs(ANSWER)
    client.send(client.get("/identifiant/sans-e-mail"), action="sans-e-mail")
    change = EmailChange.objects.get()
    assert change.state == "dropped"
    assert not change.account.one_time_codes.filter(killed_at__isnull=True).exists()


def test_who_has_moved_already_does_not_go_without(jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    with pytest.raises(operations.UnableToReplaceNumber, match="déjà à jour"):
        operations.go_without_email(account=account, actor=account.actor, at=clock.now)


def guarded(person: Person, measure: Measure) -> Guardianship:
    return Guardianship.objects.create(
        reference=f"G-{person.pk}", person=person, measure=measure,
        guardian_name="Claire Delmas", organisation="Association tutélaire des Lilas",
        ruling="RG 21/0001", start_on=date(2020, 1, 1),
    )  # fmt: skip


def test_somebody_whom_a_guardian_represents_is_told_who_and_to_call(
    client: CheckedClient, jeanne: Person
) -> None:
    guarded(jeanne, Measure.TUTELLE)
    account = come_with_old_number(client, jeanne, terms_version=date(2022, 3, 24))
    for path in (UPDATE, f"{UPDATE}?suite=1", "/identifiant/corriger", "/identifiant/sans-e-mail"):
        page = client.get(path).page
        assert "Claire Delmas" in page.text
        assert page.h1 == "Quelqu’un vous représente ou vous assiste"
    account.refresh_from_db()
    assert account.state == AccountState.LEGACY


def test_somebody_whom_a_guardian_assists_goes_on_alone(
    client: CheckedClient, jeanne: Person
) -> None:
    guarded(jeanne, Measure.CURATELLE)
    come_with_old_number(client, jeanne)
    page = client.get(UPDATE).page
    assert "Claire Delmas" in page.text
    onward = client.get(page.link("Continuer avec mon adresse e-mail"))
    assert client.send(onward, answer="known", terms=True, action="mise-a-jour").url.endswith(
        "/verifier"
    )


def test_a_guardianship_that_ended_says_nothing(client: CheckedClient, jeanne: Person) -> None:
    guardianship = guarded(jeanne, Measure.TUTELLE)
    guardianship.end_on = date(2021, 1, 1)
    guardianship.save()
    come_with_old_number(client, jeanne)
    assert "Claire Delmas" not in client.get(UPDATE).page.text


@pytest.mark.usefixtures("print_shop")
def test_who_cannot_show_one_asks_for_the_letter_that_opens_an_account(
    client: CheckedClient, jeanne: Person
) -> None:
    come_with_old_number(client, jeanne)
    choose(client, "none")
    page = client.get("/identifiant/sans-e-mail").page
    assert page.link("Recevoir ce courrier") == "/creer-mon-compte/sans-e-mail"
    assert client.get("/creer-mon-compte/sans-e-mail").status_code == 200
