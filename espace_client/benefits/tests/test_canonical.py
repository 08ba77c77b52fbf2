"""The one spelling, with its no-break spaces (written ~ here)."""

import pytest

from espace_client.benefits.grammar import canonical, parse

ON_TOP = "en complément de la Sécurité sociale"
SPELLED = [
    ("150% br y compris ss", "150~% BR, Sécurité sociale incluse"),
    ("+ 12.50 % BRSS", f"12,5~% BR, {ON_TOP}"),
    ("tm", "Ticket modérateur"),
    ("1700 €/oreille/4 ans", f"1~700~€ par oreille tous les 4 ans, {ON_TOP}"),
    ("193,5 € par semestre", f"193,50~€ par semestre, {ON_TOP}"),
    ("500€/an/famille", f"500~€ par année civile et par famille, {ON_TOP}"),
    ("2% pmss", f"2~% PMSS, {ON_TOP}"),
    ("frais réels", "100~% frais réels"),
    ("sans reste à charge", "100~% Santé"),
    ("TM + 200 €", "100~% BR + 200~€, Sécurité sociale incluse"),
    ("200% rss", "200~% RSS"),
    ("néant", "Non couvert"),
    (
        "frais réels, max 1 oeil, hors réseau, OPTAM",
        "100~% frais réels, dans la limite de 1 œil, hors réseau, OPTAM",
    ),
    (
        "frais réels, max 2 yeux et de 90 € par an",
        "100~% frais réels, dans la limite de 2 yeux et de 90~€ par année civile",
    ),
]


@pytest.mark.parametrize(("typed", "spelled"), SPELLED)
def test_one_spelling(typed: str, spelled: str) -> None:
    assert canonical(parse(typed)) == spelled.replace("~", "\u00a0")
