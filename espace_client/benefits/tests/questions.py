"""Every question the computation may be asked, for the properties that hold for all of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Guarantee, Network, Optam, Period, Scope
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, Regime
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.benefits.tests.guarantees import every_guarantee

KINDS = [CareKind.DENTAL_FREE, CareKind.MEDICAL_FEES, CareKind.GLASSES_NOTHING_LEFT]
FIRST, LAST = date(2022, 4, 2), date(2026, 12, 31)  # every family has its figures on these days


def up_to(most: int) -> st.SearchStrategy[Decimal]:
    """Euros to the cent."""
    return st.integers(0, most * 100).map(lambda amount: Decimal(amount) / 100)


def one_of(*choices: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """One of each, in a single draw: drawing is what takes time."""
    return st.sampled_from(list(product(*choices)))


def between(first: date, last: date) -> st.SearchStrategy[date]:
    return st.integers(first.toordinal(), last.toordinal()).map(date.fromordinal)


little = st.sampled_from([Decimal(text) for text in ("0.00", "0.01", "0.85", "1.99", "0.02")])
euros = up_to(1500)
prices = little | up_to(2500)
days = between(FIRST, LAST)
parts = st.sampled_from(["", "26", "36"])
births = [date(1946, 5, 2), date(2008, 1, 1), date(2008, 1, 2), date(2021, 12, 31)]
PATIENTS = [Patient(*made) for made in product(["jeanne", "henri"], births, Regime)]


@st.composite
def cares(draw: st.DrawFn) -> Care:
    """Any line of care; another insurer paid at most its price."""
    price, basis = draw(prices), draw(prices)
    family, exemption, patient = draw(one_of(Family, Exemption, PATIENTS))
    kind, basket, optam, network = draw(one_of(KINDS, Basket, [None, *Optam], [None, *Network]))
    in_path, in_hospital, emergency = draw(one_of(*[[True, False]] * 3))
    part, doctor, quantity = draw(one_of(["", "26", "36"], ["", "dr-a", "dr-b"], range(1, 7)))
    others, limit = draw(st.tuples(st.just(Decimal("0.00")) | prices, st.none() | euros))
    return Care(
        on=draw(days),
        price=price,
        base=basis,
        family=family,
        kind=kind,
        patient=patient,
        limit=limit,
        basket=basket,
        quantity=quantity,
        in_path=in_path,
        in_hospital=in_hospital,
        emergency=emergency,
        exemption=exemption,
        optam=optam,
        network=network,
        part=part,
        professional=doctor,
        others_paid=min(price, others),
        reference="line",
    )


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    """Any stay of 80 days at most."""
    admitted, length = draw(st.tuples(between(FIRST, date(2026, 9, 30)), st.integers(0, 80)))
    exemption, patient, *flags = draw(one_of(Exemption, PATIENTS, *[[True, False]] * 3))
    heavy_act, psychiatry, free_of_days = flags
    return Stay(
        admitted=admitted,
        discharged=admitted + timedelta(days=length),
        tariff=draw(prices),
        patient=patient,
        heavy_act=heavy_act,
        psychiatry=psychiatry,
        exemption=exemption,
        free_of_days=free_of_days,
        excess=draw(prices),
        others_paid=draw(prices),
        reference="line",
    )


COUNTERS = [
    *KINDS,
    *(kind + end for kind in KINDS for end in (".above_base", ".together")),
    *("charge.consultation", "charge.franchise", "charge.heavy_act"),
    *("charge.test", "charge.sampling"),
]
_names = one_of(
    COUNTERS, ["jeanne", "henri"], range(5), ["", "26", "dr-a", "box", "paramedical_act"]
)


def uses() -> st.SearchStrategy[Uses]:
    """What may have been used of every counter."""

    def use(drawn: tuple[Any, ...]) -> Use:
        (counter, who, number, part), on, amount = drawn
        return Use(counter, who, on, amount, number, part, "before")

    return st.lists(st.tuples(_names, days, prices).map(use), max_size=6).map(Uses)


@st.composite
def ceilings(draw: st.DrawFn) -> SharedCeiling:
    """A ceiling that some kinds share, with or without what follows it."""
    return SharedCeiling(
        name="plafond",
        kinds=frozenset(draw(st.lists(st.sampled_from(KINDS), min_size=1))),
        amount=draw(prices) + 1,
        period=draw(st.sampled_from(Period)),
        scope=draw(st.sampled_from(Scope)),
        sentence="plafond",
        then=draw(st.none() | every_guarantee()),
    )


def line_of(kind: CareKind, guarantee: Guarantee) -> CoverLine:
    return CoverLine(kind, guarantee, "la ligne du contrat")


@st.composite
def covers(draw: st.DrawFn) -> Cover:
    """A contract with a line for most kinds, several for some, on the 29th of February as well."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=5))
    return Cover(
        lines=tuple(line_of(kind, draw(every_guarantee())) for kind in kinds),
        anniversary=draw(st.just(date(2020, 2, 29)) | between(date(2018, 1, 1), LAST)),
        responsible=draw(st.booleans()),
        ceilings=tuple(draw(st.lists(ceilings(), max_size=2))),
    )
