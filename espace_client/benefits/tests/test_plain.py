"""« En clair »: what the member reads."""

import re

import pytest
from hypothesis import given

from espace_client.benefits.grammar import Guarantee, parse
from espace_client.benefits.plain import LONGEST_SENTENCE, headline, in_plain_words, legend
from espace_client.benefits.tests.guarantees import every_guarantee

BANNED = re.compile(
    r"\b(BR|BRSS|TM|PMSS|PASS|OPTAM|DPTAM|RSS|SS|AMO|AMC|RO|FR|DE|PLV|HLF|RAC|LPP|Sécu)\b"
)
TOGETHER = "La Sécurité sociale et nous, ensemble, remboursons jusqu’à"
ON_TOP = "En plus de la Sécurité sociale, nous remboursons jusqu’à"
EACH = "pour chaque personne couverte."

TOLD = [  # no-break spaces are written ~
    ("300 % BR", "300~% de la base", f"{TOGETHER} 3 fois la base de remboursement."),
    ("125 % BR", "125~% de la base", f"{TOGETHER} 125~% de la base de remboursement."),
    ("100 % BR", "100~% de la base", f"{TOGETHER} la totalité de la base de remboursement."),
    (
        "+ 220 % BR par semestre",
        "220~% de la base par semestre, en plus de la Sécurité sociale",
        f"{ON_TOP} 2,2 fois la base de remboursement par semestre.",
    ),
    (
        "TM",
        "100~% de la base",
        "Nous complétons la Sécurité sociale jusqu’à la base de remboursement. "
        "Ce qui la dépasse reste à votre charge.",
    ),
    ("500 € par an", "500~€ par an", f"{ON_TOP} 500~€ par an, {EACH}"),
    ("60 € par nuit", "60~€ par nuit", f"{ON_TOP} 60~€ par nuit."),
    (
        "500 € par an et par famille",
        "500~€ par an, pour toute la famille",
        f"{ON_TOP} 500~€ par an, pour toute la famille.",
    ),
    (
        "500 € par année de contrat, SS incluse",
        "500~€ par année de contrat",
        f"{TOGETHER} 500~€ par année de contrat, {EACH}",
    ),
    (
        "85 € par jour, 30 jours par an",
        "85~€ par jour, 30 jours par an",
        f"{ON_TOP} 85~€ par jour. La limite est de 30 jours par an, {EACH}",
    ),
    (
        "300 % BR dans la limite de 1 000 € par an",
        "300~% de la base, jusqu’à 1~000~€ par an",
        f"{TOGETHER} 3 fois la base de remboursement. La limite est de 1~000~€ par an, {EACH}",
    ),
    (
        "100 % BR + 200 € par an",
        "100~% de la base + 200~€ par an",
        f"{TOGETHER} la totalité de la base de remboursement. "
        f"Nous ajoutons jusqu’à 200~€ par an, {EACH}",
    ),
    (
        "2 % PMSS par an",
        "2~% du plafond mensuel par an",
        f"Nous ajoutons jusqu’à 2~% du plafond mensuel de la Sécurité sociale par an, {EACH}",
    ),
    ("Frais réels", "Tout est remboursé",
     "Nous remboursons tout ce que la Sécurité sociale ne paie pas."),
    (
        "Frais réels, au plus 90 €",
        "Vos frais, jusqu’à 90~€",
        "Nous remboursons tout ce que la Sécurité sociale ne paie pas. "
        f"La limite est de 90~€, {EACH}",
    ),
    (
        "80 % frais réels",
        "80~% de vos frais",
        "La Sécurité sociale et nous, ensemble, remboursons 80~% de vos frais.",
    ),
    (
        "80 % frais réels hors SS",
        "80~% de ce qu’il vous reste",
        "Nous remboursons 80~% de ce que la Sécurité sociale ne paie pas.",
    ),
    (
        "100 % Santé",
        "Tout est remboursé",
        "Vous n’avez rien à payer, dans la limite du prix fixé par la loi.",
    ),
    (
        "200 % RSS",
        "200~% du remboursement de la Sécurité sociale",
        "Nous ajoutons jusqu’à 2 fois ce que paie la Sécurité sociale.",
    ),
    ("Non couvert", "Non remboursé", "Votre contrat ne rembourse pas ces frais."),
    (
        "200 % BR, dans le réseau, hors OPTAM",
        "200~% de la base, dans notre réseau, médecin qui fixe ses prix",
        f"{TOGETHER} 2 fois la base de remboursement. Cela vaut dans notre réseau, "
        "chez un médecin qui ne s’est pas engagé à modérer ses prix.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "large", "sentences"), TOLD)
def test_tells_the_line(line: str, large: str, sentences: str) -> None:
    guarantee = parse(line, social_security="included")
    assert headline(guarantee) == large.replace("~", "\u00a0")
    assert in_plain_words(guarantee) == sentences.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("line", "beside", "large"),
    [
        ("150 % BR", "Couronne", "150~%"),
        ("Ticket modérateur", "Frais de séjour", "100~%"),
        ("150 % BR hors SS", "Couronne", "150~%, en plus de la Sécurité sociale"),
        ("150 % BR, OPTAM", "Médecins adhérents à l’OPTAM", "150~%"),
        ("150 % BR, OPTAM", "Médecins", "150~%, médecin qui modère ses prix"),
        ("80 € par équipement tous les 2 ans", "Équipements", "80~€ tous les 2 ans"),
        ("80 € par équipement tous les 2 ans", "Lunettes", "80~€ par équipement tous les 2 ans"),
    ],
)
def test_few_words_beside_a_label(line: str, beside: str, large: str) -> None:
    """The label says the rest, or else the words do."""
    guarantee = parse(line, social_security="included")
    assert headline(guarantee, beside=beside, of_base="") == large.replace("~", "\u00a0")


def sentences_of(text: str) -> list[str]:
    return re.findall(r"[^.]+\.", text)


@given(every_guarantee())
def test_no_sentence_is_long_and_none_has_a_bare_acronym(guarantee: Guarantee) -> None:
    told = in_plain_words(guarantee)
    assert "".join(sentences_of(told)) == told
    assert max(len(sentence.split()) for sentence in sentences_of(told)) <= LONGEST_SENTENCE
    assert not BANNED.search(told)
    assert not BANNED.search(headline(guarantee))


def test_the_legend_explains_the_terms_in_short_sentences() -> None:
    terms = [term for term, _ in legend()]
    assert {"Base de remboursement (BR)", "Ticket modérateur", "OPTAM", "Plafond"} <= set(terms)
    assert "100\u00a0% Santé" in terms
    for _, meaning in legend():
        assert not BANNED.search(meaning)
        assert all(len(one.split()) <= LONGEST_SENTENCE for one in sentences_of(meaning))
