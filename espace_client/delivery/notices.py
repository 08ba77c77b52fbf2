"""Writing a message from its template: who it is for, why it comes, whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from espace_client.delivery.models import Via
from espace_client.delivery.writing import Written, write_letter, write_mail, write_text_message
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of message through one channel. `template` is plain text (delivery/writing.py) and
    extends the base of its channel: delivery/mail.txt, delivery/sms.txt or delivery/letter.txt."""

    code: str
    template: str
    via: Via = Via.EMAIL


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom, as the envelope and the greeting need it. Never a whole member number.

    `mobile` is E.164, empty when no text message reaches them; `postal_lines` are those of the
    envelope, from the name to the country, empty when the insurer holds no address. `salutation`
    opens a letter: « Madame Martin ».
    """

    person: UUID
    first_name: str
    full_name: str
    email: str
    last_digits: str
    mobile: str = ""
    postal_lines: tuple[str, ...] = ()
    salutation: str = ""


def compose(
    notice: Notice,
    *,
    to: Recipient,
    reference: str,
    context: Mapping[str, object],
    at: datetime,
) -> Written:
    """The message of *notice* for one person, in the forms of its channel."""
    source = render_to_string(
        notice.template,
        {**context, "to": to, "reference": reference, "insurer": settings.INSURER,
         "public_url": settings.PUBLIC_URL},
    )  # fmt: skip
    match notice.via:
        case Via.SMS:
            return write_text_message(source)
        case Via.LETTER:
            return write_letter(source, day=date_in_words(date_in_paris(at)))
    return write_mail(source, insurer=settings.INSURER.name)
