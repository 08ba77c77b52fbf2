"""What is refused, where, and what the operator is told."""

import pickle
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.grammar import (
    ActualCost,
    Ceiling,
    FlatEuros,
    Guarantee,
    MaxCount,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    Scope,
    TicketModerateur,
    Unit,
    UnreadableGuarantee,
    parse,
)

REFUSED = [
    # text, the first character not understood, a piece of what is said
    ("", "", "La ligne est vide."),
    ("150 % BR", "", "Dites si la Sécurité sociale est comprise"),
    ("80 % frais réels", "", "Dites si la Sécurité sociale est comprise"),
    ("150 %", "150 %", "Ce pourcentage ne dit pas de quoi"),
    ("50 % TM", "50 % TM", "écrivez «\u00a0Ticket modérateur\u00a0»"),
    ("Prise en charge intégrale", "Prise en charge intégrale", "C’est ambigu"),
    ("1.700 €", "1.700 €", "Séparez les milliers par un espace"),
    ("Bonjour", "Bonjour", "Nous n’avons pas compris «\u00a0Bonjour\u00a0»."),
    ("-5 €", "-5 €", "Nous n’avons pas compris"),
    ("0 €", "0 €", "écrivez «\u00a0Non couvert\u00a0»"),
    ("1 000 000 €", "1 000 000 €", "reste inférieur à 1\u00a0000\u00a0000"),
    ("120 % frais réels, SS incluse", "120 % frais réels, SS incluse", "plus de 100\u00a0%"),
    ("+ 100 % BR pour les enfants", "pour les enfants", "«\u00a0pour les enfants\u00a0»"),
    ("+ 100 % BR, Sécu incluse", "Sécu incluse", "en contredit une autre"),
    ("200 % RSS, SS incluse", "200 % RSS, SS incluse", "s’ajoute toujours"),
    ("150 € par an 200 €", "200 €", "Formes acceptées"),
    ("150 €, dans la limite de mes moyens", "dans la limite", "Une limite est un nombre"),
    ("150 €, 4 séances, par an", "par an", "avant la limite"),
    ("150 € par an tous les 2 ans", "par an tous les 2 ans", "deux périodes"),
    ("150 €, 4 séances par nuit", "4 séances par nuit", "compte une seule chose"),
    ("150 €, max 4 nuits, illimité", "illimité", "à la fois sans limite et limitée"),
    ("Non couvert par an", "Non couvert par an", "ni période, ni limite"),
    ("+ 300 % BR par famille", "+ 300 % BR par famille", "Une famille partage"),
]


@pytest.mark.parametrize(("text", "rest", "told"), REFUSED)
def test_refuses_and_says_why(text: str, rest: str, told: str) -> None:
    with pytest.raises(UnreadableGuarantee) as refusal:
        parse(text)
    assert text[refusal.value.position :].strip().startswith(rest)
    assert (refusal.value.position == len(text)) == (rest == "")
    assert told in refusal.value.reason


def test_the_position_counts_the_characters_that_were_typed() -> None:
    typed = "Non\u00a0\u00a0couve\u0301rt bœuf"
    with pytest.raises(UnreadableGuarantee) as refusal:
        parse(typed.replace("\u0301", ""))
    assert refusal.value.position == typed.replace("\u0301", "").index("bœuf")


def test_a_refusal_lists_the_accepted_forms() -> None:
    with pytest.raises(UnreadableGuarantee, match="Formes acceptées\u00a0: «\u00a0150\u00a0% BR"):
        parse("n’importe quoi")
    with pytest.raises(UnreadableGuarantee, match="«\u00a0hors OPTAM\u00a0»"):
        parse("Frais réels, n’importe quoi")


def test_a_refusal_can_be_carried_from_one_process_to_another() -> None:
    refusal = UnreadableGuarantee("texte", 2, "raison")
    copy = pickle.loads(pickle.dumps(refusal))
    assert (copy.text, copy.position, copy.reason) == ("texte", 2, "raison")


FRAGMENTS = [
    "100 % BR", "+", "150 €", "1.5", "TM", "par an", "et de", "dans la limite de", "4", "séances",
    ",", "(", "SS incluse", "OPTAM", "œ", "\u0301", "hors", "frais réels", "Santé", "tous les",
    "2 ans", "max", "×", "/", "99999999999999999999 €", "0 %", "illimité",
]  # fmt: skip


def place_of_refusal(text: str) -> int | None:
    try:
        parse(text, social_security="included")
    except UnreadableGuarantee as refusal:
        return refusal.position
    return None


@given(st.text(max_size=30) | st.lists(st.sampled_from(FRAGMENTS), max_size=7).map(" ".join))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    place = place_of_refusal(text)
    assert place is None or 0 <= place <= len(text)


MEANINGLESS = [
    lambda: FlatEuros(D("1.005"), "included"),
    lambda: FlatEuros(D("NaN"), "included"),
    lambda: FlatEuros(1.5, "included"),  # type: ignore[arg-type]
    lambda: PercentOfBase(D(-1), "included"),
    lambda: PercentOfBase(D(100), "both"),  # type: ignore[arg-type]
    lambda: ActualCost(D(101), "included"),
    lambda: ActualCost(D(100), "additional"),
    lambda: MaxCount(0, Unit.ACT),
    lambda: Guarantee(NotCovered(), unit=Unit.ACT),
    lambda: Guarantee(NothingLeftToPay(), ceiling=Ceiling(D(10))),
    lambda: Guarantee(TicketModerateur(), scope=Scope.FAMILY),
]


@pytest.mark.parametrize("build", MEANINGLESS)
def test_a_value_that_means_nothing_cannot_be_built(build) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"\.$"):
        build()
