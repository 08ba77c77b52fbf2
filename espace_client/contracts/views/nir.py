"""Who may have a card that says the NIR."""

from espace_client.kernel.rights import Right
from espace_client.ui.request import Request


def may_see_nir(request: Request) -> bool:
    """Somebody who proved who they are with more than an old password, or whom they let read
    documents, which may hold a NIR; « Voir ma carte » alone never said so."""
    if request.acting:
        return request.acting.opens(Right.DOCUMENTS)
    return bool(getattr(request.user, "is_whole", False))
