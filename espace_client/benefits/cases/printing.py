"""One line of text for each case, and how many there were."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
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
    match one.expected, one.got:
        case Decimal() as wanted, Decimal() as got:
            return (
                f"{one.what} : attendu {_cents(wanted)}, obtenu {_cents(got)}, "
                f"différence {_cents(got - wanted, sign='+')}"
            )
        case Decimal() as wanted, None:
            return f"{one.what} : attendu {_cents(wanted)}, absente de l’explication"
        case wanted, got:
            return f"{one.what} : attendu {_as_written(wanted)}, obtenu {_as_written(got)}"


def _as_written(value: Decimal | int | date | None) -> str:
    if isinstance(value, Decimal):
        return _cents(value)
    return "aucun" if value is None else str(value)


def _cents(amount: Decimal, sign: str = "") -> str:
    return f"{amount:{sign}.2f}".replace(".", ",")
