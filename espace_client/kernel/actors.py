"""Who does something, and through which channel."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """How an act reached us. The label is what the history shows."""

    PORTAL = "espace"
    TELEPHONE = "téléphone"
    LETTER = "courrier"
    EMAIL = "e-mail"
    ROBOT = "robot"
    COMMAND = "commande"


class Role(StrEnum):
    """In which quality somebody acts."""

    VISITOR = "visiteur"  # nobody has proved who they are
    MEMBER = "adhérent"
    ADVISER = "conseiller"
    OPERATOR = "exploitant"
    ROBOT = "robot"


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of an act. `person` is the member's person when a member acts, the adviser's own
    id when one of the insurer's people does."""

    role: Role
    name: str
    channel: Channel
    person: UUID | None = None


def visitor() -> Actor:
    """Somebody on a public page."""
    return Actor(Role.VISITOR, "un visiteur", Channel.PORTAL)


def member(*, person: UUID, name: str) -> Actor:
    """A signed-in member."""
    return Actor(Role.MEMBER, name, Channel.PORTAL, person)


def adviser(*, identifier: UUID, name: str, channel: Channel = Channel.TELEPHONE) -> Actor:
    """One of the insurer's people, signed in with a second factor. `channel` is how the member
    reached them."""
    return Actor(Role.ADVISER, name, channel, identifier)


def robot(name: str) -> Actor:
    """A job that works by itself."""
    return Actor(Role.ROBOT, name, Channel.ROBOT)


def operator(name: str) -> Actor:
    """Somebody who runs a command on the server."""
    return Actor(Role.OPERATOR, name, Channel.COMMAND)
