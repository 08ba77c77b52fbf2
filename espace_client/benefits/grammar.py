"""The grammar of a guarantee, in one place: its values, how they are read and written back."""

from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    ActualCost,
    Benefit,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    SocialSecurity,
    TicketModerateur,
)
from espace_client.benefits.qualifiers import Ceiling, MaxCount, Network, Optam, Period, Scope, Unit
from espace_client.benefits.reading import parse
from espace_client.benefits.spelling import canonical
from espace_client.benefits.unreadable import UnreadableGuarantee

__all__ = [
    "ActualCost",
    "Benefit",
    "Ceiling",
    "FlatEuros",
    "Guarantee",
    "MaxCount",
    "Network",
    "NotCovered",
    "NothingLeftToPay",
    "Optam",
    "PercentOfBase",
    "PercentOfBasePlusEuros",
    "PercentOfMonthlyCeiling",
    "PercentOfReimbursement",
    "Period",
    "Scope",
    "SocialSecurity",
    "TicketModerateur",
    "Unit",
    "UnreadableGuarantee",
    "canonical",
    "parse",
]
