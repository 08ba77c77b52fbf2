"""The code of a document: what it says, and that nobody but us can write one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.documents.proofs import (
    MOST_BYTES,
    NotGenuine,
    Proof,
    Said,
    code_of,
    initials,
    read,
)
from espace_client.kernel.signing import SigningKeys, as_bytes

KEYS = SigningKeys({"new": bytes(32), "old": bytes([7] * 32)})
OLD_KEYS = SigningKeys({"old": bytes([7] * 32)})
FOREIGN_KEYS = SigningKeys({"new": bytes([9] * 32)})
PROOF = Proof(
    insurer="Horizon Santé",
    title="Attestation d’affiliation",
    number="AT-7K4P-9QXC",
    issued_on=date(2022, 3, 24),
    said=Said(("J. M.", "K. M."), date(2022, 3, 24), date(2022, 3, 24), date(2023, 3, 24)),
)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
proofs = st.builds(
    Proof,
    insurer=st.text(max_size=30),
    title=st.text(max_size=30),
    number=st.text(max_size=20),
    issued_on=days,
    said=st.builds(
        Said,
        initials=st.lists(st.text(max_size=8), max_size=12).map(tuple),
        first=days,
        last=days,
        valid_until=st.none() | days,
    ),
)


@pytest.mark.promise("I6.6")
@given(proofs)
def test_what_was_signed_is_read_again(proof: Proof) -> None:
    assert read(code_of(proof, KEYS), KEYS) == proof


@pytest.mark.promise("I6.6")
@given(st.data())
def test_one_letter_changed_and_it_is_not_ours(data: st.DataObject) -> None:
    code = code_of(PROOF, KEYS)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.characters().filter(lambda one: one != code[at]))
    with pytest.raises(NotGenuine):
        read(code[:at] + letter + code[at + 1 :], KEYS)


@given(st.text(max_size=200) | st.from_regex(r"[\w-]{0,80}\.[\w-]{0,90}", fullmatch=True))
def test_anything_else_is_not_ours_and_breaks_nothing(code: str) -> None:
    with pytest.raises(NotGenuine):
        read(code, KEYS)


def test_keys_turn_and_the_old_one_still_verifies() -> None:
    assert read(code_of(PROOF, OLD_KEYS), KEYS) == PROOF
    with pytest.raises(NotGenuine):
        read(code_of(PROOF, KEYS), OLD_KEYS)
    with pytest.raises(NotGenuine):
        read(code_of(PROOF, FOREIGN_KEYS), KEYS)


@pytest.mark.promise("I6.6")
def test_twelve_people_fit_in_three_hundred_bytes() -> None:
    twelve = Proof(
        insurer="Mutuelle des Retraités de l’Ouest",
        title="Attestation d’affiliation",
        number=PROOF.number,
        issued_on=PROOF.issued_on,
        said=Said(("J.-P. M.",) * 12, *[date(2022, 3, 24)] * 3),
    )
    assert len(as_bytes(code_of(twelve, KEYS).partition(".")[0])) <= MOST_BYTES


@pytest.mark.parametrize(
    ("first_name", "name", "short"),
    [
        ("Jeanne", "Martin", "J. M."),
        ("Jean-Paul", "Œuvrard", "J.-P. Œ."),
        ("éloïse", "d’Orléans", "É. D."),
    ],
)
def test_initials(first_name: str, name: str, short: str) -> None:
    assert initials(first_name, name) == short
