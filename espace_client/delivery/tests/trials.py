"""Messages that are nobody's, to try each channel with."""

import uuid
from typing import Any

from django.db import transaction

from espace_client.delivery import operations
from espace_client.delivery.models import Parcel, Via
from espace_client.delivery.notices import Notice, Recipient
from espace_client.kernel import clock
from espace_client.kernel.actors import robot

ACTOR = robot("un essai")
CODE = "K7P4-3MWT-9QXC"
NUMBER = "+33639980037"
HOME = ("Madame Josette VAUTRIN", "12 rue des Lilas", "35000 RENNES")
TEXT = Notice("trial.code_text", "trial/code_text.txt", Via.SMS)
LETTER = Notice("trial.code_letter", "trial/code_letter.txt", Via.LETTER)


def josette(**changes: Any) -> Recipient:
    """Somebody who can be reached by text message and by letter."""
    known = {
        "person": uuid.uuid4(),
        "first_name": "Josette",
        "full_name": "Josette Vautrin",
        "email": "josette@boite.example",
        "last_digits": "937",
        "mobile": NUMBER,
        "postal_lines": HOME,
        "salutation": "Madame Vautrin",
    }
    return Recipient(**{**known, **changes})


def post_text(*, to: Recipient | None = None, code: str = "482913") -> Parcel:
    """A code on its way to a mobile."""
    return _post(TEXT, to or josette(), {}, code)


def post_letter(*, to: Recipient | None = None, code: str = CODE, **context: str) -> Parcel:
    """A letter with a code, waiting for its batch."""
    known = {"moment": "jeudi 24 mars 2022 à 9 h 00", "until": "8 mai 2022", **context}
    return _post(LETTER, to or josette(), known, code)


def _post(notice: Notice, to: Recipient, context: dict[str, str], code: str) -> Parcel:
    with transaction.atomic():
        parcel = operations.post(
            notice,
            to=to,
            actor=ACTOR,
            at=clock.now(),
            once_key=f"trial:{uuid.uuid4()}",
            context=context,
            secrets={"code": code},
        )
    assert parcel is not None
    return parcel
