"""The link that verifies an e-mail: on any device, once, and one page when it fails."""

import pytest

from espace_client.accounts import operations
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import (
    AccountState,
    ChangeState,
    EmailChange,
    OneTimeCode,
    Purpose,
)
from espace_client.accounts.tests.journey import PASSWORD as CHOSEN
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    VERIFY,
    Jobs,
    choose,
    come_with_old_number,
    give,
    link,
    type_code,
)
from espace_client.audit.models import Entry
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.8")]
CONFIRM = "/identifiant/confirmer"


def on_its_way(client: CheckedClient, person: Person, run_jobs: Jobs) -> str:
    """The link that left to the known e-mail."""
    come_with_old_number(client, person)
    choose(client)
    run_jobs(ANSWER)
    return link()


def press(client: CheckedClient, path: str, **typed: str) -> str:
    """Open the link, press its one button; where that leads. Elsewhere than in the browser that
    waits the password is typed."""
    assert client.get(path).url == CONFIRM
    return client.send(client.get(CONFIRM), **typed).url


def test_the_browser_that_waits_is_let_in(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    assert press(client, path) == "/identifiant/fait"
    assert client.get("/accueil").status_code == 200


def test_another_device_confirms_and_opens_nothing(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    other_client.get(path)
    page = other_client.get(CONFIRM)
    assert "Jeanne M." in page.page.text
    assert jeanne.email not in page.page.text
    assert other_client.send(page, password=PASSWORD).url == f"{CONFIRM}/merci"
    thanks = other_client.get(f"{CONFIRM}/merci").page
    assert thanks.link("Me connecter ici") == "/connexion"
    assert other_client.get("/accueil").url.startswith("/connexion")
    change = EmailChange.objects.select_related("account").get()
    assert change.account.state == AccountState.MIGRATED
    # Whoever typed the old password before signs in again: the link may have been pressed by
    # somebody who did not ask for it.
    assert client.get(VERIFY).url.startswith("/connexion")


def test_a_scanner_that_opens_it_fifty_times_uses_nothing_up(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    for _visit in range(50):
        other_client.head(path)
        other_client.get(path, follow=True)
    assert OneTimeCode.objects.get().used_at is None
    assert press(client, path) == "/identifiant/fait"


def test_used_twice_it_says_so_and_leads_to_sign_in(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    press(client, path)
    other_client.get(path)
    page = other_client.get(CONFIRM)
    assert (page.status_code, page.page.h1) == (410, "Ce lien a déjà servi")
    assert page.page.link("Me connecter") == "/connexion"


def test_after_the_code_the_link_is_dead(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    type_code(client)
    other_client.get(path)
    assert other_client.get(CONFIRM).page.h1 == "Ce lien a déjà servi"


@pytest.mark.promise("1.10")
def test_whoever_holds_a_mistyped_mailbox_confirms_nothing_without_the_password(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    other_client.get(path)
    page = other_client.get(CONFIRM)
    for typed in ("", "je ne sais pas du tout"):
        refused = other_client.send(page, password=typed)
        assert (refused.status_code, refused.page.h1) == (422, page.page.h1)
        page = refused
    change = EmailChange.objects.get()
    assert change.state == ChangeState.WAITING
    assert OneTimeCode.objects.get().used_at is None
    assert Entry.objects.filter(event="accounts.step_up_refused").count() == 1
    for _ in range(5):  # the fifth try finds the door closed
        page = other_client.send(page, password="encore autre chose")
    shut = other_client.send(page, password=PASSWORD)
    assert (shut.status_code, "Trop d’essais" in shut.page.text) == (422, True)
    # The member, who is signed in, is asked for nothing more, and nobody closed that door.
    assert press(client, path) == "/identifiant/fait"
    change.refresh_from_db()
    assert change.state == ChangeState.DONE


@pytest.mark.promise("1.10")
def test_a_password_chosen_anew_ends_the_address_that_waited(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    come_with_old_number(client, jeanne)  # somebody who knows the old number and its password
    choose(client, "other")
    give(client, "attaque@poste.example")
    run_jobs(ANSWER)
    path = link()
    clock.advance(minutes=2)
    jeanne.refresh_from_db()
    operations.answer_password_reset(
        typed=jeanne.email, way=ResetWay.EMAIL, actor=robot("un essai"), at=clock.now
    )
    code = OneTimeCode.objects.select_related("account__person").get(purpose=Purpose.RESET)
    operations.reset_password(code=code, password=CHOSEN, actor=visitor(), at=clock.now)
    assert EmailChange.objects.get().state == ChangeState.DROPPED
    other_client.get(path)
    page = other_client.get(CONFIRM)
    assert (page.status_code, page.page.h1) == (410, "Ce lien a été remplacé")
    assert page.page.link("Me connecter") == "/connexion"
    before = OneTimeCode.objects.count()
    other_client.post(f"{CONFIRM}/nouveau-lien")
    run_jobs(ANSWER)
    assert OneTimeCode.objects.count() == before
    assert account_of(jeanne).email != "attaque@poste.example"


def test_a_replaced_link_gives_a_new_one_for_a_day_and_not_after(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    clock.advance(seconds=61)
    client.send(client.get(VERIFY), action="renvoyer")
    run_jobs(ANSWER)
    other_client.get(path)
    clock.advance(seconds=61)
    sent = other_client.send(other_client.get(CONFIRM))
    assert other_client.get(sent.url).page.h1 == "Un nouveau lien est parti"
    run_jobs(ANSWER)
    clock.advance(hours=23, minutes=59)
    other_client.get(path)
    replaced = other_client.get(CONFIRM)
    assert replaced.page.h1 == "Ce lien a été remplacé"
    clock.advance(minutes=1)
    assert other_client.send(replaced).url == CONFIRM
    assert other_client.get(CONFIRM).page.h1 == "Ce lien a expiré"
    assert run_jobs(ANSWER) == []


def test_after_a_day_it_has_lapsed_and_whoever_signs_in_begins_anew(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    clock.advance(hours=23, minutes=59, seconds=59)
    other_client.get(path)
    assert other_client.get(CONFIRM).status_code == 200
    clock.advance(seconds=1)
    page = other_client.get(CONFIRM)
    assert (page.status_code, page.page.h1) == (410, "Ce lien a expiré")
    assert page.page.link("Me connecter") == "/connexion"
    assert not page.page.root.xpath("//form[contains(@action, 'nouveau-lien')]")
    signed_in(client, jeanne)
    assert client.get(VERIFY).url == UPDATE
    choose(client)
    run_jobs(ANSWER)
    assert link() != path
    assert press(other_client, link(), password=PASSWORD) == f"{CONFIRM}/merci"


def test_a_replaced_one_leads_to_the_newest(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    clock.advance(seconds=61)
    client.send(client.get(VERIFY), action="renvoyer")
    run_jobs(ANSWER)
    other_client.get(path)
    assert other_client.get(CONFIRM).page.h1 == "Ce lien a été remplacé"


def test_after_a_correction_the_first_mailbox_confirms_nothing(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    path = on_its_way(client, jeanne, run_jobs)
    other_client.get(path)
    shown = other_client.get(CONFIRM)
    clock.advance(seconds=61)
    give(client, "jeanne.ailleurs@poste.example")
    refused = other_client.send(shown, password=PASSWORD)
    assert (refused.status_code, refused.page.h1) == (410, "Ce lien a été remplacé")
    assert refused.page.link("Me connecter") == "/connexion"
    before = OneTimeCode.objects.count()
    again = other_client.get(CONFIRM).page.root.xpath("//form[contains(@action, 'nouveau-lien')]")
    assert not again
    assert OneTimeCode.objects.count() == before


def test_a_member_of_another_family_confirms_without_getting_in(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person,
    run_jobs: Jobs,
) -> None:  # fmt: skip
    path = on_its_way(client, jeanne, run_jobs)
    signed_in(other_client, salah)
    other_client.checks = False  # the page names « Jeanne M. » to whoever holds the link
    assert other_client.get(path).url == CONFIRM
    # Being signed in as somebody else shows nothing of Jeanne.
    assert other_client.send(other_client.get(CONFIRM)).status_code == 422
    assert press(other_client, path, password=PASSWORD) == f"{CONFIRM}/merci"
    assert "Salah" in other_client.get("/accueil").content.decode()
    assert client.get(UPDATE).url.startswith("/connexion")
