"""A couple with one mailbox moves; somebody who gives the mailbox of another family does not."""

import pytest

from espace_client.accounts import moving, operations
from espace_client.accounts.models import Account, AccountState, EmailChange, OneTimeCode
from espace_client.accounts.staff import StaffMember
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    VERIFY,
    Jobs,
    choose,
    code,
    come_with_old_number,
    give,
    link,
    type_code,
)
from espace_client.audit import queries as audit
from espace_client.delivery.models import Parcel
from espace_client.kernel import clock as product_clock
from espace_client.kernel import emails
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.people import account_of
from tests.staff import at_desk, opened

pytestmark = pytest.mark.django_db
FREE = "jeanne.nouvelle@poste.example"


@pytest.mark.promise("I4.4")
@pytest.mark.promise("1.14")
def test_a_couple_moves_to_one_mailbox_and_each_link_opens_only_its_owner(
    client: CheckedClient,
    other_client: CheckedClient,
    paul: Person,
    marie_louise: Person,
    run_jobs: Jobs,
    mailbox: Mailbox,
) -> None:
    box = paul.email
    mailbox.may_see[box] = frozenset({"paul", "marie_louise"})
    his = come_with_old_number(client, paul)
    choose(client)
    run_jobs(ANSWER)
    his_link, his_code = link(), code()
    hers = come_with_old_number(other_client, marie_louise)
    if marie_louise.email == box:
        choose(other_client)
    else:
        choose(other_client, "other")
        give(other_client, box)
    run_jobs()
    mails = mailbox.to(box)
    assert ["Paul" in mail.subject for mail in mails] == [True, False]
    assert "Marie-Louise" in mails[1].subject
    for mail, person in zip(mails, (paul, marie_louise), strict=True):
        assert f"{person.first_name} {person.name[0]}." in mail.text
        assert person.name not in mail.text
        assert str(paul.member_number) not in mail.text.replace(" ", "")
    assert type_code(other_client, his_code).status_code == 422  # his code is not hers
    client.get(his_link)
    assert client.send(client.get("/identifiant/confirmer")).url.startswith("/identifiant/fait")
    hers.refresh_from_db()
    assert hers.state == AccountState.TO_VERIFY
    digits = next(word for word in mails[1].text.split() if word.isdigit() and len(word) == 6)
    assert type_code(other_client, digits).url == "/identifiant/fait"
    his.refresh_from_db()
    hers.refresh_from_db()
    assert his.email_key == hers.email_key == box
    assert {his.state, hers.state} == {AccountState.MIGRATED}
    assert his.password != hers.password
    assert "Marie-Louise" not in client.get("/accueil").page.h1


@pytest.mark.promise("I4.6")
@pytest.mark.promise("1.1")
def test_the_mailbox_of_another_family_looks_like_any_other(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person,
    eloise: Person, run_jobs: Jobs, clock: Clock,
) -> None:  # fmt: skip
    account_of(salah)
    seen = []
    for device, person, address in ((client, jeanne, salah.email), (other_client, eloise, FREE)):
        device.checks = False  # the address of somebody else was typed here
        come_with_old_number(device, person)
        answers = [choose(device, "other"), give(device, address)]
        run_jobs(ANSWER)
        answers += [device.get(VERIFY), type_wrong(device)]
        clock.advance(seconds=61)
        answers += [device.send(device.get(VERIFY), action="renvoyer")]
        run_jobs(ANSWER)
        answers += [device.get(VERIFY), device.get("/identifiant/rien-recu"), device.get(UPDATE)]
        seen.append([told(one, person, address) for one in answers])
    assert seen[0] == seen[1]
    mine, free = (Account.objects.get(person=one) for one in (jeanne, eloise))
    assert (mine.state, free.state) == (AccountState.CONFLICT, AccountState.TO_VERIFY)
    assert not Parcel.objects.filter(address=salah.email).exists()
    assert not OneTimeCode.objects.filter(account=mine).exists()
    told_to_her = [line.sentence for line in audit.history_of(jeanne.pk)]
    assert not any("éclaircir" in one for one in told_to_her)
    assert any("éclaircir" in line.sentence for line in audit.whole_history_of(jeanne.pk))


def type_wrong(device: CheckedClient) -> object:
    return type_code(device, "123456")


def told(answer: object, person: Person, address: str) -> tuple[object, ...]:
    """What a visitor sees of an answer, without their own name, address and tokens."""
    page = getattr(answer, "page", None)
    text = page.text if page else ""
    for mine in (
        address,
        emails.masked(person.email),
        person.salutation,
        str(person.member_number)[-3:],
    ):
        text = text.replace(mine, "…")
    for mine in (person.first_name, person.name):
        text = text.replace(mine, "…")
    cookies = sorted(answer.cookies)  # type: ignore[attr-defined]
    return answer.status_code, answer.headers.get("Location"), cookies, text  # type: ignore[attr-defined]


@pytest.mark.promise("I4.6")
def test_an_adviser_clears_it_up_and_the_member_is_asked_again(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person,
    claire: StaffMember, run_jobs: Jobs, clock: Clock,
) -> None:  # fmt: skip
    account_of(salah)
    client.checks = False
    mine = come_with_old_number(client, jeanne)
    choose(client, "other")
    give(client, salah.email)
    run_jobs(ANSWER)
    change = EmailChange.objects.get()
    desk = at_desk(other_client, claire)
    listed = desk.get("/conseillers/adresses")
    assert "Jeanne Martin" in listed.page.text
    assert salah.email not in listed.page.text
    address = f"/conseillers/adresses/{change.pk}/eclairci"
    assert desk.get(address).url == f"/conseillers/dossiers/{jeanne.pk}/ouvrir"
    opened(claire, jeanne)
    page = desk.get(address)
    assert "Salah" in page.page.text
    assert "20 caractères" in desk.send(page, explanation="réglé", action="eclairci").page.text
    said = "Elle avait oublié un point, elle en donnera une autre."
    assert desk.send(page, explanation=said, action="eclairci").url == "/conseillers/adresses"
    assert "Rien n’attend" in desk.get("/conseillers/adresses").page.text
    assert desk.get(address).status_code == 404
    mine.refresh_from_db()
    assert mine.state == AccountState.PROPOSED
    assert client.get(VERIFY).url == UPDATE
    clock.advance(seconds=61)
    give(client, FREE)
    run_jobs(ANSWER)
    assert type_code(client).url == "/identifiant/fait"


def test_nobody_but_an_adviser_in_post_clears_up(
    client: CheckedClient, jeanne: Person, salah: Person, run_jobs: Jobs
) -> None:
    account_of(salah)
    client.checks = False
    mine = come_with_old_number(client, jeanne)
    choose(client, "other")
    give(client, salah.email)
    run_jobs(ANSWER)
    (change,) = moving.addresses_to_clear_up()
    with pytest.raises(operations.UnableToClearUp):
        operations.clear_up_address(
            change=change,
            explanation="C’est bien à moi, je le jure.",
            actor=mine.actor,
            at=product_clock.now(),
        )
    assert moving.addresses_to_clear_up().count() == 1
