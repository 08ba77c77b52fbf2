"""Names, dates of birth, addresses, tokens and seals, as people and mail programs write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.kernel import birth_dates, emails, french, names, tokens
from espace_client.kernel.clock import PARIS
from espace_client.kernel.sealing import CannotUnseal, KeyRing


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("D ORLEANS LEFEVRE", "D'Orléans-Lefèvre", True),
        ("œuvrard", "Œuvrard", True),
        ("OEUVRARD", "Œuvrard", True),
        ("le goff", "Le Goff", True),
        ("legoff", "Le Goff", True),
        ("goff", "Le Goff", False),
        ("", "Le Goff", False),
        ("---", "Le Goff", False),
    ],
)
def test_two_spellings_of_one_name(typed: str, known: str, same: bool) -> None:
    assert names.same_name(typed, known=known) is same


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("Jeanne", "Jeanne Marie Louise", True),
        ("Marie", "Jeanne Marie Louise", True),
        ("jean pierre", "Jean-Pierre", True),
        ("Jean", "Jean-Pierre", True),
        ("Pierre", "Jean-Pierre", False),
        ("Anne", "Jeanne", False),
    ],
)
def test_any_of_the_first_names(typed: str, known: str, same: bool) -> None:
    assert names.same_first_name(typed, known=known) is same


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("12/05/1944", "12/05/1944"),
        ("12 5 1944", "12/05/1944"),
        ("12.05.1944", "12/05/1944"),
        ("12051944", "12/05/1944"),
        ("00/00/1938", "00/00/1938"),
        ("31/42/1938", "31/42/1938"),
        ("29/02/1952", "29/02/1952"),
    ],
)
def test_a_date_of_birth_as_people_write_it(typed: str, normal: str) -> None:
    assert birth_dates.normal(typed) == normal


@pytest.mark.parametrize("typed", ["29/02/1951", "32/01/1944", "1/1/44", "", "12/05/0944", "x"])
def test_what_is_no_date_of_birth(typed: str) -> None:
    with pytest.raises(birth_dates.NotABirthDate):
        birth_dates.normal(typed)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    try:
        normal = birth_dates.normal(text)
    except birth_dates.NotABirthDate:
        return
    assert birth_dates.normal(normal) == normal


def test_nobody_is_made_an_adult_too_early() -> None:
    assert not birth_dates.is_adult("00/00/2004", on=date(2022, 12, 30))
    assert birth_dates.is_adult("00/00/2004", on=date(2022, 12, 31))
    assert birth_dates.is_adult("24/03/2004", on=date(2022, 3, 24))


def test_an_address_is_compared_by_its_key_and_shown_masked() -> None:
    assert emails.canonical(" Jeanne.MARTIN@Orange.fr ") == "jeanne.martin@orange.fr"
    assert emails.canonical("a@bücher.example") == "a@xn--bcher-kva.example"
    assert emails.masked("jeanne.martin@orange.fr") == "j***.m***@orange.fr"


@given(st.text(max_size=60))
def test_no_text_breaks_an_address(text: str) -> None:
    assert emails.canonical(emails.canonical(text)) == emails.canonical(text)
    assert "@" in emails.masked(text)


@given(st.sampled_from(["", ".", ">", "=\r\n", " ", "=\n.", ").", "»"]), st.integers(0, 43))
def test_a_link_survives_what_mail_programs_do_to_it(added: str, cut: int) -> None:
    token = tokens.new_token()
    soft_break = "=\r\n" if "=" in added else ""
    assert tokens.cleaned(token[:cut] + soft_break + token[cut:] + added) == token


def test_what_is_sealed_opens_for_one_thing_only_and_after_the_key_turned() -> None:
    old, new = KeyRing({"k1": b"1" * 32}), KeyRing({"k2": b"2" * 32, "k1": b"1" * 32})
    sealed = old.seal({"link": "secret"}, bound_to="parcel")
    assert b"secret" not in sealed
    assert new.unseal(sealed, bound_to="parcel") == {"link": "secret"}
    with pytest.raises(CannotUnseal):
        new.unseal(sealed, bound_to="another")
    with pytest.raises(CannotUnseal):
        KeyRing({"k2": b"2" * 32}).unseal(sealed, bound_to="parcel")


def test_dates_in_french_words() -> None:
    moment = datetime(2022, 4, 1, 9, 5, tzinfo=PARIS)
    said = french.moment_in_words(moment)
    assert said.replace("\u00a0", " ") == "vendredi 1er avril 2022 à 9 h 05"
    assert "9\u00a0h\u00a005" in said
    assert french.enumeration(["Jeanne", "Karim", "Léa"]) == "Jeanne, Karim et Léa"
    assert french.grouped_digits("48201937") == "4820\u00a01937"
