"""One line of text for each case, and how many there were."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from espace_client.benefits.cases.running import Difference, Outcome, State


def as_line(outcome: Outcome) -> str:
    """« ok  Consultation du médecin traitant », or what differs, to the cent."""
    line = f"{outcome.state:<11} {outcome.name}"
    if outcome.reason:
        line += f" ({outcome.place}) : {outcome.reason}"
    if outcome.differences:
        line += f" ({outcome.place}) : {' ; '.join(map(_told, outcome.differences))}"
    return line


def summary(outcomes: Iterable[Outcome]) -> str:
    """« 3 cas : 2 justes, 1 en écart, 0 impossible, 0 illisible. »"""
    counts = Counter(outcome.state for outcome in outcomes)
    return (
        f"{counts.total()} cas : {counts[State.RIGHT]} justes, "
        f"{counts[State.DIFFERENT]} en écart, {counts[State.IMPOSSIBLE]} impossibles, "
        f"{counts[State.UNREADABLE]} illisibles."
    )


def _told(one: Difference) -> str:
    if one.got is None:
        return f"{one.what} : attendu {_cents(one.expected)}, absente de l’explication"
    gap = one.got - one.expected
    return (
        f"{one.what} : attendu {_cents(one.expected)}, obtenu {_cents(one.got)}, "
        f"différence {_cents(gap, sign='+')}"
    )


def _cents(amount: Decimal, sign: str = "") -> str:
    return f"{amount:{sign}.2f}".replace(".", ",")
