"""Writing a message from its template: who it is for, why it comes, whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from espace_client.delivery.models import Via
from espace_client.delivery.rules import Written, write


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of message through one channel. `template` is plain text: see
    delivery.rules.write."""

    code: str
    template: str
    via: Via = Via.EMAIL


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom, as the envelope and the greeting need it. Never a whole member number.

    `mobile` is E.164, empty when no text message reaches them; `postal_lines` are those of the
    envelope, from the name to the country, empty when the insurer holds no address.
    """

    person: UUID
    first_name: str
    full_name: str
    email: str
    last_digits: str
    mobile: str = ""
    postal_lines: tuple[str, ...] = ()


def compose(
    notice: Notice, *, to: Recipient, reference: str, context: Mapping[str, object]
) -> Written:
    """The message of *notice* for one person."""
    source = render_to_string(
        notice.template,
        {**context, "to": to, "reference": reference, "insurer": settings.INSURER,
         "public_url": settings.PUBLIC_URL},
    )  # fmt: skip
    return write(source, insurer=settings.INSURER.name)
