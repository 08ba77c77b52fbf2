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

from django.conf import settings

from espace_client.kernel.sealing import CannotUnseal

APART = "?"  # the group of an act and its neighbours
VISITOR = "visitor"  # whose simulations those of the public page are
_LONGEST = 2000  # characters of an address


@dataclass(frozen=True, slots=True)
class Simulation:
    """Answers so far; an empty text is a question that is still open.

    `cover` names who is covered by which contract, `words` what was looked for, `group` the group
    that is browsed (or APART), `act` the code of the act, `answers` what the form of the act asked;
    with `again` it is asked again, filled in.
    """

    cover: str = ""
    words: str = ""
    group: str = ""
    act: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether nothing is left to ask."""
        return bool(self.act and self.answers) and not self.again

    def of(self, cover: str) -> "Simulation":
        """The same, for that person under that contract."""
        return replace(self, cover=cover)

    def looking_for(self, words: str) -> "Simulation":
        """Back to the choice of the act, by words."""
        return Simulation(self.cover, words=words)

    def browsing(self, group: str = "") -> "Simulation":
        """Back to the choice of the act: one group, or all of them."""
        return Simulation(self.cover, group=group)

    def about(self, act: str, answers: Mapping[str, str] | None = None) -> "Simulation":
        """About that act; without *answers*, its questions are asked."""
        return Simulation(self.cover, act=act, answers=dict(answers or {}))

    def telling_apart(self, act: str) -> "Simulation":
        """That act, or one of its neighbours: which is asked first."""
        return Simulation(self.cover, group=APART, act=act)

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
    text = {name: known.get(name, "") for name in "cwga"}
    return Simulation(text["c"], text["w"], text["g"], text["a"], known.get("q", {}), "r" in known)


def _bound_to(owner: str) -> str:
    return f"simulation:{owner}"
