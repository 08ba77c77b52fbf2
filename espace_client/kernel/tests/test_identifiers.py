"""NIR, IBAN and telephone numbers, as files and people write them; and what is sealed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as standard_iban
from stdnum.exceptions import ValidationError
from stdnum.fr import nir as standard
from stdnum.iso7064 import mod_97_10

from espace_client.kernel import iban, nir, telephones
from espace_client.kernel.sealing import BlindIndex, CannotUnseal, KeyRing

# Computed, of nobody (domain rules 1.4): the fourth and fifth were born in Corsica.
NIRS = [
    "269054958815780", "154067511600142", "248061305501293",
    "155032A00412339", "249112B03304534", "185057800608491",
]  # fmt: skip


@pytest.mark.parametrize("number", NIRS)
def test_a_nir_has_its_key(number: str) -> None:
    assert nir.normal(number) == number
    assert nir.normal(nir.grouped(number).lower()) == number


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("269054958815781", nir.WrongKey),
        ("155032A00412338", nir.WrongKey),
        ("2690549588157", nir.NotANir),
        ("969054958815780", nir.NotANir),
        ("155032C00412339", nir.NotANir),
        ("٢69054958815780", nir.NotANir),
        ("", nir.NotANir),
    ],
)
def test_what_is_no_nir_is_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        nir.normal(typed)


@given(st.from_regex(r"[12]\d{2}(0[1-9]|1[0-2])(0[1-9]|[1-8]\d|2A|2B)\d{3}\d{3}", fullmatch=True))
def test_the_key_is_that_of_the_library(thirteen: str) -> None:
    assert nir.key_of(thirteen) == standard.calc_check_digits(thirteen)


def test_a_masked_nir_shows_sex_and_birth_alone() -> None:
    assert nir.masked("269054958815780").replace("\u00a0", " ") == "2 69 05 ** *** *** **"


def test_an_iban_is_checked_and_shown_by_its_end() -> None:
    known = iban.normal("fr76 3000 6000 0112 3456 7890 189")
    assert known == "FR7630006000011234567890189"
    assert iban.normal("BE68 5390 0754 7034") == "BE68539007547034"
    assert iban.masked(known[:2], known[-4:]).replace("\u00a0", " ") == "FR•• •••• •••• 0189"
    for wrong in ("FR7630006000011234567890188", "FR76", "", "XX00"):
        with pytest.raises(iban.NotAnIban):
            iban.normal(wrong)


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("06 39 98 19 37", "+33639981937"),
        ("+33 7 56 78 12 34", "+33756781234"),
        ("02 61 91 19 37", None),
        ("06 39 98", None),
        ("+32 470 12 34 56", "+32470123456"),
        ("jamais", None),
        ("", None),
    ],
)
def test_a_text_message_reaches_mobiles_alone(typed: str, reached: str | None) -> None:
    assert telephones.mobile(typed) == reached


def test_a_sealed_value_opens_for_its_owner_alone() -> None:
    ring = KeyRing({"new": bytes(32), "old": bytes(range(32))})
    sealed = KeyRing({"old": bytes(range(32))}).seal_bytes(b"269054958815780", bound_to="nir:P1")
    assert ring.unseal_bytes(sealed, bound_to="nir:P1") == b"269054958815780"
    with pytest.raises(CannotUnseal):
        ring.unseal_bytes(sealed, bound_to="nir:P2")
    assert b"2690549" not in sealed


def test_a_blind_index_finds_a_value_and_tells_nothing_else() -> None:
    index, other = BlindIndex(bytes(32)), BlindIndex(bytes(range(32)))
    assert index.of(NIRS[0], purpose="nir") == index.of(NIRS[0], purpose="nir")
    assert index.of(NIRS[0], purpose="nir") != index.of(NIRS[0], purpose="iban")
    assert index.of(NIRS[0], purpose="nir") != other.of(NIRS[0], purpose="nir")


@given(
    bban=st.from_regex(r"[0-9]{10}[0-9A-Z]{11}[0-9]{2}", fullmatch=True),
    country=st.sampled_from(["FR", "FR", "BE", "DE"]),
    slip=st.integers(0, 3),
)
def test_a_french_iban_is_read_as_the_library_reads_it(bban: str, country: str, slip: int) -> None:
    text = f"{country}{mod_97_10.calc_check_digits(f'{bban}{country}')}{bban}"
    text = (text, text[:-1], f"{text[:-1]}A", f"{text[:9]}7{text[10:]}")[slip]
    try:
        expected = standard_iban.validate(text, check_country=False)
    except ValidationError:
        with pytest.raises(iban.NotAnIban):
            iban.normal(text)
    else:
        assert iban.normal(text) == expected
