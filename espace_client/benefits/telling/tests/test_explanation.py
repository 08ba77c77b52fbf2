"""An answer told in plain French, to the cent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence, Measure, Value
from espace_client.benefits.plain import LONGEST_SENTENCE
from espace_client.benefits.reckoning.care import care_for
from espace_client.benefits.reckoning.steps import Rule, Step
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.benefits.telling.context import Context
from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.figures_of_law import figures_of
from espace_client.benefits.telling.glossary import ACRONYMS, acronyms_in, in_full
from espace_client.benefits.telling.tests.answers import (
    FEES,
    JEANNE,
    ON,
    answer,
    care,
    lenses,
    line,
    out_of_path,
)
from espace_client.benefits.telling.tests.reading import every, plain, unexplained
from espace_client.benefits.telling.tests.stories import shared_ceiling
from espace_client.benefits.telling.text import as_text
from espace_client.benefits.telling.words import told as told_by
from espace_client.kernel.money import CENT


def all_steps(step: Step) -> Iterator[Step]:
    yield step
    for child in step.children:
        yield from all_steps(child)


def test_the_three_amounts_come_first() -> None:
    first, second, *_rest = plain(as_text(explain(out_of_path()))).splitlines()
    assert first == "Prix du soin : 60,00 €"
    assert second.strip() == (
        "La Sécurité sociale paie 4,90 €, nous payons 6,90 €, il vous reste 48,20 €."
    )


@pytest.mark.promise("I5.9")
def test_the_reasons_add_up_before_the_eyes() -> None:
    told = plain(as_text(explain(out_of_path())))
    assert "Calcul : 23,00 € × 70 % = 16,10 €" in told
    assert "Calcul : 23,00 € × 40 % = 9,20 €" in told
    assert "Soit 16,10 € − 9,20 € − 2,00 € = 4,90 €" in told
    assert "Calcul : 23,00 € × 100 % − 16,10 € = 6,90 €" in told
    assert "Soit 2,00 € + 9,20 € + 37,00 € = 48,20 €" in told
    assert "Soit 4,90 € + 6,90 € + 48,20 € = 60,00 €" in told


@pytest.mark.promise("I5.9")
@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("above", [Rule.SOCIAL_SECURITY, Rule.INSURER, Rule.LEFT])
def test_every_rule_has_its_sentences(rule: Rule, above: Rule) -> None:
    whole = out_of_path()
    step = Step(rule, CENT, line=FEES)
    words = told_by(Context(whole, step, Step(above, CENT, children=(step,)), above))
    assert words.title
    assert words.sentences or rule in (Rule.SOCIAL_SECURITY, Rule.INSURER, Rule.LEFT)
    for sentence in words.sentences:
        assert len(sentence.split()) <= LONGEST_SENTENCE
        assert not acronyms_in(sentence)


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(Confidence.SURE, ""), (Confidence.CHECK, "à vérifier"), (Confidence.INVENTED, "inventé")],
)
def test_a_figure_says_how_sure_it_is(confidence: Confidence, said: str) -> None:
    value = Value("rate.doctor", Decimal(70), Measure.PERCENT, ON, None, "L1 CSS", confidence)
    (figure,) = figures_of([value])
    doubt = f" ({said})" if said else ""
    assert plain(figure.sentence) == (
        f"70 %{doubt} : taux de la Sécurité sociale pour un médecin, depuis le 01/05/2026. "
        "Source : L1 du code de la Sécurité sociale."
    )


def test_the_base_says_where_it_comes_from() -> None:
    act = shipped_catalogue().find("HBLD634")
    asked = care_for(act, on=ON, price=Decimal("515.00"), patient=JEANNE)
    whole = answer(asked, line(CareKind.DENTAL_NOTHING_LEFT, "100 % Santé"))
    told = plain(as_text(explain(whole, act=act)))
    assert "120,00 € (à vérifier) : base de remboursement (« Couronne en céramique" in told
    assert "515,00 € (à vérifier) : prix le plus élevé que la loi permet, depuis le" in told
    assert "515,00 € − 72,00 € = 443,00 €" in told


def test_another_base_than_the_act_is_not_given_its_source() -> None:
    act = shipped_catalogue().find("G")
    told = as_text(explain(answer(care("50.00", "29.00"), FEES), act=act))
    assert act.plain not in told


def test_every_source_that_is_shipped_has_its_capitals_in_the_glossary() -> None:
    sources = {one.source for act in shipped_catalogue() for one in act.tariffs}
    for parameter in shipped_law().parameters.values():
        sources |= {parameter.label, *(value.source for value in parameter.values)}
    assert {word for source in sources for word in acronyms_in(in_full(source))} <= set(ACRONYMS)


@pytest.mark.promise("I5.9")
def test_the_contract_is_quoted_and_its_capitals_explained() -> None:
    told = explain(answer(care("50.00", "30.00"), line(CareKind.MEDICAL_FEES, "150 % BR")))
    quoted = next(one for one in every(told) if one.quote)
    assert plain(quoted.quote) == "150 % BR"
    assert dict(quoted.words)["BR"].startswith("base de remboursement")
    assert unexplained(told) == []


def test_a_word_of_one_insurer_alone_is_said_to_be_one() -> None:
    odd = replace(FEES, sentence="HONO : 100 % BR")
    assert unexplained(explain(answer(care("50.00", "30.00"), odd))) == []


def test_what_is_not_refunded_is_told_without_idle_steps() -> None:
    told = plain(as_text(explain(lenses())))
    assert "La Sécurité sociale ne paie rien, nous payons 150,00 €, il vous reste 90,00 €." in told
    assert "Avant ce soin, il restait 150,00 € sur 150,00 €. Il ne reste rien ensuite." in told
    assert "0,00 €\n    La Sécurité sociale ne rembourse pas ce soin." in told


def test_a_figure_is_told_where_it_comes_first_and_once() -> None:
    told = plain(as_text(explain(out_of_path())))
    assert told.count("participation forfaitaire, depuis le") == 1


@pytest.mark.promise("I5.9")
def test_no_step_of_the_answer_is_lost() -> None:
    given = out_of_path()
    told = list(every(explain(given)))
    for step in all_steps(given.steps):
        assert any(one.amount == step.amount for one in told), step.rule


def test_the_parts_of_the_picture_make_the_whole_bar() -> None:
    parts = explain(out_of_path()).parts
    assert [part.look for part in parts] == ["done", "ours", "left"]
    assert sum(Decimal(part.width) for part in parts) == 100
    assert parts[0].start == "0.000"


def test_a_shared_limit_says_what_comes_after_it() -> None:
    before = plain(as_text(explain(shared_ceiling())))
    after = plain(as_text(explain(shared_ceiling("125 % BR"))))
    more = "Une fois cette limite atteinte, le contrat paie encore une part."
    assert more in after
    assert more not in before


def test_a_charge_says_that_its_year_is_full() -> None:
    used = Uses([Use("charge.consultation", JEANNE.who, date(2026, 1, 5), Decimal("50.00"), 25)])
    told = plain(as_text(explain(answer(care("30.00", "30.00"), FEES, used=used))))
    assert "La Sécurité sociale paie 21,00 €, nous payons 9,00 €." in told
    assert "Elle ne garde jamais plus de 50,00 € par an et par personne." in told
    assert "Elle avait déjà gardé 50,00 € cette année." in told
