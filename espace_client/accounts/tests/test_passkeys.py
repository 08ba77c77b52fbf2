"""A passkey as the second step: made, shown, copied, forged, taken away."""

from collections.abc import Callable

import pytest

from espace_client.accounts.models import Account, Act, Passkey, SpareCode
from espace_client.accounts.tests.journey import notices
from espace_client.accounts.tests.test_authenticator_app import elsewhere
from espace_client.accounts.tests.test_second_step import is_in, typed
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.soft_key import SoftKey
from tests.people import PASSWORD, signed_in, stepped_up

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.11")]

_PLACE = "/securite/double-protection"


def options_of(page: object) -> str:
    """What the page hands to the browser."""
    (form,) = page.page.root.xpath("//form[@data-passkey]")  # type: ignore[attr-defined]
    return str(form.get("data-options"))


def add(client: CheckedClient, person: Person, key: SoftKey, name: str = "Mon téléphone") -> object:
    """Add a key, after the password and a code."""
    stepped_up(client, person, Act.SECOND_FACTORS)
    page = client.get(f"{_PLACE}/cle")
    return client.send(
        page, action="/cle", label=name, credential=key.make(options_of(page)), follow=True
    )


def with_key(client: CheckedClient, person: Person) -> tuple[SoftKey, list[str]]:
    """A key that *person* has, and the recovery codes that came with it."""
    key = SoftKey()
    shown = add(signed_in(client, person), person, key)
    codes = [one.text for one in shown.page.root.xpath("//ul[@class='recovery-codes']/li")]  # type: ignore[attr-defined]
    return key, codes


def show(device: CheckedClient, answer: Callable[[str], str]) -> object:
    """Press « Montrer ma clé »: the key answers what the page asks."""
    page = device.get("/connexion/code")
    return device.send(
        page, action="/connexion/cle", credential=answer(options_of(page)), follow=True
    )


def test_a_key_is_added_and_named(client: CheckedClient, jeanne: Person) -> None:
    _key, codes = with_key(client, jeanne)
    assert len(set(codes)) == 10
    assert is_in(client)
    assert "Mon téléphone Ajoutée" in client.get(_PLACE).page.text
    assert ("accounts.safety_changed", jeanne.email) in notices()
    assert Account.objects.get().epoch == 1
    again = add(client, jeanne, SoftKey(), "Ma tablette")
    assert "Ma tablette" in again.page.text  # type: ignore[attr-defined]
    assert SpareCode.objects.count() == 10  # those that there are still serve


def test_a_key_opens_a_new_device_and_no_code_by_email_leaves(
    client: CheckedClient, jeanne: Person
) -> None:
    key, _codes = with_key(client, jeanne)
    mails = len(notices())
    device = elsewhere(jeanne)
    assert len(notices()) == mails
    assert "Montrez votre clé" in device.get("/connexion/code").page.h1
    assert show(device, key.show).page.h1 == "Bonjour Madame Martin"  # type: ignore[attr-defined]
    assert Passkey.objects.get().last_used_at is not None


def test_a_recovery_code_helps_whoever_lost_the_key(client: CheckedClient, jeanne: Person) -> None:
    _key, codes = with_key(client, jeanne)
    assert typed(elsewhere(jeanne), codes[3]).url == "/accueil"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "lie",
    ["another key", "another page", "another host", "an old challenge", "a copy", "no sense", ""],
)
def test_what_proves_nothing_opens_nothing(client: CheckedClient, jeanne: Person, lie: str) -> None:
    key, _codes = with_key(client, jeanne)
    key.count = 5
    device = elsewhere(jeanne)
    old = options_of(device.get("/connexion/code"))

    def answer(options: str) -> str:
        match lie:
            case "another key":
                return SoftKey(identifier=key.identifier).show(options)
            case "another page":
                key.origin = "https://espace.example.test.pirate.example"
            case "another host":
                key.host = "pirate.example"
            case "an old challenge":
                return key.show(old)
            case "a copy":
                Passkey.objects.update(sign_count=6)
            case "no sense":
                return '{"id": 7, "response": []}'
            case "":
                return ""
        return key.show(options)

    refused = show(device, answer)
    assert "n’ouvre pas votre espace" in refused.page.text  # type: ignore[attr-defined]
    assert not is_in(device)
    key.origin, key.host = SoftKey().origin, SoftKey().host
    Passkey.objects.update(sign_count=5)
    key.count = 9
    assert show(device, key.show).page.h1 == "Bonjour Madame Martin"  # type: ignore[attr-defined]


def test_an_answer_serves_once(client: CheckedClient, jeanne: Person) -> None:
    key, _codes = with_key(client, jeanne)
    device = elsewhere(jeanne)
    answers: list[str] = []

    def kept(options: str) -> str:
        answers.append(key.show(options))
        return answers[0]

    show(device, kept)
    thief = elsewhere(jeanne)
    show(thief, lambda _options: answers[0])
    assert not is_in(thief)


def test_the_challenge_dies_with_the_waiting(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    key, _codes = with_key(client, jeanne)
    device = elsewhere(jeanne)
    page = device.get("/connexion/code")
    answer = key.show(options_of(page))
    clock.advance(seconds=601)
    device.send(page, action="/connexion/cle", credential=answer)
    assert not is_in(device)


def test_the_key_of_somebody_else_gives_me_nothing(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    with_key(client, jeanne)
    his, _codes = with_key(other_client, salah)
    device = elsewhere(jeanne)
    show(device, his.show)
    assert not is_in(device)


@pytest.mark.parametrize("wrong", ["page", "challenge", "sense", "twice"])
def test_a_key_that_is_not_made_here_is_not_added(
    client: CheckedClient, jeanne: Person, wrong: str
) -> None:
    signed_in(client, jeanne)
    key = SoftKey(origin="https://pirate.example") if wrong == "page" else SoftKey()
    if wrong == "twice":
        add(client, jeanne, key)
    stepped_up(client, jeanne, Act.SECOND_FACTORS)
    old = options_of(client.get(f"{_PLACE}/cle"))
    page = client.get(f"{_PLACE}/cle")
    made = key.make(old if wrong == "challenge" else options_of(page))
    said = "{" if wrong == "sense" else made
    before = Passkey.objects.count()
    refused = client.send(page, action="/cle", label="Ma clé", credential=said)
    assert refused.status_code == 422
    assert Passkey.objects.count() == before


@pytest.mark.promise("1.9")
def test_nothing_of_a_key_changes_without_a_step_up(client: CheckedClient, jeanne: Person) -> None:
    with_key(client, jeanne)
    assert client.get(f"{_PLACE}/cle").url.startswith("/securite/confirmer/second_factors")
    path = f"{_PLACE}/cle/retirer/{Passkey.objects.get().pk}"
    assert client.get(path).url.startswith("/securite/confirmer/second_factors")
    stepped_up(client, jeanne, Act.SECOND_FACTORS)
    client.send(client.get(path), action="retirer")
    assert not Passkey.objects.exists()
    assert not SpareCode.objects.exists()
    assert "par e-mail" in elsewhere(jeanne).get("/connexion/code").page.h1
    assert is_in(client)


def test_nobody_takes_away_the_key_of_somebody_else(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    with_key(other_client, salah)
    stepped_up(signed_in(client, jeanne), jeanne, Act.SECOND_FACTORS)
    path = f"{_PLACE}/cle/retirer/{Passkey.objects.get().pk}"
    assert client.get(path).status_code == 404


@pytest.mark.promise("1.9")
def test_a_key_is_shown_again_before_a_setting_changes(
    client: CheckedClient, jeanne: Person
) -> None:
    key, _codes = with_key(client, jeanne)
    asked = client.get(client.get(f"{_PLACE}/nouveaux-codes").url)
    path = asked.page.link("Montrer plutôt ma clé d’accès")

    def shown_with(password: str, answer: Callable[[str], str]) -> object:
        page = client.get(path)
        said = answer(options_of(page))
        return client.send(page, action="/cle", password=password, credential=said)

    assert shown_with("pas celui-ci du tout", key.show).status_code == 422  # type: ignore[attr-defined]
    other = SoftKey(identifier=key.identifier)
    assert shown_with(PASSWORD, other.show).status_code == 422  # type: ignore[attr-defined]
    assert client.get(f"{_PLACE}/nouveaux-codes").status_code == 302
    key.count += 5
    given = shown_with(PASSWORD, key.show)
    assert given.url == f"{_PLACE}/nouveaux-codes"  # type: ignore[attr-defined]
    assert client.get(given.url).status_code == 200  # type: ignore[attr-defined]
