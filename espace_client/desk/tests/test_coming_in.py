"""Two factors, without exception: what a password alone opens, and what ends a session."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from espace_client.accounts import operations, queries
from espace_client.accounts.staff import RecoveryCode, StaffMember, StaffRole
from espace_client.audit.models import Entry
from espace_client.kernel import clock as product_clock
from espace_client.kernel import spelling
from espace_client.kernel.actors import operator, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of, signed_in
from tests.staff import STAFF_PASSWORD, at_desk, at_the_code_page, code_of_now

pytestmark = pytest.mark.django_db
CODE_PAGE = "/conseillers/connexion/code"


def events() -> list[str]:
    return list(Entry.objects.values_list("event", flat=True))


@pytest.mark.promise("1.15")
def test_an_adviser_comes_in_with_a_password_then_a_code(
    client: CheckedClient, claire: StaffMember
) -> None:
    page = client.get("/conseillers/connexion")
    asked = client.send(page, email="Claire.BESSON@horizon.example", password=STAFF_PASSWORD)
    assert asked.url == CODE_PAGE
    before = client.cookies["__Host-session"].value
    entered = client.send(client.get(CODE_PAGE), code=code_of_now(claire))
    assert entered.url == "/conseillers/"
    assert client.cookies["__Host-session"].value != before
    assert client.get("/conseillers/").page.h1 == "Aucune demande à vérifier"
    assert events()[-1] == "accounts.desk_entered"


@pytest.mark.promise("1.15")
def test_a_code_serves_once_and_one_step_late_at_most(
    client: CheckedClient, other_client: CheckedClient, claire: StaffMember, clock: Clock
) -> None:
    code = code_of_now(claire)
    client.send(at_the_code_page(client, claire).get(CODE_PAGE), code=code)
    again = other_client.send(at_the_code_page(other_client, claire).get(CODE_PAGE), code=code)
    assert again.status_code == 422
    assert "a déjà servi" in again.page.error("code")
    clock.advance(days=1, minutes=1)
    at_the_code_page(other_client, claire)
    page = other_client.get(CODE_PAGE)
    for wrong in (code_of_now(claire, steps=-2), code_of_now(claire, steps=2), "000000", "x"):
        assert other_client.send(page, code=wrong).status_code == 422
    late = code_of_now(claire, steps=-1)
    assert other_client.send(page, code=f"{late[:3]} {late[3:]}").url == "/conseillers/"


def test_a_second_click_on_the_code_gets_the_session_too(
    client: CheckedClient, other_client: CheckedClient, claire: StaffMember
) -> None:
    page = at_the_code_page(client, claire).get(CODE_PAGE)
    fields = {"form_token": page.page.value("form_token"), "code": code_of_now(claire)}
    before = {name: client.cookies[name].value for name in ("__Host-session", "__Host-form")}
    assert client.post(CODE_PAGE, fields).url == "/conseillers/"
    client.cookies.load(before)  # the first answer was dropped, with its cookies
    assert client.post(CODE_PAGE, fields).url == "/conseillers/"
    assert client.get("/conseillers/").status_code == 200
    # The same form from another browser opens nothing.
    at_the_code_page(other_client, claire)
    other_client.post(CODE_PAGE, fields)
    assert other_client.get("/conseillers/").status_code == 302


@pytest.mark.promise("1.15")
def test_codes_are_not_guessed(client: CheckedClient, claire: StaffMember) -> None:
    page = at_the_code_page(client, claire).get(CODE_PAGE)
    for _ in range(5):
        assert "ne correspond pas" in client.send(page, code="123456").page.error("code")
    refused = client.send(page, code=code_of_now(claire))
    assert "Trop d’essais" in refused.page.error("code")


@pytest.mark.promise("1.15")
def test_the_code_must_come_within_ten_minutes(
    client: CheckedClient, claire: StaffMember, clock: Clock
) -> None:
    page = at_the_code_page(client, claire).get(CODE_PAGE)
    clock.advance(minutes=11)
    assert client.send(page, code=code_of_now(claire)).url == "/conseillers/connexion"


@pytest.mark.promise("1.1")
def test_a_refusal_says_the_same_of_known_and_unknown_staff(claire: StaffMember) -> None:
    texts = set()
    for email in (claire.email, "personne@horizon.example"):
        fresh = CheckedClient()
        page = fresh.get("/conseillers/connexion")
        refused = fresh.send(page, email=email, password="pas le bon mot de passe")
        assert refused.status_code == 422
        texts.add(refused.page.text)
    assert len(texts) == 1


@pytest.mark.promise("1.1t")
def test_a_sign_in_costs_one_hash_whoever_is_asked_for(
    claire: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    from espace_client.accounts import passwords

    counted: list[str] = []
    honest = passwords.check_password

    def counting(typed: str, known: str) -> bool:
        counted.append(typed)
        return honest(typed, known)

    monkeypatch.setattr(passwords, "check_password", counting)
    for email in (claire.email, "personne@horizon.example"):
        with pytest.raises(operations.UnableToEnterDesk):
            operations.check_staff_password(
                email=email,
                password="faux",
                source="192.0.2.1",
                actor=visitor(),
                at=product_clock.now(),
            )
    assert len(counted) == 2


@pytest.mark.promise("1.15")
def test_a_recovery_code_serves_once(
    client: CheckedClient, other_client: CheckedClient, claire: StaffMember
) -> None:
    codes = _fresh_codes(claire)
    assert len(codes) == 10
    typed = spelling.grouped(codes[3]).lower()
    entered = client.send(at_the_code_page(client, claire).get(CODE_PAGE), code=typed)
    assert entered.url == "/conseillers/"
    assert "accounts.recovery_code_used" in events()
    refused = other_client.send(at_the_code_page(other_client, claire).get(CODE_PAGE), code=typed)
    assert refused.status_code == 422


def _fresh_codes(staff: StaffMember) -> list[str]:
    """Enrol *staff* again, as somebody who lost their telephone."""
    at, by = product_clock.now(), operator("les tests")
    operations.let_go(staff=staff, actor=by, at=at)
    again = operations.invite_staff(
        email=staff.email, full_name=staff.full_name, role=StaffRole.ADVISER, actor=by, at=at
    )
    operations.choose_staff_password(staff=again, password=STAFF_PASSWORD, actor=by, at=at)
    code = code_of_now(again)
    return operations.confirm_staff(staff=again, code=code, actor=by, at=at)[1]


@pytest.mark.promise("1.15")
def test_no_secret_of_the_second_factor_rests_in_the_open(claire: StaffMember) -> None:
    codes = _fresh_codes(claire)
    known = StaffMember.objects.get(pk=claire.pk)
    secret = queries.opened_secret(known)
    assert secret.encode() not in bytes(known.totp_sealed)
    kept = {bytes(row) for row in RecoveryCode.objects.values_list("code_hash", flat=True)}
    assert len(kept) == 10
    assert not any(code.encode() in row for row in kept for code in codes)


@pytest.mark.promise("1.11")
@pytest.mark.parametrize(
    ("steps", "still"),
    [([14] * 3, True), ([16], False), ([14] * 34, True), ([14] * 35, False)],
    ids=["active", "idle 16 minutes", "7 h 56", "8 h 10"],
)
def test_a_desk_session_ends_after_15_minutes_idle_and_8_hours(
    client: CheckedClient, claire: StaffMember, clock: Clock, steps: list[int], still: bool
) -> None:
    at_desk(client, claire)
    for minutes in steps:
        clock.advance(minutes=minutes)
        answer = client.get("/conseillers/")
    assert (answer.status_code == 200) is still
    if not still:
        assert "15 minutes sans activité" in client.get(answer.url).page.text


@pytest.mark.promise("1.11")
@pytest.mark.promise("2.9")
def test_letting_go_kills_the_session_at_the_next_page(
    client: CheckedClient, claire: StaffMember, hugo: StaffMember
) -> None:
    at_desk(client, claire)
    assert client.get("/conseillers/").status_code == 200
    operations.let_go(staff=claire, actor=hugo.at_desk, at=product_clock.now())
    assert client.get("/conseillers/").status_code == 302


@pytest.mark.promise("1.11")
def test_another_role_ends_the_session(client: CheckedClient, hugo: StaffMember) -> None:
    at_desk(client, hugo)
    StaffMember.objects.filter(pk=hugo.pk).update(role=StaffRole.ADVISER)
    assert client.get("/conseillers/").status_code == 302


@pytest.mark.promise("1.11")
def test_signing_out_kills_the_session_on_the_server(
    client: CheckedClient, claire: StaffMember
) -> None:
    at_desk(client, claire)
    cookie = client.cookies["__Host-session"].value
    home = client.get("/conseillers/")
    assert client.send(home, action="deconnexion").url == "/conseillers/au-revoir"
    client.cookies["__Host-session"] = cookie
    assert client.get("/conseillers/").status_code == 302


@pytest.mark.promise("1.15")
def test_each_session_counts_on_its_own_side(
    client: CheckedClient, other_client: CheckedClient, claire: StaffMember, jeanne: Person
) -> None:
    at_desk(client, claire)
    assert client.get("/accueil").url.startswith("/connexion?")
    front, lost = client.get("/"), client.get("/nulle-part")
    for page in (front, lost):
        assert "Me déconnecter" not in page.page.text
    signed_in(other_client, jeanne)
    assert other_client.get("/conseillers/").url.startswith("/conseillers/connexion?")
    lost = other_client.get("/conseillers/nulle-part")
    assert lost.status_code == 404
    assert "Me déconnecter" not in lost.page.text
    assert other_client.get("/accueil").status_code == 200


@pytest.mark.promise("1.15")
def test_a_member_s_password_opens_nothing_at_the_desk(
    client: CheckedClient, jeanne: Person
) -> None:
    from tests.people import PASSWORD

    account_of(jeanne)
    page = client.get("/conseillers/connexion")
    assert client.send(page, email=jeanne.email, password=PASSWORD).status_code == 422


@pytest.mark.promise("1.16")
def test_the_trail_tells_each_try_with_its_source_and_no_secret(
    client: CheckedClient, claire: StaffMember
) -> None:
    page = client.get("/conseillers/connexion")
    client.send(page, email=claire.email, password="pas le bon")
    at_the_code_page(client, claire)
    client.send(client.get(CODE_PAGE), code="123456")
    client.send(client.get(CODE_PAGE), code=code_of_now(claire))
    last = Entry.objects.order_by("-id")[:3]
    assert [entry.event for entry in last] == [
        "accounts.desk_entered",
        "accounts.desk_code_refused",
        "accounts.desk_refused",
    ]
    assert {entry.facts["source"] for entry in last} == {"127.0.0.1"}
    told = "".join(str(entry.facts) for entry in Entry.objects.all())
    for secret in (STAFF_PASSWORD, "pas le bon", "123456", claire.email):
        assert secret not in told


@pytest.mark.promise("1.15")
def test_nobody_is_there_by_default() -> None:
    assert not StaffMember.objects.exists()
    with pytest.raises(CommandError, match="Unknown command"):
        call_command("hire-demo-staff")
