"""What French tables write, and what it means."""

from decimal import Decimal as D

import pytest

from espace_client.benefits.grammar import (
    ActualCost,
    Ceiling,
    FlatEuros,
    Guarantee,
    MaxCount,
    Network,
    NotCovered,
    NothingLeftToPay,
    Optam,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    Period,
    Scope,
    TicketModerateur,
    Unit,
    parse,
)

YEAR, CONTRACT_YEAR = Period.CIVIL_YEAR, Period.CONTRACT_YEAR
BASE_100 = PercentOfBase(D(100), "included")
BASE_100_MORE = PercentOfBase(D(100), "additional")
BASE_300 = PercentOfBase(D(300), "included")

# In a table that declares: percentages include the Sécurité sociale.
WRITTEN = [
    ("100 % BR", Guarantee(BASE_100)),
    ("150 % BRSS", Guarantee(PercentOfBase(D(150), "included"))),
    ("12,5% de la base de remboursement", Guarantee(PercentOfBase(D("12.5"), "included"))),
    ("220 % BR, Sécurité sociale incluse", Guarantee(PercentOfBase(D(220), "included"))),
    ("120 % BR (y compris SS)", Guarantee(PercentOfBase(D(120), "included"))),
    ("+ 100 % BR", Guarantee(BASE_100_MORE)),
    ("100 % BR en complément de la Sécurité sociale", Guarantee(BASE_100_MORE)),
    ("100 % BR hors Sécu", Guarantee(BASE_100_MORE)),
    ("Ticket modérateur", Guarantee(TicketModerateur())),
    ("100 % TM", Guarantee(TicketModerateur())),
    ("150 € par an", Guarantee(FlatEuros(D(150), "additional"), period=YEAR)),
    ("Forfait de 150 euros/an", Guarantee(FlatEuros(D(150), "additional"), period=YEAR)),
    ("1 234,50 €", Guarantee(FlatEuros(D("1234.50"), "additional"))),
    ("60 € par nuit", Guarantee(FlatEuros(D(60), "additional"), Unit.NIGHT)),
    (
        "35 € par séance, 4 séances par an",
        Guarantee(
            FlatEuros(D(35), "additional"),
            Unit.SESSION,
            max_count=MaxCount(4, Unit.SESSION, YEAR),
        ),
    ),
    (
        "35 €/séance × 4/an",
        Guarantee(
            FlatEuros(D(35), "additional"),
            Unit.SESSION,
            max_count=MaxCount(4, Unit.SESSION, YEAR),
        ),
    ),
    ("500 € par an et par bénéficiaire", Guarantee(FlatEuros(D(500), "additional"), period=YEAR)),
    (
        "500 €/an/famille",
        Guarantee(FlatEuros(D(500), "additional"), period=YEAR, scope=Scope.FAMILY),
    ),
    (
        "500 € par année d’adhésion",
        Guarantee(FlatEuros(D(500), "additional"), period=CONTRACT_YEAR),
    ),
    ("2 % PMSS par an", Guarantee(PercentOfMonthlyCeiling(D(2), "additional"), period=YEAR)),
    ("Frais réels", Guarantee(ActualCost(D(100), "included"))),
    ("100 % frais réels", Guarantee(ActualCost(D(100), "included"))),
    ("100 % DE", Guarantee(ActualCost(D(100), "included"))),
    ("80 % des frais réels", Guarantee(ActualCost(D(80), "included"))),
    ("100 % Santé", Guarantee(NothingLeftToPay())),
    ("Sans reste à charge", Guarantee(NothingLeftToPay())),
    ("Pris en charge intégralement (100 % Santé)", Guarantee(NothingLeftToPay())),
    ("100 % BR + 200 €", Guarantee(PercentOfBasePlusEuros(D(100), D(200), "included"))),
    ("TM + 200 €", Guarantee(PercentOfBasePlusEuros(D(100), D(200), "included"))),
    (
        "100 % BR + 200 € par an",
        Guarantee(PercentOfBasePlusEuros(D(100), D(200), "included"), period=YEAR),
    ),
    ("200 % RSS", Guarantee(PercentOfReimbursement(D(200)))),
    (
        "170 € par équipement tous les 2 ans",
        Guarantee(FlatEuros(D(170), "additional"), Unit.EQUIPMENT, Period.TWO_YEARS),
    ),
    (
        "1 700 € par oreille tous les 4 ans, Sécurité sociale incluse",
        Guarantee(FlatEuros(D(1700), "included"), Unit.EAR, Period.FOUR_YEARS),
    ),
    ("Non couvert", Guarantee(NotCovered())),
    (
        "85 € par jour, 30 jours par an",
        Guarantee(FlatEuros(D(85), "additional"), Unit.DAY, max_count=MaxCount(30, Unit.DAY, YEAR)),
    ),
    (
        "300 % BR dans la limite de 1 000 € par an",
        Guarantee(BASE_300, ceiling=Ceiling(D(1000), period=YEAR)),
    ),
    (
        "300 % BR, maximum 3 actes par an et de 1 000 € par dent, par famille",
        Guarantee(
            BASE_300,
            scope=Scope.FAMILY,
            max_count=MaxCount(3, Unit.ACT, YEAR),
            ceiling=Ceiling(D(1000), Unit.TOOTH),
        ),
    ),
    ("100 % BR, médecin non adhérent à l’OPTAM", Guarantee(BASE_100, optam=Optam.NOT_SIGNED)),
    ("100 % BR (OPTAM ou OPTAM-CO)", Guarantee(BASE_100, optam=Optam.SIGNED)),
    ("100 % BR, hors réseau", Guarantee(BASE_100, network=Network.OUTSIDE)),
    ("Frais réels, sans limitation de durée", Guarantee(ActualCost(D(100), "included"))),
]


@pytest.mark.parametrize(("text", "meaning"), WRITTEN)
def test_reads_what_tables_write(text: str, meaning: Guarantee) -> None:
    assert parse(text, social_security="included") == meaning


TOLERATED = [
    "1 700 € par oreille tous les 4 ans, Sécurité sociale incluse",
    "1\u00a0700\u00a0€ par oreille tous les 4\u00a0ans, Sécurité sociale incluse",
    "1\u202f700€ par oreille, tous les quatre ans (sécurité sociale incluse).",
    "  1700 €  PAR OREILLE / 4 ANS - SECURITE SOCIALE INCLUSE ",
    "1700,00 euros par oreille par période de 4 ans y compris le remboursement de la Sécu",
]


@pytest.mark.parametrize("text", TOLERATED)
def test_spaces_case_accents_and_punctuation_are_tolerated(text: str) -> None:
    assert parse(text) == parse(TOLERATED[0])


def test_a_bare_percentage_follows_the_table() -> None:
    assert parse("100 % BR", social_security="included") == Guarantee(BASE_100)
    assert parse("100 % BR", social_security="additional") == Guarantee(BASE_100_MORE)


def test_a_line_that_speaks_overrides_the_table() -> None:
    assert parse("+ 100 % BR", social_security="included") == Guarantee(BASE_100_MORE)
    stated = parse("100 % BR, Sécurité sociale incluse", social_security="additional")
    assert stated == Guarantee(BASE_100)


def test_bare_euros_add_up_unless_the_table_says_otherwise() -> None:
    assert parse("90 €", social_security="included").benefit == FlatEuros(D(90), "additional")
    assert parse("90 €", euros="included").benefit == FlatEuros(D(90), "included")


def test_par_an_is_the_year_of_the_table() -> None:
    assert parse("90 € par an").period is Period.CIVIL_YEAR
    assert parse("90 € par an", year="contract").period is Period.CONTRACT_YEAR
    assert parse("90 € par année civile", year="contract").period is Period.CIVIL_YEAR
