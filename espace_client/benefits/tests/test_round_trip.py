"""A guarantee, written and read again, is the same guarantee: in every table."""

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.grammar import Guarantee, SocialSecurity, canonical, parse
from espace_client.benefits.tests.guarantees import every_guarantee, sides

years: st.SearchStrategy[Literal["civil", "contract"]] = st.sampled_from(["civil", "contract"])


@given(every_guarantee())
def test_every_guarantee_survives_being_written(guarantee: Guarantee) -> None:
    assert parse(canonical(guarantee)) == guarantee


@given(every_guarantee(), st.none() | sides, sides, years)
def test_the_canonical_spelling_owes_nothing_to_its_table(
    guarantee: Guarantee,
    social_security: SocialSecurity | None,
    euros: SocialSecurity,
    year: Literal["civil", "contract"],
) -> None:
    text = canonical(guarantee)
    read = parse(text, social_security=social_security, euros=euros, year=year)
    assert read == guarantee


@given(every_guarantee())
def test_accents_capitals_and_spaces_do_not_matter(guarantee: Guarantee) -> None:
    text = canonical(guarantee)
    for typed in (text.upper(), text.replace("\u00a0", " "), text.replace("é", "e\u0301")):
        assert parse(typed) == guarantee
