"""Official files of acts, brought in. The files here are invented: they have the headings that are
published, and none of them is a real one."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from espace_client.benefits.acts.act import Basket, NoTariff
from espace_client.benefits.acts.catalogue import catalogue_with
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.importing.merging import merged
from espace_client.benefits.acts.importing.official import read_official
from espace_client.benefits.acts.importing.report import Reading, Report
from espace_client.benefits.acts.importing.sheet import UnreadableSheet
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.reading import UnreadableActs
from espace_client.benefits.acts.table import read_table, write_table

CCAM = """\
INVENTÉ : ce fichier n’est pas la CCAM;;;;;
Code;Texte;Activité;Phase;Tarif Secteur 1 / adhérents OPTAM;Tarif hors Secteur 1 / hors OPTAM
01;SYSTÈME NERVEUX (INVENTÉ);;;;
AAQP901;Examen inventé du système nerveux;1;0;"1 057,60";1050,00
AAQP901;Examen inventé du système nerveux;4;0;48,00;48,00
;;;;;
AAQP902;Examen inventé non pris en charge;1;0;Non pris en charge;
HBLD634;Couronne céramométallique, libellé officiel inventé;1;0;121,00;121,00
AAQP9O3;Lettre O à la place d’un zéro;1;0;10,00;10,00
AAQP904;Montant illisible;1;0;dix euros;10,00
AAQP901;Examen inventé du système nerveux;1;0;999,00;999,00
"""
LPP = """\
CODE_TIPS,NOM_COURT,DEBUTVALID,FINHISTO,TARIF,PRIX_UNI
9900001,"Attelle inventée, poignet",20200101,20251231,25.76,0.00
9900001,"Attelle inventée, poignet",20260101,,27.00,41.50
990000,Code trop court,20200101,,1.00,
9900002,Prix limite trop bas,20200101,,10.00,9.00
9900003,Date illisible,le 1er mars,,10.00,
"""
NGAP = """\
Lettre clé\tCoefficient\tLibellé\tTarif\tDate d’effet
AMI\t1,5\tPrise de sang inventée\t3,15\t01/01/2012
AMK\t7,5\tRééducation inventée\t2,15\t01/01/2012
ZZZ\t1\tLettre inconnue\t2,00\t01/01/2012
"""
DAY_ONE = date(2026, 3, 1)


def official(tmp_path: Path, nomenclature: str, content: str, **how: str) -> Report:
    path = tmp_path / f"{nomenclature}.csv"
    path.write_text(content, **{"encoding": "utf-8", **how})
    return read_official(nomenclature, path, Reading("fichier inventé", DAY_ONE))


@pytest.mark.promise("I5.13")
def test_each_line_is_an_act_or_is_told_with_its_number(tmp_path: Path) -> None:
    report = official(tmp_path, "ccam", CCAM)
    assert [row.code for row in report.rows] == ["AAQP901", "AAQP902", "HBLD634"]
    assert report.set_aside == {
        "titre ou note": 1,
        "autre activité (anesthésie …)": 1,
        "ligne vide": 1,
    }
    assert [problem.line for problem in report.problems] == [9, 10, 11]
    assert "« AAQP9O3 » n’est pas un code CCAM" in report.problems[0].sentence
    assert "« dix euros » n’est pas un montant" in report.problems[1].sentence
    assert "a déjà un autre tarif ce jour-là, ligne 4" in report.problems[2].sentence
    lines = CCAM.count("\n") - 2  # the title and the headings
    assert len(report.rows) + report.set_aside.total() + len(report.problems) == lines


@pytest.mark.promise("I5.13")
def test_an_official_act_is_found_and_has_its_two_bases(tmp_path: Path) -> None:
    table = tmp_path / "acts.csv"
    write_table(table, official(tmp_path, "ccam", CCAM).rows)
    catalogue = catalogue_with(table)
    act = catalogue.search("examen du système nerveux", on=DAY_ONE)[0]
    tariff = act.tariff(DAY_ONE)
    assert (act.code, act.nomenclature, act.family) == ("AAQP901", "CCAM", Family.DOCTOR)
    assert (tariff.base, tariff.base_outside_optam) == (Decimal("1057.60"), Decimal("1050.00"))
    assert tariff.source == "fichier inventé"
    with pytest.raises(NoTariff):
        act.tariff(date(2026, 2, 28))
    assert catalogue.find("AAQP902").family is Family.NOT_REFUNDED


@pytest.mark.promise("I5.13")
def test_an_official_base_keeps_what_is_shipped_beside_it(tmp_path: Path) -> None:
    table = tmp_path / "acts.csv"
    write_table(table, official(tmp_path, "ccam", CCAM).rows)
    crown = catalogue_with(table).find("HBLD634")
    assert crown.plain == "Couronne en céramique sur métal, dent de devant"
    assert crown.label == "Couronne céramométallique, libellé officiel inventé"
    assert "11" in crown.teeth
    before, after = crown.tariff(date(2026, 2, 28)), crown.tariff(DAY_ONE)
    assert (before.base, before.limit) == (Decimal("120.00"), Decimal("515.00"))
    assert (after.base, after.limit) == (Decimal("121.00"), Decimal("515.00"))
    assert after.basket is Basket.NOTHING_LEFT
    assert after.kind is CareKind.DENTAL_NOTHING_LEFT
    assert crown.tariff(date(2020, 1, 1)).limit == Decimal("500.00")


@pytest.mark.promise("I5.13")
def test_products_have_dates_and_limit_prices(tmp_path: Path) -> None:
    report = official(tmp_path, "lpp", LPP)
    assert [problem.line for problem in report.problems] == [4, 5, 6]
    write_table(tmp_path / "acts.csv", report.rows)
    splint = catalogue_with(tmp_path / "acts.csv").find("9900001")
    older, newer = splint.tariff(date(2025, 12, 31)), splint.tariff(date(2026, 1, 1))
    assert (older.base, older.limit, older.basket) == (Decimal("25.76"), None, Basket.NONE)
    assert (newer.base, newer.limit) == (Decimal("27.00"), Decimal("41.50"))
    assert newer.basket is Basket.CAPPED


def test_a_key_letter_counts_by_its_coefficient(tmp_path: Path) -> None:
    report = official(tmp_path, "ngap", NGAP)
    bases = {row.code: str(row.dated.base) for row in report.rows}
    assert bases == {"AMI 1.5": "4.73", "AMK 7.5": "16.13"}
    assert [problem.line for problem in report.problems] == [4]


@pytest.mark.promise("I5.13")
def test_a_later_file_adds_tariffs_and_loses_none(tmp_path: Path) -> None:
    first = official(tmp_path, "ccam", CCAM).rows
    later = CCAM.replace("121,00;121,00", "123,00;123,00").replace("AAQP902", "AAQP905")
    path = tmp_path / "later.csv"
    path.write_text(later, encoding="utf-8")
    second = read_official("ccam", path, Reading("fichier suivant", date(2027, 1, 1))).rows
    table = merged(first, second)
    assert (table.added, table.replaced, table.unchanged, table.absent) == (2, 0, 1, 1)
    write_table(tmp_path / "acts.csv", table.rows)
    catalogue = catalogue_with(tmp_path / "acts.csv")
    crown = catalogue.find("HBLD634")
    assert crown.tariff(date(2026, 12, 31)).base == Decimal("121.00")
    assert crown.tariff(date(2027, 1, 1)).base == Decimal("123.00")
    assert crown.tariff(date(2027, 1, 1)).source == "fichier suivant"
    assert catalogue.find("AAQP902").tariff(date(2027, 1, 1)).base == 0
    again = merged(table.rows, second)
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 3)
    assert sorted(again.rows) == sorted(table.rows)


def test_an_act_that_was_closed_opens_again_at_the_same_tariff(tmp_path: Path) -> None:
    sheet = "Code;Texte;Tarif;Date de début;Date de fin\nAAQP901;Acte inventé;10,00;{};{}\n"
    first = official(tmp_path, "ccam", sheet.format("01/01/2020", "31/12/2021")).rows
    second = official(tmp_path, "ccam", sheet.format("01/07/2022", "31/12/9999")).rows
    table = merged(first, second)
    assert (table.added, table.unchanged) == (1, 0)
    write_table(tmp_path / "acts.csv", table.rows)
    act = catalogue_with(tmp_path / "acts.csv").find("AAQP901")
    assert act.tariff(date(2021, 12, 31)).base == act.tariff(date(2022, 7, 1)).base == 10
    with pytest.raises(NoTariff):
        act.tariff(date(2022, 6, 30))


def test_a_corrected_file_of_the_same_day_replaces(tmp_path: Path) -> None:
    first = official(tmp_path, "ccam", CCAM).rows
    mended = official(tmp_path, "ccam", CCAM.replace("121,00;121,00", "122,00;122,00")).rows
    table = merged(first, mended)
    assert (table.added, table.replaced, table.unchanged) == (0, 1, 2)
    bases = [row.dated.base for row in table.rows if row.code == "HBLD634"]
    assert bases == [Decimal("122.00")]


def test_an_act_may_be_refunded_for_some_years_only(tmp_path: Path) -> None:
    first = official(tmp_path, "ccam", CCAM).rows
    ended = CCAM.replace('"1 057,60";1050,00', "Non pris en charge;")
    (tmp_path / "ccam.csv").write_text(ended, encoding="utf-8")
    reading = Reading("fichier suivant", date(2027, 1, 1))
    second = read_official("ccam", tmp_path / "ccam.csv", reading).rows
    write_table(tmp_path / "acts.csv", merged(first, second).rows)
    act = catalogue_with(tmp_path / "acts.csv").find("AAQP901")
    assert act.family is Family.DOCTOR
    assert act.tariff(date(2026, 12, 31)).base == Decimal("1057.60")
    assert act.tariff(date(2027, 1, 1)).base == 0


def test_old_letters_are_read_as_they_are(tmp_path: Path) -> None:
    report = official(tmp_path, "ccam", CCAM.replace("’", "'"), encoding="cp1252")
    assert report.rows[0].label == "Examen inventé du système nerveux"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a spreadsheet", "classeur"),
        (b"a;b;c\n1;2;3\n", "« code acte », « texte », « tarif secteur 1 »"),
        (b"", "aucune des 30"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "ccam.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableSheet, match=sentence):
        read_official("ccam", path, Reading("x", DAY_ONE))


def test_a_line_without_a_day_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "ccam.csv"
    path.write_text(CCAM, encoding="utf-8")
    report = read_official("ccam", path, Reading("x", None))
    assert report.rows == []
    assert "donnez-la avec --from" in report.problems[0].sentence


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("nothing;of;the;kind", "ligne 1"),
        ("AAQP901;CCAM;x;doctor;medical_fees;;ten;;;2026-01-01;;s;sure", "ligne 2"),
        ("AAQP901;CCAM;x;doctors;medical_fees;;10;;;2026-01-01;;s;sure", "« doctors »"),
        ("AAQP901;CCAM;x;doctor;medical_fees;;10;;;1/1/2026;;s;sure", "ligne 2"),
        ("AAQP901;CCAM;x;doctor;medical_fees;;10", "7 colonnes au lieu de 13"),
        (";CCAM;x;doctor;medical_fees;;10;;;2026-01-01;;s;sure", "le code manque"),
        ("AAQP901;CCAM;x;doctor;medical_fees;capped;10;;9;2026-01-01;;s;sure", "plus bas que sa"),
        ("AAQP901;CCAM;x;doctor;medical_fees;;-1;;;2026-01-01;;s;sure", "montant impossible"),
        ("AAQP901;CCAM;x;doctor;medical_fees;;10;;;2026-01-01;;;sure", "n’a pas de source"),
    ],
)
def test_a_table_that_was_mended_wrongly_is_refused(
    tmp_path: Path, wrong: str, sentence: str
) -> None:
    table = tmp_path / "acts.csv"
    write_table(table, ())
    with table.open("a", encoding="utf-8") as file:
        file.write(wrong + "\n")
    if wrong.startswith("nothing"):
        table.write_text(wrong, encoding="utf-8")
    with pytest.raises(UnreadableActs, match=sentence):
        catalogue_with(table)


def test_a_table_is_written_whole_and_read_as_it_was(tmp_path: Path) -> None:
    rows = official(tmp_path, "lpp", LPP).rows
    table = tmp_path / "acts.csv"
    write_table(table, rows)
    assert sorted(read_table(table)) == sorted(rows)
    assert [path.name for path in tmp_path.glob("*.new")] == []


@pytest.mark.parametrize(
    ("code", "family", "kind"),
    [
        ("HBLD999", Family.DENTAL, CareKind.DENTAL_FREE),
        ("HBJD999", Family.DENTAL, CareKind.DENTAL_CARE),
        ("LBLD999", Family.DENTAL, CareKind.IMPLANTS),
        ("ZBQK999", Family.IMAGING, CareKind.MEDICAL_FEES),
        ("ACQH999", Family.IMAGING, CareKind.MEDICAL_FEES),
        ("ZZQX999", Family.PATHOLOGY, CareKind.MEDICAL_FEES),
        ("ZCQM999", Family.DOCTOR, CareKind.MEDICAL_FEES),
        ("BFGA999", Family.DOCTOR, CareKind.MEDICAL_FEES),
    ],
)
def test_the_letters_of_a_code_say_what_an_act_is(
    tmp_path: Path, code: str, family: Family, kind: CareKind
) -> None:
    (row,) = official(tmp_path, "ccam", f"Code;Texte;Tarif\n{code};Acte inventé;10,00\n").rows
    assert (row.family, row.kind) == (family, kind)


def quickest(action: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three."""
    spent = []
    for _ in range(3):
        before = process_time()
        action()
        spent.append(process_time() - before)
    return min(spent)


@pytest.mark.promise("I5.13")
def test_an_act_of_thousands_is_read_at_once(tmp_path: Path) -> None:
    """In less than twenty-five readings of the bare table (it was ten when this was written).

    A ratio of two processor times: neither a slower machine nor who else uses it changes it.
    """
    lines = (
        f"{a}{b}AA{n:03d};Acte inventé {n};{n},00"
        for a in "AB"
        for b in "ABCDEFG"
        for n in range(1000)
    )
    rows = official(tmp_path, "ccam", "Code;Texte;Tarif\n" + "\n".join(lines)).rows
    assert len(rows) == 14_000
    table = tmp_path / "acts.csv"
    write_table(table, rows)
    assert len(list(catalogue_with(table))) > 14_000

    def read_bare() -> list[dict[str, str]]:
        with table.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    assert quickest(lambda: catalogue_with(table)) < 25 * quickest(read_bare)
