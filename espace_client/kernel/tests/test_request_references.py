"""« EC-2022-03-7K4P-Q »: read aloud, typed, and a slip of the ear told."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.kernel.references import request_reference, typed_request_reference
from espace_client.kernel.spelling import ALPHABET


@given(st.uuids(), st.dates(date(2022, 1, 1), date(2040, 1, 1)))
def test_it_is_read_back_however_it_is_typed(key: uuid.UUID, day: date) -> None:
    written = request_reference(key, on=day)
    assert len(written) == 17
    for typed in (written, written.lower(), written.replace("-", " "), written.replace("-", "")):
        assert typed_request_reference(typed) == written
    assert typed_request_reference(written.removeprefix("EC-")) == written


@given(st.uuids(), st.integers(0, 10), st.sampled_from("0123456789" + ALPHABET))
def test_one_wrong_character_is_no_reference(key: uuid.UUID, at: int, wrong: str) -> None:
    bare = request_reference(key, on=date(2022, 3, 24)).replace("-", "")[2:]
    if bare[at] != wrong:
        assert typed_request_reference(bare[:at] + wrong + bare[at + 1 :]) == ""


@pytest.mark.parametrize("typed", ["", "EC", "EC-2022-03", "MS-7K4P-9QXC", "EC-2022-03-0OI1-L"])
def test_something_else_is_none(typed: str) -> None:
    assert typed_request_reference(typed) == ""
