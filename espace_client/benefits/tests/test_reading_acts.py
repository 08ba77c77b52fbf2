"""Files of acts that are wrong: the sentence names the file, the line and what is wrong."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.catalogue import catalogue_with, shipped_catalogue
from espace_client.benefits.acts.groups import read_groups
from espace_client.benefits.acts.reading import UnreadableActs, read_acts
from espace_client.benefits.acts.teeth import teeth_in

GOOD = """\
# a comment
ESSAI:
  nomenclature: maison
  label: "Un acte inventé"
  plain: "Acte inventé"
  family: dental
  teeth: "11-14"
  kind: dental_free
  tariffs:
    - {from: 2020-01-01, base: "10.00", basket: free, source: "inventé", confidence: invented}
    - {from: 2021-01-01, base: "12.00", basket: capped, limit: "20.00", source: "inventé",
       confidence: invented}
"""


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "essai.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_tariff_holds_until_the_next_one(tmp_path: Path) -> None:
    act = read_acts(written(tmp_path, GOOD))["ESSAI"]
    assert act.teeth == {"11", "12", "13", "14"}
    assert act.tariff(date(2020, 12, 31)).base == Decimal("10.00")
    assert act.tariff(date(2021, 1, 1)).limit == Decimal("20.00")
    assert act.tariff(date(2099, 1, 1)).basket is Basket.CAPPED


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ESSAI:", "ESSAI: 3\nAUTRE:", "ligne 2 : l’acte « ESSAI » n’est pas lisible"),
        ("  family: dental\n", "", "ligne 2 : .* « family » manque"),
        ("family: dental", "family: teeth", "'teeth' is not a valid Family"),
        ("kind: dental_free", "kind: dental", "'dental' is not a valid CareKind"),
        ("label:", "lable:", "« lable » n’est pas connu"),
        ("basket: free,", "baskett: free,", "« baskett » n’est pas connu"),
        ('"11-14"', '"11-19"', "« 11-19 » n’est pas une dent"),
        ('base: "10.00"', "base: 10.00", "entre guillemets"),
        ('base: "10.00"', 'base: "-10.00"', "montant impossible"),
        ('base: "10.00"', 'base: "10.001"', "montant impossible"),
        ('limit: "20.00"', 'limit: "11.00"', "prix limite plus bas que sa base"),
        ("basket: capped, ", "basket: free, ", "aucun panier ne le limite"),
        ("family: dental", "family: not_refunded", "ne rembourse pas cet acte"),
        ('source: "inventé", confidence', 'source: "", confidence', "n’a pas de source"),
        ("from: 2021-01-01", "from: 2019-01-01", "se recouvrent|finit avant de commencer"),
        (
            "from: 2020-01-01,",
            "from: 2020-01-01, until: 2021-06-30,",
            "se recouvrent au 01/01/2021",
        ),
        ("from: 2020-01-01", 'from: "2020-01-01"', "sans guillemets"),
        ("confidence: invented}", "confidence: certain}", "'certain' is not a valid Confidence"),
        (GOOD[GOOD.index("  tariffs:") :], "  tariffs: []\n", "il n’a aucun tarif"),
        ("  tariffs:", "  tariffs: [", "essai.yaml, ligne"),
        (GOOD, "- a\n- b\n", "ne contient pas une liste d’entrées nommées"),
        (GOOD, GOOD + GOOD, "ligne 14 : l’acte « ESSAI » est en double"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    with pytest.raises(UnreadableActs, match=sentence):
        read_acts(written(tmp_path, GOOD.replace(old, new)))


def test_an_act_of_the_insurer_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace("ESSAI", "HBLD634"))
    assert catalogue_with(file).find("HBLD634").plain == "Acte inventé"
    assert shipped_catalogue().find("HBLD634").plain != "Acte inventé"


def test_a_group_of_acts_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    acts = read_acts(written(tmp_path, GOOD))
    groups = 'groups:\n  one:\n    label: "Un"\n    usual:\n      - AUTRE\nquestions: {}\n'
    with pytest.raises(UnreadableActs, match="« 'AUTRE' » manque"):
        read_groups(written(tmp_path, groups), acts)


@pytest.mark.parametrize("wrong", ["19", "10", "56", "14-11", "11-21", "11-", "x", "86"])
def test_what_is_not_a_tooth_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="n’est pas une dent"):
        teeth_in(wrong)
