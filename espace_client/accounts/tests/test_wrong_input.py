"""Whatever is typed gets a sentence that says how to mend it, and is kept. Never an error 500."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts import operations
from espace_client.accounts.models import Account, AccountState, ActivationLink, Attempt
from espace_client.accounts.tests.journey import ask, card_of, last_link
from espace_client.delivery.models import Parcel
from espace_client.kernel import clock
from espace_client.kernel.actors import visitor
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of

pytestmark = pytest.mark.django_db

ANYTHING = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="0123456789 .-\u00a0", max_size=12),
    st.text(alphabet="'’-éœ\u200b\u202e\x00\x07<>&\"{}%[]|@.+ aZ", max_size=40),
    st.sampled_from(["", " ", "\x00", "a" * 10_000, "١٢٣٤٥٦٧٨", "31/02/1944", "{{ 7 }}", "é@é.fr"]),
)


def send_one_odd_field(
    client: CheckedClient, path: str, right: dict[str, str], data: st.DataObject
) -> None:
    """Everything is right but one field, so that what was typed reaches the verb behind."""
    client.checks = False  # the page shows what was typed: its typography is not ours
    name = data.draw(st.sampled_from([*right, "next"]), "field")
    page = client.get(path).content.decode()
    token = page.partition('name="form_token" value="')[2][:36]
    sent = client.post(path, {**right, name: data.draw(ANYTHING, "typed"), "form_token": token})
    assert sent.status_code in (302, 422)
    if sent.status_code == 422:
        assert 'class="ds-error-summary"' in sent.content.decode()


ODD = settings(max_examples=60)


@pytest.mark.promise("I2.11")
@ODD
@given(data=st.data())
def test_no_text_breaks_the_identity_page(
    client: CheckedClient, jeanne: Person, data: st.DataObject
) -> None:
    Attempt.objects.all().delete()
    right = {k: "on" if v is True else v for k, v in card_of(jeanne).items()}
    send_one_odd_field(client, "/creer-mon-compte", right, data)


@pytest.mark.promise("I2.11")
@ODD
@given(data=st.data())
def test_no_text_breaks_signing_in(
    client: CheckedClient, jeanne: Person, data: st.DataObject
) -> None:
    account_of(jeanne)
    Attempt.objects.all().delete()
    client.cookies.clear()
    right = {"email": jeanne.email, "password": PASSWORD}
    send_one_odd_field(client, "/connexion", right, data)


@pytest.mark.promise("I2.11")
@ODD
@given(data=st.data())
def test_no_text_breaks_the_correction_of_an_email(
    client: CheckedClient, jeanne: Person, data: st.DataObject
) -> None:
    Attempt.objects.all().delete()
    if "account_request" not in client.session:
        ask(client, jeanne)
    right = {"email": jeanne.email, "email_again": jeanne.email}
    send_one_odd_field(client, "/creer-mon-compte/corriger", right, data)


@pytest.mark.promise("I2.11")
@ODD
@given(typed=ANYTHING)
def test_no_text_breaks_the_choice_of_a_password(
    client: CheckedClient, jeanne: Person, typed: str
) -> None:
    client.checks = False
    account = Account.objects.filter(state=AccountState.CREATED).first()
    if account is None:  # the first time, and after a password that was good
        account = account_of(jeanne)
        Account.objects.update(state=AccountState.CREATED)
        ActivationLink.objects.all().delete()
        Parcel.objects.all().delete()
        client.cookies.clear()
        operations.issue_link(account=account, actor=visitor(), at=clock.now())
    page = client.get(last_link(), follow=True).content.decode()
    token = page.partition('name="form_token" value="')[2][:36]
    sent = client.post("/activer", {"password": typed, "form_token": token})
    assert sent.status_code in (302, 422)


@pytest.mark.promise("I2.11")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"member_number": "482019"}, "member_number", "Vous en avez écrit 6."),
        ({"member_number": "48A01937"}, "member_number", "seulement les 8 chiffres"),
        ({"member_number": ""}, "member_number", "Écrivez les 8 chiffres"),
        ({"last_name": "   "}, "last_name", "Écrivez votre nom."),
        ({"last_name": "12345"}, "last_name", "Écrivez des lettres"),
        ({"last_name": "Mar\u202etin"}, "last_name", "ne peut pas être lu"),
        ({"first_name": "x" * 151}, "first_name", "150 lettres au plus"),
        ({"birth_date_day": "31", "birth_date_month": "2"}, "birth_date_day", "n’existe pas"),
        ({"birth_date_year": "44"}, "birth_date_day", "avec 4 chiffres"),
        ({"birth_date_year": "2030"}, "birth_date_day", "dans l’avenir"),
        ({"birth_date_day": "x"}, "birth_date_day", "le jour, le mois"),
        ({"email": "jeanne@", "email_again": "jeanne@"}, "email", "n’est pas complète"),
        ({"email": "jeanné@o.example", "email_again": "jeanné@o.example"}, "email", "un accent"),
        ({"email_again": "autre@orange.example"}, "email_again", "sont différentes"),
        ({"terms": None}, "terms", "cochez la case"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence_and_the_rest_is_kept(
    client: CheckedClient, jeanne: Person, changes: dict[str, str], field: str, sentence: str
) -> None:
    refused = client.send(client.get("/creer-mon-compte"), {**card_of(jeanne), **changes})
    assert refused.status_code == 422
    assert sentence in refused.page.text
    assert refused.page.title.startswith("Erreur")
    kept = {**card_of(jeanne), **changes}
    for name in ("last_name", "birth_date_year", "email"):
        assert refused.page.value(name).strip() == str(kept[name]).strip()


@pytest.mark.parametrize("token", ["", "x", "00000000"])
def test_a_form_without_its_token_does_nothing(client: CheckedClient, token: str) -> None:
    sent = client.post("/connexion", {"email": "a@b.example", "password": "x", "form_token": token})
    assert sent.status_code == 403
    assert sent.page.h1 == "Cette page est restée ouverte trop longtemps"


@pytest.mark.promise("4.8")
def test_a_form_sent_from_another_site_is_refused(client: CheckedClient) -> None:
    sent = client.post("/connexion", {}, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
