"""One source, the forms of its channel: nothing is said in one that the other does not say."""

import pytest

from espace_client.delivery import septets
from espace_client.delivery.writing import Kind, read, write_letter, write_mail, write_text_message

LETTER = """Votre code

= Référence : MS-7K4P-9QXC
= Votre numéro finit par 937

Madame Martin,

Voici votre code.

((⟦code⟧))

- Tapez-le.
- Gardez-le.

-- Mutuelle Horizon

~ Parce que vous l’avez demandé.
"""


def test_a_source_is_read_into_its_blocks() -> None:
    subject, blocks = read(LETTER)
    assert subject == "Votre code"
    assert [block.kind for block in blocks] == [
        Kind.FACTS,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.CODE,
        Kind.LIST,
        Kind.SIGNATURE,
        Kind.NOTE,
    ]
    assert blocks[3].lines == ("⟦code⟧",)
    assert blocks[4].lines == ("Tapez-le.", "Gardez-le.")


def test_the_text_of_a_letter_says_all_that_its_blocks_say() -> None:
    letter = write_letter(LETTER, day="24\u00a0mars\u00a02022")
    assert letter.text.startswith("Le 24\u00a0mars\u00a02022\n\nObjet\u00a0: Votre code\n\n")
    for block in letter.blocks:
        assert all(line in letter.text for line in block.lines)


def test_a_sheet_of_codes_is_a_page_of_its_own() -> None:
    source = "Objet\n\nBonjour.\n\n====\n\n# À garder\n\n+ ⟦spare_1⟧\n+ ⟦spare_2⟧"
    letter = write_letter(source, day="24 mars 2022")
    kinds = [block.kind for block in letter.blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.SHEET, Kind.HEADING, Kind.CODES]
    assert letter.text.endswith("Bonjour.\n\nÀ garder\n\n1. ⟦spare_1⟧\n2. ⟦spare_2⟧\n")
    assert "<li>⟦spare_2⟧</li>" in write_mail(source, insurer="Horizon").html


def test_a_mail_shows_a_code_in_both_forms() -> None:
    mail = write_mail("Objet\n\n# Titre\n\n((K7P4-3MWT))", insurer="Horizon")
    assert mail.text == "Titre\n\nK7P4-3MWT\n"
    assert "font-size:28px" in mail.html.partition("K7P4-3MWT")[0].rpartition("<p")[2]


def test_a_text_message_is_one_paragraph_of_the_plain_alphabet() -> None:
    written = write_text_message(
        "Objet\n\nMutuelle Horizon\u00a0: «\u00a0l’œil reçu\u00a0» – ⟦code⟧ …\n\nFin."
    )
    assert written.text == 'Mutuelle Horizon : "l\'oeil recu" - ⟦code⟧ ... Fin.'


@pytest.mark.parametrize(
    ("text", "places", "segments"),
    [
        ("a" * 160, 160, 1),
        ("é" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("5\u20ac", 3, 1),  # the euro sign stands in the second table
    ],
)
def test_places_are_counted_as_the_network_does(text: str, places: int, segments: int) -> None:
    assert septets.septets(text) == places
    assert septets.segments(text) == segments


def test_a_character_of_another_alphabet_is_not_counted_but_refused() -> None:
    with pytest.raises(ValueError, match="ê"):
        septets.septets("fenêtre")
    assert septets.septets(septets.plain("fenêtre")) == 7
