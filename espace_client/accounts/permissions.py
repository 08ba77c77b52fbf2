"""Who may do what with accounts."""

from espace_client.kernel.actors import Actor, Role


def may_settle_proofs(actor: Actor) -> bool:
    """An adviser, after a call back, grants or refuses a second proof; nobody else does so in the
    member's place (quality 1.2)."""
    return actor.role is Role.ADVISER
