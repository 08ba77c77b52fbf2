"""Whatever is typed gets a sentence that says how to mend it, and is kept. Never an error 500."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from espace_client.accounts.tests.journey import card_of
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient

pytestmark = pytest.mark.django_db

ANYTHING = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="0123456789 .-\u00a0", max_size=12),
    st.text(alphabet="'’-éœ\u200b\u202e\x00\x07<>&\"{}%[]|@.+ aZ", max_size=40),
    st.sampled_from(["", " ", "\x00", "a" * 10_000, "١٢٣٤٥٦٧٨", "31/02/1944", "{{ 7 }}", "é@é.fr"]),
)
FORMS = {
    "/creer-mon-compte": (
        "member_number", "last_name", "first_name", "birth_date_day", "birth_date_month",
        "birth_date_year", "email", "email_again",
    ),
    "/connexion": ("email", "password", "next"),
}  # fmt: skip


@pytest.mark.promise("I2.11")
@pytest.mark.parametrize("path", FORMS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_text_breaks_a_form(client: CheckedClient, path: str, data: st.DataObject) -> None:
    typed = {name: data.draw(ANYTHING, name) for name in FORMS[path]}
    client.checks = False  # the page shows what was typed: its typography is not ours
    page = client.get(path)
    token = page.content.decode().partition('name="form_token" value="')[2][:36]
    sent = client.post(path, {**typed, "form_token": token})
    assert sent.status_code in (302, 422)
    if sent.status_code == 422:
        assert 'class="ds-error-summary"' in sent.content.decode()


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
        ({"birth_date_day": "31", "birth_date_month": "2"}, "birth_date_day", "le jour, le mois"),
        ({"birth_date_year": "44"}, "birth_date_year", "le jour, le mois et l’année"),
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
