"""Examples in euros under each line of a table: computed, dated, and never a zero nobody knows."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.contracts.unread import Unread
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.worked_examples import (
    WorkedExample,
    indicative,
    mandatory_table,
    worked_examples,
)

pytestmark = pytest.mark.promise("I6.2")
DEMO, TODAY = date(2022, 3, 24), date(2026, 11, 26)
BEGAN = date(2021, 1, 1)
WIDE = {CareKind.MEDICINES, CareKind.HAIR, CareKind.LENSES}


def covering(*lines: tuple[CareKind, str], responsible: bool = False) -> Cover:
    return Cover(
        tuple(CoverLine(kind, parse(pays), f"{kind} : {pays}") for kind, pays in lines),
        BEGAN,
        responsible,
    )


def under(cover: Cover, on: date, *, known: Law | None = None) -> dict[int, list[WorkedExample]]:
    found = worked_examples(cover, law=known or law(), catalogue=catalogue(), on=on)
    return {place: list(examples) for place, examples in found.items()}


def shares(one: WorkedExample) -> tuple[str, ...]:
    return tuple(str(amount) for amount in (one.price, one.social_security, one.insurer, one.left))


@pytest.mark.promise("I5.1")
@pytest.mark.parametrize(
    ("kind", "pays", "care", "expected"),
    [
        (CareKind.DENTAL_FREE, "120 % BR, Sécurité sociale incluse", "molaire",
         ("539.00", "84.00", "60.00", "395.00")),
        # 70 % of 23 €, less the flat charge of 1 € that nobody refunds
        (CareKind.MEDICAL_FEES, "100 % BR, Sécurité sociale incluse", "généraliste aux",
         ("60.00", "15.10", "6.90", "38.00")),
        (CareKind.ORTHODONTICS, "100 % BR, Sécurité sociale incluse", "orthodontie",
         ("720.00", "193.50", "0.00", "526.50")),
        # the page that published it left out the 0.09 € of the Sécurité sociale
        (CareKind.GLASSES_COMPLEX, "170 € par équipement tous les 2 ans", "progressifs",
         ("500.00", "0.09", "170.00", "329.91")),
        (CareKind.LENSES_REFUNDED, "50 € par an", "un œil",
         ("120.00", "23.69", "50.00", "46.31")),
    ],
)  # fmt: skip
def test_the_published_examples_come_out_to_the_cent(
    kind: CareKind, pays: str, care: str, expected: tuple[str, ...]
) -> None:
    found = under(covering((kind, pays)), DEMO)
    assert [shares(one) for one in found[0] if care in one.care] == [expected]


def test_every_kind_of_care_has_an_example_today() -> None:
    narrow = covering(*((kind, "10 € par acte") for kind in CareKind if kind not in WIDE))
    assert set(under(narrow, TODAY)) == set(range(len(narrow.lines)))
    wide = covering(*((kind, "10 € par acte") for kind in WIDE))
    found = under(wide, TODAY)
    assert set(found) == {0, 1, 2}


def test_an_example_stands_under_the_line_that_pays_it() -> None:
    """Who signed the OPTAM and who did not, the act apart from the stay, wherever they stand."""
    cover = covering(
        (CareKind.MEDICAL_FEES, "100 % BR, Sécurité sociale incluse, hors OPTAM"),
        (CareKind.HOSPITAL_STAY, "Ticket modérateur"),
        (CareKind.MEDICAL_FEES, "150 % BR, Sécurité sociale incluse, OPTAM"),
        (CareKind.HEAVY_ACT, "Frais réels"),
    )
    found = under(cover, TODAY)
    assert {"libres" in one.care for one in found[0]} == {True}
    assert {"libres" in one.care for one in found[2]} == {False}
    assert [one.care.split(",")[0] for one in found[1]] == ["Frais de séjour sans acte lourd"]
    (cataract,) = found[3]
    assert shares(cataract) == ("835.00", "803.00", "32.00", "0.00")


def test_a_line_of_the_network_is_tried_in_the_network() -> None:
    cover = covering(
        (CareKind.GLASSES_SIMPLE, "250 € par équipement tous les 2 ans, dans le réseau"),
        (CareKind.GLASSES_SIMPLE, "100 € par équipement tous les 2 ans, hors réseau"),
    )
    found = under(cover, DEMO)
    ((inside,), (outside,)) = found[0], found[1]
    assert inside.care.endswith(", dans le réseau")
    assert (inside.insurer, outside.insurer) == (Decimal(250), Decimal(100))
    assert (inside.mandatory, outside.mandatory) == (False, True)


def test_a_line_that_pays_nothing_says_so() -> None:
    (implant,) = under(covering((CareKind.IMPLANTS, "Non couvert")), DEMO)[0]
    assert shares(implant) == ("1100.00", "0.00", "0.00", "1100.00")
    assert "nous ne payons rien, il vous reste" in implant.sentence
    assert (implant.invented, implant.price_note) == (True, "prix inventé")


def test_nothing_left_is_told_in_words() -> None:
    (glasses,) = under(covering((CareKind.GLASSES_NOTHING_LEFT, "100 % Santé")), DEMO)[0]
    assert glasses.sentence.endswith("il ne vous reste rien à payer.")
    assert (glasses.invented, glasses.price_note) == (False, "prix indicatif")


def test_no_tariff_that_day_no_example() -> None:
    psychologist = covering((CareKind.PSYCHOLOGIST, "Ticket modérateur"))
    assert under(psychologist, DEMO) == {}
    assert shares(under(psychologist, date(2022, 4, 5))[0][0])[0] == "30.00"


def test_a_figure_of_the_law_that_is_missing_gives_no_example() -> None:
    """The figures of an installation whose file lost one."""
    crown = covering((CareKind.DENTAL_FREE, "150 % BR, Sécurité sociale incluse"))
    rest = Law({name: one for name, one in law().parameters.items() if name != "rate.dental"})
    assert under(crown, TODAY)[0]
    assert under(crown, TODAY, known=rest) == {}
    rows = mandatory_table(crown, law=rest, catalogue=catalogue(), on=TODAY)
    assert [one.care for one in rows if "Couronne" in one.care or "Détartrage" in one.care] == []
    assert rows


def test_the_mandatory_table_has_what_no_line_pays() -> None:
    rows = mandatory_table(
        covering((CareKind.DENTAL_FREE, "300 % BR, Sécurité sociale incluse")),
        law=law(), catalogue=catalogue(), on=TODAY,
    )  # fmt: skip
    assert [one.care.split()[0] for one in rows] == [
        "Forfait", "Frais", "Honoraires", "Honoraires", "Frais", "Consultation", "Consultation",
        "Consultation", "Lunettes", "Lunettes", "Aide", "Aide", "Détartrage", "Couronne",
        "Couronne", "Couronne", "Traitement",
    ]  # fmt: skip
    assert [str(one.insurer) for one in rows if one.insurer] == ["288.00"]
    assert all(one.mandatory for one in rows)
    assert indicative(TODAY) == "Exemples à titre indicatif, tarifs au 26/11/2026."


def test_what_a_responsible_contract_must_pay_is_no_zero() -> None:
    """The floor of the law holds without a line (R871-2 CSS)."""
    without = covering(
        (CareKind.DENTAL_FREE, "300 % BR, Sécurité sociale incluse"), responsible=True
    )
    rows = mandatory_table(without, law=law(), catalogue=catalogue(), on=TODAY)
    doctor = next(one for one in rows if "généraliste" in one.care)
    assert shares(doctor) == ("30.00", "19.00", "9.00", "2.00")


def test_what_nobody_can_read_is_no_zero() -> None:
    known = {"law": law(), "catalogue": catalogue(), "on": TODAY}
    no_table = mandatory_table(covering(), **known)
    assert no_table == ()
    crown = covering((CareKind.DENTAL_FREE, "300 % BR, Sécurité sociale incluse"))
    unread = Unread(table=True, headings=frozenset({"optical"}))
    rows = mandatory_table(crown, **known, unread=unread)
    assert "Lunettes" not in {one.care.split()[0] for one in rows}
    assert len(rows) == 15


def test_all_contracts_of_an_option_share_their_examples() -> None:
    """Computed once per process for a table and a day, whenever the contract began."""
    line = (CareKind.DENTAL_CARE, "100 % BR, Sécurité sociale incluse")
    first = covering(line)
    other = Cover(first.lines, date(2019, 6, 30), responsible=False)
    assert under(first, DEMO)[0][0] is under(other, DEMO)[0][0]
    assert under(first, TODAY)[0][0].price != under(first, DEMO)[0][0].price


def test_a_further_example_says_that_its_price_is_invented_or_names_its_source() -> None:
    for on in (DEMO, TODAY):
        further = catalogue().further_examples(on)
        assert len(further) > 25
        for one in further:
            invented = one.price.confidence is Confidence.INVENTED
            assert (one.price.source == "inventé") == invented, one.key
        assert not {one.key for one in further} & {one.key for one in catalogue().examples(on)}
