"""The demo's mail server: it keeps each mail in a table and shows it on `/demo/`."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from espace_client.demo import demo_clock
from espace_client.demo.models import KeptMail as KeptMailRow


class KeptMail(BaseEmailBackend):
    """A mail backend that keeps instead of sending."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
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
