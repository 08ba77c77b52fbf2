"""Printed without colours, a document loses nothing: its words, its surfaces, its squares."""

import pytest

from tests.bench import grey
from tests.bench.grey import Sheet, sheets_of
from tests.documents.broken import in_colours
from tests.documents.samples import SAMPLES, document

pytestmark = pytest.mark.promise("I6.9")
each_sample = pytest.mark.parametrize("name", SAMPLES)


@each_sample
def test_every_word_stands_out_in_grey_and_in_two_tones(name: str) -> None:
    made = SAMPLES[name]()
    assert all(sheet.words for sheet in sheets_of(made))
    assert grey.on_all(made, Sheet.faint) == []
    assert grey.on_all(made, Sheet.lost) == []


@each_sample
def test_nothing_is_told_by_its_hue_alone(name: str) -> None:
    assert grey.on_all(SAMPLES[name](), Sheet.told_by_hue) == []


@pytest.mark.parametrize(
    ("name", "squares", "matrices"),
    [
        ("certificate-two-people", 1, 0),
        ("certificate-long-names", 1, 0),
        ("card", 1, 2),
        ("card-long-names", 1, 2),
    ],
)
@pytest.mark.promise("I6.4")
def test_the_squares_are_read_from_a_page_of_two_tones(
    name: str, squares: int, matrices: int
) -> None:
    read = [code for sheet in sheets_of(SAMPLES[name]()) for code in sheet.codes()]
    assert sum("/verifier/" in code for code in read) == squares
    assert sum(code.count("|") == 4 for code in read) == matrices


def test_faint_words_and_hues_are_seen() -> None:
    """A judge that lets them pass is none."""
    spoilt = in_colours()
    assert [said.partition(" »")[0] for said in grey.on_all(spoilt, Sheet.faint)] == ["« Pâle"]
    assert [said.strip("« »") for said in grey.on_all(spoilt, Sheet.lost)] == ["Pâle"]
    assert len(grey.on_all(spoilt, Sheet.told_by_hue)) == 1


def test_a_plain_document_passes() -> None:
    assert grey.on_all(document(), Sheet.faint) == []
