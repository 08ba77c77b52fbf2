"""A document on paper: what it says, its number, its day, and how anybody checks it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.documents.content import Draft, as_json
from espace_client.documents.proofs import Proof, code_of
from espace_client.documents.qr_codes import qr_code
from espace_client.documents.typesetting import typeset
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words


def printed(draft: Draft, *, number: str, proof: str, at: datetime) -> bytes:
    """The PDF of *draft*. Raises TypesettingError."""
    data = {
        "title": draft.title,
        "number": number,
        "issued_on": date_in_words(date_in_paris(at)),
        "sections": as_json(draft.printed),
        "look": dict(draft.look),
        "check": to_check(proof, number),
    }
    return typeset(draft.template, data=data, at=at)


def proof_of(draft: Draft, *, number: str, at: datetime) -> str:
    """The signed code of the document, empty if nobody need check it."""
    if draft.said is None:
        return ""
    issued_on = date_in_paris(at)
    proof = Proof(settings.INSURER.name, draft.title, number, issued_on, draft.said)
    return code_of(proof, settings.SIGNING_KEYS)


def to_check(proof: str, number: str) -> dict[str, str] | None:
    """What the foot of the document says of how to check it."""
    if not proof:
        return None
    page = f"{settings.PUBLIC_URL}/verifier"
    return {
        "square": qr_code(f"{page}/{proof}"),
        "square_words": _("Code QR qui vérifie ce document"),
        "heading": _("Vérifier ce document"),
        "how": _(
            "Pointez un téléphone sur le code, ou allez sur %(page)s et écrivez le numéro"
            " %(number)s. La réponse montre des dates et des initiales, et rien d’autre."
        )
        % {"page": page.removeprefix("https://").removeprefix("http://"), "number": number},
    }
