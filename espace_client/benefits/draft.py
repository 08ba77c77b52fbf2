"""What has been read of a line so far, before it is a guarantee."""

from dataclasses import dataclass

from espace_client.benefits.kinds import SocialSecurity
from espace_client.benefits.qualifiers import Ceiling, MaxCount, Network, Optam, Period, Scope, Unit


@dataclass(slots=True, kw_only=True)
class Draft:
    """One slot for each thing that a line may say once. None: not said."""

    year: Period  # what « par an » means in this table
    social_security: SocialSecurity | None = None
    unit: Unit | None = None
    period: Period | None = None
    scope: Scope | None = None
    max_count: MaxCount | None = None
    ceiling: Ceiling | None = None
    network: Network | None = None
    optam: Optam | None = None
    unlimited: bool | None = None

    def note(self, slot: str, value: object) -> None:
        """Fill *slot*. Saying the same thing twice is harmless; raises ValueError otherwise."""
        known = getattr(self, slot)
        if known is not None and known != value:
            raise ValueError("Cette précision en contredit une autre de la même ligne.")
        setattr(self, slot, value)
        if self.unlimited and (self.max_count or self.ceiling):
            raise ValueError("La ligne se dit à la fois sans limite et limitée.")
