"""The demo's mail server: it keeps each mail in a table and shows it on `/demo/`.

It refuses mailboxes at `rebond.example`, as a relay refuses those that do not exist.
"""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from espace_client.demo import demo_clock
from espace_client.demo.models import KeptMail as KeptMailRow

_NOBODY_THERE = "@rebond.example"


class KeptMail(BaseEmailBackend):
    """A mail backend that keeps instead of sending."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.to[0].casefold().endswith(_NOBODY_THERE):
                refusal = (550, b"5.1.1 mailbox unknown")
                raise smtplib.SMTPRecipientsRefused({message.to[0]: refusal})
            html = [str(a.content) for a in getattr(message, "alternatives", [])]
            KeptMailRow.objects.update_or_create(
                message_id=message.extra_headers["Message-ID"],
                defaults={
                    "at": demo_clock.now(),
                    "to": message.to[0],
                    "subject": str(message.subject),
                    "text": str(message.body),
                    "html": "".join(html),
                },
            )
        return len(email_messages)
