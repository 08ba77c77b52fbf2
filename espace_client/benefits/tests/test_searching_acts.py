"""People find an act by the words they have, misspelt or not."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import UnknownAct, exists, shipped_catalogue

SPRING_2022 = date(2022, 3, 24)
SPRING_2026 = date(2026, 5, 1)


@pytest.mark.promise("I5.13")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("couronne", "HBLD634"),
        ("dent couronne devant", "HBLD634"),
        ("couronne molaire", "HBLD734"),
        ("lunette progressive", "LUNETTES-A-PROGRESSIFS"),
        ("lentilles", "LENTILLES-NON-REMBOURSEES"),
        ("perruque", "PROTHESE-CAPILLAIRE-2"),
        ("bas de contention", "MATERIEL-AU-TARIF"),
        ("docteur", "G"),
        ("médecin traitant", "G"),
        ("MEDECIN TRAITANT", "G"),
        ("spécialiste des yeux", "OPHTALMOLOGUE"),
        ("ophtalmo", "OPHTALMOLOGUE"),
        ("psy", "PSYCHOLOGUE"),
        ("sonotone", "AIDE-AUDITIVE-1"),
        ("dentier", "HBLD031"),
        ("dentiste", "CONSULTATION-DENTISTE"),
        ("prise de sang", "ANALYSES"),
        ("kiné", "KINESITHERAPIE"),
        ("une chambre seule à l’hôpital", "CHAMBRE-PARTICULIERE"),
        ("j’ai mal aux dents", "CONSULTATION-DENTISTE"),
        ("bilan sanguin", "ANALYSES"),
        ("le docteur à la maison", "VISITE-GENERALISTE"),
        ("appareil pour entendre", "AIDE-AUDITIVE-1"),
        ("cure", "CURE-THERMALE"),
        # as one hears it
        ("courone", "HBLD634"),
        ("denture", "HBLD031"),
        ("kinésithérapeuthe", "KINESITHERAPIE"),
        ("oftalmo", "OPHTALMOLOGUE"),
        ("apareil auditif", "AIDE-AUDITIVE-1"),
        ("medicaments", "MEDICAMENT-65"),
        ("couronne molère", "HBLD734"),
        ("lunaites progressives", "LUNETTES-A-PROGRESSIFS"),
        ("lunétes progréssives", "LUNETTES-A-PROGRESSIFS"),
        # a code, in any case
        ("hbld734", "HBLD734"),
        ("HBLD734", "HBLD734"),
    ],
)
def test_the_best_answer_comes_first(typed: str, code: str) -> None:
    assert [act.code for act in shipped_catalogue().search(typed, on=SPRING_2026)][:1] == [code]


def test_nothing_is_found_where_nothing_is_meant() -> None:
    for typed in ("", "   ", "de la", "zzzzzz", "?"):
        assert shipped_catalogue().search(typed, on=SPRING_2026) == ()


def test_twelve_answers_at_most_and_one_for_a_question() -> None:
    found = shipped_catalogue().search("appareil dentaire dents", on=SPRING_2026)
    assert len(found) == 12
    questions = [shipped_catalogue().question_about(act) for act in found]
    asked = [question.key for question in questions if question]
    assert len(asked) == len(set(asked))


def test_an_act_is_found_on_its_days_only() -> None:
    def found(on: date) -> set[str]:
        return {act.code for act in shipped_catalogue().search("bridge céramique", on=on)}

    assert "HBLD425" in found(SPRING_2022)
    assert "HBLD425" not in found(SPRING_2026)
    assert "HBLD099" in found(SPRING_2026)
    assert "HBLD099" not in found(SPRING_2022)


def test_a_code_is_found_in_any_case() -> None:
    assert shipped_catalogue().find(" hbld634 ").code == "HBLD634"
    with pytest.raises(UnknownAct, match="« HBLD999 »"):
        shipped_catalogue().find("HBLD999")


@given(words=st.text() | st.text(alphabet="abcdeéèœçx'’- 0123456789", max_size=60))
def test_any_text_is_searched_for(words: str) -> None:
    found = shipped_catalogue().search(words, on=SPRING_2026)
    assert len(found) <= 12
    assert len({act.code for act in found}) == len(found)


@given(act=st.sampled_from([act for act in shipped_catalogue() if exists(act, SPRING_2026)]))
def test_every_act_is_found_by_its_plain_name_and_by_its_code(act: Act) -> None:
    asked = shipped_catalogue().question_about(act)
    for typed in (act.plain, act.plain.upper(), act.code):
        best = shipped_catalogue().search(typed, on=SPRING_2026)
        same = [
            one.code == act.code or (asked and shipped_catalogue().question_about(one) == asked)
            for one in best
        ]
        assert any(same[:1]), typed


def test_a_very_long_text_costs_no_more_than_a_short_one() -> None:
    before = process_time()
    shipped_catalogue().search("x" * 1_000_000 + " couronne" * 100_000, on=SPRING_2026)
    assert process_time() - before < 1
