"""The address of a simulation tells nothing, and opens in one space alone."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.reimbursements.simulation import (
    NoSuchSimulation,
    Simulation,
    sealed,
    unsealed,
)

WORDS = st.text(max_size=60)
SIMULATIONS = st.builds(
    Simulation, WORDS, WORDS, WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=4), st.booleans()
)


@given(SIMULATIONS)
def test_what_was_answered_is_found_again(simulation: Simulation) -> None:
    assert unsealed(sealed(simulation, owner="jeanne"), owner="jeanne") == simulation


@given(SIMULATIONS)
def test_it_opens_for_nobody_else(simulation: Simulation) -> None:
    with pytest.raises(NoSuchSimulation):
        unsealed(sealed(simulation, owner="jeanne"), owner="salah")


def test_the_care_is_not_readable_in_it() -> None:
    address = sealed(Simulation(act="PSYCHOLOGUE", answers={"price": "50.00"}), owner="jeanne")
    plain = base64.urlsafe_b64decode(address + "=" * (-len(address) % 4))
    assert b"PSYCHOLOGUE" not in plain
    assert b"50.00" not in plain
    assert address != sealed(
        Simulation(act="PSYCHOLOGUE", answers={"price": "50.00"}), owner="jeanne"
    )


def test_it_is_short_enough_for_every_browser_and_to_come_back_to() -> None:
    longest = Simulation("a" * 32, words="é" * 60)
    answered = Simulation("a" * 32, act="A" * 30, answers=dict.fromkeys("abcdef", "ne_sais_pas"))
    for one in (longest, answered):
        assert len(f"/simulateur/essai/{sealed(one, owner='x')}") < 500


@given(st.text(max_size=200))
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(NoSuchSimulation):
        unsealed(address, owner="jeanne")
