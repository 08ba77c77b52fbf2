"""What each guarantee has consumed: counted from the lines of care, each time."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import MaxCount, Unit, parse
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.remaining import remaining
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.contracts.covering import cover_of
from espace_client.contracts.models import Contract, Guarantee
from espace_client.members.models import Person
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.queries import patient, uses_of
from tests.people import contract_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I5.16")]
LAUNCH = date(2022, 3, 24)
type Cared = Callable[..., Reimbursement]


@pytest.fixture
def contract(jeanne: Person) -> Contract:
    return Contract.objects.get(holder=jeanne)


@pytest.fixture
def cared(contract: Contract, jeanne: Person) -> Cared:
    def one(kind: str = "glasses_simple", on: date = LAUNCH, **more: object) -> Reimbursement:
        said = {
            "reference": f"R{Reimbursement.objects.count()}",
            "contract": contract,
            "person": jeanne,
            "cared_on": on,
            "care": "Lunettes",
            "spent": Decimal(300),
            "basic": Decimal(0),
            "complementary": Decimal(100),
            "kind": kind,
        }
        return Reimbursement.objects.create(**said | more)

    return one


def used(contract: Contract, who: Person, on: date = LAUNCH) -> list[Use]:
    return _paid(uses_of(contract, who=who.pk, on=on))


def _paid(uses: Uses) -> list[Use]:
    """Those of the line that paid: the others of its family are told apart."""
    return [use for use in uses if use.euros]


def test_a_line_uses_up_the_guarantee_that_pays_it(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    line = cared(quantity=2, part="droit")
    cover = cover_of(contract, on=LAUNCH)
    with CaptureQueriesContext(connection) as asked:
        uses = uses_of(contract, who=jeanne.pk, on=LAUNCH, cover=cover)
    assert len(asked) == 1
    use = Use(
        CareKind.GLASSES_SIMPLE, str(jeanne.pk), LAUNCH, Decimal("100.00"), 2, "droit",
        line.reference,
    )  # fmt: skip
    assert _paid(uses) == [use]


def test_glasses_wait_for_their_renewal_whichever_class_they_were_of(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    """The file says what was bought; which classes renew together is for the computation."""
    cared()
    uses = uses_of(contract, who=jeanne.pk, on=LAUNCH)
    assert [use.counter for use in uses] == [CareKind.GLASSES_SIMPLE]
    line = CoverLine(CareKind.GLASSES_NOTHING_LEFT, parse("100 % Santé tous les 2 ans"), "")
    cover = Cover((line,), contract.start_on)
    who = str(jeanne.pk)
    left = remaining(line, who, on=LAUNCH, used=uses, law=law(), cover=cover, part="")
    assert left.count == 0


def test_a_line_that_no_guarantee_pays_uses_up_nothing(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    cared("implants")
    cared("")
    assert used(contract, jeanne) == []


def test_the_wider_guarantee_is_used_up(contract: Contract, cared: Cared, jeanne: Person) -> None:
    """« Lentilles » pays lenses that the Sécurité sociale refunds and those that it does not."""
    Guarantee.objects.filter(kind="glasses_simple").update(kind=CareKind.LENSES)
    cared("lenses_not_refunded")
    assert [use.counter for use in used(contract, jeanne)] == [CareKind.LENSES]


@pytest.mark.promise("I5.6")
def test_a_cancelled_line_gives_its_counter_back(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    cared(cancelled_on=date(2022, 3, 24))
    assert len(used(contract, jeanne, date(2022, 3, 23))) == 1
    assert used(contract, jeanne, date(2022, 3, 24)) == []


def test_only_four_years_can_count(contract: Contract, cared: Cared, jeanne: Person) -> None:
    cared(on=date(2018, 3, 23))
    cared(on=date(2018, 3, 24))
    assert [use.on for use in used(contract, jeanne)] == [date(2018, 3, 24)]


def test_a_number_for_life_counts_since_ever(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    Guarantee.objects.filter(kind="glasses_simple").update(
        expression="450 € par œil, dans la limite de 2 yeux"
    )
    cared(on=date(2012, 1, 1))
    line = next(
        one for one in cover_of(contract, on=LAUNCH).lines if one.kind is CareKind.GLASSES_SIMPLE
    )
    assert line.guarantee.max_count == MaxCount(2, Unit.EYE, None)
    assert len(used(contract, jeanne)) == 1


def test_each_use_says_whose_it_is_and_of_which_contract(
    contract: Contract, cared: Cared, jeanne: Person, karim: Person, salah: Person
) -> None:
    """A family may share a counter: hers and her husband's come together. Not a stranger's."""
    cared()
    cared(person=karim)
    cared(contract=contract_of(jeanne, reference="C-2"))
    cared(contract=Contract.objects.get(holder=salah), person=salah)
    assert [use.who for use in used(contract, jeanne)] == [str(jeanne.pk), str(karim.pk)]


def test_what_the_law_keeps_back_counts_for_the_person_whatever_the_contract(
    contract: Contract, cared: Cared, jeanne: Person, karim: Person
) -> None:
    other = contract_of(jeanne, reference="C-2")
    cared("medical_fees", contract=other, charge=Decimal(1))
    cared("medical_fees", contract=other, person=karim, charge=Decimal(1))
    (use,) = used(contract, jeanne)
    assert (use.counter, use.euros, use.who) == ("charge.consultation", 1, str(jeanne.pk))


def test_what_the_file_does_not_say_was_kept_back_is_not_guessed(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    cared("medical_fees")
    assert [use.counter for use in used(contract, jeanne)] == [CareKind.MEDICAL_FEES]


def test_euros_with_the_securite_sociale_count_what_it_paid_too(
    contract: Contract, cared: Cared, jeanne: Person
) -> None:
    """« 200 € par an, Sécurité sociale incluse »: what it gave, charges included."""
    Guarantee.objects.filter(kind="glasses_simple").update(
        expression="200 € par an, Sécurité sociale incluse"
    )
    cared(basic=Decimal(9), charge=Decimal(1))
    of_the_line, of_both = used(contract, jeanne)
    assert (of_the_line.euros, of_both.euros) == (100, 110)
    assert of_both.counter == "glasses_simple.together"


def test_a_cover_may_be_asked_without_a_table(contract: Contract, cared: Cared) -> None:
    cared()
    assert not list(
        uses_of(contract, who=contract.holder_id, on=LAUNCH, cover=Cover((), contract.start_on))
    )


def test_a_lunar_birth_date_counts_as_the_end_of_its_year(jeanne: Person, salah: Person) -> None:
    assert patient(jeanne).birth == date(1944, 5, 12)
    assert patient(salah).birth == date(1938, 12, 31)
