"""The headings of a table, against the readability commitment."""

from espace_client.benefits.headings import (
    HARMONISED,
    USUAL_EXTRAS,
    Heading,
    check_headings,
    heading,
)

FIVE = list(HARMONISED)


def test_the_five_shared_headings_in_order() -> None:
    labels = [one.label for one in HARMONISED]
    assert labels == [
        "Hospitalisation",
        "Soins courants",
        "Aides auditives",
        "Dentaire",
        "Optique",
    ]


def test_a_label_is_recognised_whatever_its_accents_and_capitals() -> None:
    assert heading(" SOINS  COURANTS ") == FIVE[1]
    assert heading("medecines douces") == USUAL_EXTRAS[1]
    assert heading("Prothèses") is None


def test_five_shared_and_five_free_headings_are_fine() -> None:
    assert check_headings([*FIVE, *USUAL_EXTRAS]) == ()
    assert check_headings(FIVE[:1]) == ()
    assert check_headings([*FIVE, Heading("abroad", "Soins à l’étranger")]) == ()


def test_says_everything_that_is_wrong() -> None:
    cases = [
        ([], "aucune rubrique"),
        ([*FIVE, *USUAL_EXTRAS, Heading("abroad", "À l’étranger")], "11 rubriques"),
        ([*FIVE, FIVE[0]], "«\u00a0Hospitalisation\u00a0» est en double"),
        ([*FIVE, Heading("abroad", "Ailleurs"), Heading("abroad", "Là")], "en double"),
        ([FIVE[1], FIVE[0]], "dans cet ordre\u00a0: Hospitalisation"),
        ([USUAL_EXTRAS[0], FIVE[0]], "viennent d’abord"),
        ([Heading("dental", "Dents")], "s’écrit «\u00a0Dentaire\u00a0»"),
        ([Heading("teeth", "Dentaire")], "(code dental)"),
    ]
    for headings, told in cases:
        assert told in " ".join(check_headings(headings))
