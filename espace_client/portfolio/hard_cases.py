"""How many of each hard case a portfolio holds, for 300 members (product E.2), the cast included.

For another number of members the shares are the same. Each case has its own households, so that
`docs/demo-portfolio.md` can say where to look for one; how a household pays is dealt apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from espace_client.portfolio.deal import share
from espace_client.portfolio.household import Household, OpenRequest

# What is special about a household. The others are ordinary.
CASES: Mapping[str, int] = {
    "no_email": 25,  # the holder has no address
    "shared": 20,  # a couple with one mailbox
    "bounce": 8,  # a mailbox at rebond.example, which refuses everything
    "lunar": 6,  # a date of birth without day, or without day and month
    "noble": 4,  # « Anne-Marie de La Tour »: a double first name and a particle
    "particle": 4,  # « Odette du Plessis »
    "guardian": 3,  # the third one's measure has ended
    "conflict": 5,  # another body also sends what the Sécurité sociale paid
    "absent": 9,  # nothing comes from the Sécurité sociale
    "child": 4,  # covers a disabled adult child; two of them were born in Corsica, 2A and 2B
    "unproved": 3,  # a consent that nothing proves
}
# How the contract lives and is paid. The others pay on the 5th.
LIVES: Mapping[str, int] = {
    "month_end": 166,
    "day_10": 24,
    "day_15": 20,
    "cheque": 6,
    "ended": 14,
    "later": 8,
    "dead": 2,
}
NOT_RUNNING = ("ended", "later", "dead")  # these members wait for nothing
# The démarches of the mission, and how many of each are open, of which late on 24/03/2022.
KINDS = (
    "message",
    "devis_dentaire",
    "lentilles",
    "hospitalisation",
    "remboursement",
    "reexpedition_carte",
    "resiliation",
    "coordonnees",
)
OPEN, LATE = 12, 3
OPENING_DAY = date(2022, 3, 24)  # of the new space: the day the demo is set to

BOUNCING = "rebond.example"
_PARTICLE = re.compile(r"(?:de |du |des |d['’])", re.IGNORECASE)

type Sign = Callable[[Household], bool]


def is_debited_at_month_end(household: Household) -> bool:
    """Whether a live mandate is debited on the 28th or later (product B.1.3)."""
    return any(one.ended_on is None and one.day >= 28 for one in household.mandates)


def shares_a_mailbox(household: Household) -> bool:
    """Whether holder and spouse have one address for two."""
    spouse = household.spouse
    return spouse is not None and bool(spouse.email) and spouse.email == household.holder.email


def has_particle(name: str) -> bool:
    """« de La Tour », « D’Orléans ». The « Le » of Brittany is none."""
    return _PARTICLE.match(name) is not None


def is_double(first_name: str) -> bool:
    """« Anne-Marie »."""
    return "-" in first_name


def _is_debited_on(day: int) -> Sign:
    return lambda one: any(m.ended_on is None and m.day == day for m in one.mandates)


def _feeds(household: Household, feed: str) -> bool:
    return any(one.feed == feed for one in household.transmissions)


# How each case is recognised, in whatever household: the cast holds some already.
SIGNS: Mapping[str, Sign] = {
    "no_email": lambda one: not one.holder.email,
    "shared": shares_a_mailbox,
    "bounce": lambda one: one.holder.email.endswith(f"@{BOUNCING}"),
    "lunar": lambda one: one.holder.birth_date.startswith("00/"),
    "noble": lambda one: has_particle(one.holder.name) and is_double(one.holder.first_name),
    "particle": lambda one: has_particle(one.holder.name) and not is_double(one.holder.first_name),
    "guardian": lambda one: one.guardian is not None,
    "conflict": lambda one: _feeds(one, "conflit"),
    "absent": lambda one: _feeds(one, "absente"),
    "child": lambda one: one.child is not None,
    "unproved": lambda one: any(not answer.proof for answer in one.answers),
    "month_end": is_debited_at_month_end,
    "day_10": _is_debited_on(10),
    "day_15": _is_debited_on(15),
    "cheque": lambda one: not one.mandates,
    "ended": lambda one: one.end_on is not None and one.holder.died_on is None,
    "later": lambda one: one.start_on > OPENING_DAY,
    "dead": lambda one: one.holder.died_on is not None,
}


def still_to_deal(
    wanted: Mapping[str, int], *, members: int, cast: Sequence[Household]
) -> dict[str, int]:
    """How many households beside the cast must get each card."""
    return {
        name: share(of_300, members) - sum(map(SIGNS[name], cast))
        for name, of_300 in wanted.items()
    }


def requests_to_deal(*, members: int, cast: Sequence[Household]) -> dict[str, int]:
    """How many open requests of each kind, late ones (« late message ») first."""
    held = Counter(request_card(one) for household in cast for one in household.requests)
    counts = {}
    for kind in KINDS:
        late = share(LATE, members)
        counts[f"late {kind}"] = late - held[f"late {kind}"]
        counts[kind] = share(OPEN, members) - late - held[kind]
    return counts


def request_card(request: OpenRequest) -> str:
    """The card that stands for an open request."""
    return f"late {request.kind}" if is_late(request) else request.kind


def is_late(request: OpenRequest) -> bool:
    """Whether the answer was promised before 24/03/2022."""
    return request.promised_on < OPENING_DAY
