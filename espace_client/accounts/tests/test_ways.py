"""The second step of whoever has no e-mail: the mobile, the sheet of codes, the telephone."""

from uuid import uuid4

import pytest

from espace_client.accounts.codes import spare_hash
from espace_client.accounts.models import Account, AccountState, SpareCode, SpareKind
from espace_client.accounts.tests.journey import last_secret, notices
from espace_client.accounts.tests.test_second_step import is_in, password_of, typed
from espace_client.kernel import clock
from espace_client.members.models import Person
from tests.bench.gateway import Texts
from tests.bench.pages import CheckedClient

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.11")]


def without_email(client: CheckedClient, person: Person, *codes: str, mobile: str = "") -> Account:
    """*person* has no e-mail any more, and perhaps a mobile and a sheet of codes; the password was
    given."""
    password_of(client, person)
    account = Account.objects.get(person=person)
    Account.objects.update(email="", email_key="", state=AccountState.WITHOUT_EMAIL)
    Person.objects.filter(pk=person.pk).update(mobile=mobile)
    SpareCode.objects.bulk_create(
        SpareCode(
            account=account, kind=SpareKind.SHEET, batch=uuid4(), counts_since=clock.now(),
            code_hash=spare_hash(code, account=account.pk),
        )
        for code in codes
    )  # fmt: skip
    return account


def test_the_code_comes_by_text_message(
    client: CheckedClient, jeanne: Person, texts: Texts
) -> None:
    without_email(client, jeanne, mobile="06 39 98 19 37")
    page = client.get("/connexion/code")
    assert "par texto" in page.page.h1
    assert "06 •• •• •• 37" in page.page.text.replace("\u00a0", " ")
    client.send(page, action="nouveau-code")  # no e-mail left a minute ago: those count too
    assert "Attendez une minute" in client.get("/connexion/code").page.text
    Account.objects.get().one_time_codes.all().delete()
    client.send(client.get("/connexion/code"), action="nouveau-code")
    right = last_secret("accounts.one_time_code_text", "code")
    assert typed(client, right, remember=True).url == "/accueil"  # type: ignore[attr-defined]
    assert "accounts.safety_changed_text" in [notice for notice, _to in notices()]


def test_the_next_code_of_the_sheet_serves_once(client: CheckedClient, jeanne: Person) -> None:
    without_email(client, jeanne, "K7P43MWT", "9QXC2222")
    assert "prochain code sur papier" in client.get("/connexion/code").page.h1
    assert typed(client, "9QXC-3333").status_code == 422  # type: ignore[attr-defined]
    assert typed(client, "k7p4 3mwt").url == "/accueil"  # type: ignore[attr-defined]
    assert SpareCode.objects.filter(used_at__isnull=False).count() == 1


def test_a_sheet_that_does_not_count_yet_gives_nothing(
    client: CheckedClient, jeanne: Person
) -> None:
    without_email(client, jeanne, "K7P43MWT", "9QXC2222")
    SpareCode.objects.filter(
        code_hash=spare_hash("K7P43MWT", account=Account.objects.get().pk)
    ).update(counts_since=None)
    assert typed(client, "K7P43MWT").status_code == 422  # type: ignore[attr-defined]
    assert not is_in(client)


def test_without_any_way_one_is_told_to_call(client: CheckedClient, jeanne: Person) -> None:
    without_email(client, jeanne)
    page = client.get("/connexion/code").page
    assert page.h1 == "Appelez-nous pour vous connecter"
    assert not page.root.xpath("//main//form")
