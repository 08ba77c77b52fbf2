"""Every shipped case comes out to the cent, and the shipped ones leave nothing unsaid."""

from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.acts.catalogue import Catalogue, shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.cases import words
from espace_client.benefits.cases.case import Case, ExpectedStep
from espace_client.benefits.cases.printing import as_line, summary
from espace_client.benefits.cases.reading import SHIPPED, read_cases
from espace_client.benefits.cases.running import State, amount_of_step, run, run_files
from espace_client.benefits.law.law import Law, shipped_law
from espace_client.benefits.reckoning.care import Care, Exemption, Regime
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.kernel.marked_yaml import Unreadable

FILES = sorted(SHIPPED.glob("*.yaml"))
VECTORS = (  # the numbers of domain rules 5.5
    *(1, 2, 3, 4, 5, 6, 8, 10, 11, 13, 15, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 29, 30, 31, 32),
    *(34, 36, 38, 39, 41, 43, 44),
)


def all_cases() -> list[Case]:
    found = [case for file in FILES for case in read_cases(file)]
    assert not [case for case in found if isinstance(case, Unreadable)]
    return [case for case in found if isinstance(case, Case)]


CASES = all_cases()


def answers(case: Case) -> tuple[Answer, ...]:
    cares = [line.ask(shipped_law(), shipped_catalogue()) for line in case.lines]
    return settle(cares, case.cover, case.used, shipped_law()).answers


@pytest.mark.promise("I5.1")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    outcome = run(case, shipped_law(), shipped_catalogue())
    assert outcome.state is State.RIGHT, as_line(outcome)
    for line in case.lines:
        expected = line.expected
        asked = line.ask(shipped_law(), shipped_catalogue())
        if isinstance(asked, Care):
            paid = expected.social_security + expected.insurer + expected.others + expected.left
            assert paid == asked.price, "the case itself does not sum to its price"


@pytest.mark.promise("I5.1")
def test_no_vector_and_no_mandatory_example_is_left_out() -> None:
    names = [case.name for case in CASES if case.source == "vectors.yaml"]
    assert [name.split()[0] for name in names] == [f"V{number:02}" for number in VECTORS]
    numbers = [case.name.split()[0] for case in CASES if case.source == "mandatory_examples.yaml"]
    assert {number.rstrip("abcd") for number in numbers} == {str(n) for n in range(1, 17)}
    assert sum(case.source == "brochure_examples.yaml" for case in CASES) >= 5


@pytest.mark.promise("I5.1")
def test_there_is_a_case_for_each_kind_of_care_family_rule_and_way_of_paying() -> None:
    kinds: set[CareKind] = set()
    families: set[Family] = set()
    exemptions: set[Exemption] = set()
    regimes: set[Regime] = set()
    rules: set[Rule] = set()
    benefits: set[str] = set()
    for case in CASES:
        kinds |= {line.kind for line in case.cover.lines}
        benefits |= {type(line.guarantee.benefit).__name__ for line in case.cover.lines}
        for answer in answers(case):
            care: Care | Stay = answer.care
            regimes.add(care.patient.regime)
            exemptions.add(care.exemption)
            families.add(care.family if isinstance(care, Care) else Family.HOSPITAL)
            rules |= rules_of(answer.steps)
    assert set(CareKind) - kinds == set()
    assert set(Family) - families == set()
    assert set(Regime) - regimes == set()
    assert set(Rule) - rules == set()
    assert len(benefits) == 9
    assert {Exemption.NONE, Exemption.LONG_TERM_ILLNESS, Exemption.MATERNITY} <= exemptions


def rules_of(step: Step) -> set[Rule]:
    return {step.rule}.union(*(rules_of(child) for child in step.children))


def test_every_word_of_the_closed_lists_has_a_meaning_and_every_meaning_a_word() -> None:
    assert set(words.FAMILIES.values()) == set(Family)
    assert set(words.EXEMPTIONS.values()) == set(Exemption)
    assert set(words.REGIMES.values()) == set(Regime)
    assert set(words.STEPS.values()) | words.TOTALS == set(Rule)
    assert not set(words.STEPS.values()) & words.TOTALS


GOOD = """
- cas: "Consultation"
  contrat:
    securite_sociale: incluse
    garanties:
      - {soin: honoraires_medicaux, garantie: "100 % BR"}
  soins:
    - le: 2026-05-01
      acte: G
      prix: "30.00"
      attendu: {securite_sociale: "19.00", complementaire: "9.00", reste: "2.00"}
      etapes:
        reste: {participation_forfaitaire: "2.00"}
"""


def lines_of(tmp_path: Path, text: str, law: Law | None = None) -> list[str]:
    file = tmp_path / "les_notres.yaml"
    file.write_text(text, "utf-8")
    acts: Catalogue = shipped_catalogue()
    outcomes = list(run_files([file], law or shipped_law(), acts))
    return [as_line(one).replace("\u00a0", " ") for one in outcomes] + [summary(outcomes)]


LEFT = """
- cas: "Séances"
  contrat:
    garanties:
      - soin: medecines_douces
        garantie: "35 € par séance, 4 séances par an, dans la limite de 100 € par an"
  soins:
    - le: 2026-05-01
      acte: OSTEOPATHE
      prix: "60.00"
      attendu: {securite_sociale: "0.00", complementaire: "35.00", reste: "25.00"}
  ensuite:
    - {soin: medecines_douces, le: 2026-05-01, euros: "65.00", nombre: 3, nombre_en_tout: 4,
       renouvellement: 2027-01-01}
"""


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("nombre: 3", "nombre: 4"), "ensuite, ligne 13, nombre : attendu 4, obtenu 3"),
        (('euros: "65.00", ', ""), "ensuite, ligne 13, euros : attendu aucun, obtenu 65,00"),
        (("en_tout: 4", "en_tout: 5"), "ligne 13, nombre_en_tout : attendu 5, obtenu 4"),
        (("2027-01-01", "jamais"), "ligne 13, renouvellement : attendu aucun, obtenu 2027-01-01"),
        (
            ('euros: "65.00"', 'euros: "64.99"'),
            "ligne 13, euros : attendu 64,99, obtenu 65,00, différence +0,01",
        ),
        (("soin: medecines_douces, le", "plafond: Dentaire, le"), "« Dentaire » est inconnu"),
        (("soin: medecines_douces, le", "le"), "Dites de quoi il reste : soin, ou plafond."),
    ],
)
def test_what_is_left_afterwards_is_told_too(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    assert lines_of(tmp_path, LEFT)[0].startswith("ok")
    assert LEFT.replace(*change) != LEFT
    assert said in lines_of(tmp_path, LEFT.replace(*change))[0]


@pytest.mark.promise("I5.12")
def test_what_is_right_takes_one_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, GOOD) == [
        "ok          Consultation",
        "1 cas : 1 justes, 0 en écart, 0 impossibles, 0 illisibles.".replace(" :", "\u00a0:"),
    ]


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('complementaire: "9.00"', 'complementaire: "8.99"'),
            "complémentaire : attendu 8,99, obtenu 9,00, différence +0,01",
        ),
        (
            ('securite_sociale: "19.00"', 'securite_sociale: "19.01"'),
            "Sécurité sociale : attendu 19,01, obtenu 19,00, différence -0,01",
        ),
        (
            ('reste: "2.00"', 'reste: "3.00"'),
            "reste à payer : attendu 3,00, obtenu 2,00, différence -1,00",
        ),
        (
            ('reste: "2.00"}', 'reste: "2.00", autres: "1.00"}'),
            "autres assureurs : attendu 1,00, obtenu 0,00",
        ),
        (
            ('forfaitaire: "2.00"', 'forfaitaire: "1.00"'),
            "étape reste.participation_forfaitaire : attendu 1,00, obtenu 2,00",
        ),
        (
            ("participation_forfaitaire", "franchise"),
            "étape reste.franchise : attendu 2,00, absente de l’explication",
        ),
    ],
)
def test_a_difference_is_told_to_the_cent(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    assert change[0] in GOOD
    line, total = lines_of(tmp_path, GOOD.replace(*change))
    assert line.startswith("ÉCART       Consultation (les_notres.yaml:2) : ")
    assert said in line
    assert "1 en écart" in total


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("acte: G", "acte: XXXX123"), "Aucun acte ne porte le code « XXXX123 »"),
        (("2026-05-01", "1999-05-01"), "pas de tarif connu au 01/05/1999"),
        (('"100 % BR"', '"2 % PMSS"'), "« pmss » n’a pas de valeur au 01/05/2027"),
    ],
)
def test_what_nobody_knows_is_no_zero(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    text = GOOD.replace(*change)
    if "PMSS" in text:
        text = text.replace("2026-05-01", "2027-05-01")
    line, total = lines_of(tmp_path, text)
    assert line.startswith("IMPOSSIBLE  Consultation")
    assert said in line
    assert "1 impossibles" in total


@pytest.mark.promise("I5.12")
@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (("acte: G", "code: G"), (8, 7), "acte, base, sejour ou passage_aux_urgences"),
        (("      prix", "      prx"), (10, 7), "« prx » est inconnue"),
        (('"30.00"', '"30"'), (10, 13), "Écrivez les centimes"),
        (('"30.00"', '"30.005"'), (10, 13), "Écrivez les centimes"),
        (("2026-05-01", "01/05/2026"), (8, 11), "n’est pas une date"),
        (("2026-05-01", "2026-02-30"), (8, 11), "n’est pas une date"),
        (("honoraires_medicaux", "medecins"), (6, 16), "« medecins » est inconnu. Écrivez"),
        (("100 % BR", "100 % bof"), (6, 47), "Ce pourcentage ne dit pas de quoi"),
        (("incluse", "oui"), (4, 23), "Écrivez incluse, en_plus"),
        (("    securite_sociale: incluse\n", ""), (5, 56), "Dites si la Sécurité sociale"),
        (("attendu", "attendus"), (11, 7), "« attendus » est inconnue"),
        (('reste: "2.00"', 'reste_a_charge: "2.00"'), (11, 68), "est inconnue"),
        (('{securite_sociale: "19.00", ', "{"), (11, 16), "« securite_sociale » manque"),
        (("reste: {", "mutuelle: {"), (13, 9), "« mutuelle » est inconnue"),
        (("participation_forfaitaire", "participation"), (13, 17), "est inconnue"),
        (("acte: G", "acte: G\n      acte: G"), (10, 7), "en double"),
        (("acte: G", "acte: G\n      pour: karim"), (10, 13), "« karim » est inconnu"),
        (("acte: G", "acte: G\n      optam: peut-être"), (10, 14), "Écrivez oui, non"),
        (("  soins:", "  soins: []\n  note:"), (7, 10), "au moins une ligne"),
        (("  contrat:", "  personne: 12\n  contrat:"), (3, 13), "Des clés"),
    ],
)
def test_a_case_that_cannot_be_read_says_where_and_what_to_do(
    tmp_path: Path, change: tuple[str, str], place: tuple[int, int], said: str
) -> None:
    assert change[0] in GOOD
    text = GOOD.replace(*change, 1)
    if said == "au moins une ligne":
        text = text[: text.index("  note:")]
    bad, good, total = lines_of(tmp_path, text + GOOD)
    assert said in bad
    assert f"les_notres.yaml, ligne {place[0]}, colonne {place[1]} :" in bad
    assert good.startswith("ok")
    assert "1 illisibles" in total


def test_a_file_that_is_no_yaml_is_one_line(tmp_path: Path) -> None:
    line, _total = lines_of(tmp_path, GOOD + "- [")
    assert line.startswith("ILLISIBLE   les_notres.yaml, ligne ")


def test_a_step_is_the_sum_of_its_branch_and_not_of_the_others() -> None:
    [case] = [case for case in CASES if case.name.startswith("V01")]
    [answer] = answers(case)
    charge = Rule.CONSULTATION_CHARGE
    for branch, amount in ((Rule.SOCIAL_SECURITY, "-2.00"), (Rule.LEFT, "2.00")):
        assert amount_of_step(answer, ExpectedStep(branch, charge, Decimal(0))) == Decimal(amount)
    assert amount_of_step(answer, ExpectedStep(Rule.INSURER, charge, Decimal(0))) is None
