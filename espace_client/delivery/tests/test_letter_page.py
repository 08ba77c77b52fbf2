"""A letter as it is printed: the address in the window, the words large enough, tagged pages."""

import io
from typing import Any

import pikepdf
import pytest

from espace_client.delivery.carriers import secrets_of
from espace_client.delivery.letters import pages_of, typeset_letter
from espace_client.delivery.models import Parcel
from espace_client.delivery.rules import envelope
from espace_client.delivery.tests.trials import CODE, josette, post_letter
from tests.bench.environment import PUBLIC_URL
from tests.bench.pdf import Document
from tests.bench.print_shop import faults
from tests.bench.printed import Line, lines_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_templates")]

# The window of an envelope DL on an A4 folded in three, and what a sheet may slip, in mm.
LEFT, TOP, RIGHT, BOTTOM = 110.0, 55.0, 195.0, 88.0
SLIP = 3.0
LONGEST = (
    "Madame Marie-Antoinette DE LA ROCHE-AY",
    "Appartement 1234, escalier B, 12e ét. ",
    "Résidence des Grands Marronniers bât W",
    "1234 boulevard du Maréchal-de-Tassigny",
    "97499 SAINT-DENIS-DE-LA-REUNION CEDEX9",
    "WALLIS ET FUTUNA WALLIS ET FUTUNA WWWW",
)


def typeset(parcel: Parcel) -> bytes:
    return typeset_letter(parcel, secrets_of(parcel))


def letter(**changes: Any) -> bytes:
    return typeset(post_letter(to=josette(**changes)))


def inside(line: Line) -> bool:
    return (
        line.left >= LEFT + SLIP
        and line.right <= RIGHT - SLIP
        and line.top >= TOP + SLIP
        and line.bottom <= BOTTOM - SLIP
    )


def touches(line: Line) -> bool:
    return (
        line.right > LEFT - SLIP
        and line.left < RIGHT + SLIP
        and line.bottom > TOP - SLIP
        and line.top < BOTTOM + SLIP
    )


@pytest.mark.promise("I3.13")
@pytest.mark.parametrize(
    "home",
    [
        ("Madame Josette VAUTRIN", "12 rue des Lilas", "35000 RENNES"),
        LONGEST,
        ("W" * 38,) * 6,
        ("Éloïse D’ORLÉANS-LEFÈVRE", "75001 PARIS"),
    ],
)
def test_the_address_and_nothing_else_shows_in_the_window(home: tuple[str, ...]) -> None:
    assert all(len(line) <= 38 for line in home)
    lines = lines_of(letter(postal_lines=home))
    shown = [line for line in lines if touches(line)]
    assert [line.text.split() for line in shown] == [line.split() for line in envelope(home)]
    assert [line for line in shown if not inside(line)] == []


@pytest.mark.promise("I3.13")
def test_a_line_that_left_the_window_would_be_seen() -> None:
    line = Line("x", LEFT + 1, TOP + 10, LEFT + 20, TOP + 14, 10)
    assert touches(line)
    assert not inside(line)


@pytest.mark.parametrize(
    ("written", "sorted_as"),
    [
        (
            ("Mme Éloïse D’Orléans", "14 bis, rue de l’Abbé-Grégoire", "75006 Paris"),
            ("Mme Éloïse D’Orléans", "14 BIS RUE DE L ABBE GREGOIRE", "75006 PARIS"),
        ),
        (("Mme A. Œillet", "Bât. B", "1 rue É", "35000 Rennes"),
         ("Mme A. Œillet", "BAT B", "1 RUE E", "35000 RENNES")),
    ],
)  # fmt: skip
def test_the_last_three_lines_are_as_sorting_machines_read_them(
    written: tuple[str, ...], sorted_as: tuple[str, ...]
) -> None:
    assert envelope(written) == sorted_as


def test_it_says_who_writes_when_why_and_to_whom() -> None:
    parcel = post_letter()
    words = " ".join(text_of(typeset(parcel)).split())
    for said in (
        "Mutuelle Horizon",
        "Le 24 mars 2022",
        "Objet : Votre code pour ouvrir votre espace",
        "Madame Vautrin,",
        CODE,
        f"Référence : {parcel.reference}",
        "finit par 937",
        "01 99 00 12 34",
        "Parce qu’un compte a été demandé",
    ):
        assert said in words, said


def test_what_is_printed_is_what_is_kept_with_the_code_in_its_place() -> None:
    parcel = post_letter()
    printed = "".join(text_of(typeset(parcel)).split())
    assert CODE not in parcel.text
    for line in parcel.text.replace("⟦code⟧", CODE).splitlines():
        shown = line.removeprefix("- ").removeprefix("https://")
        assert "".join(shown.split()) in printed, line


@pytest.mark.promise("8.11")
def test_an_address_to_type_is_also_a_square_to_point_a_telephone_at() -> None:
    made = Document(letter())
    [square] = [f for f in made.root.all("/Figure") if "QR" in f.alternative]
    assert square.alternative == f"Code QR\u00a0: {PUBLIC_URL}/courrier"
    assert "espace.example.test/courrier" in made.text


@pytest.mark.promise("8.11")
def test_a_sheet_of_codes_is_a_page_to_keep_with_a_table_that_is_one() -> None:
    parcel = post_letter()
    codes = {"kind": "codes", "lines": ["7K4P-9QXC", "3MWT-HJ2D"]}
    parcel.blocks = [*parcel.blocks, {"kind": "sheet", "lines": []}, codes]
    pdf = typeset(parcel)
    assert pages_of(pdf) == 2
    printed = lines_of(pdf, 1)
    for code in codes["lines"]:
        assert [line.size >= 18 for line in printed if line.text == code] == [True]
    [table] = Document(pdf).root.all("/Table")
    assert [cell.text.strip() for cell in table.all("/TH")] == ["N°", "Code"]
    assert len(list(table.all("/TR"))) == 3


def test_it_is_large_enough_to_read() -> None:
    lines = lines_of(letter())
    [code] = [line for line in lines if CODE in line.text]
    [opening] = [line for line in lines if line.text.startswith("Madame Vautrin,")]
    assert code.size >= 24
    assert opening.size >= 14
    assert min(line.size for line in lines) >= 9


def test_a_long_letter_has_more_pages_and_says_so() -> None:
    pdf = typeset(post_letter(moment="jeudi 24 mars 2022, " + "et encore une fois, " * 120))
    assert pages_of(pdf) == 2
    assert [line.text for line in lines_of(pdf, 1) if "page" in line.text] == ["page 2 sur 2"]


@pytest.mark.promise("8.11")
def test_a_screen_reader_finds_language_title_and_tags() -> None:
    with pikepdf.open(io.BytesIO(letter())) as document:
        assert document.Root.Lang == "fr"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Votre code pour ouvrir votre espace"
            assert metadata["pdfuaid:part"] == "1"


def test_the_same_letter_gives_the_same_bytes() -> None:
    parcel = post_letter()
    assert typeset(parcel) == typeset(parcel)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"last_digits": "4820 1937"}, ["a whole member number"]),
        ({"salutation": "⟦undefined salutation⟧"}, ["a hole that nothing filled"]),
    ],
)
def test_the_bench_finds_what_is_wrong_with_a_letter(
    changes: dict[str, str], found: list[str]
) -> None:
    assert list(faults(letter(**changes))) == found
