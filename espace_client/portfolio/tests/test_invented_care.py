"""Every line of past care of an invented portfolio is what the tables and the law give, to the
cent, and the counters that are read from the lines are those of the computation."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, care_for
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses
from espace_client.contracts.covering import cover_of
from espace_client.contracts.models import Contract
from espace_client.portfolio.tests.conftest import Export
from espace_client.reimbursements.left import left_of
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.queries import patient, uses_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.16")]
FREE_FEES = "Consultation d’un ophtalmologiste"  # whom the portfolio invents outside the OPTAM


def _question(line: Reimbursement) -> Care:
    who = patient(line.person)
    if not line.act:
        return Care(
            on=line.cared_on, price=line.spent, base=Decimal(0), family=Family.NOT_REFUNDED,
            kind=CareKind(line.kind), patient=who, quantity=line.quantity,
        )  # fmt: skip
    optam = Optam.NOT_SIGNED if line.care == FREE_FEES else None
    act = shipped_catalogue().find(line.act)
    return care_for(
        act, on=line.cared_on, price=line.spent, patient=who, optam=optam,
        quantity=line.quantity, part=line.part,
    )  # fmt: skip


def _recomputed(contract: Contract) -> tuple[list[tuple[Reimbursement, Answer]], Uses]:
    used, found = NOTHING_USED, []
    lines = contract.reimbursements.select_related("person").order_by("cared_on", "reference")
    for line in lines:
        cover = cover_of(contract, on=line.cared_on)
        answer = reimburse(_question(line), cover, used, shipped_law())
        found.append((line, answer))
        if line.cancelled_on is None:
            used = used.plus(answer.uses)
    return found, used


def _totals(uses: Uses, who: str) -> dict[str, tuple[Decimal, int]]:
    """The charges of *who* and what the contract counts. Nobody: what the contract counts."""
    totals: dict[str, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
    for use in uses:
        if use.euros and (use.who == who or not use.counter.startswith("charge.")):
            euros, number = totals[f"{use.counter} {use.who} {use.on}"]
            totals[f"{use.counter} {use.who} {use.on}"] = (euros + use.euros, number + use.number)
    return dict(totals)


def test_every_line_is_what_the_tables_give(export_of) -> None:
    assert export_of(120).bring().applied
    checked = 0
    for contract in Contract.objects.select_related("product"):
        found, used = _recomputed(contract)
        for line, answer in found:
            assert (line.basic, line.complementary, CareKind(line.kind)) == (
                answer.social_security,
                answer.insurer,
                answer.care.kind,
            ), (contract, line, line.care)
            checked += 1
        who = contract.holder_id
        cover = cover_of(contract, on=date(2022, 3, 24))
        read = uses_of(contract, who=who, on=date(2022, 3, 24), cover=cover)
        # The charges of somebody are counted over all their contracts, each of which is one here.
        alone = str(who) if contract.holder.contracts_held.count() == 1 else ""
        assert _totals(read, alone) == _totals(used, alone)
    assert checked > 300


def test_a_few_lines_by_hand(export: Export) -> None:
    """Équilibre in 2021: a crown at 180 % of 120 € is 216 €, of which the Sécurité sociale gives
    70 %; glasses for 280 € with its 0.09 €; a session of osteopathy at 25 €."""
    assert export.bring().applied
    told = {
        (line.person.reference, line.care, line.basic, line.complementary)
        for line in Reimbursement.objects.select_related("person")
    }
    assert {
        ("P48207742", "Couronne sur une dent du fond", Decimal("84.00"), Decimal("132.00")),
        ("P48201937", "Lunettes, verres progressifs", Decimal("0.09"), Decimal("279.91")),
        ("P48201937", "Séance d’ostéopathie", Decimal("0.00"), Decimal("25.00")),
        ("P48201937", "Lentilles non remboursées", Decimal("0.00"), Decimal("90.00")),
    } <= told


def test_an_export_of_before_the_columns_still_comes_in(export: Export) -> None:
    lines = export.text("remboursements.csv").split("\n")
    export.write("remboursements.csv", "\n".join(";".join(one.split(";")[:9]) for one in lines))
    assert export.bring().applied
    kinds = dict(Reimbursement.objects.values_list("care", "kind"))
    assert kinds["Consultation d’un généraliste"] == CareKind.MEDICAL_FEES
    assert kinds["Lentilles non remboursées"] == CareKind.LENSES_NOT_REFUNDED
    assert kinds["Couronne sur une dent du fond"] == ""
    assert not Reimbursement.objects.filter(charge__gt=0).exists()
    assert set(Reimbursement.objects.values_list("quantity", flat=True)) == {1}


@pytest.mark.promise("I5.6")
def test_a_line_that_a_later_export_cancels_gives_its_counter_back(export: Export) -> None:
    assert export.bring().applied
    lines = export.text("remboursements.csv").split("\n")
    at = next(n for n, line in enumerate(lines, 1) if "lentilles" in line)
    contract = Contract.objects.get(reference=lines[at - 1].split(";")[1])

    def lenses() -> int:
        uses = uses_of(contract, who=contract.holder_id, on=date(2022, 3, 24))
        return len(uses.of(CareKind.LENSES))

    before = lenses()
    export.set("remboursements.csv", at, "annule_le", "01/03/2022")
    assert export.bring().applied
    assert lenses() == before - 1
    export.set("remboursements.csv", at, "annule_le", "01/01/2019")
    (found,) = [one for one in export.bring().anomalies.kept if one.column == "annule_le"]
    assert found.problem == "Cette annulation précède les soins."


def test_the_worked_example_is_that_of_the_portfolio(export: Export) -> None:
    """That of `docs/calculations/counters.md`."""
    assert export.bring().applied
    contract = Contract.objects.get(reference="RH-48201937")
    on = date(2022, 3, 24)
    cover = cover_of(contract, on=on)
    used = uses_of(contract, who=contract.holder_id, on=on, cover=cover)
    who = str(contract.holder_id)
    left = {
        one.label: (*one.amounts, one.renews_on)
        for one in left_of(cover, who, used=used, law=shipped_law(), on=on)
    }
    lenses = left["Lentilles, remboursées ou non par la Sécurité sociale"]
    assert lenses == ("30\u00a0€", date(2023, 1, 1))
    assert left["Ostéopathie, chiropraxie, acupuncture"] == ("3\u00a0séances", date(2023, 1, 1))
    assert left["Lunettes, de toutes classes"] == ("0\u00a0équipement", date(2023, 6, 15))
