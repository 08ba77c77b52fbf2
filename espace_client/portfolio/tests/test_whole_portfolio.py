"""What can be wrong in the files of money, consents, guardians and past care."""

import pytest

from espace_client.consents.models import Consent
from espace_client.contributions.models import Mandate
from espace_client.kernel import actors
from espace_client.members.models import BankAccount
from espace_client.portfolio import operations
from espace_client.portfolio.anomalies import Severity
from espace_client.portfolio.tests.conftest import OPENING_DAY, Export
from espace_client.portfolio.wording import lines_of

pytestmark = pytest.mark.django_db
BLOCKING, TO_CHECK = Severity.BLOCKING, Severity.TO_CHECK

ONE_LINE = [
    # file, line added, column, severity, what is wrong
    ("comptes.csv", "C9;P0;Jeanne;FR7630006000011234567890189;non",
     "reference_personne", BLOCKING, "n’existe pas dans personnes.csv."),
    ("comptes.csv", "C9;P48201937;Jeanne;FR7630006000011234567890189;oui",
     "remboursements", BLOCKING, "a deux comptes pour ses remboursements."),
    ("comptes.csv", "C48201937;P48201937;Jeanne;FR7630006000011234567890189;non",
     "reference", BLOCKING, "Cette valeur est en double."),
    ("mandats.csv", "HORIZON-9;RH-0;C48201937;01/01/2019;5;01/01/2020",
     "reference_contrat", BLOCKING, "n’existe pas dans contrats.csv."),
    ("mandats.csv", "HORIZON-9;RH-48201937;C0;01/01/2019;5;01/01/2020",
     "reference_compte", BLOCKING, "n’existe pas dans comptes.csv."),
    ("mandats.csv", "horizon-48201937-1;RH-48201937;C48201937;01/01/2019;5;01/01/2020",
     "rum", BLOCKING, "Cette valeur est en double."),
    ("mandats.csv", "HORIZON-9;RH-48201937;C48201937;01/01/2019;5;",
     "reference_contrat", BLOCKING, "Ce contrat a deux mandats sans fin."),
    ("mandats.csv", "HORIZON-9;RH-48201937;C48201937;01/01/2019;32;01/01/2020",
     "jour", BLOCKING, "Ce jour n’existe pas."),
    ("mandats.csv", "HORIZON-9;RH-48201937;C48201937;01/01/2019;5;01/01/2018",
     "fin_le", BLOCKING, "La fin précède le début."),
    ("mandats.csv", "HORIZON-9;RH-48206614;C48201937;01/01/2015;5;",
     "fin_le", TO_CHECK, "Ce mandat vit encore, et son contrat est terminé."),
    ("representants.csv", "T9;P48201937;tutelle;Claire Delmas;;;;Décision 1;01/01/2019;01/01/2020",
     "date_fin", TO_CHECK, "Cette mesure de protection est finie."),
    ("representants.csv", "T9;P48201937;tutorat;Claire Delmas;;;;Décision 1;01/01/2019;",
     "mesure", BLOCKING, "n’est pas dans la liste."),
    ("representants.csv", "T9;P0;tutelle;Claire Delmas;;;;Décision 1;01/01/2019;",
     "reference_personne", BLOCKING, "n’existe pas dans personnes.csv."),
    ("consentements.csv", "P48207742;ciblee;sms;oui;01/02/2020;",
     "preuve", TO_CHECK, "Ce consentement n’a pas de preuve."),
    ("consentements.csv", "P48207742;ciblee;sms;oui;01/02/2030;Bulletin",
     "recueilli_le", BLOCKING, "Ce consentement est dans l’avenir."),
    ("consentements.csv", "P48207742;ciblee;fax;oui;01/02/2020;Bulletin",
     "canal", BLOCKING, "n’est pas dans la liste."),
    ("teletransmission.csv", "P48201937;active;;",
     "reference_personne", BLOCKING, "Cette valeur est en double."),
    ("cotisations.csv", "X9;RH-48201937;01/02/2022;31/01/2022;05/02/2022;10,00;payee",
     "fin", BLOCKING, "La fin précède le début."),
    ("cotisations.csv", "X9;RH-48201937;01/02/2022;28/02/2022;05/02/2022;-10,00;payee",
     "montant", BLOCKING, "Ce montant n’est pas compris."),
    ("remboursements.csv", "X9;RH-48201937;P48201937;01/02/2022;;Consultation;25;16,50;8,51;;;;;;",
     "depense", BLOCKING, "Les remboursements dépassent la dépense."),
    ("remboursements.csv",
     "X9;RH-48201937;P48201937;05/02/2022;01/02/2022;Consultation;25;16,50;8,50;;;;;;",
     "date_paiement", TO_CHECK, "Ce paiement précède les soins."),
]  # fmt: skip


@pytest.mark.promise("6.12")
@pytest.mark.parametrize(("file", "line", "column", "severity", "problem"), ONE_LINE)
def test_a_wrong_line_is_told_where_it_is(
    export: Export, file: str, line: str, column: str, severity: Severity, problem: str
) -> None:
    export.add(file, line)
    number = len(export.text(file).splitlines())
    report = export.bring()
    found = [
        (one.line, one.column, one.severity)
        for one in report.anomalies.kept
        if one.file == file and problem in one.problem
    ]
    assert (number, column, severity) in found
    assert report.applied == (severity == TO_CHECK)


def test_somebody_who_died_is_pointed_at(export: Export) -> None:
    export.set("personnes.csv", 4, "decede_le", "02/03/2022")
    report = export.bring()
    (found,) = [one for one in report.anomalies.kept if one.column == "decede_le" and one.line == 4]
    assert found.problem == "Cette personne est décédée."
    export.set("personnes.csv", 4, "decede_le", "02/03/2023")
    assert not export.bring().applied


def test_the_same_nir_twice_is_pointed_at_and_not_shown(export: Export) -> None:
    for line in (2, 3):
        export.set("personnes.csv", line, "nir", "269054958815780")
    report = export.bring()
    (found,) = [one for one in report.anomalies.kept if one.column == "nir"]
    assert (found.line, found.severity, found.value) == (3, TO_CHECK, "•••")
    assert "26905495" not in "\n".join(lines_of(report))


def test_an_answer_without_proof_is_no_answer(export: Export) -> None:
    export.bring()
    before = Consent.objects.count()
    export.add("consentements.csv", "P48207742;ciblee;sms;oui;01/02/2020;")
    export.add("consentements.csv", "P48207742;ciblee;sms;oui;02/02/2020;Bulletin du 2 février")
    report = export.bring()
    assert report.brought["consentements.csv"].counts.created == 1
    added = Consent.objects.order_by("-pk")[0]
    assert (added.proof, added.source) == ("Bulletin du 2 février", "migration")
    assert Consent.objects.count() == before + 1


def test_a_past_answer_is_never_changed(export: Export) -> None:
    export.add("consentements.csv", "P48207742;ciblee;sms;oui;02/02/2020;Bulletin")
    export.bring()
    export.replace("consentements.csv", "sms;oui;02/02/2020", "sms;non;02/02/2020")
    report = export.bring()
    (found,) = [one for one in report.anomalies.kept if one.column == "reponse"]
    assert found.severity == TO_CHECK
    assert report.applied
    assert Consent.objects.get(proof="Bulletin").allowed


def test_a_mandate_may_take_over_from_another(export: Export) -> None:
    """The order of the lines does not matter, nor that of the statements."""
    export.bring()
    old = Mandate.objects.get(contract__reference="RH-48201937", ended_on=None)
    line = next(
        number
        for number, text in enumerate(export.text("mandats.csv").splitlines(), 1)
        if text.startswith(f"{old.rum};")
    )
    export.set("mandats.csv", line, "fin_le", "28/02/2022")
    export.add("mandats.csv", "HORIZON-NEW;RH-48201937;C48201937;01/03/2022;10;")
    assert export.bring().applied
    assert Mandate.objects.get(contract__reference="RH-48201937", ended_on=None).debit_day == 10


def test_reimbursements_may_move_to_another_account(export: Export) -> None:
    export.bring()
    export.set("comptes.csv", 2, "remboursements", "non")
    export.add("comptes.csv", "C9;P48201937;Jeanne;FR7630006000011234567890189;oui")
    assert export.bring().applied
    account = BankAccount.objects.get(person__reference="P48201937", receives_reimbursements=True)
    assert account.reference == "C9"


@pytest.mark.parametrize("content", [b"\xff\xfer\x00", b"reference\x81;\n", b"nom;age\n"])
def test_the_cause_comes_before_its_consequences(export: Export, content: bytes) -> None:
    """personnes.csv cannot be read: no other file is reproached with naming people not in it."""
    export.write("personnes.csv", content)
    report = export.bring()
    blocking = [one for one in report.anomalies.kept if one.severity == BLOCKING]
    assert {one.file for one in blocking} == {"personnes.csv"}


def test_a_file_that_cannot_be_read_is_told_first(export: Export) -> None:
    export.set("adresses.csv", 2, "ville", "")
    export.write("personnes.csv", b"\xff\xfer\x00")
    told = list(lines_of(export.bring()))
    first = next(line for line in told if line.startswith("  "))
    assert first.startswith("  personnes.csv\u00a0: Ce fichier est en UTF-16.")


def test_amounts_are_read_with_a_comma_or_a_point(export: Export) -> None:
    for name in ("cotisations.csv", "remboursements.csv"):
        text = export.text(name)
        export.write(name, text.replace(",", "."))
    first = export.bring()
    assert first.applied
    for name in ("cotisations.csv", "remboursements.csv"):
        export.write(name, export.text(name).replace(".", ","))
    assert export.bring().brought["cotisations.csv"].counts.changed == 0


def test_progress_names_each_file_and_its_lines(export: Export) -> None:
    said: list[str] = []
    operations.bring_portfolio(
        actor=actors.operator("Nadia"), at=OPENING_DAY, directory=export.directory,
        apply=False, say=said.append,
    )  # fmt: skip
    lines = len(export.text("mandats.csv").splitlines()) - 1
    assert "mandats.csv, vérification" in said
    assert f"mandats.csv, écriture, {lines} lignes" in said
