"""Every constructible guarantee, for the properties that hold for all of them."""

from decimal import Decimal

from hypothesis import strategies as st

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
    SocialSecurity,
    TicketModerateur,
    Unit,
)


def figures(largest: str) -> st.SearchStrategy[Decimal]:
    return st.decimals("0.01", largest, places=2) | st.integers(1, 500).map(Decimal)


amounts = figures("999999.99")
rates = figures("9999.99")
sides: st.SearchStrategy[SocialSecurity] = st.sampled_from(["included", "additional"])
benefits = st.one_of(
    st.builds(PercentOfBase, rates, sides),
    st.just(TicketModerateur()),
    st.builds(FlatEuros, amounts, sides),
    st.builds(PercentOfMonthlyCeiling, rates, sides),
    st.builds(ActualCost, figures("99.99").filter(lambda rate: rate < 100), sides),
    st.just(ActualCost(Decimal(100), "included")),
    st.just(NothingLeftToPay()),
    st.builds(PercentOfBasePlusEuros, rates, amounts, sides),
    st.builds(PercentOfReimbursement, rates),
    st.just(NotCovered()),
)
units = st.none() | st.sampled_from(Unit)
periods = st.none() | st.sampled_from(Period)
counts = st.builds(MaxCount, st.integers(1, 999), st.sampled_from(Unit), periods)
ceilings = st.builds(Ceiling, amounts, units, periods)


@st.composite
def every_guarantee(draw: st.DrawFn) -> Guarantee:
    """All of them: what the constructor refuses is simply not built."""
    benefit = draw(benefits)
    free = not isinstance(benefit, NotCovered)
    capped = free and not isinstance(benefit, NothingLeftToPay)
    max_count = draw(st.none() | counts) if free else None
    ceiling = draw(st.none() | ceilings) if capped else None
    in_euros = isinstance(benefit, FlatEuros | PercentOfMonthlyCeiling | PercentOfBasePlusEuros)
    shared = in_euros or max_count or ceiling
    return Guarantee(
        benefit=benefit,
        unit=draw(units) if free else None,
        period=draw(periods) if free else None,
        scope=draw(st.sampled_from(Scope)) if shared else Scope.BENEFICIARY,
        max_count=max_count,
        ceiling=ceiling,
        network=draw(st.none() | st.sampled_from(Network)),
        optam=draw(st.none() | st.sampled_from(Optam)),
    )
