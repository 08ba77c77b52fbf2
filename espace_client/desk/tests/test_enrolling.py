"""From an invitation by another to a first session: password, square, printed codes."""

import re
from collections.abc import Callable

import pytest
import zxingcpp
from django.core.management import call_command
from django.core.management.base import CommandError

from espace_client.accounts import operations
from espace_client.accounts.second_factor import code_of, step_of
from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.kernel import clock as product_clock
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.smtp import Mailbox
from tests.people import NAMES
from tests.staff import STAFF_PASSWORD, at_desk

pytestmark = pytest.mark.django_db
ZOE = "zoe.perrin@horizon.example"
INVITATION = "/conseillers/invitation"


def invite(client: CheckedClient, email: str = ZOE) -> None:
    page = client.get("/conseillers/equipe/inviter")
    sent = client.send(page, full_name="Zoé Perrin", email=email, role="adviser")
    assert sent.url == "/conseillers/equipe"


def link_in(mailbox: Mailbox) -> str:
    [link] = [link for link in mailbox.links() if "/conseillers/invitation/" in link][-1:]
    return link.partition(".test")[2]


def test_somebody_invited_by_a_supervisor_comes_in(
    client: CheckedClient, other_client: CheckedClient, hugo: StaffMember,
    run_jobs: Callable[..., list[str]], mailbox: Mailbox,
) -> None:  # fmt: skip
    invite(at_desk(client, hugo))
    assert "L’invitation de Zoé Perrin est partie" in client.get("/conseillers/equipe").page.text
    run_jobs()
    newcomer = other_client
    newcomer.may_see = frozenset(NAMES)
    opened = newcomer.get(link_in(mailbox))
    assert opened.url == INVITATION
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    chosen = newcomer.send(newcomer.get(INVITATION), password="trois girafes dans le tram")
    assert chosen.url == "/conseillers/invitation/telephone"
    page = newcomer.get(chosen.url)
    secret = "".join(page.page.root.xpath("//p[contains(@class, 'secret')]//text()")).split()
    address = square_of(newcomer)
    assert f"secret={''.join(secret)}" in address
    assert ZOE.replace("@", "%40") in address
    code = code_of("".join(secret), step=step_of(product_clock.now()))
    assert newcomer.send(page, code="000000").status_code == 422
    confirmed = newcomer.send(newcomer.get(chosen.url), code=code)
    assert confirmed.url == "/conseillers/codes-de-secours"
    codes = newcomer.get(confirmed.url).page.root.xpath("//li[@class='code']/text()")
    assert len(set(codes)) == 10
    printed = newcomer.send(newcomer.get(confirmed.url), action="codes-de-secours")
    assert printed.url == "/conseillers/"
    assert newcomer.get(confirmed.url).url == "/conseillers/"  # shown once
    assert newcomer.get(INVITATION).status_code == 410  # used up


def square_of(client: CheckedClient) -> str:
    """What a telephone reads in the square."""
    answer = client.get("/conseillers/invitation/carre")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    return read_square(answer.content.decode())


def read_square(svg: str) -> str:
    """Draw the path of the square (runs of dark modules, row by row), and read it."""
    size = int(re.search(r'width="(\d+)"', svg)[1])
    each = size // int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    drawn = re.search(r'<path d="([^"]+)"', svg)[1]
    for x, y, end in re.findall(r"M(\d+) (\d+)H(\d+)v1H\d+z", drawn):
        for row in range(int(y) * each, (int(y) + 1) * each):
            rows[row][int(x) * each : int(end) * each] = bytes((int(end) - int(x)) * each)
    image = memoryview(b"".join(rows)).cast("B", (size, size))
    return zxingcpp.read_barcode(image).text


def test_an_invitation_lives_a_day_and_a_newer_one_kills_it(
    client: CheckedClient, other_client: CheckedClient, hugo: StaffMember,
    run_jobs: Callable[..., list[str]], mailbox: Mailbox, clock: Clock,
) -> None:  # fmt: skip
    invite(at_desk(client, hugo))
    run_jobs()
    first = link_in(mailbox)
    clock.advance(minutes=1)
    invite(client)
    run_jobs()
    other_client.get(first)
    assert other_client.get(INVITATION).status_code == 410
    other_client.get(link_in(mailbox))
    assert other_client.get(INVITATION).status_code == 200
    clock.advance(hours=24)
    assert other_client.get(INVITATION).status_code == 410


def test_the_password_follows_the_policy_and_uses_nothing_up(
    client: CheckedClient, run_jobs: Callable[..., list[str]], mailbox: Mailbox
) -> None:
    call_command("hire-adviser", email=ZOE, name="Zoé Perrin", role="supervisor")
    run_jobs()
    client.get(link_in(mailbox))
    for bad in ("court", "Perrin Perrin Perrin", "motdepasse123"):
        refused = client.send(client.get(INVITATION), password=bad)
        assert refused.page.error("password")
    assert client.send(client.get(INVITATION), password=STAFF_PASSWORD).status_code == 302
    # Half an enrolment opens nothing.
    page = client.get("/conseillers/connexion")
    assert client.send(page, email=ZOE, password=STAFF_PASSWORD).status_code == 422


@pytest.mark.promise("1.15")
def test_only_another_one_hires(hugo: StaffMember, claire: StaffMember) -> None:
    at = product_clock.now()
    with pytest.raises(operations.UnableToHire, match="superviseur"):
        operations.invite_staff(
            email=ZOE, full_name="Zoé", role=StaffRole.ADVISER, actor=claire.at_desk, at=at
        )
    with pytest.raises(operations.UnableToHire, match="déjà en poste"):
        operations.invite_staff(
            email=claire.email, full_name="x", role=StaffRole.SUPERVISOR, actor=hugo.at_desk, at=at
        )
    with pytest.raises(operations.UnableToHire, match="son propre accès"):
        operations.let_go(staff=hugo, actor=hugo.at_desk, at=at)
    operations.let_go(staff=claire, actor=hugo.at_desk, at=at)
    with pytest.raises(operations.UnableToHire, match="superviseur"):
        operations.let_go(staff=hugo, actor=claire.at_desk, at=at)


def test_a_supervisor_lets_somebody_go(
    client: CheckedClient, claire: StaffMember, hugo: StaffMember
) -> None:
    at_desk(client, hugo)
    team = client.get("/conseillers/equipe")
    page = client.get(team.page.link("Retirer l’accès de Claire Besson"))
    assert client.send(page).url == "/conseillers/equipe"
    claire.refresh_from_db()
    assert (claire.state, claire.password, claire.totp_sealed) == ("left", "", None)


def test_the_operator_lets_somebody_go(claire: StaffMember) -> None:
    call_command("let-go", email="CLAIRE.besson@horizon.example")
    claire.refresh_from_db()
    assert not claire.is_active
    with pytest.raises(CommandError, match="Personne"):
        call_command("let-go", email="nul@horizon.example")
