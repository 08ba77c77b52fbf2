"""The closed list of benefits: the nine ways in which a French contract says what it pays.

Source: domain rules 4.1. Amounts are euros, exact to the cent; a rate of 150 means 150 %.
Every constructor refuses with a ValueError, in French, what no contract can mean.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from espace_client.benefits.figures import NBSP, check_amount, check_rate

type SocialSecurity = Literal["included", "additional"]
"""Whether a figure contains what the Sécurité sociale pays, or comes on top of it."""

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class PercentOfBase:
    """« 150 % BR »: a share of the base de remboursement of the Sécurité sociale."""

    rate: Decimal
    social_security: SocialSecurity

    def __post_init__(self) -> None:
        check_rate(self.rate)
        _check_social_security(self.social_security)


@dataclass(frozen=True, slots=True)
class TicketModerateur:
    """« Ticket modérateur »: what the Sécurité sociale leaves of the base, and nothing above."""


@dataclass(frozen=True, slots=True)
class FlatEuros:
    """« 150 € par an »: an amount in euros."""

    amount: Decimal
    social_security: SocialSecurity

    def __post_init__(self) -> None:
        check_amount(self.amount)
        _check_social_security(self.social_security)


@dataclass(frozen=True, slots=True)
class PercentOfMonthlyCeiling:
    """« 2 % PMSS »: a share of the monthly ceiling of the Sécurité sociale, that is, euros."""

    rate: Decimal
    social_security: SocialSecurity

    def __post_init__(self) -> None:
        check_rate(self.rate)
        _check_social_security(self.social_security)


@dataclass(frozen=True, slots=True)
class ActualCost:
    """« 90 % frais réels »: a share of what was really spent, 100 % at most.

    Included: that share of the whole price, less what the Sécurité sociale pays. Additional: that
    share of what the Sécurité sociale leaves. At 100 % both are one, always written "included".
    """

    rate: Decimal
    social_security: SocialSecurity

    def __post_init__(self) -> None:
        check_rate(self.rate)
        _check_social_security(self.social_security)
        if self.rate > WHOLE:
            raise ValueError(f"On ne rembourse jamais plus de 100{NBSP}% des frais réels.")
        if self.rate == WHOLE and self.social_security != "included":
            raise ValueError(f"À 100{NBSP}% des frais réels, la Sécurité sociale est incluse.")


@dataclass(frozen=True, slots=True)
class NothingLeftToPay:
    """« 100 % Santé »: the whole price, within the limit price of sale fixed by law (PLV, HLF)."""


@dataclass(frozen=True, slots=True)
class PercentOfBasePlusEuros:
    """« 100 % BR + 200 € »: both. `social_security` is about the share of the base.

    The unit and the period of the guarantee count the euros.
    """

    rate: Decimal
    amount: Decimal
    social_security: SocialSecurity

    def __post_init__(self) -> None:
        check_rate(self.rate)
        check_amount(self.amount)
        _check_social_security(self.social_security)


@dataclass(frozen=True, slots=True)
class PercentOfReimbursement:
    """« 200 % RSS », in old contracts: a multiple of what the Sécurité sociale pays, on top."""

    rate: Decimal

    def __post_init__(self) -> None:
        check_rate(self.rate)


@dataclass(frozen=True, slots=True)
class NotCovered:
    """« Non couvert »: the contract pays nothing."""


def _check_social_security(value: SocialSecurity) -> None:
    if value not in ("included", "additional"):
        raise ValueError("Dites si la Sécurité sociale est incluse.")


type Benefit = (
    PercentOfBase
    | TicketModerateur
    | FlatEuros
    | PercentOfMonthlyCeiling
    | ActualCost
    | NothingLeftToPay
    | PercentOfBasePlusEuros
    | PercentOfReimbursement
    | NotCovered
)
