"""What a simulation knows so far, and the address that carries it.

Nothing of a simulation is kept: the address of each page holds what was answered, sealed, so that
a page can be reloaded, printed, gone back to, and opened twice side by side. Which care somebody
thinks of is health data: sealed, it says nothing to a log, a history or a neighbour, and opens for
the space it was made in alone (docs/decisions/0028).
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings

from espace_client.kernel.sealing import CannotUnseal

APART = "?"  # the group of an act and its neighbours
BESIDE = "+"  # the group of what is billed beside a stay, asked on a page of its own
STAY = "SEJOUR"  # in the place of an act: a stay in hospital, which is none
VISITOR = "visitor"  # whose simulations those of the public page are
_LONGEST = 2000  # characters of an address


@dataclass(frozen=True, slots=True)
class Simulation:
    """Answers so far; an empty text is a question that is still open.

    `cover` names who is covered by which contract, `words` what was looked for, `group` the group
    that is browsed (or APART, BESIDE), `act` the code of the act (or STAY), `answers` what its form
    asked; with `again` it is asked again, filled in. `situation` is what was said of the person,
    with commas: it holds for the next care too.
    """

    cover: str = ""
    words: str = ""
    group: str = ""
    act: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
    situation: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether nothing is left to ask."""
        return bool(self.act and self.answers) and not self.again

    @property
    def facts(self) -> Mapping[str, str]:
        """All that an answer is computed from, besides the act and the person."""
        return {**self.answers, "situation": self.situation}

    def day(self, today: date) -> date:
        """The day of care that was answered, else *today*."""
        return date.fromisoformat(self.answers["on"]) if "on" in self.answers else today

    def on_the_day(self, day: date) -> "Simulation":
        """The same on that day, where none was answered: what is open still is asked, and the day
        is filled in. Without an act, a day is none of its answers."""
        if not self.act or "on" in self.answers:
            return self
        answers = {**self.answers, "on": day.isoformat()}
        return replace(self, answers=answers, again=not self.is_answered)

    def of(self, cover: str) -> "Simulation":
        """The same, for that person under that contract."""
        return replace(self, cover=cover)

    def looking_for(self, words: str) -> "Simulation":
        """Back to the choice of the act, by words."""
        return Simulation(self.cover, words=words, situation=self.situation)

    def browsing(self, group: str = "") -> "Simulation":
        """Back to the choice of the act: one group, or all of them."""
        return Simulation(self.cover, group=group, situation=self.situation)

    def about(self, act: str, answers: Mapping[str, str] | None = None) -> "Simulation":
        """About that act; without *answers*, its questions are asked. A `situation` in them is
        kept for the next care."""
        given = dict(answers or {})
        situation = given.pop("situation", self.situation)
        return Simulation(self.cover, act=act, answers=given, situation=situation)

    def beside(self, answers: Mapping[str, str]) -> "Simulation":
        """On to what is billed beside the stay, with *answers* about the stay itself."""
        return replace(self.about(STAY, answers), group=BESIDE, again=True)

    def stay_again(self) -> "Simulation":
        """Back to the stay itself."""
        return replace(self, group="", again=True)

    def telling_apart(self, act: str) -> "Simulation":
        """That act, or one of its neighbours: which is asked first."""
        return Simulation(self.cover, group=APART, act=act, situation=self.situation)

    def asked_again(self) -> "Simulation":
        """The same, to change an answer."""
        return replace(self, again=True)


class NoSuchSimulation(LookupError):
    """The address was not made here, or not for this space."""


def sealed(simulation: Simulation, *, owner: str) -> str:
    """The part of an address that carries *simulation*, for *owner* alone."""
    known = {
        "c": simulation.cover,
        "w": simulation.words,
        "g": simulation.group,
        "a": simulation.act,
        "q": dict(simulation.answers),
        "r": simulation.again,
        "s": simulation.situation,
    }
    written = json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False)
    content = settings.SEALING_KEYS.seal_bytes(written.encode(), bound_to=_bound_to(owner))
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unsealed(address: str, *, owner: str) -> Simulation:
    """What that part of an address carries. Raises NoSuchSimulation."""
    if len(address) > _LONGEST:
        raise NoSuchSimulation
    try:
        content = base64.b64decode(
            address + "=" * (-len(address) % 4), altchars=b"-_", validate=True
        )
        written = settings.SEALING_KEYS.unseal_bytes(content, bound_to=_bound_to(owner))
    except (binascii.Error, ValueError, IndexError, CannotUnseal) as error:
        raise NoSuchSimulation from error
    known = json.loads(written)
    text = {name: known.get(name, "") for name in "cwgas"}
    return Simulation(
        text["c"], text["w"], text["g"], text["a"], known.get("q", {}), "r" in known, text["s"]
    )


def _bound_to(owner: str) -> str:
    return f"simulation:{owner}"
