"""What a message may be linked to. The room that knows is upstairs: it declares how to look."""

from collections.abc import Callable
from uuid import UUID

type Look = Callable[[UUID, UUID], str]
_declared: list[Look] = []


def tells_what_is_linked(function: Look) -> Look:
    """Declare how to find the reference of something in the space of somebody: (space, key) → its
    reference, or empty when it is not theirs."""
    _declared.append(function)
    return function


def reference_of(space: UUID, key: UUID) -> str:
    """The reference of what a message is linked to; empty for what is not in that space."""
    return next((found for look in _declared if (found := look(space, key))), "")
