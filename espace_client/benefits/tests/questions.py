"""Every question the computation may be asked, for the properties that hold for all of them."""

from datetime import date, timedelta
from decimal import Decimal

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
euros = st.decimals(0, 1500, places=2)
little = st.sampled_from([Decimal("0.00"), Decimal("0.01"), Decimal("0.85"), Decimal("1.99")])
prices = st.decimals(0, 2500, places=2) | little
days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
parts = st.sampled_from(["", "26", "36"])
patients = st.builds(
    Patient,
    st.sampled_from(["jeanne", "henri"]),
    st.dates(date(1930, 1, 1), date(2021, 12, 31)),
    st.sampled_from(Regime),
)


@st.composite
def cares(draw: st.DrawFn, *, kinds: st.SearchStrategy[CareKind] | None = None) -> Care:
    """Any line of care; another insurer paid at most what the Sécurité sociale leaves of it."""
    price = draw(prices)
    return Care(
        on=draw(days),
        price=price,
        base=draw(euros | little | st.just(price)),
        family=draw(st.sampled_from(Family)),
        kind=draw(kinds or st.sampled_from(KINDS)),
        patient=draw(patients),
        limit=draw(st.none() | euros),
        basket=draw(st.sampled_from(Basket)),
        quantity=draw(st.integers(1, 6)),
        in_path=draw(st.booleans()),
        in_hospital=draw(st.booleans()),
        emergency=draw(st.booleans()),
        exemption=draw(st.sampled_from(Exemption)),
        optam=draw(st.none() | st.sampled_from(Optam)),
        network=draw(st.none() | st.sampled_from(Network)),
        part=draw(parts),
        professional=draw(st.sampled_from(["", "dr-a", "dr-b"])),
        others_paid=draw(st.just(Decimal("0.00")) | st.decimals(0, price, places=2)),
        reference=draw(st.uuids()).hex,
    )


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    """Any stay of 80 days at most."""
    admitted = draw(st.dates(date(2022, 1, 1), date(2026, 9, 30)))
    return Stay(
        admitted=admitted,
        discharged=admitted + timedelta(days=draw(st.integers(0, 80))),
        tariff=draw(prices),
        patient=draw(patients),
        heavy_act=draw(st.booleans()),
        psychiatry=draw(st.booleans()),
        exemption=draw(st.sampled_from(Exemption)),
        free_of_days=draw(st.booleans()),
        excess=draw(little | euros),
        others_paid=draw(little | euros),
        reference=draw(st.uuids()).hex,
    )


@st.composite
def uses(draw: st.DrawFn) -> Uses:
    """What may have been used of every counter."""
    counters = [*KINDS, *(kind + end for kind in KINDS for end in (".above_base", ".together"))]
    counters += ["charge.consultation", "charge.franchise", "charge.heavy_act"]
    counters += ["charge.test", "charge.sampling"]
    return Uses(
        draw(
            st.lists(
                st.builds(
                    Use,
                    st.sampled_from(counters),
                    st.sampled_from(["jeanne", "henri"]),
                    days,
                    euros | little,
                    st.integers(0, 4),
                    parts | st.sampled_from(["dr-a", "box", "paramedical_act"]),
                    st.just("before"),
                ),
                max_size=8,
            )
        )
    )


@st.composite
def ceilings(draw: st.DrawFn) -> SharedCeiling:
    """A ceiling that some kinds share, with or without what follows it."""
    return SharedCeiling(
        name="plafond",
        kinds=frozenset(draw(st.lists(st.sampled_from(KINDS), min_size=1))),
        amount=draw(st.decimals("0.01", 3000, places=2)),
        period=draw(st.sampled_from(Period)),
        scope=draw(st.sampled_from(Scope)),
        sentence="plafond",
        then=draw(st.none() | every_guarantee()),
    )


def line_of(kind: CareKind, guarantee: Guarantee) -> CoverLine:
    return CoverLine(kind, guarantee, "la ligne du contrat")


@st.composite
def covers(draw: st.DrawFn) -> Cover:
    """A contract with a line for most kinds, on the 29th of February as well."""
    kinds = draw(st.lists(st.sampled_from(KINDS), unique=True))
    return Cover(
        lines=tuple(line_of(kind, draw(every_guarantee())) for kind in kinds),
        anniversary=draw(st.dates(date(2018, 1, 1), date(2026, 1, 1)) | st.just(date(2020, 2, 29))),
        responsible=draw(st.booleans()),
        ceilings=tuple(draw(st.lists(ceilings(), max_size=2))),
    )
